'use client';

import { useQuery } from '@tanstack/react-query';
import { type SegmentName, wholeEvent } from '@/lib/events/client';
import type { Event } from '@/lib/events/schema';
import { CodeText } from './code-text';
import './code.css';
import { languageOf } from './highlight';
import { commandOf, isShell, pathOf, record, saysAll, toolName } from './line';
import { LongText } from './long-text';
import { Box, OutputText } from './output-text';
import { changesOf } from './patch';
import { PatchView } from './patch-view';
import { outputOf, textsOf } from './plain-body';
import { proseParts } from './prose-parts';
import type { Row } from './rows';
import { MarkedText } from './shown-text';

interface RichBodyProps {
  segment: SegmentName;
  row: Row;
  literals?: readonly string[] | undefined;
}

/** An opened event: what was said, asked and given back, each in its form. Texts that were cut are fetched whole. */
export function RichBody({ segment, row, literals }: RichBodyProps) {
  const event = useWhole(segment, row.event);
  const result = useWhole(segment, row.result);
  if (!event) return null;
  const whole = { ...row, event, result };
  const changes = changesOf(whole);
  const output = outputOf(whole);
  const isDone = changes.length > 0 && !row.isError;
  return (
    <>
      {event.text && !saysAll(whole) && <Message text={event.text} isTool={event.kind.startsWith('tool_')} literals={literals} />}
      {changes.length > 0 ? <PatchView changes={changes} /> : <Input row={whole} literals={literals} />}
      {output.trim() !== '' && !isDone && <OutputText text={output} path={readPath(event)} literals={literals} />}
      {textsOf(whole).length === 0 && changes.length === 0 && !saysAll(whole) && (
        <p className="text-meta text-ink-3">Nothing more was recorded.</p>
      )}
    </>
  );
}

/** The file that a call reads. */
const readPath = (event: Event): string =>
  /^(read|read_file|view)$/i.test(toolName(event)) ? pathOf(record(event.tool?.input)) : '';

/** The event with its texts whole; what is known of it until they are here. */
function useWhole(segment: SegmentName, event: Event | null): Event | null {
  const { data } = useQuery({ ...wholeEvent(segment, event?.seq ?? 0), enabled: event?.is_cut === true });
  return data ?? event;
}

function Message({ text, isTool, literals }: { text: string; isTool: boolean; literals: readonly string[] | undefined }) {
  if (isTool) return <OutputText text={text} literals={literals} />;
  return proseParts(text).map((part, i) =>
    part.kind === 'code' ? (
      <Box
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
        key={i}
        name="Code"
        text={part.text}
        render={(shown) => <CodeText code={shown} language={languageOf(part.language)} literals={literals} />}
      />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
      <div key={i} className="max-w-measure text-small whitespace-pre-wrap wrap-anywhere text-ink" dir="auto">
        <LongText text={part.text} render={(shown) => <MarkedText text={shown} literals={literals} />} />
      </div>
    ),
  );
}

/** What a tool was asked: a command as shell, anything else as JSON. A file to read says enough in the row. */
function Input({ row, literals }: { row: Row; literals: readonly string[] | undefined }) {
  const { event } = row;
  if (event.kind !== 'tool_call') return null;
  if (isShell(event)) {
    const command = commandOf(event.tool);
    if (saysAll(row)) return null;
    return (
      <Box name="Command" text={command} render={(shown) => <CodeText code={shown} language="bash" literals={literals} />} />
    );
  }
  const input = event.tool?.input;
  const values = record(input);
  if (typeof input !== 'string' && (Object.keys(values).length === 0 || (pathOf(values) && Object.keys(values).length === 1)))
    return null;
  const text = typeof input === 'string' ? input : JSON.stringify(input, null, 2);
  return <Box name="Input" text={text} render={(shown) => <CodeText code={shown} language="json" literals={literals} />} />;
}
