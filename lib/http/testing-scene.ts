import type { Database } from '@/db/client';
import { type Context, localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { newSecret } from '@/lib/auth/tokens';
import { appendEvents } from '@/lib/events/commands';
import { belongings, links } from '@/lib/http/testing-belongings';
import { ensureProject } from '@/lib/projects/commands';
import { addComment } from '@/lib/reviews/comment-commands';
import { addFlag } from '@/lib/reviews/flag-commands';
import { ensureSettled, putSegments } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say } from '@/lib/segments/testing';
import { ensureSession } from '@/lib/sessions/commands';

/** What a route may name: of a project with one of everything, and of a person. Ids, but for the secrets of links and codes. */
export interface Scene {
  project: string;
  projectId: string;
  /** The sid of its session. */
  sid: string;
  /** The two segments of the newest cut. */
  segment: string;
  nextSegment: string;
  /** What the local person said of the first of them. */
  comment: string;
  /** What another session of it says. */
  question: string;
  step: string;
  decision: string;
  /** What they called wrong in it. */
  flag: string;
  rule: string;
  member: string;
  token: string;
  invitation: string;
  invitationSecret: string;
  share: string;
  shareSecret: string;
  /** The external id of a session that was deleted. */
  gone: string;
  /** Of who asks, or of somebody without a part in the project. */
  ownToken: string;
  ownSignIn: string;
  ownProvider: string;
  email: string;
  resetSecret: string;
  deviceCode: string;
  userCode: string;
  /** Who asks, if they are a person. */
  me?: string;
}

const uuid = (last: string) => `0198c0de-0000-7000-8000-00000000000${last}`;

/** Names of the same kinds that nothing has. */
export const NOWHERE: Scene = {
  ...{ project: 'nowhere', projectId: uuid('0'), sid: 'zzzzzzz1', segment: uuid('1'), nextSegment: uuid('2') },
  comment: uuid('9'),
  flag: uuid('a'),
  rule: uuid('d'),
  ...{ member: uuid('3'), token: uuid('4'), invitation: uuid('5'), share: uuid('6'), ownToken: uuid('7'), gone: 'never-there' },
  ...{ question: uuid('a'), step: uuid('b'), decision: uuid('c') },
  ...{ ownSignIn: uuid('8'), ownProvider: 'oidc', email: 'nobody@example.test' },
  ...{
    resetSecret: newSecret(),
    invitationSecret: newSecret(),
    shareSecret: newSecret(),
    deviceCode: newSecret(),
    userCode: 'ZZZZ-ZZZZ',
  },
};

/** Makes a project with one of everything, and something of somebody who has no part in it. */
export async function newScene(db: Database, project: string): Promise<Scene> {
  const ctx = localContext(db, 'Ida');
  const { id: projectId } = await ensureProject(ctx, project);
  const key = { project, externalId: 'ferry' };
  const { id, sid } = await ensureSession(ctx, key);
  const cut = await fill(ctx, key, sid);
  const items = await openEnds(ctx, project);
  return { project, projectId, sid, ...cut, ...items, ...(await people(db, projectId)), ...(await links(db, projectId, id)) };
}

/** Events in two segments, of a session's second cut. */
async function fill(ctx: Context, key: { project: string; externalId: string }, sid: string) {
  const steps = Array.from({ length: 6 }, (_, i) => [say(`Step ${i}.`), run(`make step-${i}`)]).flat();
  const items = [ask('Build the ferry, #271'), ...steps].map((event, index) => {
    const at = new Date(Date.UTC(2026, 2, 2, 9, index)).toISOString();
    return { index, bytes: Buffer.from(JSON.stringify({ id: `e${index}`, at, actor: 'agent', kind: 'message', ...event })) };
  });
  const { rejected } = await appendEvents(ctx, key, items, 'json');
  await ensureSettled(ctx, sid);
  const whole = await getSegment(ctx, sid, 1);
  await changeBoundaries(ctx, { reason: 'split', segment: whole?.id ?? '', at: 8 });
  const [first, second] = [await getSegment(ctx, sid, 1, { cut: 2 }), await getSegment(ctx, sid, 2, { cut: 2 })];
  if (!first || !second) throw new Error(`A segment is missing; refused: ${JSON.stringify(rejected)}`);
  const { id: comment } = await addComment(ctx, first.id, { body: 'Mind the tide' });
  const { id: flag } = await addFlag(ctx, first.id, { field: 'title', text: first.title });
  return { segment: first.id, nextSegment: second.id, comment, flag };
}

/** A session that its agent described, with an item of each kind. */
async function openEnds(ctx: Context, project: string) {
  const key = { project, externalId: 'notes' };
  const items = { open_questions: ['How is it moored?'], next_steps: ['Buy rope'], key_decisions: ['Oak'] };
  await putSegments(ctx, key, [{ key: 'mooring', title: 'Mooring', ...items }]);
  const segment = await getSegment(ctx, (await ensureSession(ctx, key)).sid, 1);
  const [question, step, decision] = [segment?.open_questions[0], segment?.next_steps[0], segment?.key_decisions[0]];
  if (!question || !step || !decision) throw new Error('An item is missing');
  return { question: question.id, step: step.id, decision: decision.id };
}

async function people(db: Database, projectId: string) {
  const team = testTeam({ db });
  const member = await team.person({ roles: { [projectId]: 'viewer' } });
  await team.person({ roles: { [projectId]: 'admin' } });
  const stranger = await team.person();
  const token = await team.token({ projectId, scopes: ['read'] });
  return { member: member.id, token: token.id, ...(await belongings(db, stranger.id, 'google')) };
}
