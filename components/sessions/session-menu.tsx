'use client';

import { useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { DeleteSession } from './delete-session';

interface SessionMenuProps {
  sid: string;
  project: string;
  events: number;
}

/** What is seldom done with a session, by whoever manages its project. */
export function SessionMenu({ sid, project, events }: SessionMenuProps) {
  const [isDeleting, setDeleting] = useState(false);
  return (
    <div className="scripted">
      <Menu align="end" name="More" className={button({ isIcon: true })} label={<Icon name="more" />}>
        <button type="button" className="menu-item" onClick={() => setDeleting(true)}>
          Delete session
        </button>
      </Menu>
      {isDeleting && <DeleteSession sid={sid} project={project} events={events} onClose={() => setDeleting(false)} />}
    </div>
  );
}
