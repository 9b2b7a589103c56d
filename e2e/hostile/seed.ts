import { KINDS } from '@/lib/events/schema';
import { LIMITS } from '@/lib/limits';
import type { SegmentInput } from '@/lib/segments/schema';
import type { Api } from '../fixtures';
import { type Dealer, FAMILY_NAMES, type Payload } from './payloads';
import { claudeTranscript, codexTranscript } from './transcripts';

const ID = LIMITS.id_chars;
/** Fields that a client can send, with the characters they take: a new one is a line here. */
const SESSION_FIELDS = { title: 2000, agent: 2000, branch: 2000, cwd: 2000, model: 2000 };
const KIN_FIELDS = { parent: ID, predecessor: ID };
const CALL_FIELDS = { name: 500, call_id: ID };
/** Of what a person answers. */
const ANSWER = LIMITS.segment_chars;
/** Of what a person calls the identifiers that a rule fits. */
const RULE_KIND = 40;
const ANSWERED_KINDS = KINDS.filter((kind) => !kind.startsWith('tool_'));

/** Sessions; each of its own fields takes two payloads, so that all families come. A moment is something said, a call and its result. */
const SESSIONS = Math.ceil(FAMILY_NAMES.length / 2);
const MOMENTS = 18;
const ITEMS = 3;

export interface Seeded {
  sid: string;
  url: string;
  title: string;
}

/** Sessions sent event by event and segment by segment, with a payload in every field. */
export async function seedSessions(api: Api, dealer: Dealer): Promise<Seeded[]> {
  const seeded: Seeded[] = [];
  let before: string | null = null;
  for (let at = 0; at < SESSIONS; at += 1) {
    const name = encodeURIComponent(wellFormed(two(dealer, 'session external_id', ID)));
    const fields = fill(dealer, 'session', SESSION_FIELDS);
    await api.session(name, fill(dealer, 'session', KIN_FIELDS));
    const kin = { parent: null, predecessor: null, [at % 2 === 0 ? 'parent' : 'predecessor']: before };
    const { sid, url } = await api.session(name, { ...fields, ...kin });
    const events = Array.from({ length: MOMENTS }, (_, moment) => momentOf(dealer, moment)).flat();
    await api.events(name, events);
    const ids = events.map(({ id }) => id);
    const third = Math.floor(ids.length / 3);
    await api.segments(name, [
      segmentOf(dealer, { first: ids[0], last: ids[third], ids }),
      segmentOf(dealer, { first: ids[third + 1], last: ids[2 * third], ids }),
    ]);
    const kind =
      dealer
        .several('rule kind', FAMILY_NAMES.length, RULE_KIND)
        .find((word) => word.trim())
        ?.trim() || 'x';
    await api.send('POST', `/projects/${api.project}/reference-rules`, {
      kind,
      pattern: `#${at}`,
      url: 'https://rules.test/{0}',
    });
    await sayOfSegment(api, dealer, sid);
    await answerOne(api, sid, dealer);
    const renamed = at % 2 === 0 ? null : await rename(api, sid, dealer);
    seeded.push({ sid, url: renamed?.url ?? url, title: renamed?.title ?? fields.title ?? '' });
    before = decodeURIComponent(name);
  }
  return seeded;
}

/** A session as a person calls it. */
function rename(api: Api, sid: string, dealer: Dealer): Promise<{ url: string; title: string }> {
  const most = Math.floor(SESSION_FIELDS.title / FAMILY_NAMES.length) - 1;
  const title = dealer.several('person title', FAMILY_NAMES.length, most).join(' ').trim() || 'x';
  return api.send('PATCH', `/sessions/${sid}`, { title });
}

/** What people say of a segment: comments with quotes, words in its fields, flags. */
async function sayOfSegment(api: Api, dealer: Dealer, sid: string): Promise<void> {
  const { cut } = await api.send<{ cut: number }>('GET', `/sessions/${sid}`);
  const idOf = async (n: number) => (await api.send<{ id: string }>('GET', `/sessions/${sid}/segments/${n}?cut=${cut}`)).id;
  const [id, other] = [await idOf(1), await idOf(2)];
  const bad = (field: string) => dealer.each(field).trim() || 'x';
  const quote = { field: 'outcome', start: 0, end: 1, text: bad('comment quote'), rev: 1 };
  await api.send('POST', `/segments/${id}/comments`, { body: bad('comment body'), quote });
  await api.send('POST', `/segments/${id}/flags`, { field: 'outcome', text: bad('flag text'), note: bad('flag note') });
  await api.send('PUT', `/segments/${id}/edits/summary`, { value: bad('edit summary') });
  for (const field of ['title', 'outcome'])
    await api.send('PUT', `/segments/${other}/edits/${field}`, { value: bad(`edit ${field}`) });
  const lists = [
    [id, 'open_questions'],
    [other, 'key_decisions'],
    [other, 'next_steps'],
  ] as const;
  for (const [of, field] of lists)
    await api.send('PUT', `/segments/${of}/edits/${field}`, { value: [{ text: bad(`edit ${field}`) }] });
}

