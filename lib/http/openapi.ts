import { createRoute, z } from '@hono/zod-openapi';
import { auditEntry } from '@/lib/audit/schema';
import { REJECTION_CODES } from '@/lib/errors';
import { hookEvent, hookPayload } from '@/lib/events/hook-schema';
import { activity, appendResult, event, eventInput, rejection, warning } from '@/lib/events/schema';
import { needs } from '@/lib/http/access';
import { LIMIT_MEANINGS } from '@/lib/http/limit-meanings';
import { STATUS } from '@/lib/http/problem';
import { jsonAnswer, newRouter, problems, type Router } from '@/lib/http/router';
import { health, limits, problem } from '@/lib/http/schema';
import { job } from '@/lib/jobs/schema';
import { LIMITS } from '@/lib/limits';
import { me, signIn } from '@/lib/people/account-schema';
import { invitation, newInvitation } from '@/lib/people/invitation-schema';
import { member } from '@/lib/people/member-schema';
import { person } from '@/lib/people/person-schema';
import { preferences } from '@/lib/people/preference-schema';
import { referenceRule, ruleChange, ruleInput } from '@/lib/projects/rule-schema';
import { project, tombstone } from '@/lib/projects/schema';
import { comment, commentChange, commentInput } from '@/lib/reviews/comment-schema';
import { edit, editInput } from '@/lib/reviews/edit-schema';
import { flagInput } from '@/lib/reviews/flag-schema';
import { inbox, reviewCounts } from '@/lib/reviews/inbox-schema';
import { marksInput, marksPatch, marksResult, sessionMarks } from '@/lib/reviews/mark-schema';
import {
  decisionEntry,
  laterSegment,
  questionCounts,
  questionEntry,
  questionResolution,
  stepEntry,
  stepResolution,
  supersession,
} from '@/lib/reviews/resolution-schema';
import { searchHit } from '@/lib/search/schema';
import {
  boundaryChange,
  boundaryPreview,
  cut,
  cutResult,
  movesInput,
  segmentationInput,
  splitInput,
} from '@/lib/segments/cut-schema';
import { resolution } from '@/lib/segments/resolution-schema';
import {
  facts,
  markOf,
  referenceUse,
  segment,
  segmentDetail,
  segmentInput,
  segmentRow,
  segmentsResult,
  timeline,
} from '@/lib/segments/schema';
import { sessionRecord } from '@/lib/segments/session-record-schema';
import { flag } from '@/lib/segments/word-schema';
import { analysis, session, sessionChange, sessionDetail, sessionInput, sessionRow } from '@/lib/sessions/schema';
import { sessionUsage, usage } from '@/lib/sessions/usage-schema';
import { newShare, share, shareInput } from '@/lib/shares/schema';
import { newToken, token, tokenInput } from '@/lib/tokens/schema';
import { transcriptResult } from '@/lib/transcripts/schema';
import { version } from '@/package.json';

const codesOf = (status: typeof STATUS): string =>
  Object.entries(status)
    .map(([code, of]) => `\`${code}\` (${of.status})`)
    .join(', ');

const DESCRIPTION = `What coding agents did, for review.

Errors are \`application/problem+json\` (RFC 9457) with a \`code\` and \`issues\` that say where. The codes are ${codesOf(STATUS)}. A 4xx to a JSON or NDJSON request has stored nothing. Send again only after 429 and 503, which carry \`Retry-After\`.

In team mode each operation takes a token with a scope, or a person who is signed in with a role that allows it (\`x-access\`). What a caller may not see does not exist for them: 404.

Where a request holds many items each is judged by itself: the others are stored, and \`rejected\` names each that was not by its index, with one of the codes ${REJECTION_CODES.map((code) => `\`${code}\``).join(', ')}.

