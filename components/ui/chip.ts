/** The look of a filter; one that is on is filled with ink. */
export const chip = ({ isOn = false, class: more = '' }: { isOn?: boolean; class?: string } = {}): string =>
  `inline-flex h-7 flex-none items-center gap-1.5 rounded-full border px-2.5 text-meta font-normal tabular-nums max-md:h-9 ${
    isOn ? 'border-ink bg-ink text-bg' : 'border-line text-ink-2 hover:bg-hover'
  } ${more}`.trim();
