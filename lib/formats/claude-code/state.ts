import type { EventUsage } from '@/lib/events/schema';
import { beginHead, type Head, readHead } from '@/lib/formats/claude-code/head';
import type { Continued } from '@/lib/formats/claude-code/sessions';
import type { ParseOptions } from '@/lib/formats/format';
import { safeId, sessionInName, storable, unnamedSession } from '@/lib/formats/identity';
import { describeValue, isObject } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

/** A call that was made; its result and its subagent's run name it later. */
export interface Call {
  id: string;
  name: string;
  /** Of a call that spawns a subagent: what it is for, and the beginning of the prompt it gives. */
  label: string | null;
  prompt: string | null;
}

/** What has been read of a session so far. */
export interface SeenSession {
  id: string;
  hasVersion: boolean;
  hasCwd: boolean;
  hasTitle: boolean;
  /** Whether the agent has said anything since its last turn ended. */
  hasSpoken: boolean;
}

/** Plain JSON. Memories are lists, oldest first, because the database that stores them does not keep the order of keys. */
export interface State {
  /** The session that records without a session's id belong to. */
  session: string;
  /** The session whose file this is, by its head. */
  owner: string;
  /** The subagent whose file this is. */
  agent: string | null;
  /** Of a file that was read before there was more of its head. */
  head: Head | null;
  /** The last time read: that of records without one. */
  at: string | null;
  sessions: SeenSession[];
  continued: Continued[];
  calls: Call[];
  /** Threads that were announced, as `session thread`, with what was known of them. */
  threads: [string, string][];
  /** Records of in-file subagents, each with its thread. */
  chain: [string, string][];
  usages: [string, EventUsage][];
  /** Prompts typed while the agent was busy, and those that reached it. */
  queued: string[];
  delivered: string[];
  tasks: [string, string][];
  /** Titles of conversations, each with the record it ends at. */
  summaries: [string, string][];
  recent: string[];
  /** Prompts, each by the record it follows: a second one there goes back to it. */
  prompts: [string, string][];
  /** What sessions have cost so far. */
  costs: [string, number][];
}

export const HEAD_CHARS = 300;
const QUEUED_CHARS = 100_000;

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const { session, agent, continued } = readHead(sample.filter(isObject));
  const owner = session ?? safeId(sessionInName(options.source) ?? unnamedSession(describeValue(sample[0])));
  return {
    session: owner,
    owner,
    agent,
    head: beginHead(sample),
    at: null,
    sessions: [],
    continued,
    calls: [],
    threads: [],
    chain: [],
    usages: [],
    queued: [],
    delivered: [],
    tasks: [],
    summaries: [],
    recent: [],
    prompts: [],
    costs: [],
  };
}

export const callNamed = (state: State, id: string | null): Call | undefined =>
  id === null ? undefined : state.calls.findLast((call) => call.id === id);

/** The session's place in the state, made at its first record. */
export function seenSession(state: State, id: string): SeenSession {
  const known = state.sessions.find((session) => session.id === id);
  if (known) return known;
  const session = { id, hasVersion: false, hasCwd: false, hasTitle: false, hasSpoken: false };
  remember(state.sessions, session);
  return session;
}

/** The oldest of the queued texts that a person typed, else the oldest; taken out of the queue. */
export function takeQueued(state: State): string | undefined {
  const at = state.queued.findIndex((text) => !/^\s*[<{]/.test(text));
  return state.queued.splice(Math.max(0, at), 1)[0];
}

/** Takes a text out of the queue: a record of its own tells of it. */
export function forgetQueued(state: State, text: string): void {
  const at = state.queued.indexOf(asQueued(text));
  if (at >= 0) state.queued.splice(at, 1);
}

/** A queued text as it is remembered. */
export const asQueued = (text: string): string => storable(text.slice(0, QUEUED_CHARS));
