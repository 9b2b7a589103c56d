import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { referenceRules } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context, ProjectId } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';
import type { ReferenceRule, RuleInput } from '@/lib/projects/rule-schema';

/** Rules of one project: each is tried on every identifier. */
const MOST_RULES = 20;

/** Adds a rule behind the others. Throws `not_found`, `conflict` for a pattern that there is, `not_possible` where there are too many. */
export const addRule = (ctx: Context, project: string, input: RuleInput): Promise<ReferenceRule> =>
  inRules(ctx, project, async (tx, of) => {
    const others = await tx.select().from(referenceRules).where(eq(referenceRules.projectId, of.id));
    if (others.length >= MOST_RULES)
      throw new AppError('not_possible', `A project has at most ${MOST_RULES} rules. Delete one first.`);
    if (others.some(({ pattern }) => pattern === input.pattern)) throw sameAgain();
    const position = others.reduce((last, rule) => Math.max(last, rule.position), 0) + 1;
    const rule = { id: uuidv7(), ...input };
    await tx.insert(referenceRules).values({ ...rule, projectId: of.id, position });
    return { rule, did: 'rule.created' };
  });

/** Changes a rule. Throws `not_found`, `conflict` for another's pattern. */
export const changeRule = (ctx: Context, { project, id }: RuleName, input: Partial<RuleInput>): Promise<ReferenceRule> =>
  inRules(ctx, project, async (tx, of) => {
    const [known] = await tx.select().from(referenceRules).where(isRule(of.id, id));
    if (!known) throw noRule();
    const { kind, pattern, url } = { ...known, ...input };
    const others = await tx
      .select()
      .from(referenceRules)
      .where(and(eq(referenceRules.projectId, of.id), eq(referenceRules.pattern, pattern)));
    if (others.some((other) => other.id !== id)) throw sameAgain();
    await tx.update(referenceRules).set({ kind, pattern, url }).where(isRule(of.id, id));
    return { rule: { id, kind, pattern, url }, did: 'rule.changed' };
  });

/** Deletes a rule: what it made links is plain text again. Throws `not_found`. */
export async function deleteRule(ctx: Context, { project, id }: RuleName): Promise<void> {
  await inRules(ctx, project, async (tx, of) => {
    const [rule] = await tx.delete(referenceRules).where(isRule(of.id, id)).returning();
    if (!rule) throw noRule();
    return { rule, did: 'rule.deleted' };
  });
}

interface RuleName {
  project: string;
  id: string;
}

type Done = { rule: ReferenceRule; did: 'rule.created' | 'rule.changed' | 'rule.deleted' };

/** Works on a project's rules one at a time, and writes down what was done. */
async function inRules(
  ctx: Context,
  project: string,
  work: (tx: Tx, of: { id: ProjectId; name: string }) => Promise<Done>,
): Promise<ReferenceRule> {
  const known = await getProject(ctx, project);
  if (!known) throw new AppError('not_found', 'The project was not found');
  return ctx.db.orm.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rules ${known.id}`}, 0))`);
    const { rule, did } = await work(tx, known);
    await recordAudit(ctx, tx, {
      action: did,
      project: known,
      subject: rule.kind,
      subjectId: rule.id,
      details: { pattern: rule.pattern },
    });
    return rule;
  });
}

const isRule = (projectId: string, id: string) =>
  z.uuid().safeParse(id).success ? and(eq(referenceRules.projectId, projectId), eq(referenceRules.id, id)) : sql`false`;
const noRule = () => new AppError('not_found', 'The rule was not found');
const sameAgain = () => new AppError('conflict', 'There is a rule with this pattern. Change that one.');
