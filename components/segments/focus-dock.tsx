import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';

interface FocusDockProps {
  previous: string | null;
  next: string | null;
  hasEvidence: boolean;
  /** What marks the segment. */
  children?: ReactNode;
}

/** The neighbours and the evidence within reach of a thumb. */
export function FocusDock({ previous, next, hasEvidence, children }: FocusDockProps) {
  return (
    <nav className={`dock ${children ? 'dock-review' : ''}`} aria-label="Segment navigation">
      <DockStep href={previous} label="Previous segment" icon="up" />
      <DockStep href={next} label="Next segment" icon="down" />
      {children}
      {hasEvidence && (
        <a className="dock-button gap-2" href="#evidence" aria-label="Evidence">
          <Icon name="evidence" /> {!children && 'Evidence'}
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
