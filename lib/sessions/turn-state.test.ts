import { expect, test } from 'vitest';
import { NO_TURN, nextTurn, type TurnEvent } from '@/lib/sessions/turn-state';

const event = (kind: string, more: Partial<TurnEvent> = {}): TurnEvent => ({
  thread: 'main',
  actor: 'agent',
  kind,
  isNoise: false,
  toolName: null,
  callId: null,
  dataType: null,
  ...more,
});
const prompt = event('prompt', { actor: 'human' });
const call = event('tool_call', { toolName: 'Bash', callId: 'c1' });
const result = event('tool_result', { actor: 'tool', callId: 'c1' });
const message = event('message');
const question = event('tool_call', { toolName: 'AskUserQuestion', callId: 'q1' });
const answer = event('tool_result', { actor: 'tool', callId: 'q1' });
const gate = event('tool_call', { toolName: 'exit_plan_mode', callId: 'g1' });
const turnEnd = event('note', { actor: 'system', dataType: 'turn_duration', isNoise: true });

test.each<[string, TurnEvent[], string | null]>([
  ['nothing', [], null],
  ['only notes', [event('note', { actor: 'system' })], null],
  ['a prompt', [prompt], 'unfinished'],
  ['a running tool', [prompt, message, call], 'unfinished'],
  ['a result without a last word', [prompt, call, result], 'unfinished'],
  ['a last word', [prompt, call, result, message], 'finished'],
  ['a recorded end', [prompt, call, result, turnEnd], 'finished'],
  ['an interruption', [prompt, message, event('interrupt', { actor: 'human' })], 'unfinished'],
  ['an error', [prompt, event('error')], 'unfinished'],
  ['an open question', [prompt, question], 'waiting'],
  ['a plan to approve', [prompt, message, gate], 'waiting'],
  ['an open question beside another tool', [prompt, question, call, result], 'waiting'],
  ['an open question and the end of the turn', [prompt, question, turnEnd], 'waiting'],
  ['an answered question', [prompt, question, answer], 'unfinished'],
  ['an answered question and a last word', [prompt, question, answer, message], 'finished'],
  ['a question that a prompt went past', [prompt, question, prompt], 'unfinished'],
  ['a question without an id', [prompt, { ...question, callId: null }, { ...answer, callId: null }], 'unfinished'],
  ['a subagent that goes on', [prompt, message, { ...call, thread: 'a1' }], 'finished'],
  ['noise after the end', [prompt, message, event('prompt', { isNoise: true })], 'finished'],
])('%s', (_name, events, state) => {
  expect(events.reduce(nextTurn, NO_TURN).state).toBe(state);
});
