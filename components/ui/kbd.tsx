/** A key as it is labelled; in the colour of its button where that is filled. */
export const Kbd = ({ children, isFilled = false }: { children: string; isFilled?: boolean }) => (
  <kbd className={isFilled ? 'key key-filled' : 'key'}>{children}</kbd>
);
