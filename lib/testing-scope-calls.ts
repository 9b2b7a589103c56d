import { type Context, LOCAL_PERSON } from '@/lib/auth/context';
import { appendEvents } from '@/lib/events/commands';
import { getEvent, getRawLine, listEvents } from '@/lib/events/queries';
import { getExport } from '@/lib/exports/queries';
import { createInvitation, revokeInvitation } from '@/lib/people/invitation-commands';
import { listInvitations } from '@/lib/people/invitation-queries';
import { leaveProject, putMember, removeMember } from '@/lib/people/member-commands';
import { listMembers } from '@/lib/people/member-queries';
import { ensureProject } from '@/lib/projects/commands';
import { deleteProject, removeTombstone } from '@/lib/projects/life-commands';
import { findProject, getProject, getProjectCounts, listProjects, listTombstones } from '@/lib/projects/queries';
import { addComment, changeComment, deleteComment, restoreComment } from '@/lib/reviews/comment-commands';
import { findComment, getComment, listComments } from '@/lib/reviews/comment-queries';
import { putEdit, removeEdit } from '@/lib/reviews/edit-commands';
import { listEdits } from '@/lib/reviews/edit-queries';
import { addFlag, removeFlag } from '@/lib/reviews/flag-commands';
import { findFlag } from '@/lib/reviews/flag-queries';
import { changeMarks, markSegment, markSegments, unmarkSegment } from '@/lib/reviews/mark-commands';
import { getMarks } from '@/lib/reviews/mark-queries';
import { getNewSince } from '@/lib/reviews/new-since-queries';
import { ensureSettled, putSegments } from '@/lib/segments/commands';
import { findSegment, getCut, listCuts } from '@/lib/segments/cut-queries';
import { linkSession } from '@/lib/segments/lineage-commands';
import * as segments from '@/lib/segments/queries';
import { changeBoundaries, cutSession, previewBoundaries } from '@/lib/segments/recut-commands';
import { readSession } from '@/lib/segments/row-queries';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ensureSession, putSession } from '@/lib/sessions/commands';
import { continueFrom } from '@/lib/sessions/continue-commands';
import { deleteSession } from '@/lib/sessions/delete-commands';
import { retryJobs } from '@/lib/sessions/job-commands';
import { listJobs } from '@/lib/sessions/job-queries';
import { findSession, getSession, hasSession, selectSessions, sessionPaths } from '@/lib/sessions/queries';
import { renameSession } from '@/lib/sessions/rename-commands';
import { getSessionDetail, getSessionVersion } from '@/lib/sessions/version-queries';
import { createShare, revokeShare } from '@/lib/shares/commands';
import { getShare, listShares } from '@/lib/shares/queries';
import { fileOf, type Names, tailOf, transcriptOf } from '@/lib/testing-scope';
import { HOOK_COMMANDS, HOOK_QUERIES } from '@/lib/testing-scope-hooks';
import { ITEM_COMMANDS, ITEM_QUERIES } from '@/lib/testing-scope-items';
import { LIST_QUERIES, VISIT_COMMANDS } from '@/lib/testing-scope-lists';
import { SEARCH_COMMANDS, SEARCH_QUERIES } from '@/lib/testing-scope-search';
import { createProjectToken, revokeProjectToken } from '@/lib/tokens/commands';
import { listProjectTokens } from '@/lib/tokens/queries';
import { importTranscript } from '@/lib/transcripts/commands';
import { knownFile, knownPrefix } from '@/lib/transcripts/known-commands';
import { bodyOf } from '@/lib/transcripts/testing';

/** What somebody asks by names. */
export type Call = (ctx: Context, names: Names) => Promise<unknown>;

export type Calls = [{ name: string }, ...Call[]];

const origin = 'https://debrief.test';
const key = ({ project }: Names, externalId = 'lead') => ({ project, externalId });

