import { type Read, steering } from '@/lib/formats/copilot/reading';
import { type State, toldOf } from '@/lib/formats/copilot/state';
import { rememberCall } from '@/lib/formats/copilot/tool-events';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { modelName } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { titleOf } from '@/lib/formats/records';
import { tokens, toolCall, usageOf } from '@/lib/formats/tools';

/** Who sends a message in a person's place. */
const INJECTED = /^(?:skill|system|jit|autopilot|command)\b/;

/** What was typed; the agent gets it with context around it. */
export function readUser(state: State, data: JsonObject, thread: string | null): Read {
  const files = listOf(data.attachments).filter(isObject).map(attachmentLine);
  const text = [textOf(data.content), ...files].filter(Boolean).join('\n');
  const source = textOf(data.source) ?? '';
  if (data.isAutopilotContinuation === true) return { drafts: [noise('autopilot', text || null)] };
  if (INJECTED.test(source)) return { drafts: [noise('injected', text, { source })] };
  if (thread !== null || source.startsWith('agent-')) return { drafts: [{ actor: 'agent', kind: 'prompt', text }] };
  const mode = textOf(data.agentMode);
  const prompt: Draft = { actor: 'human', kind: 'prompt', text, ...(mode ? { data: { mode } } : {}) };
  return { drafts: [prompt], facts: titleOf(state, text) };
}

const attachmentLine = (file: JsonObject): string =>
  `[${textOf(file.type) ?? 'file'}: ${textOf(file.displayName) ?? textOf(file.path) ?? textOf(file.filePath) ?? 'unnamed'}]`;

export function readAssistant(state: State, data: JsonObject): Read {
  const drafts: Draft[] = [];
  const thought = textOf(data.reasoningText);
  if (thought) drafts.push({ actor: 'agent', kind: 'thinking', text: thought });
  else if (textOf(data.reasoningOpaque))
    drafts.push({ actor: 'agent', kind: 'thinking', text: null, data: { not_recorded: true } });
  const text = textOf(data.content);
  if (text?.trim()) drafts.push({ actor: 'agent', kind: 'message', text });
  drafts.push(
    ...listOf(data.toolRequests)
      .filter(isObject)
      .map((request) => readRequest(state, request)),
  );
  if (drafts.length === 0) drafts.push({ actor: 'agent', kind: 'message', text: null });
  const [first] = drafts;
  const usage = usageIn(state, data);
  if (first && usage) first.usage = usage;
  const model = textOf(data.model);
  return { drafts, facts: model ? { model } : {} };
}

/** A call, mostly with a sentence that says what it is for. */
function readRequest(state: State, request: JsonObject): Draft {
  const id = textOf(request.toolCallId);
  rememberCall(state, id, request.arguments);
  const call = toolCall(state, { id, name: textOf(request.name), input: request.arguments });
  const intention = textOf(request.intentionSummary);
  return intention ? { ...call, data: { intention } } : call;
}

/** Only the output is told here; the rest is told when the session ends. A long message comes in several pieces. */
function usageIn(state: State, data: JsonObject) {
  const output = (numberOf(data.chunkIndex) ?? 0) > 0 ? null : tokens(data.outputTokens);
  if (output === null) return undefined;
  toldOf(state, modelName(textOf(data.model) ?? '')).output += output;
  return usageOf({ response_id: textOf(data.messageId)?.slice(0, 500) ?? null, output });
}

/** Something that ran beside the conversation came to its end. */
export function readNotification(_state: State, data: JsonObject): Read {
  const kind = objectOf(data.kind);
  const text =
    textOf(data.content)
      ?.replace(/<\/?system_notification>/g, '')
      .trim() ?? null;
  const status = textOf(kind.status) ?? (numberOf(kind.exitCode) === null ? null : `exit code ${numberOf(kind.exitCode)}`);
  return { drafts: [note('task_notification', text, { task: textOf(kind.type), status, summary: textOf(kind.description) })] };
}

/** A plan that is put before the person. */
export function readPlan(_state: State, data: JsonObject): Read {
  const text = textOf(data.planContent) ?? textOf(data.summary);
  return { drafts: [{ actor: 'agent', kind: 'message', text, data: { type: 'plan' } }] };
}

export function readPlanAnswer(_state: State, data: JsonObject): Read {
  const comment = textOf(data.feedback);
  const answer = note('plan', null, { is_approved: data.approved === true });
  return { drafts: [answer, ...(comment ? [steering(comment)] : [])] };
}
