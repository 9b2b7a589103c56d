import { modelFallback } from '@/lib/formats/claude-code/injected';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';

type Reader = (message: JsonObject) => Draft;

/** What the host does around the conversation, with the key of its text. */
const FOLDED: Record<string, string> = {
  background_tasks_changed: '',
  commands_changed: '',
  elicitation_complete: '',
  files_persisted: '',
  memory_recall: '',
  mirror_error: 'error',
  notification: 'text',
  plugin_install: 'name',
  post_turn_summary: 'summary',
  session_state_changed: 'state',
  status: 'status',
  task_progress: 'description',
  task_started: 'description',
  task_updated: '',
  thinking_tokens: '',
  worker_shutting_down: 'reason',
};

const hook: Reader = (message) =>
  noise('hook', textOf(message.output) ?? textOf(message.stdout), { hook: textOf(message.hook_name) });

const READERS: Record<string, Reader> = {
  api_retry: (message) =>
    noise('api_retry', textOf(message.error), {
      attempt: numberOf(message.attempt),
      status: numberOf(message.error_status),
    }),
  compact_boundary: compaction,
  hook_progress: hook,
  hook_response: hook,
  hook_started: hook,
  informational: (message) =>
    (message.level === 'warning' || message.level === 'error' ? note : noise)('host', textOf(message.content)),
  local_command_output: (message) => note('command_output', textOf(message.content)),
  model_refusal_fallback: (message) => modelFallback(message.original_model, message.fallback_model, textOf(message.content)),
  permission_denied: (message) =>
    note('permission_denied', textOf(message.message) ?? textOf(message.decision_reason) ?? textOf(message.reason), {
      tool: textOf(message.tool_name),
      call_id: textOf(message.tool_use_id),
    }),
  task_notification: (message) =>
    note('task_notification', textOf(message.summary), {
      task_id: textOf(message.task_id),
      status: textOf(message.status),
      summary: textOf(message.summary),
    }),
};

export function readSystem({ record, facts }: Reading): Draft[] {
  const subtype = textOf(record.subtype) ?? '';
  if (subtype === 'init') {
    const model = textOf(record.model);
    if (model) facts.model = model;
    return [noise('session_start', null, { mode: textOf(record.permissionMode) })];
  }
  if (Object.hasOwn(FOLDED, subtype)) return [noise(subtype, textOf(record[FOLDED[subtype] ?? '']))];
  const reader = Object.hasOwn(READERS, subtype) ? READERS[subtype] : undefined;
  return reader ? [reader(record)] : [];
}

function compaction(message: JsonObject): Draft {
  const about = objectOf(message.compact_metadata);
  const data = { type: 'boundary', trigger: textOf(about.trigger), pre_tokens: numberOf(about.pre_tokens) };
  return { actor: 'system', kind: 'compaction', text: null, data };
}
