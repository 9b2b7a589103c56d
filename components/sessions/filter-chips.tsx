import Link from 'next/link';
import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { chip } from '@/components/ui/chip';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Name } from '@/components/ui/name';
import '@/components/sessions/lists.css';

/** The row of chips above a list; on a narrow page it is moved sideways. */
export const ChipRow = ({ zone, children }: { zone: string; children: ReactNode }) => (
  <div className="chip-row">
    {children}
    <span className="ml-auto text-meta text-ink-3 max-md:hidden">Times in {zone.replaceAll('_', ' ')}</span>
  </div>
);

/** A filter that is on or off. */
export function ToggleChip({ name, isOn = false, href }: { name: string; isOn?: boolean | undefined; href: string }) {
  return (
    <Link className={chip({ isOn })} href={href} aria-current={isOn ? 'true' : undefined} prefetch={false} scroll={false}>
      {name}
    </Link>
  );
}

/** A filter that is on, with the way out of it. */
export function ChosenChip({ name, chosen, clear }: { name: string; chosen?: string; clear: string }) {
  const label = chosen === undefined ? name : `${name}: ${visible(chosen)}`;
  return (
    <Link
      className={chip({ isOn: true, class: 'max-w-64' })}
      href={clear}
      aria-label={`${label}. Remove this filter`}
      prefetch={false}
      scroll={false}
    >
      <span className="truncate">{chosen === undefined ? name : <Name text={chosen} />}</span>{' '}
      <Icon name="close" className="icon icon-sm" />
    </Link>
  );
}

interface MenuChipProps {
  name: string;
  /** What is chosen; absent where nothing is. */
  chosen?: string | undefined;
  options: readonly (readonly [name: string, href: string])[];
  clear: string;
  children?: ReactNode;
}

/** A filter of several choices: a chip that opens them, and once one is chosen, says it and takes it away. */
export function MenuChip({ name, chosen, options, clear, children }: MenuChipProps) {
  if (chosen) return <ChosenChip name={name} chosen={chosen} clear={clear} />;
  if (options.length === 0 && !children) return null;
  const label = (
    <>
      {name} <Icon name="down" className="icon icon-sm" />
    </>
  );
  return (
    <Menu className={chip()} label={label}>
      {options.length > 0 && (
        <ul>
          {options.map(([option, href]) => (
            <li key={option}>
              <Link prefetch={false} scroll={false} className="menu-item" href={href}>
                <span className="max-w-64 truncate max-md:max-w-40">
                  <Name text={option} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {children}
    </Menu>
  );
}
