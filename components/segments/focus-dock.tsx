import Link from 'next/link';
import { Icon } from '@/components/ui/icon';

interface FocusDockProps {
  previous: string | null;
  next: string | null;
  hasEvidence: boolean;
}

/** The neighbours and the evidence within reach of a thumb. */
export function FocusDock({ previous, next, hasEvidence }: FocusDockProps) {
  return (
    <nav className="dock" aria-label="Segment navigation">
      <DockStep href={previous} label="Previous segment" icon="up" />
      <DockStep href={next} label="Next segment" icon="down" />
      {hasEvidence && (
        <a className="dock-button gap-2" href="#evidence">
          <Icon name="evidence" /> Evidence
        </a>
      )}
    </nav>
  );
}

function DockStep({ href, label, icon }: { href: string | null; label: string; icon: 'up' | 'down' }) {
  if (!href)
    return (
      <button type="button" className="dock-button" aria-label={label} disabled>
        <Icon name={icon} />
      </button>
    );
  return (
    <Link className="dock-button" href={href} aria-label={label} prefetch={false}>
      <Icon name={icon} />
    </Link>
  );
}
