import type { Segment, SegmentRow } from '@/lib/segments/schema';

/** Whether a question of the segment is open. */
export const asks = (entry: Segment | SegmentRow): boolean =>
  'origin' in entry ? entry.open_questions.some((question) => question.state === 'open') : entry.asks === true;

/** Whether a person is waited for. */
export const waits = (entry: Segment | SegmentRow): boolean =>
  entry.status === 'blocked' ||
  ('origin' in entry ? entry.next_steps.some((step) => step.owner === 'person' && step.state === 'open') : entry.waits === true);
