'use client';

import { lazy, Suspense, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { Session } from '@/lib/sessions/schema';

const ShareDialog = lazy(() => import('@/components/shares/share-dialog').then((module) => ({ default: module.ShareDialog })));
const RenameSession = lazy(() => import('./rename-session').then((module) => ({ default: module.RenameSession })));
const DeleteSession = lazy(() => import('./delete-session').then((module) => ({ default: module.DeleteSession })));

interface SessionMenuProps {
  session: Pick<Session, 'sid' | 'project' | 'title' | 'renamed' | 'stored_event_count'>;
  /** They review it: they rename it, and show it to others. */
  mayReview: boolean;
  /** They manage its project. */
  mayDelete: boolean;
}

/** What is seldom done with a session. */
export function SessionMenu({ session, mayReview, mayDelete }: SessionMenuProps) {
  const [open, setOpen] = useState<'share' | 'rename' | 'delete' | null>(null);
  const { sid, project, title, renamed } = session;
  const close = () => setOpen(null);
  return (
    <div className="scripted">
      <Menu align="end" name="More" className={button({ isIcon: true })} label={<Icon name="more" />}>
        {mayReview && <Item onClick={() => setOpen('share')}>Share publicly</Item>}
        {mayReview && <Item onClick={() => setOpen('rename')}>Rename</Item>}
        {mayDelete && <Item onClick={() => setOpen('delete')}>Delete session</Item>}
      </Menu>
      <Suspense>
        {open === 'share' && <ShareDialog sid={sid} segment={undefined} onClose={close} />}
        {open === 'rename' && <RenameSession {...{ sid, title, renamed }} onClose={close} />}
        {open === 'delete' && <DeleteSession sid={sid} project={project} events={session.stored_event_count} onClose={close} />}
      </Suspense>
    </div>
  );
}

const Item = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" className="menu-item" onClick={onClick}>
    {children}
  </button>
);
