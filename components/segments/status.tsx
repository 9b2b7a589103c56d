import { Icon, type IconName } from '@/components/ui/icon';
import type { Segment, SegmentStatus } from '@/lib/segments/schema';
import type { SessionStatus } from '@/lib/sessions/schema';
import type { Whom } from './whom';

interface Look {
  icon: IconName;
  word: string;
  tone: string;
}

const QUIET = 'text-ink-3';
const WAIT = 'font-medium text-wait';
const LIVE = 'font-medium text-live';
const FAIL = 'font-medium text-fail';

/** Only what is live, waits or failed has a colour; each status is an icon and a word. */
const SEGMENT: Record<SegmentStatus, Look | null> = {
  done: { icon: 'done', word: 'Done', tone: QUIET },
  partial: { icon: 'partial', word: 'Partly done', tone: QUIET },
  blocked: { icon: 'waiting', word: 'Waiting', tone: WAIT },
  failed: { icon: 'failed', word: 'Failed', tone: FAIL },
  abandoned: { icon: 'abandoned', word: 'No end recorded', tone: QUIET },
  in_progress: { icon: 'live', word: 'In progress', tone: QUIET },
  unknown: null,
};

const SESSION: Record<SessionStatus, Look & { tag: string }> = {
  live: { icon: 'live', word: 'Live', tone: LIVE, tag: 'bg-live-soft' },
  waiting: {
    icon: 'waiting',
    word: 'Waiting',
    tone: WAIT,
    tag: 'bg-wait-soft [box-shadow:inset_0_0_0_1px_var(--color-wait-line)]',
  },
  failed: { icon: 'failed', word: 'Failed', tone: FAIL, tag: 'bg-fail-soft' },
  abandoned: { icon: 'abandoned', word: 'No end recorded', tone: QUIET, tag: 'bg-sunken' },
  done: { icon: 'done', word: 'Done', tone: QUIET, tag: 'bg-sunken' },
};

/** Whether what a segment claims was checked, in a word; nothing beside a failure, where it reads like its opposite. */
export function VerificationWord({ segment: { status, verification } }: { segment: Pick<Segment, 'status' | 'verification'> }) {
  if (verification === 'none' || status === 'failed') return null;
  return <span className={verification === 'verified' ? 'text-ink-2' : 'text-ink-3'}>{verification}</span>;
}

/** The word of a segment's status, quiet when it is the norm; nothing for an unknown one. */
export function SegmentStatusWord({
  status,
  isLive = false,
  waitsOn = null,
}: {
  status: SegmentStatus;
  isLive?: boolean;
  /** Whom an item of it waits on. */
  waitsOn?: Whom | null;
}) {
  const look = isLive ? { icon: 'live' as const, word: 'Live', tone: LIVE } : SEGMENT[status];
  if (!look) return null;
  return (
    <span className={`inline-flex items-center gap-[5px] ${look.tone}`}>
      <Icon name={look.icon} className="icon icon-sm" />
      {status === 'blocked' && waitsOn ? `Waiting on ${waitsOn}` : look.word}
    </span>
  );
}

/** A session's status as a tag. */
export function SessionStatusTag({ status, whom = 'you' }: { status: SessionStatus; whom?: Whom }) {
  const { tag, tone } = SESSION[status];
  return (
    <span className={`inline-flex h-6 items-center rounded-full pr-[9px] pl-[7px] text-meta ${tag} ${tone}`}>
      <SessionStatusWord status={status} whom={whom} />
    </span>
  );
}

/** A session's status in a line of text. */
export function SessionStatusWord({ status, whom = 'you' }: { status: SessionStatus; whom?: Whom }) {
  const { icon, word, tone } = SESSION[status];
  return (
    <span className={`inline-flex items-center gap-[5px] ${tone}`}>
      <Icon name={icon} className="icon icon-sm" />
      {status === 'waiting' ? `${word} on ${whom}` : word}
    </span>
  );
}
