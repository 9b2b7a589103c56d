'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { FindField } from '@/components/ui/find-field';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { countOf } from '@/lib/display';
import { type ItemKind, laterSegmentsQuery } from '@/lib/reviews/resolution-client';
import type { LaterSegment } from '@/lib/reviews/resolution-schema';

const TITLE_CHARS = 160;
/** More than these are looked through by words. */
const FEW = 8;

interface ChoiceProps {
  name: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

export function Choice({ name, isOn, isDisabled = false, onChoose, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input type="radio" name={name} checked={isOn} disabled={isDisabled} onChange={onChoose} />
      <span className="min-w-0">{children}</span>
    </label>
  );
}

interface LaterChoiceProps {
  entry: { id: string; segment: { n: number; sid: string } };
  kind: ItemKind;
  name: string;
  isOn: boolean;
  onChoose: () => void;
  segment: LaterSegment | null;
  setSegment: (segment: LaterSegment) => void;
}

/** Points to a segment that came after: of the same session or of its lineage. */
export function LaterChoice({ entry, kind, name, isOn, onChoose, segment, setSegment }: LaterChoiceProps) {
  const { data } = useQuery(laterSegmentsQuery(kind, entry.id));
  const isEmpty = data?.length === 0;
  const hint = isEmpty
    ? `Nothing after segment ${entry.segment.n} yet. New segments will be offered here.`
    : data && countOf(data.length, 'later segment');
  return (
    <>
      <Choice name={name} isOn={isOn} isDisabled={isEmpty} onChoose={onChoose}>
        A later segment
        <span className="block text-meta text-ink-3">{hint ?? '\u00a0'}</span>
      </Choice>
      {isOn && data && data.length > 0 && (
        <Picker name={`${name}-segment`} sid={entry.segment.sid} segments={data} {...{ segment, setSegment }} />
      )}
    </>
  );
}

interface PickerProps extends Pick<LaterChoiceProps, 'name' | 'segment' | 'setSegment'> {
  sid: string;
  segments: LaterSegment[];
}

function Picker({ name, sid, segments, segment, setSegment }: PickerProps) {
  const [words, setWords] = useState('');
  const isIn = (text: string) =>
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.toLowerCase().includes(word));
  const found = segments.filter(({ n, title, session_title }) => isIn(`${n} ${title} ${session_title}`));
  return (
    <fieldset className="mb-3 ms-7">
      <legend className="sr-only">The segment</legend>
      {segments.length > FEW && <FindField className="mb-1" label="Find a segment" value={words} onChange={setWords} />}
      <div className="max-h-64 overflow-auto rounded-md border border-line px-2.5 [&>label:first-child]:border-0">
        {found.map((each) => (
          <Choice key={each.url} name={name} isOn={segment?.url === each.url} onChoose={() => setSegment(each)}>
            <span className="text-ink-3 tabular-nums">{each.n}</span> <Prose text={oneLine(each.title, TITLE_CHARS)} />
            {each.sid !== sid && (
              <span className="block text-meta text-ink-3">
                <Name text={oneLine(each.session_title, TITLE_CHARS)} />
              </span>
            )}
          </Choice>
        ))}
        {found.length === 0 && <p className="py-2.5 text-meta text-ink-3">No later segment has these words</p>}
      </div>
    </fieldset>
  );
}
