import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { byText, initialsOf } from './initials';
import type { Reviewable } from './reviewable';
import { Tick } from './tick';

/** A person's "reviewed". Its states are the item's attributes, which change without the server. */
export function ReviewToggle({ of: { n, mark, by } }: { of: Reviewable }) {
  return (
    <span className="rev-side scripted">
      <button type="button" className="rev-fold" data-fold={n} aria-label={`Collapse segment ${n}`}>
        <Icon name="up" />
      </button>
      <label className="rev">
        <span className="rev-by" title={byText(by) || undefined}>
          {initialsOf(by)}
        </span>
        <span className="rev-key">
          <Kbd>X</Kbd>
        </span>
        <span className="rev-word" />
        <input
          type="checkbox"
          autoComplete="off"
          aria-label="Reviewed"
          aria-describedby={`title-${n}`}
          data-review={n}
          defaultChecked={mark === 'on'}
        />
        <span className="rev-box">
          <Tick />
        </span>
      </label>
    </span>
  );
}
