import { visible } from '@/components/evidence/safe-text';

const TYPES = /^(?:text\/(?:html|markdown|plain); charset=utf-8|application\/(?:problem\+)?json)/i;

/** What is wrong with how an answer says what it is; `kind` tells a page from the API. */
export function headFaults(answer: Response): string[] {
  const head = (name: string) => answer.headers.get(name) ?? '';
  const isPage = head('content-type').startsWith('text/html');
  const named = head('content-disposition');
  const rules: [string, boolean][] = [
    [`status ${answer.status}`, answer.status < 500],
    [`type ${head('content-type')}`, TYPES.test(head('content-type')) || answer.status === 308],
    ['no nosniff', head('x-content-type-options') === 'nosniff'],
    ['no policy', head('content-security-policy').includes("default-src 'none'")],
    ['no sandbox', isPage || answer.status === 308 || head('content-security-policy').includes('sandbox')],
    [`name ${named}`, named === '' || /^(?:inline|attachment); filename="[\w.-]+"$/.test(named)],
    ['a cookie', head('set-cookie') === '' && head('x-injected') === ''],
    [`location ${head('location')}`, /^(?:\/(?!\/)[\x21-\x7e]*)?$/.test(head('location'))],
  ];
  return rules.filter(([, isKept]) => !isKept).map(([fault]) => fault);
}

/** The mark of a payload; the name of a session may hold the same letters within. */
const MARK = /(?<![a-z\d])c\d+z(?![a-z\d])/;

/** What a payload made of a Markdown file: markup that a reader would take for the product's own. */
export function markdownFaults(text: string, { origin, headings }: { origin: string; headings: RegExp }): string[] {
  const faults = visible(text) === text ? [] : [`unseen: ${visible(text).slice(0, 300)}`];
  for (const line of text.split('\n')) {
    const quoted = line.replace(/^>(?: |$)/, '');
    if (/^ {0,3}#{1,6}(?:\s|$)/.test(quoted) && !headings.test(line)) faults.push(`heading: ${line}`);
    if (/^\s*(?:=+|(?:[-*_]\s*){2,}|[|:-][\s|:-]+)$/.test(quoted)) faults.push(`rule: ${line}`);
    if (/^\s*(?:```|~~~|>)|^(?: {4}|\t)/.test(quoted)) faults.push(`block: ${line}`);
    const rest = quoted
      .replace(/\\[!-/:-@[-`{-~]|(?<!`)`[^`]+`(?!`)/g, '') // what is escaped, and code
      .replaceAll(`<${origin}/`, '')
      .replace(/\*\*[^*]+\*\*/g, (bold) => (MARK.test(bold) ? bold : ''));
    if (/[`[*<]|~~|&(?!(?:lt|amp);)#?\w+;/.test(rest)) faults.push(`markup: ${rest}`);
  }
  return faults;
}