/** A person's answer to a question of a session. */
async function answerOne(api: Api, sid: string, dealer: Dealer): Promise<void> {
  const { items } = await api.send<{ items: { id: string; segment: { sid: string } }[] }>(
    'GET',
    `/projects/${api.project}/questions?state=open&limit=500`,
  );
  const question = items.find(({ segment }) => segment.sid === sid);
  const answer = dealer.each('answer').slice(0, ANSWER);
  if (question) await api.send('PUT', `/questions/${question.id}/resolution`, { answer: answer.trim() || 'x' });
}

const fill = <T extends Record<string, number>>(dealer: Dealer, noun: string, fields: T) =>
  Object.fromEntries(Object.entries(fields).map(([name, most]) => [name, two(dealer, `${noun} ${name}`, most)]));

const two = (dealer: Dealer, field: string, most: number) => dealer.several(field, 2, Math.floor(most / 2) - 1).join(' ');

function momentOf(dealer: Dealer, moment: number) {
  const call = fill(dealer, 'tool', CALL_FIELDS);
  const thread = moment % 5 === 4 ? { thread: dealer.next('event thread', ID) } : {};
  const usage = { response_id: dealer.next('usage response_id', 500), model: dealer.next('usage model', 500), input: 1 };
  return [
    {
      ...{
        id: eventId(dealer),
        actor: moment % 3 === 0 ? 'human' : 'agent',
        kind: ANSWERED_KINDS[moment % ANSWERED_KINDS.length],
      },
      ...{ text: dealer.next('event text'), data: dataOf(dealer), usage, ...thread },
    },
    { ...{ id: eventId(dealer), actor: 'agent', kind: 'tool_call', ...thread }, tool: { ...call, ...toolOf(dealer, moment) } },
    {
      ...{ id: eventId(dealer), actor: 'tool', kind: 'tool_result', text: dealer.next('result text'), ...thread },
      tool: { ...call, output: dealer.next('tool output'), is_error: moment % 7 === 6 },
    },
  ];
}

let ids = 0;
const eventId = (dealer: Dealer) => `${dealer.next('event id', ID - 6)} ${++ids}`;

/** Tools whose input the product reads: a command, a path, an edit, a question, tasks; and one that it does not know. */
function toolOf(dealer: Dealer, moment: number): { name?: string; input: unknown } {
  const bad = (field: string) => two(dealer, `tool input ${field}`, 4000);
  const tools = [
    () => ({ name: 'Bash', input: { command: bad('command'), description: bad('description') } }),
    () => ({ name: 'Edit', input: { file_path: `/${bad('file_path')}`, old_string: bad('old'), new_string: bad('new') } }),
    () => ({ name: 'Read', input: { file_path: bad('file_path') } }),
    () => ({ name: 'Write', input: { file_path: bad('file_path'), content: bad('content') } }),
    () => ({ name: 'Bash', input: { command: `git checkout -b '${bad('branch')}' && gh pr create --title '${bad('pr')}'` } }),
    () => ({ name: 'TodoWrite', input: { todos: [{ content: bad('todo'), status: 'pending', activeForm: bad('todo') }] } }),
    () => ({
      name: 'AskUserQuestion',
      input: { questions: [{ question: bad('question'), header: bad('header'), options: [{ label: bad('option') }] }] },
    }),
    () => ({ name: 'WebFetch', input: { url: bad('url'), prompt: bad('prompt') } }),
    () => ({ name: 'exec', input: { command: [{ toString: 1, valueOf: 1 }, bad('word')], toJSON: 1, length: -1 } }),
    () => ({ name: 'ExitPlanMode', input: { plan: bad('plan') } }),
    () => ({ input: { [bad('key')]: bad('value'), ['__proto__']: { polluted: bad('value') } } }),
  ];
  return (tools[moment % tools.length] ?? (() => ({ input: bad('value') })))();
}

const dataOf = (dealer: Dealer) =>
  JSON.parse(
    `{${JSON.stringify(dealer.next('data key'))}:${JSON.stringify(dealer.next('data value'))},"url":${JSON.stringify(dealer.next('data url'))},"__proto__":{"polluted":1}}`,
  );

