export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="key inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong px-1 font-sans text-tiny text-ink-3">
      {children}
    </kbd>
  );
}