/** Every query that takes what a client names. */
export const QUERIES: Calls[] = [
  [getProject, (ctx, { project }) => getProject(ctx, project)],
  [findProject, (ctx, { project }) => findProject(ctx, project)],
  [listProjects, (ctx) => listProjects(ctx)],
  [getProjectCounts, (ctx, { project }) => getProjectCounts(ctx, project)],
  [listTombstones, (ctx, { project }) => listTombstones(ctx, project)],
  [findSession, (ctx, { lead }) => findSession(ctx, lead)],
  [hasSession, (ctx, { lead }) => hasSession(ctx, lead)],
  [getSession, ...each((ctx, sid) => getSession(ctx, sid))],
  [getSessionDetail, ...each((ctx, sid) => getSessionDetail(ctx, sid))],
  [getSessionVersion, (ctx, { lead }) => getSessionVersion(ctx, lead)],
  [sessionPaths, async (ctx, { lead, ferry }) => [...(await sessionPaths(ctx, [lead, ferry]))].sort()],
  [selectSessions, async (ctx) => selectSessions(ctx)],
  ...LIST_QUERIES,
  [listJobs, (ctx, { stuck }) => listJobs(ctx, stuck)],
  [
    listEvents,
    ...each((ctx, sid) => listEvents(ctx, sid)),
    (ctx, { ferry }) => listEvents(ctx, ferry, { segment: 2, fields: 'full' }),
  ],
  ...HOOK_QUERIES,
  [getEvent, ...each((ctx, sid) => getEvent(ctx, sid, 1))],
  [getRawLine, (ctx, { copy }) => getRawLine(ctx, copy, 1)],
  [readSession, (ctx, { lead }) => readSession(ctx, lead)],
  [segments.getTimeline, ...each((ctx, sid) => segments.getTimeline(ctx, sid))],
  [segments.listLines, ...each((ctx, sid) => segments.listLines(ctx, sid))],
  [segments.listSegments, ...each((ctx, sid) => segments.listSegments(ctx, sid, { limit: 9 }))],
  [
    segments.getSegment,
    ...each((ctx, sid) => segments.getSegment(ctx, sid, 1)),
    (ctx, { ferry }) => segments.getSegment(ctx, ferry, 2, { cut: 2, rev: 1 }),
  ],
  [segments.getSuccessorSegment, (ctx, { oldSegment }) => segments.getSuccessorSegment(ctx, oldSegment)],
  [segments.getActivity, ...each((ctx, sid) => segments.getActivity(ctx, sid))],
  [segments.getSegmentOfEvent, (ctx, { ferry }) => segments.getSegmentOfEvent(ctx, ferry, 1)],
  [segments.countSegmentsOf, (ctx, { ferry }) => segments.countSegmentsOf(ctx, ferry, { cut: 1 })],
  [listCuts, (ctx, { ferry }) => listCuts(ctx, ferry)],
  [getCut, (ctx, { ferry }) => getCut(ctx, ferry), (ctx, { ferry }) => getCut(ctx, ferry, 1)],
  [findSegment, (ctx, { oldSegment }) => findSegment(ctx, oldSegment)],
  [segments.isSegmentInScope, (ctx, { oldSegment }) => segments.isSegmentInScope(ctx, oldSegment)],
  [listComments, (ctx, { segments: [segment] }) => listComments(ctx, segment)],
  [getComment, (ctx, { segments: [segment], comment }) => getComment(ctx, segment, comment)],
  [listEdits, (ctx, { segments: [segment] }) => listEdits(ctx, segment)],
  [findFlag, (ctx, { flag }) => findFlag(ctx, flag)],
  [findComment, (ctx, { comment }) => findComment(ctx, comment)],
  [getSessionRecord, ...each((ctx, sid) => getSessionRecord(ctx, sid, { withKin: true }))],
  ...ITEM_QUERIES,
  [listShares, (ctx, { lead }) => listShares(ctx, lead)],
  [getShare, (ctx, { share }) => getShare(ctx, share)],
  [getNewSince, (ctx, { ferry }) => getNewSince(ctx, ferry)],
  [getMarks, ...each((ctx, sid) => getMarks(ctx, sid)), (ctx, { ferry }) => getMarks(ctx, ferry, { cut: 1 })],
  ...SEARCH_QUERIES,
  [
    getExport,
    ...each((ctx, sid) => getExport(ctx, sid, { format: 'json', origin })),
    (ctx, { lead }) => getExport(ctx, lead, { format: 'md', origin, segment: 1 }),
  ],
  [knownFile, (ctx, { project }) => knownFile(ctx, tailOf(project, transcriptOf(project)))],
  [knownPrefix, (ctx, { project }) => knownPrefix(ctx, tailOf(project, transcriptOf(project)))],
  [listMembers, (ctx, { project }) => listMembers(ctx, project, { withEmails: true })],
  [listInvitations, (ctx, { project }) => listInvitations(ctx, project)],
  [listProjectTokens, (ctx, { project }) => listProjectTokens(ctx, project)],
];

