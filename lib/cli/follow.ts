import { endOfLines, PrefixHash } from '@/lib/cli/growth';
import { type Head, readHead } from '@/lib/cli/inspect';
import { extentOf, isPlainFile } from '@/lib/cli/transcript';
import { type FilePart, UploadError, uploadAgent, uploadOutputs, uploadTranscript } from '@/lib/cli/upload';
import type { WatchMemory } from '@/lib/cli/watch-memory';
import { LIMITS } from '@/lib/limits';
import { projectOf } from '@/lib/projects/folder-name';
import type { TranscriptResult } from '@/lib/transcripts/schema';

/** What all files that are followed share. */
export interface Following {
  server: string;
  project: string | null;
  authorization: Record<string, string>;
  memory: WatchMemory;
  /** Where each session went, so that its subagents follow wherever they worked. */
  projects: Map<string, string>;
}

/** What a look at a file came to. */
export interface Sent {
  project: string;
  sessions: TranscriptResult['sessions'];
}

/** What can only be sent whole rests this many times as long as sending it took: it is not to keep the server busy as long as its agent works. */
const REST = 4;

const TOO_LONG = `it is one document, and has become longer than the ${LIMITS.line_bytes / 2 ** 20} MiB that can be read`;

/** A transcript that grows while it is watched. */
export class FollowedFile {
  private head: Head | null = null;
  private readonly hash: PrefixHash;
  private restsUntil = 0;
  private isAgentTold = false;

  constructor(
    readonly path: string,
    private readonly following: Following,
  ) {
    this.hash = new PrefixHash(path);
  }

  /** Milliseconds for which it is better left alone. */
  restMs = (): number => Math.max(0, this.restsUntil - Date.now());

  /** Sends what is new in the file, never half a line; null where nothing is. Throws UploadError, or what reading the file throws. */
  async sendNew(): Promise<Sent | null> {
    const { size, modified } = await extentOf(this.path);
    const { memory } = this.following;
    const known = memory.get(this.path);
    const sent = known && size >= known.sent ? known.sent : 0;
    const head = await this.readHead(size);
    if (!head?.format) return null;
    const isWhole = head.isDocument || !isPlainFile(this.path);
    const until = isWhole ? size : await endOfLines(this.path, sent, size);
    if (isWhole ? size === known?.size && modified === known.modified : until <= sent) return null;
    const project = this.projectFor(head);
    const began = Date.now();
    const { sessions } = await this.send(project, head, {
      from: isWhole ? 0 : sent,
      until,
      sha256: known?.sha256 ?? null,
    });
    if (head.format.name === 'claude-code') await this.sendBeside(project, head, { from: sent, until, prefixSha256: '' });
    if (isWhole) this.restsUntil = Date.now() + REST * (Date.now() - began);
    const prefix = isWhole ? { sent: 0, sha256: null } : { sent: until, sha256: await this.hash.before(until) };
    memory.set(this.path, { size, modified, ...prefix });
    return { project, sessions };
  }

  /** What stands in files beside it. What is told of a subagent may be written after its first lines. */
  private async sendBeside(project: string, head: Head, part: FilePart): Promise<void> {
    const { server, authorization } = this.following;
    const upload = { server, project, path: this.path, cwd: head.cwd, authorization };
    this.isAgentTold ||= await uploadAgent(upload);
    await uploadOutputs({ ...upload, part });
  }

  private async send(
    project: string,
    head: Head,
    { from, until, sha256 }: { from: number; until: number; sha256: string | null },
  ) {
    const { server, authorization } = this.following;
    const prefixSha256 = await this.hash.before(from);
    const isSame = from === 0 || sha256 === null || sha256 === prefixSha256;
    const upload = (start: number, hash: string) =>
      uploadTranscript({
        server,
        project,
        path: this.path,
        cwd: head.cwd,
        authorization,
        part: { from: start, until, prefixSha256: hash },
      });
    try {
      return await upload(isSame ? from : 0, prefixSha256);
    } catch (error) {
      if (!(error instanceof UploadError) || error.problem?.code !== 'offset_mismatch') throw error;
      const offset = error.problem.known_offset ?? 0;
      return this.sendFrom(offset <= until ? offset : 0, upload);
    }
  }

  /** From where the server says; whole where the beginning is another. */
  private async sendFrom(
    offset: number,
    upload: (start: number, hash: string) => Promise<TranscriptResult>,
  ): Promise<TranscriptResult> {
    const hash = await this.hash.before(offset);
    return upload(offset, hash).catch((error: unknown) => {
      const isOther = error instanceof UploadError && error.problem?.code === 'offset_mismatch';
      return isOther ? upload(0, hash) : Promise.reject(error);
    });
  }

  /** The head is read until it tells the format. Rejects where it told one before and tells none now, as of a document that is too long. */
  private async readHead(size: number): Promise<Head> {
    const known = this.head;
    if (known?.format && !known.isDocument) return known;
    const head = await readHead(this.path);
    if (known?.format && !head.format && !head.isEmpty)
      throw new Error(size > LIMITS.line_bytes ? TOO_LONG : 'it is in no format that Debrief knows any more');
    this.head = head;
    return head;
  }

  private projectFor({ session, cwd }: Head): string {
    const { project, projects } = this.following;
    const chosen = project ?? (session ? projects.get(session) : undefined) ?? projectOf(cwd);
    if (session) projects.set(session, chosen);
    return chosen;
  }
}
