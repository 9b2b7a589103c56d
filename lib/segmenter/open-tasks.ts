import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type Call, toolCalls } from '@/lib/segmenter/tool-calls';

const MAX_TASKS = 30;
const DONE = /^(?:completed|done|cancelled|canceled|deleted)$/;

interface Task {
  text: string;
  status: string;
  seq: number;
}

/** Tasks of the agent's own list that are not done at the end of the events; a list that was never written down yields none. */
export function openTasks(events: readonly SegmenterEvent[]): DraftClaim[] {
  const calls = toolCalls(events).filter((call) => call.result !== null && !call.hasFailed);
  const list = calls.findLast((call) => /^(?:TodoWrite|todowrite|write_todos|update_plan)$/.test(call.name));
  const tasks = list ? listedTasks(list) : createdTasks(calls);
  return tasks
    .filter((task) => !DONE.test(task.status))
    .slice(0, MAX_TASKS)
    .map((task) => ({ field: 'next_step', text: task.text, party: 'agent', evidence: [task.seq] }));
}

function listedTasks({ input, call }: Call): Task[] {
  const items = [input.todos, input.plan, input.items].find(Array.isArray) ?? [];
  return items.flatMap((item: Record<string, unknown> | null) => {
    const text = [item?.content, item?.step, item?.description].find((value) => typeof value === 'string' && value.trim() !== '');
    return typeof text === 'string' && typeof item?.status === 'string'
      ? [{ text: text.trim(), status: item.status, seq: call.seq }]
      : [];
  });
}

/** Tasks that were created one by one; their numbers stand in the results. */
function createdTasks(calls: readonly Call[]): Task[] {
  const tasks = new Map<string, Task>();
  for (const { name, input, output, call } of calls) {
    if (name === 'TaskCreate' && typeof input.subject === 'string') {
      const id = output.match(/#(\d+)/)?.[1];
      if (id) tasks.set(id, { text: input.subject, status: 'pending', seq: call.seq });
    } else if (name === 'TaskUpdate') {
      const task = tasks.get(String(input.taskId));
      if (task && typeof input.status === 'string') task.status = input.status;
    }
  }
  return [...tasks.values()];
}
