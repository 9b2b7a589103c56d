import { addRule, changeRule, deleteRule } from '@/lib/projects/rule-commands';
import { listRules, rulesOf } from '@/lib/projects/rule-queries';
import { searchKinds, searchSegments } from '@/lib/search/queries';
import { SEARCH_KINDS } from '@/lib/search/schema';
import { ensureIndexed } from '@/lib/search/text-commands';
import { listReferenceUses } from '@/lib/segments/reference-queries';
import type { Calls } from '@/lib/testing-scope-calls';

/** What is looked for in a project, and how its references become links. */
export const SEARCH_QUERIES: Calls[] = [
  [
    searchSegments,
    (ctx, { project }) => searchSegments(ctx, project, { q: '#271', in: 'all', limit: 9 }),
    (ctx, { project }) => searchSegments(ctx, project, { q: 'ref:#271 is:open', in: 'records', limit: 9 }),
  ],
  [searchKinds, (ctx, { project }) => searchKinds(ctx, project, { q: 'gate', kinds: SEARCH_KINDS, limit: 9 })],
  [listReferenceUses, (ctx, { project }) => listReferenceUses(ctx, project, { ref: '#271', limit: 9 })],
  [listRules, (ctx, { project }) => listRules(ctx, project)],
  [rulesOf, (ctx, { project }) => rulesOf(ctx, project)],
];

export const SEARCH_COMMANDS: Calls[] = [
  [ensureIndexed, (ctx, { project }) => ensureIndexed(ctx, project)],
  [addRule, (ctx, { project }) => addRule(ctx, project, { kind: 'mine', pattern: 'M\\d', url: 'https://mine.test/' })],
  [changeRule, (ctx, { project, rule: id }) => changeRule(ctx, { project, id }, { kind: 'mine now' })],
  [deleteRule, (ctx, { project, rule: id }) => deleteRule(ctx, { project, id })],
];
