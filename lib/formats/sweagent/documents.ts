import { digest } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';

/**
 * The records of a trajectory: what the model was told before its first step, each step, and how the run ended. The history beyond its
 * beginning says the same again, as the model saw it.
 */
export function takeApart(document: unknown, isWhole: boolean): JsonObject[] | null {
  const { trajectory, history, ...run } = objectOf(document);
  if (!Array.isArray(trajectory) || !(isWhole ? isRun(trajectory, history, run) : trajectory.some(isStep))) return null;
  const last = isWhole ? null : Object.keys(objectOf(document)).at(-1);
  const steps = last === 'trajectory' ? trajectory.slice(0, -1) : trajectory;
  const told = toldBefore(objectOf(steps[0]), last === 'history' ? listOf(history).slice(0, -1) : listOf(history));
  if (!isWhole && (!told.isWhole || steps.length === 0)) return [];
  const session = sessionOf(told.messages, objectOf(steps[0]));
  return [
    ...told.messages.map((message, at) => ({ sweagent: 'told', key: `told.${at}`, session, message })),
    ...steps.map((step, at) => ({ sweagent: 'step', key: `step.${at + 1}`, session, step: withoutHistory(step) })),
    ...(isWhole ? [{ sweagent: 'run', key: 'run', session, ...run }] : []),
  ];
}

const isStep = (step: unknown): boolean => isObject(step) && 'action' in step && 'observation' in step;

const isRun = (trajectory: unknown[], history: unknown, run: JsonObject): boolean =>
  trajectory.length > 0 ? trajectory.some(isStep) : Array.isArray(history) && isObject(run.info);

/** What the model was told before its first answer. Newer versions have it in the first step, older ones at the beginning of the history. */
function toldBefore(first: JsonObject, history: unknown[]): { messages: unknown[]; isWhole: boolean } {
  if (Array.isArray(first.query)) return { messages: first.query, isWhole: true };
  const list = Array.isArray(first.messages) ? first.messages : history;
  const end = list.findIndex((message) => objectOf(message).role === 'assistant' && objectOf(message).is_demo !== true);
  return { messages: end < 0 ? list : list.slice(0, end), isWhole: end >= 0 };
}

/** No record names the run: what it was told and did first is its own, above all how long that took. */
const sessionOf = (told: unknown[], { action, response, execution_time }: JsonObject): string =>
  `swe-${digest(JSON.stringify([told.map((message) => textOf(objectOf(message).content)), action, response, execution_time]))}`;

/** Each step holds all that was said before it. */
function withoutHistory(step: unknown): unknown {
  if (!isObject(step)) return step;
  const { query: _query, messages: _messages, ...own } = step;
  return own;
}
