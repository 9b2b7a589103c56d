import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TOP = ['app', 'components', 'db', 'lib'];
/** A noun imports only from itself and from those before it. */
const NOUNS = [
  'audit',
  'projects',
  'people',
  'tokens',
  'sessions',
  'events',
  'segments',
  'reviews',
  'search',
  'shares',
  'transcripts',
];
/** The folders of lib/segmenter; each imports only from itself and from those before it. */
const STAGES = ['text', 'events', 'boundaries', 'facts', 'references', 'claims', 'links', 'records'];
const MAX_LINES = 300;

interface Source {
  path: string;
  text: string;
  imports: string[];
}

const isTest = (path: string) => /\.test\.|(^|\/)testing\b/.test(path);
const folderOf = (path: string, depth: number) => path.split('/').slice(0, depth).join('/');
const stageOf = (path: string) => STAGES.indexOf(path.match(/^lib\/segmenter\/(\w+)\//)?.[1] ?? '');
const nounOf = (path: string) => NOUNS.indexOf(path.match(/^lib\/(\w+)\//)?.[1] ?? '');

function filesUnder(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** The modules of this project that a file imports, as paths from the root without extension; packages keep their name. */
function importsOf(path: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => {
    const local = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? posix.join(dirname(path), specifier)
        : specifier;
    return local.replace(/\.(tsx?|mjs)$/, '');
  });
}

const sources: Source[] = TOP.flatMap(filesUnder).map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, imports: importsOf(path, text) };
});
const production = sources.filter((source) => !isTest(source.path));

/** Pairs of file and import that break a rule, as sentences. */
const broken = (from: Source[], isForbidden: (source: Source, imported: string) => boolean) =>
  from.flatMap((source) => source.imports.filter((i) => isForbidden(source, i)).map((i) => `${source.path} imports ${i}`));

test('imports point app -> components -> lib -> db: move shared code to the right', () => {
  const rank = (path: string) => TOP.indexOf(path.split('/')[0] ?? '');
  const order = [0, 1, 3, 2]; // app, components, db, lib: lib stands before db
  const place = (path: string) => order[rank(path)] ?? -1;
  expect(broken(production, (s, i) => rank(i) >= 0 && place(i) < place(s.path))).toEqual([]);
});

test('components take from lib only schema, client, http/api and display: pass wire objects down from the page', () => {
  const allowed = /^lib\/(\w+\/(\w+-)*(schema|client)|http\/api|display)$/;
  const components = production.filter((s) => s.path.startsWith('components/'));
  expect(broken(components, (_, i) => i.startsWith('lib/') && !allowed.test(i))).toEqual([]);
});

test('tables are touched only by db, queries, commands and the folders that need their own: call a query or a command', () => {
  const mayQuery = /^(db\/|lib\/(auth|jobs|live)\/|lib\/\w+\/(\w+-)*(queries|commands)(-\w+)*\.ts$)/;
  expect(
    broken(
      production.filter((s) => !mayQuery.test(s.path)),
      (s, i) =>
        /^(drizzle-orm|postgres$|db\/schema)/.test(i) && !/import type/.test(s.text.split('\n').find((l) => l.includes(i)) ?? ''),
    ),
  ).toEqual([]);
});

test('which projects an actor has a part in is asked in one place each for projects, sessions and the audit log: ask with their conditions', () => {
  const mayAsk = /^lib\/(auth\/|(projects|sessions)\/scope-queries\.ts$|audit\/queries\.ts$)/;
  const others = production.filter((s) => !mayAsk.test(s.path) && /\bctx\.(projects|only)\b/.test(s.text));
  expect(others.map((s) => s.path)).toEqual([]);
});

test('a sid is resolved by findSession and sessionPaths alone, which ask what the actor may see: call them', () => {
  const byName = /\b(eq|inArray)\(\s*sessions\.sid\b|\bsid\s*(=|in)\s*\$\{/;
  const others = production.filter((s) => s.path !== 'lib/sessions/queries.ts' && byName.test(s.text));
  expect(others.map((s) => s.path)).toEqual([]);
});

test('only app, components and lib/auth/session.ts import next: lib must run outside of it', () => {
  const outside = production.filter((s) => !/^(app|components)\//.test(s.path) && s.path !== 'lib/auth/session.ts');
  expect(broken(outside, (_, i) => i === 'next' || i.startsWith('next/'))).toEqual([]);
});

test('a noun imports only to its left (NOUNS); formats, segmenter and redaction touch no database', () => {
  expect(
    broken(
      production.filter((s) => nounOf(s.path) >= 0),
      (s, i) => nounOf(`${i}/`) > nounOf(s.path) || nounOf(i) > nounOf(s.path),
    ),
  ).toEqual([]);
  const pure = production.filter((s) => /^lib\/(formats|segmenter|redaction)\//.test(s.path));
  expect(broken(pure, (_, i) => i.startsWith('db/') || i.startsWith('drizzle-orm') || i === 'postgres')).toEqual([]);
});

test('in the segmenter text knows no events, events know no purpose, and records come last: move what both need to the left', () => {
  const stages = production.filter((s) => stageOf(s.path) >= 0);
  expect(broken(stages, (s, i) => stageOf(i) > stageOf(s.path))).toEqual([]);
  const folders = new Set(production.flatMap((s) => s.path.match(/^lib\/segmenter\/(\w+)\//)?.[1] ?? []));
  expect([...folders].filter((folder) => !STAGES.includes(folder))).toEqual([]);
});

test('nouns reach jobs by their queue alone, which knows no noun; graphile-worker is known to the runner and the migration', () => {
  const queue = /^lib\/jobs\/(queue|queries|commands|schema)\b/;
  const nouns = production.filter((s) => nounOf(s.path) >= 0);
  expect(broken(nouns, (_, i) => i.startsWith('lib/jobs/') && !queue.test(i))).toEqual([]);
  const ofQueue = production.filter((s) => queue.test(s.path));
  expect(broken(ofQueue, (_, i) => nounOf(`${i}/`) >= 0)).toEqual([]);
  const others = production.filter((s) => s.path !== 'lib/jobs/runner.ts' && s.path !== 'db/migrate.ts');
  expect(broken(others, (_, i) => i === 'graphile-worker')).toEqual([]);
});

test('there is no import cycle: take out what both need', () => {
  const graph = new Map(production.map((s) => [s.path.replace(/\.(tsx?|mjs)$/, ''), s.imports]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, trail: string[]) => {
    if (trail.includes(node)) cycles.push([...trail.slice(trail.indexOf(node)), node].join(' -> '));
    if (done.has(node) || trail.includes(node)) return;
    for (const next of graph.get(node) ?? []) if (graph.has(next)) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  expect(cycles).toEqual([]);
});

test('files are short and named for what they hold: split them, or find the word', () => {
  const tooLong = sources.filter((s) => s.text.split('\n').length > MAX_LINES).map((s) => s.path);
  const banned = /^(index|utils?|helpers?|common|shared|services?|types|manager)\./;
  const misnamed = sources.filter((s) => banned.test(basename(s.path)) && s.path !== 'db/schema/index.ts').map((s) => s.path);
  const notKebab = sources
    .filter((s) => !/^[a-z0-9.-]+$/.test(basename(s.path)) && !s.path.startsWith('app/'))
    .map((s) => s.path);
  expect({ tooLong, misnamed, notKebab }).toEqual({ tooLong: [], misnamed: [], notKebab: [] });
});

test('a test lies beside the file it tests', () => {
  const paths = new Set(sources.map((s) => s.path));
  const folders = new Set(production.map((s) => folderOf(s.path, s.path.split('/').length - 1)));
  const astray = [...paths].filter((path) => path.includes('.test.') && !folders.has(dirname(path)));
  expect(astray).toEqual([]);
});
