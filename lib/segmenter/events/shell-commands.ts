/** A simple command of a shell line, and whether its failure would be the line's. */
export interface ShellCommand {
  words: string[];
  /** False where a pipe, `||`, `&` or a later `;` hides its exit status. */
  decides: boolean;
}

type Token = { operator: string } | { word: string };

/** Characters that only add to a word. */
const PLAIN = /[^\s\\"'#&|;(){}]+/y;
const OPERATOR_STARTS = '&|;\n(){}';
const OPERATOR = /^(?:&&|\|\||\|&|;;|[;|\n&(){}])/;
/** Programs that run the command after them; their options, assignments and durations go with them. */
const WRAPPERS = new Set(
  'sudo env time timeout nice command exec npx bunx pnpx xvfb-run stdbuf nohup caffeinate if then else while do !'.split(' '),
);
const LONG_WRAPPERS = new Set(
  ['uv run', 'poetry run', 'pipenv run', 'bundle exec', 'rye run', 'hatch run', 'mise exec', 'direnv exec'].concat(
    ['pnpm', 'npm', 'yarn'].flatMap((manager) => [`${manager} exec`, `${manager} dlx`]),
  ),
);

/** Several rules ask for the commands of one line. */
const MAX_KNOWN = 5000;
const known = new Map<string, readonly ShellCommand[]>();

/** The simple commands of a shell line, without wrappers, assignments, redirections, comments and here-documents. */
export function shellCommands(line: string): readonly ShellCommand[] {
  const done = known.get(line);
  if (done) return done;
  const found = parse(line);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(line, found);
  return found;
}

function parse(line: string): ShellCommand[] {
  const parsed: { words: string[]; next: string | null }[] = [];
  let words: string[] = [];
  for (const token of [...tokens(withoutHereDocuments(line)), { operator: '' }]) {
    if ('word' in token) words.push(token.word);
    else {
      if (words.length > 0) parsed.push({ words: withoutWrappers(words), next: token.operator });
      words = [];
    }
  }
  const commands = parsed.filter((command) => command.words.length > 0);
  const lastOther = commands.findLastIndex(({ next }, i) => next !== '&&' && i < commands.length - 1);
  return commands.map(({ words: own, next }, i) => ({
    words: own,
    decides: i > lastOther && !/^(\||&$)/.test(next ?? ''),
  }));
}

/** Drops the bodies of `<<EOF`: they are text, not commands. */
function withoutHereDocuments(line: string): string {
  if (!line.includes('<<')) return line;
  const kept: string[] = [];
  let end: string | null = null;
  for (const row of line.split('\n')) {
    if (end !== null) {
      if (row.trim() === end) end = null;
      continue;
    }
    kept.push(row);
    end = row.match(/<<-?\s*(['"]?)([A-Za-z_]\w*)\1/)?.[2] ?? null;
  }
  return kept.join('\n');
}

function tokens(line: string): Token[] {
  const found: Token[] = [];
  let word: string | null = null;
  const flush = () => {
    if (word !== null) found.push({ word });
    word = null;
  };
  for (let i = 0; i < line.length; ) {
    PLAIN.lastIndex = i;
    const plain = PLAIN.exec(line)?.[0];
    if (plain !== undefined) {
      word = (word ?? '') + plain;
      i += plain.length;
      continue;
    }
    const char = line[i] ?? '';
    const operator = OPERATOR_STARTS.includes(char) ? line.slice(i, i + 2).match(OPERATOR)?.[0] : undefined;
    if (char === '\\') {
      word = line[i + 1] === '\n' ? word : (word ?? '') + (line[i + 1] ?? '');
      i += 2;
    } else if (char === '"' || char === "'") {
      const end = closingQuote(line, i);
      word = (word ?? '') + line.slice(i + 1, end);
      i = end + 1;
    } else if (char === '#' && word === null) {
      const end = line.indexOf('\n', i);
      i = end < 0 ? line.length : end;
    } else if (operator && !isRedirection(line, i)) {
      flush();
      found.push({ operator });
      i += operator.length;
    } else {
      if (isBlank(char)) flush();
      else word = (word ?? '') + char;
      i += 1;
    }
  }
  flush();
  return found.filter((token) => !('word' in token) || !/^\d*[<>]/.test(token.word));
}

const isBlank = (char: string) => char === ' ' || (char !== '\n' && char.trim() === '');

/** The `&` of `2>&1` and `&>file` parts no commands. */
const isRedirection = (line: string, i: number) => line[i] === '&' && (line[i - 1] === '>' || line[i + 1] === '>');

function closingQuote(line: string, start: number): number {
  const quote = line[start];
  if (quote === "'") return line.indexOf(quote, start + 1) < 0 ? line.length : line.indexOf(quote, start + 1);
  for (let i = start + 1; i < line.length; i += 1) {
    if (line[i] === '\\' && quote === '"') i += 1;
    else if (line[i] === quote) return i;
  }
  return line.length;
}

function withoutWrappers(words: string[]): string[] {
  let rest = words;
  for (;;) {
    const [first = '', second = ''] = rest;
    if (/^[A-Za-z_]\w*=/.test(first)) rest = rest.slice(1);
    else if (LONG_WRAPPERS.has(`${first} ${second}`)) rest = withoutOptions(rest.slice(2));
    else if (WRAPPERS.has(first)) rest = withoutOptions(rest.slice(1));
    else return rest;
  }
}

const withoutOptions = (words: string[]) =>
  words.slice(
    Math.max(
      0,
      words.findIndex((word) => !/^(-|\d+(\.\d+)?[smhd]?$)/.test(word)),
    ),
  );
