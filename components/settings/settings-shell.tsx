import type { ReactNode } from 'react';
import { NavLink } from '@/components/shell/nav-link';

export interface SettingsEntry {
  href: string;
  text: string;
}

interface SettingsShellProps {
  /** What the settings are of, with a way back to it. */
  crumb?: ReactNode;
  entries: SettingsEntry[];
  children: ReactNode;
}

/** The frame of all settings: what they are of, the pages there are for who asks, and one of them. A page brings `SettingsSection`s. */
export function SettingsShell({ crumb, entries, children }: SettingsShellProps) {
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      <div className="pt-5.5 max-md:pt-3.5">
        {crumb && (
          <nav className="flex items-center gap-1.5 text-ui text-ink-3" aria-label="Breadcrumb">
            {crumb}
          </nav>
        )}
        <h1 className="mt-0.5 text-display max-md:text-display-sm">Settings</h1>
      </div>
      <div className="mt-6 grid grid-cols-[168px_minmax(0,760px)] gap-x-12 max-md:mt-3 max-md:block">
        <nav aria-label="Settings" className="max-md:-mx-4 max-md:overflow-x-auto max-md:border-b max-md:border-line max-md:px-4">
          <ul className="-ml-2.5 flex flex-col gap-0.5 max-md:w-max max-md:flex-row max-md:gap-1 max-md:pb-2">
            {entries.map(({ href, text }) => (
              <li key={href}>
                <NavLink
                  href={href}
                  className="flex min-h-8 items-center rounded-md px-2.5 text-ui whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink max-md:min-h-9"
                >
                  {text}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="max-md:pt-5">{children}</div>
      </div>
    </main>
  );
}

interface SettingsSectionProps {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** A control at the title's end. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A titled part of a settings page; a page may have several. */
export function SettingsSection({ title, lead, action, children }: SettingsSectionProps) {
  return (
    <section className="mb-12">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-title">{title}</h2>
          {lead && <div className="mt-1 max-w-measure text-small text-ink-2">{lead}</div>}
        </div>
        {action}
      </div>
      {children && <div className="mt-4">{children}</div>}
    </section>
  );
}

/** Instead of a page that takes an administrator. */
export function AdministratorsOnly({ of }: { of: 'project' | 'installation' }) {
  return (
    <SettingsSection title={`Only an administrator of this ${of} can open this`} lead="Ask one of them for what you need." />
  );
}
