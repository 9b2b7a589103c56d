import { unique } from '@/lib/segmenter/references/reference-identity';
import type { Reference } from '@/lib/segments/schema';

const URL_PATTERN = /https?:\/\/[^\s"'<>`\]‹›“”]+/g;
/** What makes a number after it no issue's, and hexadecimal words after it no commits. */
const OTHER_NUMBER =
  /\b(?:tasks?|steps?|options?|items?|phases?|tests?|questions?|points?|findings?|todos?|comments?|lines?|rounds?|attempts?|rules?|cases?|pages?|parts?|layers?|workers?|agents?|approach|examples?|reasons?|figures?|tables?|sections?|runs?|iterations?|problems?|suggestions?|worktrees?|no\.?)[*_`:\s]*(?:#\d{1,6}[^#\n.;]{0,60})*$/i;
const OTHER_HASH =
  /(?:\b|_)(?:md5|sha-?(?:1|256|512)|checksum|session|checkpoint|object|blob|tree|digest|thread|(?:sub)?agent|task)s?(?:_?id)?\b[^\n]*$/i;
/** What makes a number after it an issue's, whatever else it may look like. Up to nine, agents number their own points: such a number needs one. */
const ISSUE_CUE =
  /\b(?:issues?|bugs?|gh|fix(?:e[sd])?|close[sd]?|resolve[sd]?|refs?|tickets?|merged?|implements?|see)(?: (?:by|in))?[*_`:(\s]*(?:#\d{1,6}(?:,| and|\s)*)*$/i;
/** A colour's name or another colour before a number of three digits makes it one: `fill #666`. */
const COLOUR_BEFORE =
  /(?:\b(?:colou?rs?|palette|gr[ae]ys?|shades?|fill|strokes?|borders?|hex|tint)\b|\b(?:background|foreground|bg|fg)[\w-]*[:=`]|#(?=[0-9a-f]*[a-f])(?:[0-9a-f]{3}|[0-9a-f]{6})\b)[^\n.;#]{0,24}$/i;
const COLOUR_AFTER =
  /^(?:[`)]{1,2} (?:(?:as|for|on) (?:the )?)?(?:text|primary)|[`)]{0,2} (?:as (?:the )?)?(?:background|bg|borders?|fill|gr[ae]y))\b/i;
/** Before a name in a program or an address: `"#12"`, `id=#12`, `](#12)`, `url(#12)`. */
const IN_CODE_BEFORE = /["'=]$|\]\($|\burl\($/i;
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

function ofUrl(url: string): Found[] {
  if (/\/(?:pull|merge_requests)\/\d+$/.test(url)) return [{ kind: 'pull_request', text: url }];
  if (/\/issues\/\d+$/.test(url)) return [{ kind: 'issue', text: url }];
  const hash = url.match(/\/commit\/([0-9a-f]{7,40})$/)?.[1];
  return hash ? [{ kind: 'commit', text: hash }] : [];
}

/** `#271`; with "PR" or "pull request" before it, a pull request. */
function numbers(text: string): Found[] {
  const fences = text.matchAll(FENCE);
  let fence = fences.next().value;
  return [...text.matchAll(NUMBER)]
    .filter(({ 0: whole, 1: request, 2: number = '', index }) => {
      const before = text.slice(Math.max(0, index - 120), index);
      const end = index + whole.length;
      while (fence && fence.index + fence[0].length <= index) fence = fences.next().value;
      const isInCode = (fence && fence.index < index) || IN_CODE_BEFORE.test(before);
      return request || isIssue(number, { before, after: text.slice(end, end + 30), isInCode });
    })
    .map((match) => ({ kind: match[1] ? 'pull_request' : 'issue', text: `#${match[2]}` }));
}

const NUMBER = /(\b(?:PRs?|MRs?|pull requests?)[ :]?\s*[`(*]*)?(?<![\w#&/])#(?!0)(\d{1,6})(?![\w-])/gi;
const FENCE = /^ *```[\s\S]*?(?:^ *```|(?![\s\S]))/gm;

/** Numbers of two, four and five digits need no word beside them in prose; those of three and six may be colours. */
function isIssue(number: string, { before, after, isInCode }: { before: string; after: string; isInCode: boolean }): boolean {
  if (OTHER_NUMBER.test(before)) return false;
  if (ISSUE_CUE.test(before)) return true;
  if (isInCode || number.length === 1 || number.length === 6) return false;
  return number.length !== 3 || !(COLOUR_BEFORE.test(before) || COLOUR_AFTER.test(after));
}

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
