/** A person's tick, drawn by hand: bare and blue, where the agent's stands in a circle. */
export function Tick({ className = '' }: { className?: string }) {
  return (
    <svg className={`tick ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      <use href="#tick" />
    </svg>
  );
}

/** Its shape, once on a page that draws hundreds of them. */
export function TickShape() {
  return (
    <svg className="hidden" aria-hidden="true">
      <symbol id="tick" viewBox="0 0 16 16">
        <path d="M3 8.6c1.6 1.2 2.6 2.4 3.4 3.9C8 8.6 10.2 5.3 13.6 2.6" pathLength="1" />
      </symbol>
    </svg>
  );
}
