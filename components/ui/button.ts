import { tv } from 'tailwind-variants/lite';

/** The look of a button, for `button` and for links that act like one. 32 px high, 28 small; larger where fingers tap. */
export const button = tv({
  base: 'inline-flex flex-none items-center gap-1.5 rounded-md border text-ui whitespace-nowrap hover:bg-hover',
  variants: {
    variant: {
      default: 'border-line-strong bg-surface text-ink',
      primary: 'border-pencil bg-pencil text-on-pencil hover:bg-pencil-hover',
      ghost: 'border-transparent text-ink-2 hover:text-ink',
    },
    size: { md: 'h-8 px-3 max-md:h-9', sm: 'h-7 px-2.5 text-meta max-md:h-9' },
    isIcon: { true: 'justify-center px-0' },
  },
  compoundVariants: [
    { size: 'md', isIcon: true, class: 'w-8 max-md:w-9' },
    { size: 'sm', isIcon: true, class: 'w-7 max-md:w-9' },
  ],
  defaultVariants: { variant: 'default', size: 'md' },
});
