import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { SessionRow } from '@/lib/sessions/schema';

interface RowActsProps {
  row: SessionRow;
  onSee: (row: SessionRow) => void;
  /** Absent for who may not review. */
  onReview?: ((row: SessionRow) => void) | undefined;
}

/** What the keys do with a row, for who has none. */
export function RowActs({ row, onSee, onReview }: RowActsProps) {
  const look = button({ variant: 'ghost', size: 'sm', isIcon: true });
  const isLeft = row.review.reviewed < row.review.of;
  return (
    <span className="row-acts scripted">
      {onReview && isLeft && (
        <Act look={look} icon="check" name="Mark the whole session reviewed" shortcut="X" onClick={() => onReview(row)} />
      )}
      <Act
        look={look}
        icon={row.is_unseen ? 'eye' : 'unseen'}
        name={row.is_unseen ? 'Mark seen' : 'Mark unseen'}
        shortcut="U"
        onClick={() => onSee(row)}
      />
    </span>
  );
}

interface ActProps {
  look: string;
  icon: 'check' | 'eye' | 'unseen';
  name: string;
  shortcut: string;
  onClick: () => void;
}

const Act = ({ look, icon, name, shortcut, onClick }: ActProps) => (
  <button
    type="button"
    className={look}
    onClick={onClick}
    aria-label={name}
    title={`${name} (${shortcut})`}
    aria-keyshortcuts={shortcut}
  >
    <Icon name={icon} />
  </button>
);
