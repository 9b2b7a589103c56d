interface ProblemProps {
  id?: string;
  /** Its distance from what is above. */
  className?: string;
  children: string | undefined;
}

/** What went wrong, told beside the control at which it did; takes no room while nothing did. */
export const Problem = ({ id, className = 'mt-2', children }: ProblemProps) => (
  <p id={id} role="alert" className={`${className} text-small text-fail empty:hidden`}>
    {children}
  </p>
);
