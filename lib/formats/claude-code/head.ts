import { type Continued, sessionsIn } from '@/lib/formats/claude-code/sessions';
import { SAMPLE_VALUES } from '@/lib/formats/format';
import { safeId, timeOf } from '@/lib/formats/identity';
import { isObject, type JsonObject, textOf } from '@/lib/formats/json';

/** What the first records of a file tell of it. */
interface Told {
  session: string | null;
  /** The subagent whose file it is. */
  agent: string | null;
  continued: Continued[];
}

/** The first records of a file that had no more of them yet: those that follow may tell otherwise whose file it is. Plain JSON. */
export interface Head {
  /** As much of each as tells that. */
  records: JsonObject[];
  /** How many values were read. */
  read: number;
}

export const beginHead = (sample: readonly unknown[]): Head | null =>
  sample.length >= SAMPLE_VALUES ? null : { records: sample.map(placeIn), read: 0 };

export function readHead(records: readonly JsonObject[]): Told {
  const { own, continued } = sessionsIn(records);
  const withUuid = records.filter((record) => textOf(record.uuid) !== null);
  const agents = new Set(withUuid.map((record) => (record.isSidechain === true ? textOf(record.agentId) : null)));
  const [agent] = agents;
  return { session: own, agent: agents.size === 1 && agent ? safeId(agent) : null, continued };
}

interface Started {
  head: Head | null;
  owner: string;
  agent: string | null;
}

/** Whether the head, as far as it has come by now, tells of another session or subagent than what had come when it was begun with. */
export function isMisled({ head, owner, agent }: Started): boolean {
  if (!head) return false;
  const told = readHead(head.records);
  return (told.session ?? owner) !== owner || told.agent !== agent;
}

/** Reads on in the head; done with the first value behind it. */
export function followHead(state: Started, value: unknown): void {
  const { head } = state;
  if (!head) return;
  head.read += 1;
  if (head.read > SAMPLE_VALUES) state.head = null;
  else if (head.read > head.records.length) head.records.push(placeIn(value));
}

function placeIn(value: unknown): JsonObject {
  if (!isObject(value)) return {};
  const { uuid, parentUuid, sessionId, agentId, timestamp, type, isSidechain } = value;
  const ids = Object.entries({ uuid, parentUuid, sessionId, agentId }).flatMap(([key, id]) => {
    const text = textOf(id);
    return text ? [[key, safeId(text)]] : [];
  });
  const isMessage = type === 'user' || type === 'assistant';
  return {
    ...Object.fromEntries(ids),
    timestamp: timeOf(timestamp),
    isSidechain: isSidechain === true,
    ...(isMessage && { type }),
  };
}
