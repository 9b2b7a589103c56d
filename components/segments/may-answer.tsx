import { Prose } from '@/components/ui/prose';
import type { Segment } from '@/lib/segments/schema';
import { AnswerHere } from './answer-here';

/** Questions of earlier segments that this one may answer: nobody has said so, and what speaks for it stands beside. */
export function MayAnswer({ segment }: { segment: Segment }) {
  if (segment.may_answer.length === 0) return null;
  return (
    <section className="mt-[18px]">
      <h2 className="mb-0.5 text-meta text-ink-3">May answer</h2>
      <ul className="flex max-w-measure flex-col gap-1.5 wrap-anywhere">
        {segment.may_answer.map(({ id, text, asked_in, reason }) => (
          <li key={id} dir="auto">
            <Prose text={text} />{' '}
            <span className="thread">
              <a className="quiet-link" href={asked_in.url}>
                asked in {asked_in.n}
              </a>
            </span>
            <span className="block text-small text-ink-3">
              <Prose text={reason} />
            </span>
            <AnswerHere id={id} suggested={segment} />
          </li>
        ))}
      </ul>
    </section>
  );
}