/** Every command that does. What an insider does with one changes something, the next ones included. */
export const COMMANDS: Calls[] = [
  ...SEARCH_COMMANDS,
  [linkSession, (ctx, { ferry }) => linkSession(ctx, ferry)],
  [markSegment, (ctx, { oldSegment }) => markSegment(ctx, oldSegment, 1)],
  [unmarkSegment, (ctx, { oldSegment }) => unmarkSegment(ctx, oldSegment)],
  [markSegments, (ctx, { lead }) => markSegments(ctx, lead, { all: true })],
  [
    changeMarks,
    (ctx, { ferry, segments: [first] }) => changeMarks(ctx, ferry, { marks: [{ segment: first, rev: 1 }] }),
    (ctx, { lead, oldSegment }) => changeMarks(ctx, lead, { marks: [{ segment: oldSegment, rev: 1 }] }),
  ],
  [createInvitation, (ctx, { project }) => createInvitation(ctx, project, { role: 'viewer', days: 1 })],
  [revokeInvitation, (ctx, { invitation }) => revokeInvitation(ctx, invitation)],
  [putMember, (ctx, { project }) => putMember(ctx, { project, person: LOCAL_PERSON }, 'viewer')],
  [
    removeMember,
    async (ctx, { project }) => {
      await removeMember(ctx, { project, person: LOCAL_PERSON });
      await putMember(ctx, { project, person: LOCAL_PERSON }, 'reviewer');
    },
  ],
  [leaveProject, (ctx, { project }) => leaveProject(ctx, project)],
  [createProjectToken, (ctx, { project }) => createProjectToken(ctx, project, { name: 'mine now', scopes: ['read'] })],
  [revokeProjectToken, (ctx, { token }) => revokeProjectToken(ctx, token)],
  [
    createShare,
    (ctx, { lead }) => createShare(ctx, lead, { expires_in_days: 1 }),
    (ctx, { ferry }) => createShare(ctx, ferry, { segment: { n: 1, cut: 2 }, expires_in_days: 1 }),
  ],
  [addComment, (ctx, { oldSegment, project }) => addComment(ctx, oldSegment, { body: `Said in ${project}` })],
  [addFlag, (ctx, { oldSegment, project }) => addFlag(ctx, oldSegment, { field: 'outcome', text: `Wrong in ${project}` })],
  [removeFlag, (ctx, { flag }) => removeFlag(ctx, flag, { mayModerate: true })],
  [changeComment, (ctx, { comment }) => changeComment(ctx, comment, 'Mine now')],
  [restoreComment, (ctx, { comment }) => restoreComment(ctx, comment, { body: 'Mine again' })],
  [deleteComment, (ctx, { comment }) => deleteComment(ctx, comment, { mayModerate: true })],
  [revokeShare, (ctx, { share }) => revokeShare(ctx, share)],
  ...VISIT_COMMANDS,
  ...ITEM_COMMANDS,
  [
    putEdit,
    (ctx, { segments: [segment] }) => putEdit(ctx, segment, { field: 'title', value: 'Mine now' }),
    (ctx, { oldSegment }) => putEdit(ctx, oldSegment, { field: 'outcome', value: null }),
  ],
  [removeEdit, (ctx, { segments: [segment] }) => removeEdit(ctx, segment, 'title')],
  [ensureSettled, (ctx, { late }) => ensureSettled(ctx, late)],
  [retryJobs, (ctx, { stuck }) => retryJobs(ctx, stuck)],
  [
    changeBoundaries,
    (ctx, { segments: [segment] }) => changeBoundaries(ctx, { reason: 'split', segment, at: 4 }),
    (ctx, { segments: [segment] }) => changeBoundaries(ctx, { reason: 'merge', segment }),
    (ctx, { segments: [, segment] }) => changeBoundaries(ctx, { reason: 'move', moves: [{ segment, first_seq: 6 }] }),
    (ctx, { ferry, segments: [, segment] }) =>
      changeBoundaries(ctx, { reason: 'move', moves: [{ segment, first_seq: 6 }] }, ferry),
  ],
  [previewBoundaries, (ctx, { ferry, segments: [segment] }) => previewBoundaries(ctx, { reason: 'merge', segment }, ferry)],
  [cutSession, (ctx, { ferry }) => cutSession(ctx, ferry, 'fine'), (ctx, { late }) => cutSession(ctx, late, 'coarse')],
  [ensureProject, (ctx, { project }) => ensureProject(ctx, project)],
  [
    ensureSession,
    (ctx, names) => ensureSession(ctx, key(names)),
    (ctx, names) => ensureSession(ctx, key(names, 'new')),
    (ctx, names) => ensureSession(ctx, key(names, '')),
  ],
  ...HOOK_COMMANDS,
  [putSession, (ctx, names) => putSession(ctx, key(names), { title: 'Mine now', parent: 'ferry' })],
  [
    appendEvents,
    (ctx, names) =>
      appendEvents(ctx, key(names), [itemOf({ id: 'e0', actor: 'agent', kind: 'message', text: 'Other words' })], 'json'),
    (ctx, names) =>
      appendEvents(ctx, key(names), [itemOf('no event'), itemOf({ id: 'e99', actor: 'agent', kind: 'message' })], 'ndjson'),
    (ctx, names) => appendEvents(ctx, key(names), [], 'json'),
  ],
  [
    putSegments,
    (ctx, names) => putSegments(ctx, key(names), [{ key: 'gate', title: 'Mine now', picks_up: [names.step] }]),
    (ctx, names) => putSegments(ctx, key(names, 'new'), ['no segment']),
  ],
  [
    importTranscript,
    (ctx, { project }) => importTranscript(ctx, fileOf(project), bodyOf([transcriptOf('elsewhere')])),
    (ctx, { project }) => importTranscript(ctx, tailOf(project, transcriptOf(project)), bodyOf(['{}\n'])),
    (ctx, { project }) => importTranscript(ctx, { ...fileOf(project), format: 'none' }, bodyOf([])),
  ],
  [continueFrom, (ctx, { ferry, lead }) => continueFrom(ctx, ferry, lead), (ctx, { ferry }) => continueFrom(ctx, ferry, null)],
  [renameSession, (ctx, { lead }) => renameSession(ctx, lead, 'Mine now'), (ctx, { lead }) => renameSession(ctx, lead, null)],
  [deleteSession, (ctx, { lead }) => deleteSession(ctx, lead)],
  [removeTombstone, (ctx, { project }) => removeTombstone(ctx, project, 'lead')],
  [deleteProject, (ctx, { project }) => deleteProject(ctx, project)],
];

