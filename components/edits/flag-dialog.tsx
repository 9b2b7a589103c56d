'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { claimsOf } from '@/components/evidence/citations';
import { Dialog, DialogButtons } from '@/components/ui/dialog';
import { Problem } from '@/components/ui/problem';
import { Prose } from '@/components/ui/prose';
import { say, sayUndoable } from '@/components/ui/toast';
import { addFlag, removeFlag } from '@/lib/reviews/edit-client';
import { getSegment } from '@/lib/segments/client';
import type { SegmentDetail } from '@/lib/segments/schema';
import type { Flag } from '@/lib/segments/word-schema';
import { begunFlag, type FlagDraft, keepFlag } from './draft';
import type { Place } from './editing';
import './editor.css';

/** A claim that can be called wrong. */
interface Flaggable {
  field: Flag['field'];
  /** Its field, as it is read. */
  name: string;
  text: string;
}

interface FlagDialogProps {
  place: Place;
  /** What is selected on the page: its claim is chosen at first. */
  selected: string;
  onClose: () => void;
}

/** Picks the claim that is wrong, and says why: kept over a reload, until it is saved or the dialog is closed. */
export function FlagDialog({ place, selected, onClose }: FlagDialogProps) {
  const router = useRouter();
  const [claims, setClaims] = useState<Flaggable[]>([]);
  const { id, sid, n, cut } = place;
  const [draft, setDraft] = useState(() => begunFlag(id) ?? NO_DRAFT);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    getSegment(sid, n, cut).then(
      (segment) => {
        const all = flaggable(segment);
        setClaims(all);
        const marked = all.find(({ text }) => selected !== '' && text.includes(selected)) ?? null;
        setDraft((before) => (marked ? { ...before, claim: marked } : before));
      },
      () => setProblem('The claims could not be loaded. Reload the page'),
    );
  }, [sid, n, cut, selected]);
  const claim = claims.find((each) => isSame(each, draft.claim));
  const change = (next: FlagDraft) => {
    setDraft(next);
    keepFlag(id, next);
  };
  const close = () => {
    keepFlag(id, null);
    onClose();
  };
  const save = async () => {
    if (!claim) return setProblem('Choose the claim that is wrong');
    setBusy(true);
    try {
      const { id: flag } = await addFlag(id, { field: claim.field, text: claim.text, note: draft.note || null });
      close();
      router.refresh();
      const undo = () => removeFlag(flag).then(() => router.refresh());
      sayUndoable('Claim flagged', () => void undo().catch(() => say('Not undone. Try again', { isError: true })));
    } catch {
      setProblem('Not saved. Try again');
      setBusy(false);
    }
  };
  return (
    <Dialog title="Flag a wrong claim" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset className="picks mt-2">
          <legend className="sr-only">Claim</legend>
          {claims.map(({ field, name, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the claims of one record, in their order
            <label key={i} className="pick">
              <input
                type="radio"
                name="claim"
                checked={claim === claims[i]}
                onChange={() => change({ ...draft, claim: { field, text } })}
              />
              <span dir="auto">
                <span className="block text-meta text-ink-3">{name}</span>
                <Prose text={text} />
              </span>
            </label>
          ))}
        </fieldset>
        <label className="mt-3 block text-meta text-ink-2">
          What is wrong with it (optional)
          <textarea
            className="box mt-1.5"
            rows={2}
            maxLength={10_000}
            value={draft.note}
            onChange={(event) => change({ ...draft, note: event.target.value })}
          />
        </label>
        <Problem className="mt-3">{problem}</Problem>
        <DialogButtons save="Flag claim" isBusy={isBusy} onCancel={close} />
      </form>
    </Dialog>
  );
}

const NO_DRAFT: FlagDraft = { claim: null, note: '' };

const isSame = ({ field, text }: Flaggable, claim: FlagDraft['claim']) => field === claim?.field && text === claim.text;

const NAMES: Record<string, [Flag['field'], string]> = {
  outcome: ['outcome', 'Outcome'],
  summary: ['summary', 'Summary'],
  'key decision': ['key_decision', 'Key decision'],
  'next step': ['next_step', 'Next step'],
  'open question': ['open_question', 'Open question'],
};

/** Every sentence and item of a record, as it stands there. */
const flaggable = (segment: SegmentDetail): Flaggable[] => [
  { field: 'title', name: 'Title', text: segment.title },
  ...claimsOf(segment).flatMap(({ field, text }) => {
    const [of, name] = NAMES[field] ?? [];
    return of && name ? [{ field: of, name, text }] : [];
  }),
];
