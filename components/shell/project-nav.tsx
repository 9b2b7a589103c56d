import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { ReviewCounts } from '@/lib/reviews/inbox-schema';
import { NavCount } from './nav-counts';
import { NavLink } from './nav-link';

interface ProjectNavProps {
  project: string;
  counts: ReviewCounts;
}

const LINKS = [
  { name: 'Inbox', path: '', of: 'inbox' },
  { name: 'Sessions', path: '/sessions', of: null },
  { name: 'Questions', path: '/questions', of: 'questions' },
  { name: 'Decisions', path: '/decisions', of: null },
] as const;

/** The parts of a project, side by side. */
export const ProjectNav = (nav: ProjectNavProps) => (
  <nav className="mr-auto flex gap-1 max-md:hidden" aria-label="Main">
    <Links
      {...nav}
      className="flex items-center gap-1.5 rounded-md px-2.5 py-1 text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    />
  </nav>
);

const ITEM = 'menu-item min-h-11 aria-[current]:font-medium';

/** The same where there is no room for them, with the way to settings. */
export const ProjectMenu = (nav: ProjectNavProps) => (
  <nav className="md:hidden" aria-label="Main">
    <Menu align="end" name="Menu" className={button({ variant: 'ghost', isIcon: true })} label={<Icon name="list" />}>
      <Links {...nav} className={ITEM} />
      <div className="mt-1 border-t border-line pt-1">
        <NavLink href={`/${nav.project}/settings`} className={ITEM}>
          Settings of {nav.project}
        </NavLink>
      </div>
    </Menu>
  </nav>
);

const Links = ({ project, counts, className }: ProjectNavProps & { className: string }) =>
  LINKS.map(({ name, path, of }) => (
    <NavLink key={name} href={`/${project}${path}`} className={className} isExact={path === ''}>
      {name} {of && <NavCount project={project} of={of} initial={counts} />}
    </NavLink>
  ));
