import type { Facts, Reference } from '@/lib/segments/schema';

const MAX_REFERENCES = 100;
const URL_PATTERN = /https?:\/\/[^\s"'<>`\]‹›“”]+/g;
const COMMIT_WORD = /\b(?:commit(?:ted|s)?|sha|rev(?:ision)?|cherry-pick(?:ed)?|HEAD)(?: (?:is|as|at|in|to))?[\s:(`]+$/i;
/** Abbreviations of standards, products and units that look like a ticket's project. */
const NO_TICKETS = new Set(
  `AES ANSI ARM ASCII BASE BSD CP CVE CWE ECMA ES EU FIPS FLOAT GB GLM GMT GPT H HTTP IEC IEEE INT IPV ISO KB LATIN MB MD MP NIST OTLP P PEP PKCS PS RC RFC RSA SHA SOC TLS TOP UCS UINT
  US USB UTC UTF V WCAG WIN X XX`.split(/\s+/),
);
const EXTENSIONS = new Set(
  `astro bash bat c cc cfg clj cmake conf cpp cs css csv cts cue dart dockerfile elm env erl ex exs fish go gql gradle graphql groovy h hcl heex hpp hs html ico ini ipynb java jl js
  json json5 jsonc jsonl jsx kt kts less lock log lua m md mdx mjs ml mts nix php pl png proto ps1 py r rb rs rst sass scala scss sh sql svelte svg swift tf toml ts tsv tsx txt vue
  wasm xml yaml yml zig zsh`.split(/\s+/),
);

type Found = Omit<Reference, 'role'>;

/** Identifiers that a text mentions, in order of kind, each once. */
export function referencesIn(text: string): Reference[] {
  const urls = [...text.matchAll(URL_PATTERN)].map((match) => match[0].replace(/[.,;:!?)*_]+$/, ''));
  const rest = text.replace(URL_PATTERN, ' ');
  const found = [...urls.flatMap(ofUrl), ...numbers(rest), ...commits(rest), ...branches(rest), ...tickets(rest), ...files(rest)];
  return unique(found.map((reference) => ({ ...reference, role: 'mentioned' as const })));
}

/** What a segment's facts say it made. */
export const referencesOfFacts = (facts: Pick<Facts, 'commits' | 'pull_requests'>): Reference[] =>
  unique([
    ...facts.commits.map((text) => ({ kind: 'commit' as const, text, role: 'produced' as const })),
    ...facts.pull_requests.map(({ number, url }) => ({
      kind: 'pull_request' as const,
      text: number === null ? url : `#${number}`,
      role: 'produced' as const,
    })),
  ]);

/** The references without repetitions: what was produced need not be mentioned as well, and a number is one thing whatever it was called. */
export function unique(references: readonly Reference[]): Reference[] {
  const kept = new Map<string, Reference>();
  const rank = (reference: Reference) => (reference.role === 'produced' ? 2 : 0) + (reference.kind === 'pull_request' ? 1 : 0);
  for (const reference of references) {
    const name = /^#\d/.test(reference.text) ? reference.text : `${reference.kind} ${reference.text}`;
    const known = kept.get(name);
    if (!known || rank(known) < rank(reference)) kept.set(name, reference);
  }
  return [...kept.values()].slice(0, MAX_REFERENCES);
}

function ofUrl(url: string): Found[] {
  if (/\/(?:pull|merge_requests)\/\d+$/.test(url)) return [{ kind: 'pull_request', text: url }];
  if (/\/issues\/\d+$/.test(url)) return [{ kind: 'issue', text: url }];
  const hash = url.match(/\/commit\/([0-9a-f]{7,40})$/)?.[1];
  return hash ? [{ kind: 'commit', text: hash }] : [];
}

/** `#271`; with "PR" or "pull request" before it, a pull request. */
const numbers = (text: string): Found[] =>
  [...text.matchAll(/(\b(?:PRs?|MRs?|pull requests?)[ :]?\s*)?(?<![\w#&/])#(\d{1,6})(?![\w-])/gi)].map((match) => ({
    kind: match[1] ? 'pull_request' : 'issue',
    text: `#${match[2]}`,
  }));

/** Hexadecimal words of 7 to 40 characters that are no part of a longer id and hold a digit and a letter, or are named as a commit. */
const commits = (text: string): Found[] =>
  [...text.matchAll(/(?<![\w#/.-])[0-9a-f]{7,40}(?![\w-]|\.\w)/g)]
    .filter(
      ({ 0: hash, index }) =>
        (/\d/.test(hash) && /[a-f]/.test(hash)) || COMMIT_WORD.test(text.slice(Math.max(0, index - 30), index)),
    )
    .map(({ 0: hash }) => ({ kind: 'commit', text: hash }));

/** Names that stand right beside the word "branch": in back-ticks, or with a slash. */
function branches(text: string): Found[] {
  const quoted = [...text.matchAll(/\bbranch(?:es)?:?\s+`([\w./-]+)`|`([\w./-]+)`\s+branch\b/gi)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const plain = [...text.matchAll(/\bbranch:?\s+((?:[\w.-]+\/)+[\w.-]*\w)|(?<![\w./-])((?:[\w.-]+\/)+[\w-]+)\s+branch\b/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...quoted, ...plain].map((name) => ({ kind: 'branch', text: name }));
}

/** `ABC-123`, standards such as UTF-8 apart. */
const tickets = (text: string): Found[] =>
  [...text.matchAll(/(?<![\w./#-])([A-Z][A-Z0-9]{1,9})-(\d{1,6})(?![\w-]|\.\d)/g)]
    .filter((match) => !NO_TICKETS.has(match[1] ?? '') && !/\d$/.test(match[1] ?? ''))
    .map(({ 0: ticket }) => ({ kind: 'ticket', text: ticket }));

/** File names in back-ticks; a line number after them is left out. */
const files = (text: string): Found[] =>
  [...text.matchAll(/`([^`\n]{2,200})`/g)]
    .map((match) => (match[1] ?? '').replace(/(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?)$/, ''))
    .filter(
      (name) =>
        /^[\w@./~+[\]-]+$/.test(name) && EXTENSIONS.has(name.match(/[^/]\.([A-Za-z0-9]{1,10})$/)?.[1]?.toLowerCase() ?? ''),
    )
    .map((name) => ({ kind: 'file', text: name }));
