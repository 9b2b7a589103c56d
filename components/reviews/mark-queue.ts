import { ApiError } from '@/lib/http/api';
import { changeMarks } from '@/lib/reviews/mark-client';

/** A mark that is not saved yet: the revision that was read, or null to take the mark back. */
export interface Unsaved {
  segment: string;
  sid: string;
  rev: number | null;
  /** It puts a mark of an earlier revision back, which was made then. */
  at?: string;
}

interface Listeners {
  saved: (done: Unsaved[]) => void;
  /** Refused one by one: what is said of the segment has changed, or it is gone. */
  refused: (ops: Unsaved[]) => void;
  failed: (ops: Unsaved[]) => void;
  /** Nobody answers: they are kept until somebody does. */
  waiting: (count: number) => void;
}

const MOST_AT_ONCE = 500;

let owner = '';
let queue = new Map<string, Unsaved>();
let tell: Listeners | null = null;
let sending: Promise<void> | null = null;

/** Kept for the person, so that nobody else on this browser marks in their name. */
const place = () => `debrief.marks.${owner}`;

/** Takes up what this person's earlier pages could not save. */
export function openQueue(person: string, listeners: Listeners): void {
  tell = listeners;
  if (person === owner) return;
  owner = person;
  queue = new Map();
  try {
    const kept: Unsaved[] = JSON.parse(localStorage.getItem(place()) ?? '[]');
    for (const op of kept) queue.set(op.segment, op);
  } catch {
    localStorage.removeItem(place());
  }
}

export const unsavedOf = (segment: string): Unsaved | undefined => queue.get(segment);
export const countUnsaved = (): number => queue.size;

export function enqueue(ops: Unsaved[]): void {
  for (const op of ops) queue.set(op.segment, op);
  keep();
  void flush();
}

/** Sends what is not saved, in the order in which it was done; what is added meanwhile follows. */
export function flush(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll(): Promise<void> {
  for (let isAnswered = true; isAnswered && queue.size > 0; ) {
    const [first] = queue.values();
    const batch = [...queue.values()].filter(({ sid }) => sid === first?.sid).slice(0, MOST_AT_ONCE);
    isAnswered = await send(first?.sid ?? '', batch);
  }
}

/** False where nobody answered. */
async function send(sid: string, batch: Unsaved[]): Promise<boolean> {
  try {
    const { rejected } = await changeMarks(
      sid,
      batch.map(({ segment, rev, at }) => ({ segment, rev, ...(at && { at }) })),
    );
    const refused = new Set(rejected.map(({ index }) => index));
    forget(batch);
    tell?.saved(batch.filter((_, index) => !refused.has(index)));
    if (refused.size > 0) tell?.refused(batch.filter((_, index) => refused.has(index)));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status === 0) {
      tell?.waiting(queue.size);
      return false;
    }
    forget(batch);
    tell?.failed(batch);
    return true;
  }
}

/** All but those that were changed while they were sent. */
function forget(batch: Unsaved[]): void {
  for (const op of batch) if (queue.get(op.segment) === op) queue.delete(op.segment);
  keep();
}

function keep(): void {
  if (queue.size > 0) localStorage.setItem(place(), JSON.stringify([...queue.values()]));
  else localStorage.removeItem(place());
}
