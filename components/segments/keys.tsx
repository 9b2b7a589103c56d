import { Kbd } from '@/components/ui/kbd';

/** What the keyboard can do here. A reader of the page by ear has the list behind `?`. */
export function Keys() {
  return (
    <p className="keys" aria-hidden="true">
      <span>
        <Kbd>J</Kbd>
        <Kbd>K</Kbd> move
      </span>
      <span>
        <Kbd>E</Kbd> evidence
      </span>
      <span>
        <Kbd>O</Kbd> outcomes
      </span>
      <span>
        <Kbd>?</Kbd> all keys
      </span>
    </p>
  );
}
