import { type Facts, REFERENCE_ROLES, type Reference } from '@/lib/segments/schema';

const MAX_REFERENCES = 100;
const URL_PATTERN = /https?:\/\/[^\s"'<>`\]‹›“”]+/g;
/** What makes a number after it no issue's, and hexadecimal words after it no commits. */
const OTHER_NUMBER =
  /\b(?:tasks?|steps?|options?|items?|phases?|tests?|questions?|points?|findings?|todos?|comments?|lines?|rounds?|attempts?|rules?|cases?|pages?|parts?|layers?|workers?|agents?|approach|examples?|reasons?|figures?|tables?|sections?|runs?|iterations?|problems?|suggestions?|worktrees?|no\.?)[*_`:\s]*(?:#\d{1,6}[^#\n.;]{0,60})*$/i;
const OTHER_HASH =
  /(?:\b|_)(?:md5|sha-?(?:1|256|512)|checksum|session|checkpoint|object|blob|tree|digest|thread|(?:sub)?agent|task)s?(?:_?id)?\b[^\n]*$/i;
/** Up to nine, agents number their own points: such a number needs a word beside it. */
const SMALL_NUMBER_CUE =
  /\b(?:issues?|bugs?|gh|fix(?:e[sd])?|close[sd]?|resolve[sd]?|refs?|tickets?|merged?|implements?|see)[*_`:(\s]*(?:#\d{1,6}(?:,| and|\s)*)*$/i;
/** Right before a hexadecimal word, it makes it a commit. */
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
  const rest = urls.length > 0 ? text.replace(URL_PATTERN, ' ') : text;
  const found = [
    ...urls.flatMap(ofUrl),
    ...(rest.includes('#') ? numbers(rest) : []),
    ...(/[0-9a-f]{7}/.test(rest) ? commits(rest) : []),
    ...(/branch/i.test(rest) ? branches(rest) : []),
    ...(/[A-Z0-9]-\d/.test(rest) ? tickets(rest) : []),
    ...(rest.includes('`') ? files(rest) : []),
  ];
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

const rank = ({ role }: Reference) => REFERENCE_ROLES.indexOf(role);

/** The references without repetitions, each in its strongest role, those first. */
export function unique(references: readonly Reference[]): Reference[] {
  const identity = identities(references);
  const kept = new Map<string, Reference>();
  for (const reference of references) {
    const key = identity(reference);
    const known = kept.get(key);
    kept.set(key, known ? merged(known, reference) : reference);
  }
  return [...kept.values()].sort(byRole).slice(0, MAX_REFERENCES);
}

/** The one that says more comes first. */
export const byRole = (a: Reference, b: Reference): number => rank(b) - rank(a);

/** What makes two of these references the same: a number is one thing whatever it was called, and with or without its repository where only one is named. */
export function identities(references: readonly Reference[]): (reference: Reference) => string {
  const repositories = new Map<string, Set<string>>();
  for (const { number, repository } of references.flatMap((reference) => numbered(reference) ?? []))
    if (repository) repositories.set(number, (repositories.get(number) ?? new Set()).add(repository));
  return (reference) => {
    const known = numbered(reference);
    if (!known) return `${reference.kind} ${reference.text}`;
    const isShared = (repositories.get(known.number)?.size ?? 0) > 1;
    return isShared ? `#${known.number} ${known.repository}` : `#${known.number}`;
  };
}

/** The shorter text is the one that people use. */
function merged(a: Reference, b: Reference): Reference {
  const { role } = rank(b) > rank(a) ? b : a;
  const kind = b.kind === 'pull_request' ? b.kind : a.kind;
  return { kind, text: b.text.length < a.text.length ? b.text : a.text, role };
}

/** The number of an issue or pull request, and the repository where it stands with it. */
function numbered({ kind, text }: Reference): { number: string; repository: string } | null {
  if (kind !== 'issue' && kind !== 'pull_request') return null;
  const match = text.match(/^(?:https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(?:pull|pulls|issues|merge_requests)\/|([^#]*)#)(\d+)$/);
  return match ? { number: match[3] ?? '', repository: (match[1] ?? match[2] ?? '').toLowerCase() } : null;
}

function ofUrl(url: string): Found[] {
  if (/\/(?:pull|merge_requests)\/\d+$/.test(url)) return [{ kind: 'pull_request', text: url }];
  if (/\/issues\/\d+$/.test(url)) return [{ kind: 'issue', text: url }];
  const hash = url.match(/\/commit\/([0-9a-f]{7,40})$/)?.[1];
  return hash ? [{ kind: 'commit', text: hash }] : [];
}

/** `#271`; with "PR" or "pull request" before it, a pull request. */
const numbers = (text: string): Found[] =>
  [...text.matchAll(/(\b(?:PRs?|MRs?|pull requests?)[ :]?\s*[`(*]*)?(?<![\w#&/])#(\d{1,6})(?![\w-])/gi)]
    .filter(({ index, 1: request, 2: number = '' }) => {
      const before = text.slice(Math.max(0, index - 120), index);
      return request || (!OTHER_NUMBER.test(before) && (number.length > 1 || SMALL_NUMBER_CUE.test(before)));
    })
    .map((match) => ({ kind: match[1] ? 'pull_request' : 'issue', text: `#${match[2]}` }));

/** Hexadecimal words as long as git writes hashes, whole or short, that are no part of a longer id and hold a digit and a letter, or are named as a commit. */
const commits = (text: string): Found[] =>
  [...text.matchAll(/(?<![\w#/.-])[0-9a-f]{7,40}(?![\w-]|\.\w)/g)]
    .filter(
      ({ 0: hash, index }) =>
        COMMIT_WORD.test(text.slice(Math.max(0, index - 30), index)) ||
        (/\d/.test(hash) &&
          /[a-f]/.test(hash) &&
          (hash.length <= 12 || hash.length === 40) &&
          !OTHER_HASH.test(text.slice(Math.max(0, index - 80), index))),
    )
    .map(({ 0: hash }) => ({ kind: 'commit', text: hash }));

const BESIDE_BRANCH = /\bbranch:?\s+[\w.-]+\/|\/[\w-]+\s+branch\b/;

/** Names that stand right beside the word "branch": in back-ticks, or with a slash. */
function branches(text: string): Found[] {
  const quoted = [...text.matchAll(/\bbranch(?:es)?:?\s+`([\w./-]+)`|`([\w./-]+)`\s+branch\b/gi)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  if (!BESIDE_BRANCH.test(text)) return quoted.map((name) => ({ kind: 'branch', text: name }));
  const plain = [...text.matchAll(/\bbranch:?\s+((?:[\w.-]+\/)+[\w.-]*\w)|(?<![\w./-])((?:[\w.-]+\/)+[\w-]+)\s+branch\b/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...quoted, ...plain].map((name) => ({ kind: 'branch', text: name }));
}

/** `ABC-123`, standards such as UTF-8 apart. */
export const tickets = (text: string): Found[] =>
  [...text.matchAll(/(?<![\w./#-])([A-Z][A-Z0-9]{1,9})-(\d{1,6})(?![\w-]|\.\d)/g)]
    .filter((match) => !NO_TICKETS.has(match[1] ?? '') && !/\d$/.test(match[1] ?? ''))
    .map(({ 0: ticket }) => ({ kind: 'ticket', text: ticket }));

/** File names in back-ticks; a line number after them is left out. */
const files = (text: string): Found[] =>
  [...text.matchAll(/`([^`\n]{2,200})`/g)]
    .map((match) => (match[1] ?? '').replace(/(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?)$/, ''))
    .filter((name) => /^[\w@./~+[\]-]+$/.test(name) && isFileName(name))
    .map((name) => ({ kind: 'file', text: name }));

/** True for a name that ends like a file. */
export const isFileName = (name: string) => EXTENSIONS.has(name.match(/[^/]\.([A-Za-z0-9]{1,10})$/)?.[1]?.toLowerCase() ?? '');
