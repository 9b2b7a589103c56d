import type { NewEvent } from '@/lib/events/new-event';
import { MAIN_THREAD } from '@/lib/events/schema';
import type { SessionFacts } from '@/lib/formats/format';
import { headline, isTelling } from '@/lib/formats/words';
import { NO_TURN, nextTurn, type Turn } from '@/lib/sessions/turn-state';
import { storableText } from '@/lib/storable';

/** What the events of a session say of it; stored with the session, so that the next events go on from here. */
export interface Derived extends Record<string, unknown> {
  title?: string;
  title_rank?: number;
  started_at?: string;
  /** The start is when the first hook told of it; its first event tells better. */
  is_start_told?: boolean | undefined;
  turn?: Turn;
  /** Seq of the last main-thread event. */
  main_seq?: number;
  /** The transcript told no time up to here, its last event. */
  undated_seq?: number | undefined;
  /** How many events are copies of another session's. */
  copies?: number;
  /** The session that most of them come from. */
  continues?: string | undefined;
  /** The session whose call gave the name of this one. */
  spawned_by?: string | undefined;
  /** The session that made the plan which this one carries out. */
  follows?: string | undefined;
}

const FACT_CHARS = 2000;
const AGENT_TITLE = 2;
const PLAIN_FACTS = ['agent', 'model', 'branch', 'cwd', 'parent', 'predecessor', 'plan', 'carries_out'] as const;

/** Later values win, except that a title of a lower rank never replaces one of a higher. */
export function withFacts(derived: Derived, facts: SessionFacts): Derived {
  const next = { ...derived };
  for (const key of PLAIN_FACTS) if (facts[key]) next[key] = fact(facts[key]);
  return facts.title ? withTitle(next, facts.title, facts.titleRank ?? 0) : next;
}

/** What a hook tells of its session fills what nothing else has told yet. `at` is when something of the conversation was told. */
export function withHook(derived: Derived, facts: SessionFacts, at: Date | null): Derived {
  const next = at && !derived.started_at ? { ...derived, started_at: at.toISOString(), is_start_told: true } : derived;
  const unknown = PLAIN_FACTS.filter((key) => next[key] === undefined && facts[key] !== undefined);
  const isNamed = next.title !== undefined && (facts.titleRank ?? 0) <= (next.title_rank ?? 0);
  const { title, titleRank } = facts;
  return withFacts(next, {
    ...Object.fromEntries(unknown.map((key) => [key, facts[key]])),
    ...(title && !isNamed ? { title, titleRank: titleRank ?? 0 } : {}),
  });
}

/** What a session's facts are after one more event. */
export function withEvent(derived: Derived, event: NewEvent, seq: number): Derived {
  const isDated = derived.started_at !== undefined && !derived.is_start_told;
  const next: Derived = isDated ? { ...derived } : { ...derived, started_at: event.at.toISOString(), is_start_told: undefined };
  if (event.thread === MAIN_THREAD) next.main_seq = seq;
  const { thread, actor, kind, isNoise, toolName, callId } = event;
  next.turn = nextTurn(derived.turn ?? NO_TURN, {
    thread,
    actor,
    kind,
    isNoise,
    toolName,
    callId,
    dataType: textOf(event.data?.type),
  });
  const named = event.data?.type === 'title' ? textOf(event.data.title) : null;
  if (named) return withTitle(next, named, AGENT_TITLE);
  const isPrompt = event.kind === 'prompt' && event.actor === 'human' && event.thread === MAIN_THREAD && !event.isNoise;
  return isPrompt && isToBeNamed(next) ? withPrompt(next, (event.text ?? '').slice(0, FACT_CHARS)) : next;
}

/** As long as no prompt told what the session is about. */
const isToBeNamed = ({ title }: Derived) => title === undefined || !isTelling(title);

const withPrompt = (derived: Derived, prompt: string): Derived =>
  derived.title === undefined || isTelling(prompt) ? withTitle(derived, headline(prompt) ?? '', 0) : derived;

/** What a session says by itself, without the events that it copied. */
export interface OwnHead {
  copies: number;
  startedAt: Date | null;
  /** The first thing that a person asked; one that tells something before one that does not. */
  ask: string | null;
  continues: string | null;
}

/** What a session's facts are once it is known which of its events are copies: it begins, and is called, by what is its own, as far as there is any. */
export function withOwnHead(derived: Derived, { copies, startedAt, ask, continues }: OwnHead): Derived {
  const next = { ...derived, copies, continues: continues ?? undefined };
  if (startedAt) next.started_at = startedAt.toISOString();
  return (derived.title_rank ?? 0) === 0 && ask ? withTitle(next, headline(ask) ?? '', 0) : next;
}

function withTitle(derived: Derived, title: string, rank: number): Derived {
  if (!title.trim() || rank < (derived.title_rank ?? 0)) return derived;
  return { ...derived, title: fact(title), title_rank: rank };
}

const fact = (text: string) => storableText(text.slice(0, FACT_CHARS));
const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
