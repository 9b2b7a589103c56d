'use client';

import { useRouter } from 'next/navigation';
import { ConfirmDialog } from '@/components/ui/dialog';
import { countOf } from '@/lib/display';

interface DeleteSessionProps {
  sid: string;
  project: string;
  events: number;
  onClose: () => void;
}

/** Asks before a session is deleted, and leads to those that are left. */
export function DeleteSession({ sid, project, events, onClose }: DeleteSessionProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={events > 0 ? `Delete this session and its ${countOf(events, 'event')}?` : 'Delete this session?'}
      confirm="Delete session"
      keep="Keep"
      onClose={onClose}
      onConfirm={async () => {
        // Loaded only now: with it comes what checks the server's answers, and few ever delete a session.
        const { deleteSession } = await import('@/lib/sessions/client');
        await deleteSession(sid);
        router.push(`/${project}/sessions`);
        router.refresh();
      }}
    >
      Links to it will stop working.
    </ConfirmDialog>
  );
}
