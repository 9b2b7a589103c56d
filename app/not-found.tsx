import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { SharedBar } from '@/components/shares/shared-bar';
import { TopBar } from '@/components/shell/top-bar';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { isTeam } from '@/lib/auth/session';
import { countOf } from '@/lib/display';
import { MISSING_HEADER, type Missing, readMissing } from './missing';
import { getPreferences } from './preferences';
import { ProjectBar } from './project-bar';
import { getViewer } from './viewer';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  const { theme } = await getPreferences();
  const missing = readMissing((await headers()).get(MISSING_HEADER));
  if (missing?.what === 'share') return <NoShare state={missing.state} />;
  const { title, text, link } = wordsFor(missing);
  const project = missing && missing.what !== 'project' ? missing.project : null;
  const action = (
    <Link className={button()} href={link.href}>
      {link.text}
    </Link>
  );
  return (
    <>
      {project === null ? <TopBar projects={[]} theme={theme} viewer={await getViewer()} /> : <ProjectBar project={project} />}
      <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
        <Empty level={1} title={title} action={action}>
          {text}
        </Empty>
      </main>
    </>
  );
}

/** Leads nowhere: who comes by a link need not have an account here. */
function NoShare({ state }: Pick<Extract<Missing, { what: 'share' }>, 'state'>) {
  const { title, text } = NO_SHARE[state];
  return (
    <>
      <SharedBar />
      <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
        <Empty level={1} title={title}>
          {text}
        </Empty>
      </main>
    </>
  );
}

const NO_SHARE = {
  revoked: { title: 'This link was turned off by its owner.', text: 'Ask them for another one.' },
  expired: { title: 'This link has expired.', text: 'Ask whoever sent it for another one.' },
  unknown: { title: 'No page at this address', text: 'The link may be incomplete.' },
};

const ALL = { text: 'See all sessions', href: '/' };

const NO_PROJECT = isTeam ? 'It may have been deleted, or you are not a member of it.' : 'It appears with its first session.';

function wordsFor(missing: Missing | null) {
  if (missing?.what === 'segment') {
    const title = `This session has ${countOf(missing.of, 'segment')}, there is no segment ${visible(missing.n)}`;
    return { title, text: null, link: { text: 'Open the timeline', href: missing.url } };
  }
  if (missing?.what === 'session') {
    const link = missing.project === null ? ALL : { ...ALL, href: `/${missing.project}/sessions` };
    return { title: 'No session at this address', text: 'It may have been deleted.', link };
  }
  if (missing?.what === 'project') return { title: 'No project of this name', text: NO_PROJECT, link: ALL };
  return { title: 'No page at this address', text: 'It may have been moved or deleted.', link: ALL };
}
