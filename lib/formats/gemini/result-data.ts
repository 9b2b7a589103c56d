import { hunksOf, readHunks } from '@/lib/formats/hunks';
import { isObject, type JsonObject, listOf, objectOf, readValues, textOf } from '@/lib/formats/json';

/** What is known of a result beyond its text. */
export interface ResultFacts {
  data: JsonObject;
  /** What the person wrote when turning something down. */
  comment: string | null;
}

const NOTHING: ResultFacts = { data: {}, comment: null };

/** The patch of an edit, a list of tasks, answers to questions, a plan, the subagent of a call, a call that the person refused. */
export function resultData(call: JsonObject, output: string, questions: readonly string[]): ResultFacts {
  if (call.status === 'cancelled') return { ...NOTHING, data: { rejected: true } };
  const name = textOf(call.name);
  if (name === 'exit_plan_mode') return planData(output);
  if (name === 'ask_user') return { ...NOTHING, data: answersData(output, questions) };
  const display = objectOf(call.resultDisplay);
  if (Array.isArray(display.todos)) return { ...NOTHING, data: todoData(display.todos) };
  const agent = textOf(call.agentId);
  return { ...NOTHING, data: { ...patchData(display), ...(agent ? { agent } : {}) } };
}

function patchData(display: JsonObject): JsonObject {
  const diff = textOf(display.fileDiff);
  const path = textOf(display.filePath) ?? textOf(display.fileName);
  if (diff === null || path === null) return {};
  const hunks = hunksOf(diff);
  const isNew = /^@@ -0,0 /m.test(diff);
  return hunks.length > 0 ? { patch: { path, ...(isNew ? { is_new: true } : {}), ...readHunks(hunks) } } : {};
}

const todoData = (todos: unknown[]): JsonObject => ({
  type: 'todo',
  items: todos.filter(isObject).map(({ description, status }) => ({ content: textOf(description), status: textOf(status) })),
  is_whole: true,
});

/** Answers are told by the places of their questions. */
function answersData(output: string, questions: readonly string[]): JsonObject {
  const answers = objectOf(objectOf(readValues(output).values[0]?.value).answers);
  const told = questions.flatMap((question, at) => (textOf(answers[at]) ? [[question, answers[at]]] : []));
  if (told.length === 0) return {};
  return { type: 'answers', answers: Object.fromEntries(told), questions: listOf(questions).map((question) => ({ question })) };
}

const FEEDBACK = /^Plan rejected\. User feedback: ([\s\S]*?)(?:\n\s*The plan is stored at:[\s\S]*)?$/;

function planData(output: string): ResultFacts {
  if (output.startsWith('Plan approved')) return { ...NOTHING, data: { type: 'plan', is_approved: true } };
  if (!output.startsWith('Plan rejected')) return NOTHING;
  return { data: { type: 'plan', is_approved: false }, comment: output.match(FEEDBACK)?.[1]?.trim() || null };
}