Lists answer \`{"items": […], "next_cursor": "…"}\`: send \`next_cursor\` as \`cursor\` (of events: as \`after\`) for the next page, until it is null.

A session is divided in cuts. Another granularity, another division by a person or by an agent is a new cut; the earlier ones stay, under \`?cut=\`. A link to a segment without \`cut\` means the first cut for ever; lists of segments and the timeline without it mean the newest. What the segments of two cuts say of the same events hangs on the same items: an item’s \`id\` is the same in both.

Events are cut after they are stored, and at the latest before they are read. \`analysis\` of a session says how far that is, \`/sessions/{sid}/jobs\` why it failed.

Times are ISO 8601 with an offset; answers are in UTC. Text may hold anything: NUL and lone surrogates are replaced in parsed fields and kept in the raw line; secrets are replaced by \`‹redacted:kind›\`.

Limits:
${Object.entries(LIMITS)
  .map(([name, value]) => `- \`${name}\`: ${value} ${LIMIT_MEANINGS[name as keyof typeof LIMITS]}`)
  .join('\n')}`;

/** The schemas that stand in the document once, under a name; none that is nullable anywhere, which the generator would take for nullable everywhere. */
const NAMED = {
  Activity: activity,
  Analysis: analysis,
  AppendResult: appendResult,
  AuditEntry: auditEntry,
  BoundaryChange: boundaryChange,
  BoundaryPreview: boundaryPreview,
  Comment: comment,
  CommentChange: commentChange,
  CommentInput: commentInput,
  Cut: cut,
  CutResult: cutResult,
  Edit: edit,
  EditInput: editInput,
  Event: event,
  EventInput: eventInput,
  Facts: facts,
  Flag: flag,
  FlagInput: flagInput,
  Health: health,
  HookEvent: hookEvent,
  HookPayload: hookPayload,
  Inbox: inbox,
  Invitation: invitation,
  Job: job,
  Limits: limits,
  MarkOf: markOf,
  MarksInput: marksInput,
  MarksPatch: marksPatch,
  MarksResult: marksResult,
  Me: me,
  Member: member,
  DecisionEntry: decisionEntry,
  LaterSegment: laterSegment,
  MovesInput: movesInput,
  NewInvitation: newInvitation,
  NewShare: newShare,
  NewToken: newToken,
  Person: person,
  Preferences: preferences,
  Problem: problem,
  Project: project,
  QuestionCounts: questionCounts,
  QuestionEntry: questionEntry,
  QuestionResolution: questionResolution,
  ReferenceRule: referenceRule,
  ReferenceUse: referenceUse,
  RuleChange: ruleChange,
  RuleInput: ruleInput,
  Rejection: rejection,
  ReviewCounts: reviewCounts,
  SearchHit: searchHit,
  Resolution: resolution,
  Segment: segment,
  SegmentDetail: segmentDetail,
  SegmentInput: segmentInput,
  SegmentRow: segmentRow,
  SegmentsResult: segmentsResult,
  SegmentationInput: segmentationInput,
  Session: session,
  SessionDetail: sessionDetail,
  SessionChange: sessionChange,
  SessionInput: sessionInput,
  SessionMarks: sessionMarks,
  SessionRecord: sessionRecord,
  SessionRow: sessionRow,
  Share: share,
  ShareInput: shareInput,
  SignIn: signIn,
  SplitInput: splitInput,
  StepEntry: stepEntry,
  StepResolution: stepResolution,
  Supersession: supersession,
  Timeline: timeline,
  Token: token,
  TokenInput: tokenInput,
  Tombstone: tombstone,
  TranscriptResult: transcriptResult,
  Usage: usage,
  SessionUsage: sessionUsage,
  Warning: warning,
};

const EXAMPLES: Partial<Record<keyof typeof NAMED, unknown>> = {
  SessionInput: {
    title: 'Find out why the nightly build is slow',
    agent: 'claude',
    branch: 'main',
    status: 'live',
    started_at: '2026-11-20T08:44:00.000Z',
  },
  EventInput: {
    id: 'evt-2',
    at: '2026-11-20T08:44:07.000Z',
    actor: 'agent',
    kind: 'tool_call',
    tool: { name: 'Bash', call_id: 'call-1', input: { command: 'npm run build -- --profile' } },
  },
  SegmentInput: {
    key: 'profile',
    title: 'Profile the nightly build',
    status: 'done',
    outcome: 'Two thirds of the build is spent on source maps that nobody reads.',
    next_steps: [{ text: 'Decide whether source maps are needed at night', owner: 'person', evidence: ['evt-2'] }],
    first: 'evt-1',
    last: 'evt-9',
  },
  SegmentationInput: { granularity: 'coarse' },
  SplitInput: { at: 361 },
  MovesInput: { moves: [{ segment: '0192f3a1-7c5e-7b8a-9d64-2f1c3e5a7b90', first_seq: 352 }] },
  CutResult: {
    cut: 2,
    segment_count: 9,
    reason: 'granularity',
    granularity: 'coarse',
    made_by: 'Ida',
    url: 'http://127.0.0.1:3000/flower/sessions/find-out-why-4f7k2m9c',
  },
  Problem: {
    type: 'urn:debrief:problem:invalid_request',
    title: 'Invalid request',
    status: 400,
    detail: 'limit: Too small: expected number to be >=1',
    code: 'invalid_request',
    issues: [{ path: 'limit', code: 'too_small', message: 'Too small: expected number to be >=1' }],
    request_id: '0192f3a1-7c5e-7b8a-9d64-2f1c3e5a7b90',
  },
};

/** The generator's own mark of a name: its `openapi()` would make a copy, which others that hold the schema do not know. */
for (const [name, schema] of Object.entries(NAMED)) {
  const example = EXAMPLES[name as keyof typeof NAMED];
  z.globalRegistry.add(schema, { _internal: { refId: name }, ...(example === undefined ? {} : { example }) });
}

/** `GET /openapi.json` and `GET /limits`. The document is made of the schemas that validate. */
export function referenceRoutes(app: Router) {
  const routes = newRouter();
  let text: string | undefined;
  routes.openapi(
    createRoute({
      ...needs('anyone'),
      method: 'get',
      path: '/openapi.json',
      summary: 'This document',
      responses: { 200: jsonAnswer(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1'), ...problems() },
    }),
    (c) => {
      text ??= JSON.stringify(openApi(app));
      return c.body(text, 200, { 'Content-Type': 'application/json' }) as never; // as text: it is serialised once
    },
  );
  routes.openapi(
    createRoute({
      ...needs('anyone'),
      method: 'get',
      path: '/limits',
      summary: 'Every limit of the API',
      responses: { 200: jsonAnswer(limits, 'The limits'), ...problems() },
    }),
    (c) => c.json(LIMITS, 200),
  );
  return routes;
}

function openApi(app: Router) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of team mode, `dbf_…`, with the scope that the operation names. Local mode asks for none.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'debrief.session_token',
    description: 'A person who is signed in. Over https the name of the cookie begins with `__Secure-`.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Debrief', version, description: DESCRIPTION, 'x-limits': LIMITS },
  });
}
