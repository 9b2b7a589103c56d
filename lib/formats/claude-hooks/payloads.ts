import { MAIN_THREAD } from '@/lib/events/schema';
import { readInjected, withoutAdditions } from '@/lib/formats/claude-code/injected';
import { HOST_EVENTS } from '@/lib/formats/claude-hooks/host-events';
import type { Reading } from '@/lib/formats/claude-hooks/reading';
import { type State, seenSession } from '@/lib/formats/claude-hooks/state';
import { readCall, readFailure, readResult } from '@/lib/formats/claude-hooks/tools';
import { type Draft, noise } from '@/lib/formats/drafts';
import type { SessionFacts } from '@/lib/formats/format';
import { safeId } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import { type KeyedDraft, type ReadRecord, titleOf } from '@/lib/formats/records';

type Reader = (reading: Reading) => Draft[];

const EVENTS: Record<string, Reader> = {
  UserPromptSubmit: readPrompt,
  PreToolUse: readCall,
  PostToolUse: readResult,
  PostToolUseFailure: readFailure,
  Stop: readEnd,
  SubagentStop: readEnd,
  SessionStart: readStart,
  ...HOST_EVENTS,
};

/** Reads a payload: what happened, in a session that it names, with the permissions that hold there. */
export function readPayload(state: State, payload: JsonObject, line: number): ReadRecord {
  const name = textOf(payload.hook_event_name);
  const session = textOf(payload.session_id);
  if (!session) return { drafts: [] };
  state.session = safeId(session);
  const agentId = textOf(payload.agent_id);
  const thread = agentId ? safeId(agentId) : MAIN_THREAD;
  const agent = agentId ? 'subagent' : 'agent';
  const reading: Reading = {
    state,
    payload,
    seen: seenSession(state, session),
    line,
    agent,
    facts: agentOf(payload),
    threads: [],
  };
  if (agentId) announceThread(reading, thread);
  const drafts = (name !== null && Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined)?.(reading) ?? [];
  addCwd(reading, thread);
  return {
    drafts: drafts.length > 0 ? [...modeChange(reading), ...drafts] : [],
    id: idOf(payload, name),
    at: payload.timestamp,
    thread,
    session,
    facts: reading.facts,
    threads: reading.threads,
  };
}

/** Codex hands the same to its hooks, but keeps its sessions elsewhere. */
const agentOf = (payload: JsonObject): SessionFacts =>
  /[\\/]\.codex[\\/]/.test(textOf(payload.transcript_path) ?? '') ? { agent: 'codex' } : {};

/** A call's id tells its payloads apart wherever they stand; others have none. */
function idOf(payload: JsonObject, name: string | null): string | null {
  const call = textOf(payload.tool_use_id);
  return call && name?.match(/^(PreToolUse|PostToolUse|PostToolUseFailure)$/) ? `${call}:${name}` : null;
}

/** The subagent is known by its own events; the call that spawned it, by that one's result. */
function announceThread({ state, seen, payload, threads }: Reading, thread: string): void {
  const key = `${seen.session} ${thread}`;
  if (state.threads.includes(key)) return;
  remember(state.threads, key);
  threads.push({ thread, label: textOf(payload.agent_type), spawnCallId: null });
}

function addCwd({ payload, seen, facts }: Reading, thread: string): void {
  const cwd = textOf(payload.cwd);
  if (!cwd || seen.hasCwd || thread !== MAIN_THREAD) return;
  seen.hasCwd = true;
  facts.cwd = cwd; // later ones follow the shell from folder to folder
}

function modeChange({ payload, seen, agent }: Reading): KeyedDraft[] {
  const mode = textOf(payload.permission_mode);
  if (!mode || mode === seen.mode || agent === 'subagent') return [];
  seen.mode = mode;
  return [{ ...noise('mode', mode), key: 'mode' }];
}

/** What a person sent: words, a command, or what the host sent in their name. */
function readPrompt({ payload, seen, facts, agent }: Reading): Draft[] {
  const text = textOf(payload.prompt) ?? '';
  const injected = readInjected(text);
  if (injected) return [injected];
  const written = withoutAdditions(text);
  const [, name, args = ''] = written.match(/^(\/[\w:-]+)(?:\s+([\s\S]*))?$/) ?? [];
  if (name) {
    const data = { type: 'slash_command', name, args };
    return [{ actor: 'human', kind: 'command', text: args ? `${name} ${args}` : name, data }];
  }
  if (!written) return [noise('injected', text)];
  if (agent === 'subagent') return [{ actor: 'agent', kind: 'prompt', text: written }];
  Object.assign(facts, titleOf(seen, written));
  return [{ actor: 'human', kind: 'prompt', text: written }];
}

/** The agent's last words of a turn: the only ones that hooks are told whole. */
function readEnd({ payload, agent }: Reading): Draft[] {
  const said = textOf(payload.last_assistant_message);
  const isSub = payload.hook_event_name === 'SubagentStop';
  const end = noise(isSub ? 'subagent_end' : 'turn_end', null, isSub ? { agent: textOf(payload.agent_id) } : {});
  return said ? [{ actor: isSub ? 'subagent' : agent, kind: 'message', text: said }, end] : [end];
}

function readStart({ payload, facts, seen }: Reading): Draft[] {
  const model = textOf(payload.model) ?? textOf(objectOf(payload.model).id);
  const title = textOf(payload.session_title);
  if (model) facts.model = model;
  if (title) Object.assign(facts, { title: title.slice(0, 500), titleRank: 2 });
  if (title) seen.hasTitle = true;
  return [noise('session_start', null, { source: textOf(payload.source) })];
}