/** Those that take nothing that a client names, and why they need not ask. */
export const RESOLVED: Record<string, string[]> = {
  'is what others ask with': [
    ...['isUnseen', 'sessionConditions', 'inScope', 'leavesToReview', 'hasPart', 'hasAllProjects'],
    ...['assertAllProjects', 'inProjects', 'personName', 'getOnlyProject'],
  ],
  'takes what a query found in scope, or its id, which no client ever sees': [
    ...['describeRows', 'getLineage', 'getKin', 'cutCounts', 'openQuestionCounts', 'lastLines', 'lastTold'],
    ...['coursesOf', 'visitsOf', 'unseenOf'],
    ...['inSegment', 'segmentNumbers', 'hasCut', 'countSegments', 'loadSegments', 'loadRevisions', 'loadLinks'],
    ...['loadMayAnswer', 'loadWords'],
    ...['loadGranularity', 'loadRows', 'loadReferences', 'loadProduced', 'jobsOfSessions', 'loadMarks', 'reviewedCounts'],
    ...[
      'sessionsNamed',
      'pointersOf',
      'getMayContinue',
      'loadFound',
      'loadFoundEvents',
      'findSegments',
      'compileWords',
      'stemsOf',
    ],
    ...['loadResolutions', 'loadFates', 'threadsOfCalls'],
  ],
  'takes the id of a session that a command found in scope': [
    ...['insertParsed', 'markCopies', 'findCopies', 'findKinship', 'settleSession', 'trySettling', 'linkLineage'],
    ...['retryFailed', 'indexSession'],
  ],
  'is about the tokens of the actor, or a code that a command line shows to one': [
    ...['listOwnTokens', 'createOwnToken', 'revokeOwnToken', 'revokeShownToken'],
    ...['getWaitingDevice', 'answerDevice', 'createDeviceToken', 'forgetDevices'],
  ],
  'is about the actor alone': [
    ...['renameMe', 'changePassword', 'revokeSignIn', 'revokeOtherSignIns', 'unlinkProvider', 'changePreferences'],
  ],
  'takes the secret of an invitation': ['getOffer', 'getAccepted', 'acceptAsPerson', 'acceptAsNewcomer'],
  'takes a ProjectId': ['rememberFile', 'forgetFile', 'takeBackSessions', 'listAudit', 'readAudit'],
  'is a part of importTranscript': ['storeBrought'],
  'asks for a context that sees every project': [
    'createProject',
    ...['createReset', 'listPeople', 'getPerson', 'changePerson', 'listInstallationInvitations', 'createInstallationInvitation'],
  ],
  'is for the installation': [
    ...['loadDemo', 'enqueueUnsettled', 'enqueueUnindexed', 'listUnsettled', 'releaseOrphans', 'installationKey'],
  ],
};

function each(call: (ctx: Context, sid: string) => Promise<unknown>): Call[] {
  const sids = (names: Names) => [names.lead, names.next, names.ferry, names.copy];
  return [0, 1, 2, 3].map((i) => (ctx, names) => call(ctx, sids(names)[i] ?? ''));
}
function itemOf(event: unknown) {
  return { index: 0, bytes: Buffer.from(JSON.stringify(event)) };
}
