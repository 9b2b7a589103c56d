const BASE = 'inline-flex flex-none items-center gap-1.5 rounded-md border text-ui whitespace-nowrap hover:bg-hover';
const VARIANTS = {
  default: 'border-line-strong bg-surface text-ink',
  primary: 'border-pencil bg-pencil text-on-pencil hover:bg-pencil-hover',
  ghost: 'border-transparent text-ink-2 hover:text-ink',
};
const SIZES = { md: 'h-8 px-3 max-md:h-9', sm: 'h-7 px-2.5 text-meta max-md:h-9' };
const ICON_SIZES = {
  md: 'h-8 w-8 justify-center max-md:h-9 max-md:w-9',
  sm: 'h-7 w-7 justify-center text-meta max-md:h-9 max-md:w-9',
};

interface ButtonLook {
  variant?: keyof typeof VARIANTS | undefined;
  size?: keyof typeof SIZES | undefined;
  /** As wide as it is high. */
  isIcon?: boolean | undefined;
  /** More classes. */
  class?: string | undefined;
}

/** The look of a button, for `button` and for links that act like one. 32 px high, 28 small; larger where fingers tap. */
export const button = ({ variant = 'default', size = 'md', isIcon = false, class: more = '' }: ButtonLook = {}): string =>
  `${BASE} ${VARIANTS[variant]} ${(isIcon ? ICON_SIZES : SIZES)[size]} ${more}`.trim();
