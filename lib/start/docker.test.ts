import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SOURCES } from '@/lib/start/build.mjs';
import { inProject } from '@/lib/start/child.mjs';
import { isNodeSupported } from '@/lib/start/settings.mjs';

const read = (name: string) => readFileSync(inProject(name), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

const dockerfile = read('Dockerfile');
const compose = read('compose.yaml');
/** What the image is built from: the words of each COPY from outside, but its last, which is the place. */
const copied = all(dockerfile, /^COPY (?!--from)(.+)$/gm).flatMap((words) => words.split(' ').slice(0, -1));

test('the image holds a pinned Node that Debrief runs on, the same to build and to run', () => {
  const versions = new Set(all(dockerfile, /^FROM node:(\S+)-bookworm-slim/gm));
  expect(versions.size).toBe(1);
  for (const version of versions) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(isNodeSupported(version)).toBe(true);
  }
});

test('engines and README ask for the oldest Node that will do', () => {
  expect(JSON.parse(read('package.json')).engines.node).toBe('>=20.19');
  expect(read('README.md')).toContain('20.19 or later');
  expect([isNodeSupported('20.19.0'), isNodeSupported('20.18.99')]).toEqual([true, false]);
});

test('what is copied exists and is all that a build is made of', () => {
  expect(copied.filter((path) => !existsSync(inProject(path)))).toEqual([]);
  const sources = SOURCES.filter((path) => existsSync(inProject(path)));
  expect(sources.filter((path) => !copied.includes(path))).toEqual([]);
});

test('nothing but what is copied is sent to the builder: no .env, no .git, no node_modules', () => {
  const rules = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(rules[0]).toBe('*');
  const admitted = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  expect(admitted.sort()).toEqual([...copied].sort());
  expect(read('.gitignore').split('\n')).toContain('.env');
});

test('the image starts what npm start starts, with nothing between it and the signal', () => {
  const { start, build } = JSON.parse(read('package.json')).scripts;
  expect(dockerfile).toContain(`\nCMD ${JSON.stringify(start.split(' ')).replaceAll(',', ', ')}\n`);
  expect(existsSync(join(inProject('.'), build.split(' ')[1]))).toBe(true);
  expect(dockerfile).toContain('\nSTOPSIGNAL SIGTERM\n');
  expect(dockerfile).toMatch(/^USER [1-9]/m);
});

test('the composition has no password of its own, and README explains what it takes', () => {
  const taken = all(compose, /\$\{([^}]+)\}/g);
  expect(taken.filter((word) => /PASSWORD|SECRET/.test(word) && !/^\w+(:\?.+|:-)$/.test(word))).toEqual([]);
  const readme = read('README.md');
  const names = new Set(taken.map((word) => word.split(':')[0] ?? ''));
  expect([...names].filter((name) => !readme.includes(`\`${name}\``) && !readme.includes(`${name}=`))).toEqual([]);
});
