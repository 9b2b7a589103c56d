import { readPatch } from '@/lib/formats/claude-code/patch';
import type { Call, State } from '@/lib/formats/claude-code/state';
import { storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';

type Named = Pick<Call, 'name'>;
type Tasks = Pick<State, 'tasks'>;

/**
 * What the structured twin of a result tells beyond its text: the patch of an edit, answers to questions, a plan, the list of tasks.
 * Whole files that stand in it are left out.
 */
export function readToolFacts(state: Tasks, call: Named | undefined, twin: unknown, isError: boolean): JsonObject {
  if (call?.name === 'ExitPlanMode' && isError) return { type: 'plan', is_approved: false };
  if (!isObject(twin)) return {};
  if (isObject(twin.answers)) return { type: 'answers', answers: twin.answers, questions: questionsOf(twin) };
  if (call?.name === 'ExitPlanMode' && textOf(twin.plan)) return { type: 'plan', plan: textOf(twin.plan), is_approved: true };
  if (Array.isArray(twin.newTodos)) return { type: 'todo', items: twin.newTodos.map(todoItem), is_whole: true };
  if (call?.name === 'TaskList') return { type: 'todo', items: listOf(twin.tasks).map(todoItem), is_whole: true };
  if (call?.name === 'TaskCreate' && isObject(twin.task)) return createdTask(state, twin.task);
  if (call?.name === 'TaskUpdate') return updatedTask(state, twin);
  const patch = textOf(twin.filePath) ? readPatch(twin) : null;
  if (patch) return { patch };
  return {
    ...pick(twin, 'returnCodeInterpretation', 'return_code'),
    ...pick(twin, 'backgroundTaskId', 'background_task_id'),
    ...pick(twin, 'persistedOutputPath', 'output_path'),
    ...(twin.interrupted === true ? { interrupted: true } : {}),
    ...(textOf(twin.agentId) ? { agent: textOf(twin.agentId), status: textOf(twin.status) } : {}),
  };
}

/** The questions as they were put, so that an answer can be read without its call. */
function questionsOf(twin: JsonObject): JsonObject[] {
  return listOf(twin.questions)
    .filter(isObject)
    .map((each) => ({
      question: textOf(each.question),
      header: textOf(each.header),
      options: listOf(each.options).map((option) => textOf(objectOf(option).label)),
    }));
}

export function todoItem(item: unknown): JsonObject {
  const todo = objectOf(item);
  const id = textOf(todo.id);
  return { ...(id ? { id } : {}), content: textOf(todo.content) ?? textOf(todo.subject), status: textOf(todo.status) };
}

function createdTask(state: Tasks, task: JsonObject): JsonObject {
  const id = textOf(task.id);
  const content = textOf(task.subject);
  if (id && content) remember(state.tasks, [storable(id), storable(content.slice(0, 300))]);
  return { type: 'todo', items: [{ id, content, status: textOf(task.status) ?? 'pending' }], is_whole: false };
}

function updatedTask(state: Tasks, twin: JsonObject): JsonObject {
  const id = textOf(twin.taskId);
  const status = textOf(objectOf(twin.statusChange).to);
  if (!id || !status) return {};
  return { type: 'todo', items: [{ id, content: recall(state.tasks, storable(id)) ?? null, status }], is_whole: false };
}

const pick = (from: JsonObject, key: string, name: string): JsonObject => (textOf(from[key]) ? { [name]: from[key] } : {});
