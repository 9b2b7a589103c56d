import { randomUUID } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import type { SegmentInput } from '@/lib/segments/schema';

export type { Page } from '@playwright/test';
export { expect };

/** What a journey needs from the product before it begins, made through the product's own API. */
export class Api {
  constructor(
    readonly url: string,
    readonly project: string,
    /** Who asks, in team mode. */
    private readonly credentials: Record<string, string> = {},
  ) {}

  async send<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const isText = typeof body === 'string';
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': isText ? 'application/x-ndjson' : 'application/json', ...this.credentials, ...headers },
      body: body === undefined ? null : isText ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  session = (externalId: string, fields: Record<string, unknown>) =>
    this.send<{ sid: string; url: string }>('PUT', `/projects/${this.project}/sessions/${externalId}`, fields);

  events = (externalId: string, events: Record<string, unknown>[]) =>
    this.send<{ accepted: number; seqs: Record<string, number> }>(
      'POST',
      `/projects/${this.project}/sessions/${externalId}/events`,
      { events },
    );

  segments = (externalId: string, segments: (Partial<SegmentInput> & { key: string })[]) =>
    this.send<{ segments: { n: number; url: string }[] }>('POST', `/projects/${this.project}/sessions/${externalId}/segments`, {
      segments,
    });

  transcript = (text: string, query = '') =>
    this.send<{ sessions: { sid: string; external_id: string; url: string; accepted: number; prompts: number }[] }>(
      'POST',
      `/projects/${this.project}/transcripts${query}`,
      text,
      { 'content-type': 'application/octet-stream' },
    );
}

interface Record_ {
  sessionId: string;
  cwd: string;
  gitBranch: string;
  version: string;
}

/** Writes a Claude Code transcript turn by turn, in invented content. */
export class TranscriptWriter {
  readonly sessionId = randomUUID();
  private lines: string[] = [];
  private parent: string | null = null;
  private at: number;
  private calls = 0;
  private thread: Record<string, unknown> = { isSidechain: false };

  constructor(
    private readonly version = '2.1.220',
    begun = '2026-03-02T09:00:00Z',
  ) {
    this.at = Date.parse(begun);
  }

  private add(type: string, message: unknown, more: Record<string, unknown> = {}) {
    const envelope: Record_ = { sessionId: this.sessionId, cwd: '/home/ada/ferry', gitBranch: 'main', version: this.version };
    const uuid = randomUUID();
    this.at += 4000;
    const timestamp = new Date(this.at).toISOString();
    this.lines.push(
      JSON.stringify({
        type,
        uuid,
        parentUuid: this.parent,
        userType: 'external',
        timestamp,
        ...envelope,
        message,
        ...this.thread,
        ...more,
      }),
    );
    this.parent = uuid;
    return this;
  }

  pause(minutes: number) {
    this.at += minutes * 60_000;
    return this;
  }

  prompt(text: string) {
    return this.add('user', { role: 'user', content: text });
  }

  says(text: string) {
    return this.assistant([{ type: 'text', text }]);
  }

  runs(name: string, input: Record<string, unknown>, output: string, more: { isError?: boolean } = {}) {
    const id = `toolu_${++this.calls}_${this.sessionId.slice(0, 8)}`;
    this.assistant([{ type: 'tool_use', id, name, input }]);
    const result = { type: 'tool_result', tool_use_id: id, content: output, is_error: more.isError ?? false };
    return this.add(
      'user',
      { role: 'user', content: [result] },
      { toolUseResult: more.isError ? `Error: ${output}` : { stdout: output, stderr: '' } },
    );
  }

  /** What follows is told by a subagent, until it is null. */
  inside(agentId: string | null) {
    this.thread = agentId === null ? { isSidechain: false } : { isSidechain: true, agentId };
    this.parent = null;
    return this;
  }

  /** The conversation so far, as another session takes it along. */
  resumed(version = this.version) {
    const next = new TranscriptWriter(version, new Date(this.at + 60_000).toISOString());
    next.lines = this.lines.map((line) => line.replaceAll(this.sessionId, next.sessionId));
    next.parent = this.parent;
    return next;
  }

  private assistant(content: unknown[]) {
    const id = `msg_${randomUUID()}`;
    const usage = { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
    return this.add(
      'assistant',
      { id, type: 'message', role: 'assistant', model: 'claude-opus-4-6', content, usage },
      { requestId: `req_${id}` },
    );
  }

  text() {
    return `${this.lines.join('\n')}\n`;
  }
}

let projects = 0;

/** `api`: a project of its own for each test. */
export const test = base.extend<{ api: Api }>({
  api: async ({ baseURL }, use, info) => {
    const project = `t${info.workerIndex}-${++projects}-${Date.now().toString(36)}`;
    await use(new Api(baseURL ?? '', project));
  },
  /** Of somebody who was here before: a first visit is rendered anew for its time zone, under the fingers of who is quick. */
  context: async ({ context, baseURL, timezoneId }, use) => {
    await context.addCookies([{ name: 'tz', value: encodeURIComponent(timezoneId ?? 'UTC'), url: baseURL ?? '' }]);
    await use(context);
  },
});
