import Link from 'next/link';
import { JudgeGuess } from '@/components/segments/lazy';
import { Name } from '@/components/ui/name';
import type { MayContinue as Guess } from '@/lib/sessions/schema';

/** A session that this one may go on from, for a person to say whether it does. */
export const MayContinue = ({ sid, guess, mayJudge }: { sid: string; guess: Guess; mayJudge: boolean }) => (
  <>
    <span className="text-ink-3">Possibly continues</span>{' '}
    <Link prefetch={false} className="ref" href={guess.url} dir="auto">
      <Name text={guess.title ?? guess.sid} />
    </Link>
    <span className="sub">{guess.reason}</span>
    {mayJudge && <JudgeGuess sid={sid} guess={guess.sid} />}
  </>
);
