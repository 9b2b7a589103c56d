import { recordHook } from '@/lib/events/hook-commands';
import { listHookEvents } from '@/lib/events/hook-queries';
import { knownSession } from '@/lib/sessions/commands';
import { getHome } from '@/lib/sessions/home-queries';
import type { Calls } from '@/lib/testing-scope-calls';

/** What hooks tell of a session, and where it is. */
export const HOOK_QUERIES: Calls[] = [
  [listHookEvents, (ctx, { late }) => listHookEvents(ctx, late)],
  [getHome, (ctx) => getHome(ctx, 'lead')],
];

export const HOOK_COMMANDS: Calls[] = [
  [knownSession, (ctx, names) => knownSession(ctx, { project: names.project, externalId: 'new' })],
  [
    recordHook,
    (ctx, { project }) =>
      recordHook(ctx, project, { session_id: 'lead', hook_event_name: 'Stop', last_assistant_message: 'Mine now' }),
    (ctx, { project }) => recordHook(ctx, project, { session_id: 'new', hook_event_name: 'SessionEnd' }),
  ],
];