type Bounds = { first: string | undefined; last: string | undefined; ids: string[] };

function segmentOf(dealer: Dealer, { first, last, ids }: Bounds): Partial<SegmentInput> & { key: string } {
  const bad = (field: string) => dealer.next(`segment ${field}`, LIMITS.segment_chars);
  const evidence = ids.slice(0, 2);
  const items = <T extends object>(field: string, more: T) =>
    Array.from({ length: ITEMS }, () => ({ text: bad(field), key: dealer.next(`${field} key`, ID), evidence, ...more }));
  const claims = (field: string) => Array.from({ length: ITEMS }, () => ({ text: bad(`${field} claim`), evidence }));
  const [outcome, summary] = [claims('outcome'), claims('summary')];
  return {
    key: dealer.next('segment key', ID),
    title: bad('title'),
    status: 'partial',
    outcome: outcome.map(({ text }) => text).join(' '),
    summary: `${bad('summary')}\n\n${summary.map(({ text }) => text).join('\n')}`,
    claims: { outcome, summary },
    next_steps: items('next_step', { owner: 'person' as const }),
    key_decisions: items('key_decision', { by: 'person' as const }),
    open_questions: items('open_question', {}),
    answers: [{ question: dealer.next('answers question', ID), text: bad('answers text'), evidence }],
    picks_up: dealer.several('picks_up', ITEMS, ID),
    supersedes: dealer.several('supersedes', ITEMS, ID),
    first,
    last,
  };
}

/** A path cannot hold half a character. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** What hooks tell of a session after the end of its transcript. */
async function seedHooks(api: Api, dealer: Dealer, name: string): Promise<void> {
  const bad = (field: string) => dealer.each(`hook ${field}`);
  const session = { session_id: name, cwd: bad('cwd') };
  const told = [
    { hook_event_name: 'UserPromptSubmit', prompt: bad('prompt') },
    { hook_event_name: bad('name'), prompt: bad('prompt') },
    { hook_event_name: 'UserPromptSubmit', prompt: bad('prompt'), agent_id: bad('agent'), agent_type: bad('agent type') },
    { hook_event_name: 'Stop', last_assistant_message: bad('message') },
    ...Array.from({ length: MOMENTS }, (_, moment) => {
      const { name = bad('tool'), input } = toolOf(dealer, moment);
      const call = { tool_name: name, tool_input: input, tool_use_id: `${bad('call')} ${moment}` };
      return moment % 3 === 0
        ? { ...call, hook_event_name: 'PostToolUseFailure', error: bad('error') }
        : { ...call, hook_event_name: 'PostToolUse', tool_response: { stdout: bad('stdout'), stderr: bad('stderr') } };
    }),
    { hook_event_name: 'Notification', message: bad('notification'), notification_type: 'permission_prompt' },
  ];
  for (const each of told) await api.send('POST', `/projects/${api.project}/hooks/claude-code`, { ...session, ...each });
}

/** A session of each agent, sent as its transcript. */
export async function seedTranscripts(api: Api, dealer: Dealer): Promise<Seeded[]> {
  const seeded: Seeded[] = [];
  for (const write of [claudeTranscript, codexTranscript]) {
    const query = new URLSearchParams({ source: dealer.each('source'), cwd: dealer.each('query cwd') });
    const { sessions } = await api.transcript(write(dealer), `?${query}`);
    for (const { sid, url } of sessions) seeded.push({ sid, url, title: '' });
    for (const { external_id } of sessions) await seedHooks(api, dealer, external_id);
  }
  return seeded;
}

const GALLERY_SEGMENTS = 10;

/** A session in which each payload is what a tool gave back, once; with the payloads of each of its segments. */
export async function seedGallery(api: Api, payloads: readonly Payload[]): Promise<{ url: string; shown: readonly Payload[] }[]> {
  const name = 'gallery';
  await api.session(name, { title: 'All payloads' });
  const event = ({ id, text }: Payload) => ({ id, actor: 'tool', kind: 'tool_result', tool: { name: 'look', output: text } });
  await api.events(name, payloads.map(event));
  const size = Math.ceil(payloads.length / GALLERY_SEGMENTS);
  const parts = Array.from({ length: GALLERY_SEGMENTS }, (_, at) => payloads.slice(at * size, (at + 1) * size));
  const { segments } = await api.segments(
    name,
    parts.map((part) => ({
      key: part[0]?.id ?? '',
      title: 'Payloads',
      first: part[0]?.id ?? null,
      last: part.at(-1)?.id ?? null,
    })),
  );
  return segments.map(({ url }, at) => ({ url, shown: parts[at] ?? [] }));
}
