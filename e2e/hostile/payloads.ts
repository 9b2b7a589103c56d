import { CARRIERS } from './carriers';
import { FAMILIES } from './families';

export interface Payload {
  /** Unlike any other text, so that it is found wherever the payload is shown. */
  id: string;
  family: string;
  text: string;
}

export const FAMILY_NAMES: readonly string[] = Object.keys(FAMILIES);

/** Every core in every carrier. What runs calls `canary(id)`, what is fetched is asked for under the id, here or at a host that does not exist. */
export function payloadsFor(home: string): Payload[] {
  let made = 0;
  return Object.entries(FAMILIES).flatMap(([family, cores]) =>
    cores.flatMap((core) =>
      CARRIERS.map((carrier) => {
        const id = `c${++made}z`;
        const at = `${made % 2 === 0 ? home : 'https://canary.invalid'}/${id}`;
        return { id, family, text: carrier(core({ id, at, run: `canary('${id}')` }), at) };
      }),
    ),
  );
}

/** Deals payloads to fields: a field gets another payload each time, and every family before a family comes again. */
export class Dealer {
  /** Families and ids that each field got. */
  readonly dealt = new Map<string, { families: Set<string>; ids: Set<string> }>();
  private readonly rounds: Payload[];

  constructor(payloads: readonly Payload[]) {
    const suits = FAMILY_NAMES.map((name) => payloads.filter(({ family }) => family === name));
    const longest = Math.max(...suits.map((suit) => suit.length));
    // Short families come again and again until the longest is through; no two stand at the same carrier.
    this.rounds = Array.from({ length: longest }, (_, round) =>
      suits.flatMap((suit, shift) => suit[(round + shift) % suit.length] ?? []),
    ).flat();
  }

  /** The next payload of a field, at most so many characters of it. */
  next(field: string, most = Number.POSITIVE_INFINITY): string {
    const got = this.dealt.get(field) ?? { families: new Set(), ids: new Set() };
    const before = this.counts.get(field) ?? hash(field);
    const payload = this.rounds[before % this.rounds.length];
    if (!payload) throw new Error('There are no payloads');
    this.counts.set(field, before + 1);
    this.dealt.set(field, got);
    got.families.add(payload.family);
    got.ids.add(payload.id);
    return cut(payload, most);
  }

  /** One of each family in one text. */
  each = (field: string): string => this.several(field, FAMILY_NAMES.length, 300).join(' ');

  several = (field: string, count: number, most?: number): string[] =>
    Array.from({ length: count }, () => this.next(field, most));

  private readonly counts = new Map<string, number>();
}

/** Fields begin at different payloads, always at the first family. */
const hash = (field: string): number =>
  FAMILY_NAMES.length * [...field].reduce((sum, letter) => (sum * 7 + (letter.codePointAt(0) ?? 0)) % 997, 0);

const cut = ({ text, id }: Payload, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - id.length - 1)} ${id}`;
