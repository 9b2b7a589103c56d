import type { Reading } from '@/lib/formats/claude-hooks/reading';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { listOf, textOf } from '@/lib/formats/json';

type Reader = (reading: Reading) => Draft[];

/** Told once and folded away: a type, and the key of what it is about. */
const folded =
  (type: string, key: string): Reader =>
  ({ payload }) => [noise(type, textOf(payload[key]))];

/** What the host does around the conversation. */
export const HOST_EVENTS: Record<string, Reader> = {
  ConfigChange: folded('config', 'file_path'),
  CwdChanged: folded('cwd', 'new_cwd'),
  DirectoryAdded: folded('directory', 'path'),
  Elicitation: folded('elicitation', 'message'),
  ElicitationResult: folded('elicitation_result', 'action'),
  FileChanged: folded('file_changed', 'file_path'),
  InstructionsLoaded: folded('instructions', 'file_path'),
  MessageDisplay: folded('message_part', 'delta'), // comes whole with the end of the turn
  Notification: folded('notification', 'message'),
  PermissionRequest: folded('permission_request', 'tool_name'),
  PostToolBatch: ({ payload }) => [noise('tool_batch', null, { calls: listOf(payload.tool_calls).length })],
  SessionEnd: ({ payload }) => [noise('session_end', null, { reason: textOf(payload.reason) })],
  Setup: folded('setup', 'trigger'),
  SubagentStart: folded('subagent_start', 'agent_type'),
  TaskCompleted: folded('task_completed', 'task_subject'),
  TaskCreated: folded('task_created', 'task_subject'),
  TeammateIdle: folded('teammate_idle', 'teammate_name'),
  UserPromptExpansion: folded('command_expansion', 'command_name'),
  WorktreeCreate: folded('worktree', 'name'),
  WorktreeRemove: folded('worktree', 'worktree_path'),
  PermissionDenied: ({ payload }) => [note('permission_denied', textOf(payload.reason), { tool: textOf(payload.tool_name) })],
  PreCompact: ({ payload }) => [
    { actor: 'system', kind: 'compaction', text: null, data: { type: 'boundary', trigger: textOf(payload.trigger) } },
  ],
  PostCompact: ({ payload }) => [
    {
      actor: 'system',
      kind: 'compaction',
      text: textOf(payload.compact_summary),
      data: { type: 'summary', trigger: textOf(payload.trigger) },
    },
  ],
  StopFailure: ({ payload }) => [
    {
      actor: 'system',
      kind: 'error',
      text: textOf(payload.error_details) ?? textOf(payload.last_assistant_message) ?? textOf(payload.error),
      data: { type: 'api_error', error: textOf(payload.error) },
    },
  ],
};
