const PATHS = {
  done: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M5.5 8.2l1.8 1.8 3.4-3.8',
  waiting: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.6 5.8v4.4M9.4 5.8v4.4',
  failed: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2h.01',
  live: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 7.1a.9.9 0 1 1 0 1.8a.9.9 0 0 1 0-1.8',
  question: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.4 6.5c0-1 .7-1.6 1.6-1.6s1.6.6 1.6 1.5c0 1.2-1.6 1.2-1.6 2.4M8 11h.01',
  partial: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 2v12M10 4.5v7M12 6v4',
  pickedUp: 'M3 3v4.5a2 2 0 0 0 2 2h7.5M10 7l2.5 2.5L10 12',
  nextStep: 'M3 8h10M9.5 4.5 13 8l-3.5 3.5',
  agent:
    'M4 3.5h8A1.5 1.5 0 0 1 13.5 5v5a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 10V5A1.5 1.5 0 0 1 4 3.5M5 6.5 6.5 8 5 9.5M8.5 9.5H11M6 14h4',
  branch:
    'M4.5 2a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3M4.5 11a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3M11.5 4a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3M4.5 5v6M11.5 7c0 2.5-3 2.5-5.5 3.5',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  events: 'M2.5 10v2M5.2 6v6M8 8v4M10.8 3.5V12M13.5 9v3',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 4.5V8l2.3 1.5',
  comment: 'M2.5 3.5h11v7.5h-6l-3 2.5V11h-2z',
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1-1a3 3 0 0 1 4.3 4.3l-1 1M9 11.5l-1 1a3 3 0 0 1-4.3-4.3l1-1',
  share: 'M8 10V2.5M5.2 5 8 2.2 10.8 5M3.5 8v5.5h9V8',
  evidence: 'M2.5 3.5h11v9h-11zM8.5 3.5v9M4.5 6h2M4.5 8.5h2',
  inbox: 'M2.5 9.5h3l1 2h3l1-2h3M2.5 9.5l2-6h7l2 6v3.5h-11z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M13.5 13.5l-3.2-3.2',
  down: 'm4 6 4 4 4-4',
  up: 'm4 10 4-4 4 4',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4 4 8 8M12 4l-8 8',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8M8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6',
  unseen: 'M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8',
  settings:
    'M2.5 5h5M11 5h2.5M2.5 11h2M8 11h5.5M9.2 3.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6M6.2 9.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6',
  more: 'M3.5 7.6a.4.4 0 1 1 0 .8a.4.4 0 0 1 0-.8M8 7.6a.4.4 0 1 1 0 .8a.4.4 0 0 1 0-.8M12.5 7.6a.4.4 0 1 1 0 .8a.4.4 0 0 1 0-.8',
  system: 'M3 3h10a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3a.8.8 0 0 1-.8-.8V3.8A.8.8 0 0 1 3 3M5.5 13.5h5M8 11v2.5',
} as const;

/** Drawn dashed: nothing was recorded, or nobody took it up. */
const DASHED = { abandoned: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11' } as const;

export type IconName = keyof typeof PATHS | keyof typeof DASHED;

const isDashed = (name: IconName): name is keyof typeof DASHED => name in DASHED;

/**
 * An icon of 16 px with a stroke of 1.5 in the colour of the text; a word stands beside it, so it is hidden from readers.
 * Our own paths, because the icons of lucide-react are client components: in pages of hundreds each would be hydrated.
 */
export function Icon({ name, className = 'icon' }: { name: IconName; className?: string }) {
  return (
    <svg className={className} viewBox="0 0 16 16" aria-hidden="true">
      {isDashed(name) ? <path d={DASHED[name]} strokeDasharray="2.6 2.6" /> : <path d={PATHS[name]} />}
    </svg>
  );
}
