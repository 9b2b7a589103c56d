import { modelFallback, readInjected } from '@/lib/formats/claude-code/injected';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { contentText } from '@/lib/formats/content';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { describeValue, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';

type Reader = (record: JsonObject) => Draft;

const READERS = new Map(
  Object.entries<Reader>({
    stop_hook_summary: stopHooks,
    turn_duration: (record) => noise('turn_end', null, { duration_ms: numberOf(record.durationMs) }),
    compact_boundary: compaction,
    microcompact_boundary: (record) => noise('microcompaction', textOf(record.content)),
    api_error: apiRetry,
    local_command: (record) => readInjected(textOf(record.content) ?? '') ?? note('local_command', textOf(record.content)),
    away_summary: (record) => note('recap', textOf(record.content)),
    informational: hookLine,
    scheduled_task_fire: (record) => note('scheduled_task', textOf(record.content)),
    agents_killed: (record) => note('agents_killed', textOf(record.content)),
    memory_saved: (record) =>
      noise(
        'memory',
        listOf(record.writtenPaths)
          .filter((path) => textOf(path))
          .join('\n') || null,
      ),
    bridge_status: (record) => noise('bridge', textOf(record.content)),
    permission_retry: (record) => noise('permission_retry', textOf(record.content)),
    model_refusal_fallback: (record) => modelFallback(record.originalModel, record.fallbackModel, textOf(record.content)),
  }),
);

/** Reads a `system` record: what the host did around the conversation. */
export function readSystem(reading: Reading): Draft[] {
  const { record } = reading;
  const subtype = textOf(record.subtype);
  const reader = subtype ? READERS.get(subtype) : hookLine;
  if (reader) return [reader(record)];
  const text = contentText(record.content) ?? describeValue(record);
  return [{ actor: 'system', kind: 'other', text, data: { type: subtype } }];
}

/** Early versions wrote a line for each hook that ran. */
function hookLine(record: JsonObject): Draft {
  const text = contentText(record.content);
  return record.level === 'error' || record.level === 'warning'
    ? note('host', text, { level: record.level })
    : noise('host', text);
}

function stopHooks(record: JsonObject): Draft {
  const errors = listOf(record.hookErrors).map((error) => (typeof error === 'string' ? error : describeValue(error)));
  return noise('turn_end', errors.join('\n') || null, {
    hooks: numberOf(record.hookCount),
    ...(record.preventedContinuation === true ? { prevented_continuation: true } : {}),
    ...(textOf(record.stopReason) ? { stop_reason: textOf(record.stopReason) } : {}),
  });
}

function compaction(record: JsonObject): Draft {
  const about = objectOf(record.compactMetadata);
  return {
    actor: 'system',
    kind: 'compaction',
    text: textOf(record.content),
    data: {
      type: 'boundary',
      trigger: textOf(about.trigger),
      pre_tokens: numberOf(about.preTokens),
      post_tokens: numberOf(about.postTokens),
    },
  };
}

function apiRetry(record: JsonObject): Draft {
  const status = numberOf(objectOf(record.error).status);
  const attempt = numberOf(record.retryAttempt);
  return noise('api_retry', status === null ? 'The model did not answer.' : `The model answered ${status}.`, { status, attempt });
}
