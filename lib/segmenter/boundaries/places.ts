/** A place where a segment may start, with all that choosing among places needs: events are not read again. */
export interface Place {
  seq: number;
  /** Where it stands on the weighted length of its segment. */
  position: number;
  score: number;
  hasPrompt: boolean;
  /** Enough follows it. */
  isSettled: boolean;
  /** So much follows it that nothing is waited for. */
  isFarBack: boolean;
  /** It stands so near the end that boundaries before it must not depend on it. */
  isLive: boolean;
}

/** How each place of a segment scores as a boundary; the first one is the segment's start. */
export interface Scores {
  /** Weighted length of the segment. */
  length: number;
  places: Place[];
}

/** Scores as they are stored: of each place seq, position, score, and what else is true of it. */
export interface StoredScores {
  length: number;
  places: [number, number, number, number][];
}

const FLAGS = ['hasPrompt', 'isSettled', 'isFarBack', 'isLive'] as const;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** Scores as short as they can be without changing what is chosen. */
export const storedScores = ({ length, places }: Scores): StoredScores => ({
  length: rounded(length, 2),
  places: places.map((place) => [
    place.seq,
    rounded(place.position, 2),
    rounded(place.score, 3),
    FLAGS.reduce((bits, flag, i) => bits + (place[flag] ? 2 ** i : 0), 0),
  ]),
});

/** Stored scores as they were. */
export const readScores = ({ length, places }: StoredScores): Scores => ({
  length,
  places: places.map(([seq, position, score, bits]) => {
    const [hasPrompt = false, isSettled = false, isFarBack = false, isLive = false] = FLAGS.map((_, i) => (bits & (2 ** i)) > 0);
    return { seq, position, score, hasPrompt, isSettled, isFarBack, isLive };
  }),
});

/** The scores of segments that follow each other, as of one. */
export function joinScores(parts: readonly Scores[]): Scores {
  const joined: Scores = { length: 0, places: [] };
  for (const { length, places } of parts) {
    for (const place of places) joined.places.push({ ...place, position: joined.length + place.position });
    joined.length += length;
  }
  return joined;
}

/** The scores of the segments that begin at `starts`, each of them a place. All but the last are closed: nothing in them is waited for. */
export function divideScores({ length, places }: Scores, starts: readonly number[]): Scores[] {
  const indexes = new Map(places.map(({ seq }, i) => [seq, i]));
  const firsts = starts.map((seq) => indexes.get(seq) ?? -1);
  return firsts.map((first, i) => {
    const next = firsts[i + 1];
    const offset = places[first]?.position ?? 0;
    const end = next === undefined ? length : (places[next]?.position ?? length);
    const own = places.slice(first, next).map((place) => ({ ...place, position: place.position - offset }));
    return { length: end - offset, places: next === undefined ? own : own.map(settled) };
  });
}

const settled = (place: Place): Place => ({ ...place, isSettled: true, isFarBack: true, isLive: false });

/** Adds places where there are none yet, such as where a person divided a step; they stand between their neighbours by seq. */
export function withPlaces({ length, places }: Scores, seqs: readonly number[], lastSeq: number): Scores {
  const first = places[0]?.seq ?? 0;
  const known = new Set(places.map(({ seq }) => seq));
  const added = seqs.filter((seq) => seq > first && seq <= lastSeq && !known.has(seq)).map((seq) => placeAt(seq));
  return { length, places: [...places, ...added].sort((a, b) => a.seq - b.seq) };

  function placeAt(seq: number): Place {
    const next = places.findIndex((place) => place.seq > seq);
    const before = places.at(next < 0 ? -1 : next - 1) ?? { seq: first, position: 0 };
    const after = places[next] ?? { seq: lastSeq + 1, position: length };
    const share = (seq - before.seq) / (after.seq - before.seq);
    const position = before.position + (after.position - before.position) * share;
    return { seq, position, score: 0, hasPrompt: false, isSettled: true, isFarBack: true, isLive: false };
  }
}
