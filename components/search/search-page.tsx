import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Icon } from '@/components/ui/icon';
import { Note } from '@/components/ui/note';
import { RowKeys } from '@/components/ui/row-keys';
import type { Clock } from '@/lib/display';
import type { SearchHit, SearchIn } from '@/lib/search/schema';
import { searchAddress } from './search-address';
import { Guide } from './search-guide';
import { SearchResults, SessionsFound } from './search-results';
import '@/components/sessions/lists.css';

interface SearchPageProps {
  project: string;
  asked: { q: string; in: SearchIn; cursor?: string | undefined };
  /** Null where nothing was asked for, or what was cannot be looked for. */
  found: { items: SearchHit[]; next_cursor: string | null } | null;
  /** Sessions by their titles. */
  sessions: SearchHit[];
  /** Why nothing can be looked for, and what to do. */
  problem?: string;
  clock: Clock;
}

export function SearchPage({ project, asked, found, sessions, problem, clock }: SearchPageProps) {
  const isEmpty = found !== null && found.items.length === 0 && sessions.length === 0;
  // A session of which segments were found stands above them.
  const titled = sessions.filter(({ session }) => !found?.items.some((hit) => hit.session.sid === session.sid));
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      <h1 className="pt-7 text-display max-md:pt-4.5 max-md:text-display-sm">Search</h1>
      <SearchForm project={project} asked={asked} />
      {problem && (
        <div className="pt-6" role="alert">
          <Note>{problem}</Note>
        </div>
      )}
      {!found && <Guide project={project} />}
      {isEmpty && <NothingFound project={project} asked={asked} />}
      {found && !isEmpty && (
        <>
          {titled.length > 0 && <SessionsFound hits={titled} clock={clock} />}
          <SearchResults hits={found.items} clock={clock} />
          <More project={project} asked={asked} next={found.next_cursor} />
          <RowKeys />
        </>
      )}
    </main>
  );
}

/** A form that an address holds: it works without scripts. */
function SearchForm({ project, asked }: Pick<SearchPageProps, 'project' | 'asked'>) {
  return (
    <form action={searchAddress(project, '')} className="pt-4" aria-label="Search segments">
      <div className="flex gap-2">
        <div className="search-box search-box-wide">
          <Icon name="search" />
          <input
            id="search-field"
            name="q"
            type="search"
            defaultValue={asked.q}
            placeholder="Words, identifiers or operators"
            aria-label="Search for"
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <button type="submit" className={button({ variant: 'primary', class: 'h-9 max-md:h-11' })}>
          Search
        </button>
      </div>
      <label className="mt-2 inline-flex min-h-8 items-center gap-2 text-ui text-ink-2 max-md:min-h-11">
        <input type="checkbox" name="in" value="all" defaultChecked={asked.in !== 'records'} />
        Search raw events too
      </label>
    </form>
  );
}

function NothingFound({ project, asked }: Pick<SearchPageProps, 'project' | 'asked'>) {
  const isWide = asked.in !== 'records';
  const action = isWide ? (
    <Link className={button()} href={`/${project}/sessions`}>
      See all sessions
    </Link>
  ) : (
    <Link className={button()} href={searchAddress(project, asked.q, 'all')}>
      Search raw events too
    </Link>
  );
  return (
    <Empty title={`No segment mentions “${visible(asked.q)}”`} action={action}>
      {isWide
        ? 'Titles, summaries, outcomes, decisions, next steps, questions and comments were searched, and the beginning of every event.'
        : 'Search covers titles, summaries, outcomes, decisions, next steps, questions and comments. Raw events are not included.'}
    </Empty>
  );
}

function More({ project, asked, next }: Pick<SearchPageProps, 'project' | 'asked'> & { next: string | null }) {
  const address = searchAddress(project, asked.q, asked.in);
  return (
    <p className="flex gap-2 pt-6">
      {asked.cursor && (
        <Link className={button()} href={address}>
          Back to the best
        </Link>
      )}
      {next && (
        <Link className={button()} href={`${address}&cursor=${next}`} prefetch={false}>
          Show 20 more
        </Link>
      )}
    </p>
  );
}
