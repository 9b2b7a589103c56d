import { isFileName, tickets } from '@/lib/segmenter/references/mentions';

/** Kinds of what a claim can name. */
export const ENTITY_KINDS = ['hash', 'issue', 'url', 'path', 'identifier', 'code', 'number'] as const;

/** Something that a claim names and that can be looked for letter by letter. */
export interface Entity {
  kind: (typeof ENTITY_KINDS)[number];
  /** As the claim writes it, without ticks and brackets that only belong to the sentence. */
  text: string;
}

const MAX_ENTITIES = 24;
const URL_PATTERN = /https?:\/\/[^\s"'<>`\]‹›“”]+/g;
const CODE = /`([^`\n]{2,200})`/g;
/** Hexadecimal words as long as git writes hashes that hold a digit and a letter, and are no part of a longer id. */
const HASH = /(?<![\w.#/-])(?=[0-9a-f]*\d)(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![\w-])/g;
const ISSUE = /(?<![\w#&/])#\d{1,6}(?![\w-])/g;
/** A name with an extension, with or without folders before it and a line after it. */
const PLAIN_PATH =
  /(?<![\w.@~/-])[~.]{0,2}\/?(?:[\w.@+[\]-]+\/)*[\w@+[\]-][\w.@+[\]-]*\.[A-Za-z]\w{0,9}(?::\d+(?:[-:]\d+)?)?(?![\w/-])/g;
/** A word of code, dotted or not. */
const WORD = /(?<![\w.@/$-])[A-Za-z_$][\w$]*(?:(?:\.|::)[A-Za-z_$][\w$]*)*(?![\w/-])/g;
/** Numbers of three digits and more, with decimals, or with a unit that nobody spells out; no dates, times, parts of words, or rounded ones. */
const NUMBER =
  /(?<![\w.,:#/$~≈<>+-])(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d{3,15}|\d{2,}(?=\s?(?:%|ms\b|[KMG]i?B\b|px\b)))(?!\d|[.,:]\d|\w*[-/+]\d|\+|\s?[kM]\b|(?!(?:ms|[KMG]i?B|px|s)\b)[A-Za-z_])/g;
/** Says that the number after it is not exact. */
const ROUNDED =
  /(?:\b(?:about|around|roughly|nearly|almost|approximately|over|under|some|up to|more than|less than|at least|at most)|[~≈<>])\s*$/i;
/** Stands for something else, so that it is nowhere to be found. */
const PLACEHOLDER = /…|(?<!\.\/)\.\.\.|<[\w -]+>|\{[^}"':]*\}|\*|\$\{|\[\w+\]/;
/** Names that are written like identifiers and are none. */
const NAMES = new Set(
  `GitHub GitLab BitBucket JavaScript TypeScript CoffeeScript PostgreSQL MySQL NoSQL macOS iOS iPadOS tvOS watchOS OpenAI OpenAPI OpenTelemetry YouTube LinkedIn OAuth GraphQL WebSocket
  WebSockets DevTools ChatGPT CodeRabbit BuildKit DevOps PowerShell WordPress FastAPI LangChain TailwindCSS NaN eBPF gRPC DynamoDB MongoDB CouchDB RabbitMQ SvelteKit NextJS NodeJS
  ReactJS VueJS AngularJS IntelliJ PyCharm WebStorm VSCode XCode JetBrains AppleScript ClickHouse CircleCI JSDoc TSDoc PyTorch NumPy`.split(
    /\s+/,
  ),
);

/** Hashes, issues, addresses, paths, identifiers, code and numbers that a claim names, each once. */
export function entitiesOf(claim: string): Entity[] {
  const found: Entity[] = [];
  let rest = claim;
  const take = (pattern: RegExp, entityOf: (match: string) => Entity | null) => {
    rest = rest.replace(pattern, (match) => {
      const entity = entityOf(match);
      if (entity) found.push(entity);
      return entity ? ' ¤ ' : match;
    });
  };
  rest = rest.replace(CODE, (_, code: string) => {
    const entity = ofCode(code.trim());
    if (entity) found.push(entity);
    return ' ¤ ';
  });
  take(URL_PATTERN, (url) => ({ kind: 'url', text: url.replace(/[.,;:!?)*_]+$/, '') }));
  take(PLAIN_PATH, (path) => (isFileName(bare(path)) ? { kind: 'path', text: bare(path) } : null));
  take(HASH, (text) => ({ kind: 'hash', text }));
  take(ISSUE, (text) => ({ kind: 'issue', text }));
  for (const { text } of tickets(rest)) found.push({ kind: 'issue', text });
  take(WORD, (text) => (isIdentifier(text) ? { kind: 'identifier', text } : null));
  for (const { 0: text, index } of rest.matchAll(NUMBER)) {
    if (!ROUNDED.test(rest.slice(Math.max(0, index - 20), index)) && !/^(?:19|20)\d\d$/.test(text))
      found.push({ kind: 'number', text });
  }
  return [...new Map(found.map((entity) => [`${entity.kind} ${entity.text}`, entity])).values()].slice(0, MAX_ENTITIES);
}

/** What stands in ticks is what it looks like, else code. */
function ofCode(text: string): Entity | null {
  if (!/[\p{L}\p{N}]{2}/u.test(text) || PLACEHOLDER.test(text)) return null;
  if (/\s/.test(text)) return { kind: 'code', text };
  if (/^https?:\/\/./.test(text)) return { kind: 'url', text };
  if (/^#\d{1,6}$/.test(text)) return { kind: 'issue', text };
  if (/^(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}$/.test(text)) return { kind: 'hash', text };
  if (/^[\w.@~+/[\]-]+(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?)?$/.test(text) && (/^[^-].*\/./.test(text) || isFileName(bare(text))))
    return { kind: 'path', text: bare(text) };
  const name = text.replace(/\(\)$/, '');
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|::)[A-Za-z_$][\w$]*)*$/.test(name) && /[_.:]|[a-z][A-Z]/.test(name) && name.length > 3)
    return { kind: 'identifier', text: name };
  return text.length > 2 ? { kind: 'code', text } : null;
}

/** A path without the line in it and what stands for the folder it is in. */
const bare = (path: string) =>
  path
    .replace(/(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?)$/, '')
    .replace(/^(?:\.{1,2}\/|~\/)+/, '')
    .replace(/\/+$/, '');

const isIdentifier = (word: string) =>
  word.length > 3 && !NAMES.has(word) && (/[A-Za-z\d]_[A-Za-z\d]/.test(word) || /[a-z][A-Z][a-z]|^[a-z]+[A-Z]/.test(word));
