import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectOf, slugOf } from '@/lib/projects/folder-name';

describe('the name of a project', () => {
  it.each([
    ['Pear Tree', 'pear-tree'],
    ['--dots.and_lines--', 'dots-and-lines'],
    ['Übergröße', 'ubergro-e'],
    ['x'.repeat(60), 'x'.repeat(48)],
    ['api', 'imported'],
    ['果樹園', 'imported'],
    ['', 'imported'],
  ])('made of %j', (name, slug) => expect(slugOf(name)).toBe(slug));
});

describe('the project of a session', () => {
  const root = mkdtempSync(join(tmpdir(), 'debrief-name-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'Orchard', '.git', 'worktrees', 'wt'), { recursive: true });
  mkdirSync(join(root, 'Orchard', 'src', 'trees'), { recursive: true });
  mkdirSync(join(root, 'wt', 'src'), { recursive: true });
  writeFileSync(join(root, 'wt', '.git'), `gitdir: ${join(root, 'Orchard', '.git', 'worktrees', 'wt')}\n`);

  it.each([
    ['a folder in a repository', join(root, 'Orchard', 'src', 'trees'), 'orchard'],
    ['a second worktree', join(root, 'wt', 'src'), 'orchard'],
    ['a folder of another machine', '/home/mira/code/Bee Hive', 'bee-hive'],
    ['a folder of Windows', 'C:\\Users\\mira\\Hive', 'hive'],
    ['nothing', null, 'imported'],
    ['a root', '/no-such-root/..', 'imported'],
  ])('of %s', (_what, cwd, name) => expect(projectOf(cwd)).toBe(name));
});
