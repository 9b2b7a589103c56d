import { ICON_WORDS, type Icon } from './line';

const PATHS: Record<Icon, string> = {
  terminal: 'm3.5 5 3 3-3 3M8 11.5h4.5',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  tool: 'M9.5 2.8a3.3 3.3 0 0 0-3 4.6L2.8 11a1.5 1.5 0 0 0 2.2 2.2l3.6-3.7a3.3 3.3 0 0 0 4.5-3.8L11 7.5 8.7 7 8.3 5z',
  message: 'M3 4.5h10M3 8h10M3 11.5h6',
  person: 'M8 2.5a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 0 1 0-5.2M3 13.5c.4-2.4 2.3-3.8 5-3.8s4.6 1.4 5 3.8',
  thinking: 'M3 8h.01M8 8h.01M13 8h.01',
  agent:
    'M4 3.5h8A1.5 1.5 0 0 1 13.5 5v5a1.5 1.5 0 0 1-1.5 1.500H4A1.5 1.5 0 0 1 2.5 10V5A1.5 1.5 0 0 1 4 3.500M5 6.5 6.5 8 5 9.500M8.5 9.500H11M6 14h4',
  error: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2h.01',
  mark: 'M4 2.5h8v11l-4-3-4 3z',
  other: 'M8 6.500a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3',
};

/** What kind of event it is: an icon, and its word for those who do not see it. */
export function KindIcon({ icon }: { icon: Icon }) {
  return (
    <span className={icon === 'error' ? 'pt-0.5 text-fail' : 'pt-0.5 text-ink-3'} title={ICON_WORDS[icon]}>
      <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" strokeWidth={icon === 'thinking' ? 2 : 1.5}>
        <path d={PATHS[icon]} />
      </svg>
      <span className="sr-only">{ICON_WORDS[icon]}</span>
    </span>
  );
}
