/** A key as it is labelled; in the colour of its button where that is filled. */
export function Kbd({ children, isFilled = false }: { children: string; isFilled?: boolean }) {
  const colour = isFilled ? 'border-current opacity-85' : 'border-line-strong text-ink-3';
  return (
    <kbd
      className={`inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-tiny ${colour}`}
    >
      {children}
    </kbd>
  );
}
