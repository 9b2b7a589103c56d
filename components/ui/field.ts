const FIELD =
  'h-9 w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ui text-ink placeholder:text-ink-3 aria-invalid:border-fail max-md:h-11 max-md:text-body';

/** The look of a text field and of a select, 36 px high and as wide as it is told; larger text where fingers tap, so that a phone does not zoom in. */
export const field = ({ class: more = '' }: { class?: string } = {}): string => `${FIELD} ${more}`.trim();

/** The label above a field. */
export const fieldLabel = 'mb-1.5 block text-meta text-ink-2';
