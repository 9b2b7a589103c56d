import Link from 'next/link';
import { SearchBox } from '@/components/search/search-box';
import { BrandMark } from '@/components/ui/brand';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { Project } from '@/lib/projects/schema';
import type { ReviewCounts } from '@/lib/reviews/inbox-schema';
import { NavLink } from './nav-link';
import { PersonMenu, type Viewer } from './person-menu';
import { ProjectMenu, ProjectNav } from './project-nav';
import { Shortcuts } from './shortcuts';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

interface TopBarProps {
  /** The project that the page is about, if there is one. */
  project?: string;
  projects: Pick<Project, 'name' | 'url'>[];
  /** Whether who reads this may make projects. */
  mayCreate?: boolean;
  theme: Theme;
  /** Who is signed in; nobody where nobody signs in. */
  viewer?: Viewer | null;
  /** How much waits in the project. */
  counts?: ReviewCounts | null;
}

export function TopBar({ project, projects, mayCreate = false, theme, viewer, counts }: TopBarProps) {
  return (
    <header className="flex h-13 items-center gap-6 border-b border-line px-8 text-ui max-md:gap-2 max-md:px-4 print:hidden">
      <Link href="/" className="flex min-h-8 items-center gap-2 font-[680] tracking-[-0.005em] max-md:mr-auto">
        <BrandMark />
        Debrief
      </Link>
      {projects.length > 0 && <ProjectSwitcher {...{ project, projects, mayCreate }} />}
      {project && counts ? <ProjectNav project={project} counts={counts} /> : <span className="mr-auto" />}
      <SearchBox project={project} projects={projects} />
      <div className="flex items-center gap-1">
        {project && (
          <NavLink
            href={`/${project}/settings`}
            name={`Settings of ${project}`}
            className={button({
              variant: 'ghost',
              isIcon: true,
              class: 'aria-[current]:bg-hover aria-[current]:text-ink max-md:hidden',
            })}
          >
            <Icon name="settings" />
          </NavLink>
        )}
        <div className={project && counts ? 'max-md:hidden' : undefined}>
          <ThemeSwitch key={theme} initial={theme} project={project} />
        </div>
        {viewer && <PersonMenu {...viewer} />}
        <Shortcuts project={project} />
        {project && counts && <ProjectMenu project={project} counts={counts} />}
      </div>
    </header>
  );
}

function ProjectSwitcher({ project, projects, mayCreate }: Pick<TopBarProps, 'project' | 'projects' | 'mayCreate'>) {
  const label = (
    <>
      <span className="truncate">{project ?? 'Projects'}</span> <Icon name="down" />
    </>
  );
  return (
    <Menu
      name={project ? `Project: ${project}` : 'Projects'}
      className="-ml-2 flex max-w-48 items-center gap-1 rounded-md px-2 py-1 text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-9"
      label={label}
    >
      <ul>
        {projects.map(({ name, url }) => (
          <li key={name}>
            <Link href={url} className="menu-item" aria-current={name === project ? 'true' : undefined}>
              <span className="w-4">{name === project && <Icon name="check" />}</span>
              <span className="truncate">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
      {mayCreate && (
        <Link href="/settings/projects" className="menu-item mt-1 border-t border-line">
          <span className="w-4" />
          New project
        </Link>
      )}
    </Menu>
  );
}
