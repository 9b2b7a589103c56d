export interface LabelInput {
  n: number;
  x: number;
  isImportant: boolean;
}

/** Pixels. */
const DIGIT = 7;
const MARGIN = 4;
const ALL_NUMBERED = 60;

/** The numbers that fit below a tape drawn at `scale`: important ones first, in their order, and none that would touch another. In a long session every fifth is a candidate. */
export function placeLabels(candidates: LabelInput[], scale = 1): LabelInput[] {
  const wanted = candidates.filter(({ n, isImportant }) => isImportant || candidates.length <= ALL_NUMBERED || n % 5 === 0);
  const ordered = [...wanted.filter((label) => label.isImportant), ...wanted.filter((label) => !label.isImportant)];
  const placed: LabelInput[] = [];
  for (const label of ordered) {
    const reach = (other: LabelInput) => ((String(label.n).length + String(other.n).length) * DIGIT) / 2 + MARGIN;
    if (placed.every((other) => Math.abs(other.x - label.x) * scale >= reach(other))) placed.push(label);
  }
  return placed.sort((a, b) => a.x - b.x);
}

/** How far a tape is shrunk. */
export interface Tier {
  scale: number;
  /** Of what fits at this scale and at none before. */
  className?: string;
}

/** Each number with the class of the first tier that has room for it. */
export function labelsOf(numbers: LabelInput[], tiers: Tier[]): (LabelInput & Pick<Tier, 'className'>)[] {
  const placed = new Map<number, LabelInput & Pick<Tier, 'className'>>();
  for (const { scale, className } of tiers) {
    const wanted = numbers.map((number) => ({
      ...number,
      isImportant: placed.size > 0 ? placed.has(number.n) : number.isImportant,
    }));
    for (const label of placeLabels(wanted, scale)) if (!placed.has(label.n)) placed.set(label.n, { ...label, className });
  }
  return [...placed.values()];
}
