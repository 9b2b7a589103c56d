import { and, eq } from 'drizzle-orm';
import { transcripts } from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { STATE_VERSION } from '@/lib/formats/registry';
import { getProject } from '@/lib/projects/queries';
import type { KnownPrefix } from '@/lib/transcripts/prefix';

/** A file that was sent before, so that its tail alone can follow. */
export interface KnownFile {
  format: string;
  prefix: KnownPrefix;
  /** Whole lines in the prefix. */
  lines: number;
  parserState: unknown;
  /** The session of the last line. */
  session: string | null;
  /** The last time that each session's lines told. */
  lastAt: ReadonlyMap<string, Date>;
}

interface StoredState {
  version?: number;
  parser: unknown;
  session: string | null;
  last_at?: [string, string][];
}

/** What is known of the file up to `offset`. Throws `offset_mismatch` with the offset to send from if that is not where the file is known to, or another version read it. */
export async function knownFile(
  ctx: Context,
  file: { project: string; source: string; offset: number; prefixSha256: string | null },
): Promise<KnownFile> {
  const project = await getProject(ctx, file.project);
  const stored = project ? await findFile(ctx, project.id, file.source) : undefined;
  const row = isCurrent(stored?.parserState) ? stored : undefined;
  if (!row || row.offset !== file.offset || row.prefixSha256 !== file.prefixSha256) throw offsetMismatch(row?.offset ?? 0);
  const state = row.parserState as StoredState; // written by `rememberFile`
  const prefix = { offset: row.offset, sha256: row.prefixSha256, hashState: row.hashState };
  const lastAt = new Map(state.last_at?.map(([session, at]) => [session, new Date(at)]));
  return { format: row.format, prefix, lines: row.lines, parserState: state.parser, session: state.session, lastAt };
}

/** What is known of a file that comes whole: how far, and the sessions that it was stored as; null where nothing is. */
export async function knownPrefix(
  ctx: Context,
  file: { project: string; source: string },
): Promise<(Pick<KnownPrefix, 'offset' | 'sha256'> & { sessions: string[] }) | null> {
  const project = await getProject(ctx, file.project);
  const stored = project ? await findFile(ctx, project.id, file.source) : undefined;
  const row = isCurrent(stored?.parserState) ? stored : undefined;
  if (!row) return null;
  const { session, last_at } = row.parserState as StoredState; // written by `rememberFile`
  const told = [session ?? [], last_at?.map(([timed]) => timed) ?? []].flat();
  return { offset: row.offset, sha256: row.prefixSha256, sessions: [...new Set(told)] };
}

const isCurrent = (state: unknown): boolean => (state as StoredState | undefined)?.version === STATE_VERSION;

export const offsetMismatch = (known: number) =>
  new AppError(
    'offset_mismatch',
    known > 0
      ? 'This file is known up to another place, or began differently. Send it from known_offset if its beginning is the same, else from 0.'
      : 'Nothing is known of this file. Send it from its beginning.',
    { extra: { known_offset: known } },
  );

async function findFile(ctx: Context, projectId: ProjectId, source: string) {
  const [row] = await ctx.db.orm
    .select()
    .from(transcripts)
    .where(and(eq(transcripts.projectId, projectId), eq(transcripts.source, source)));
  return row;
}

/** Forgets how far a file is known. */
export async function forgetFile(ctx: Context, { projectId, source }: { projectId: ProjectId; source: string }): Promise<void> {
  await ctx.db.orm.delete(transcripts).where(and(eq(transcripts.projectId, projectId), eq(transcripts.source, source)));
}

/** Remembers how far a file is known. Of two uploads at once the later one stays; both are true. */
export async function rememberFile(
  ctx: Context,
  file: { projectId: ProjectId; source: string },
  known: KnownFile,
): Promise<void> {
  const last_at = [...known.lastAt].map(([session, at]): [string, string] => [session, at.toISOString()]);
  const state: StoredState = { version: STATE_VERSION, parser: known.parserState, session: known.session, last_at };
  const values = {
    format: known.format,
    offset: known.prefix.offset,
    prefixSha256: known.prefix.sha256,
    hashState: known.prefix.hashState,
    lines: known.lines,
    parserState: state,
    updatedAt: new Date(),
  };
  await ctx.db.orm
    .insert(transcripts)
    .values({ ...file, ...values })
    .onConflictDoUpdate({ target: [transcripts.projectId, transcripts.source], set: values });
}
