import { waitingCall } from '@/lib/segmenter/events/asked-questions';
import { lastChange } from '@/lib/segmenter/events/file-changes';
import { ships } from '@/lib/segmenter/events/git';
import { operates } from '@/lib/segmenter/events/operations';
import { approvedPlans } from '@/lib/segmenter/events/plans';
import { type StandingChecks, standingChecks } from '@/lib/segmenter/events/standing-checks';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { decisiveEvent, finalMessage } from '@/lib/segmenter/events/turn-ends';
import { asksForHelp, gateQuestion } from '@/lib/segmenter/records/open-questions';
import { openTasks } from '@/lib/segmenter/records/open-tasks';
import type { DraftRecord, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { straight } from '@/lib/segmenter/text/words';

type Progress = Pick<DraftRecord, 'status' | 'verification'>;

/** The agent says that it could not do it. */
const GAVE_UP =
  /\b(?:i (?:was|am) (?:unable|not able) to|i (?:could not|couldn't|cannot|can't) (?:fix|get|make|complete|finish|resolve|proceed)|still (?:fails?|failing|broken)|(?:tests?|build|checks?) (?:still )?fail(?:s|ing)?\b|gave up|blocked (?:by|on))/i;
/** What the host writes where the agent could not go on. */
const STOPPED =
  /^(?:api error|claude ai usage limit reached|you've hit your|credit balance is too low|invalid api key|please run \/login|5-hour limit reached)/i;
/** The agent says that something is done. */
const CLAIMS =
  /\b(?:fixed|done|added|updated|removed|renamed|moved|created|implemented|replaced|completed?|finished|changed|refactored|wrote|written|works|working|now)\b/i;

/**
 * How a segment stands and what proves it, by code. A turn that ended with a message is done, unless it ended at a gate or its last check is red without
 * a later edit or commit; one that did not end is in progress while nothing follows, else done if an approved plan, a commit or a green check ends it
 * and no task is open, partly done if files were changed, unknown if not. Verified: files were changed and the checks after the last change stand green, or they were committed
 * and no check after it failed.
 */
export function progressOf(events: readonly SegmenterEvent[], main: readonly SegmenterEvent[], isLast: boolean): Progress {
  const work = workOf(toolCalls(events));
  const final = finalMessage(main);
  return { status: statusOf(main, { work, final, isLast }), verification: verificationOf(work, final) };
}

interface Work {
  hasEdited: boolean;
  hasOperated: boolean;
  /** After the last edit. */
  hasShipped: boolean;
  checks: StandingChecks;
  /** True if the last check failed, and nothing was edited or shipped after it. */
  isRed: boolean;
}

function workOf(calls: readonly Call[]): Work {
  const lastEdit = lastChange(calls);
  const after = calls.slice(lastEdit + 1);
  const lastShip = after.findLastIndex(ships);
  return {
    hasEdited: lastEdit >= 0,
    hasOperated: calls.some(operates),
    hasShipped: lastShip >= 0,
    checks: standingChecks(after),
    isRed: standingChecks(after.slice(lastShip + 1)).last === 'failed',
  };
}

function statusOf(
  main: readonly SegmenterEvent[],
  { work, final, isLast }: { work: Work; final: SegmenterEvent | null; isLast: boolean },
): DraftRecord['status'] {
  const last = decisiveEvent(main);
  if (isLast && waitingCall(main)) return 'blocked';
  if (last?.kind === 'error' || STOPPED.test(straight(final?.text ?? ''))) return isLast ? 'blocked' : 'unknown';
  if (last?.kind === 'interrupt') return isLast ? 'abandoned' : 'unknown';
  if (final) return endedStatus(final, work, isLast);
  if (isLast) return 'in_progress';
  if (endsWithPlan(main)) return 'done';
  if (!work.hasEdited) return 'unknown';
  const isWhole = work.checks.isGreen || (work.hasShipped && !work.isRed);
  return isWhole && openTasks(main).length === 0 ? 'done' : 'partial';
}

/** True if nothing was done after a plan was approved: planning was what the segment was for. */
function endsWithPlan(main: readonly SegmenterEvent[]): boolean {
  const approved = approvedPlans(main).at(-1)?.evidence.at(-1);
  return approved !== undefined && !main.some((event) => event.seq > approved && event.kind === 'tool_call');
}

function endedStatus(final: SegmenterEvent, work: Work, isLast: boolean): DraftRecord['status'] {
  const text = straight(final.text ?? '');
  if (work.isRed) return isLast && GAVE_UP.test(text) ? 'failed' : 'partial';
  if (asksForHelp(text)) return isLast ? 'blocked' : 'unknown';
  return isLast && gateQuestion(text) ? 'blocked' : 'done';
}

function verificationOf(work: Work, final: SegmenterEvent | null): DraftRecord['verification'] {
  const { last, isGreen } = work.checks;
  if ((work.hasEdited && isGreen) || (work.hasShipped && (isGreen || last === null))) return 'verified';
  if (!final || last === 'failed') return 'none';
  return (work.hasEdited && CLAIMS.test(final.text ?? '')) || (!work.hasEdited && work.hasOperated) ? 'claimed' : 'none';
}
