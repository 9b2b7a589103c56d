/** An event as `POST /projects/{project}/sessions/{session}/events` takes it. Further keys are kept in its data. */
export interface DebriefEvent {
  /** Unique in the session; the same event sent again is known by it. */
  id: string;
  /** ISO 8601 with an offset; the time of receipt without it. */
  at?: string | null;
  /** `main`, or the id of a subagent. */
  thread?: string;
  actor: 'human' | 'agent' | 'subagent' | 'system' | 'tool';
  kind:
    | 'prompt'
    | 'message'
    | 'thinking'
    | 'tool_call'
    | 'tool_result'
    | 'command'
    | 'interrupt'
    | 'compaction'
    | 'error'
    | 'note'
    | 'other';
  text?: string | null;
  tool?: {
    name?: string | null;
    call_id?: string | null;
    input?: unknown;
    output?: string | null;
    is_error?: boolean | null;
    exit_code?: number | null;
  } | null;
  usage?: {
    response_id?: string | null;
    input?: number | null;
    output?: number | null;
    reasoning?: number | null;
    cache_read?: number | null;
    cache_write?: number | null;
    cost_usd?: number | null;
  } | null;
  data?: Record<string, unknown> | null;
}

/** An event that was not taken, and why. */
export interface DebriefRejection {
  id: string | null;
  code: string;
  message: string;
}

export interface DebriefOptions {
  /** Address of Debrief, such as `http://127.0.0.1:3000`. */
  url: string;
  project: string;
  /** `dbf_…`; not needed in local mode. */
  token?: string;
  /** Milliseconds that events wait for others to go with them; 200 by default. */
  waitMs?: number;
  /** Attempts at a batch before it fails; 8 by default, in about a minute and a half. */
  attempts?: number;
  /** Told of every event that the server refuses. */
  onRejected?: (rejection: DebriefRejection) => void;
  /** Instead of the global one. */
  fetch?: typeof fetch;
}

/** The server refused a request, or did not answer as often as was tried. */
export class DebriefError extends Error {
  override readonly name = 'DebriefError';
  constructor(
    message: string,
    /** As the API names it, such as `unauthenticated`; null where nobody answered. */
    readonly code: string | null,
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** Bounds of a batch: well under what a request may hold. */
const BATCH_EVENTS = 1000;
const BATCH_CHARS = 4_000_000;
const WAIT_MS = 200;
const ATTEMPTS = 8;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
const RETRIED = new Set([429, 502, 503, 504]);

/** Sends what agents do to Debrief: in batches, in order, and again where the server is busy or away. Sending an event twice changes nothing. */
export class DebriefClient {
  constructor(private readonly options: DebriefOptions) {}

  /** A session by the id that its agent gives it; it is made by its first event. */
  session(id: string): DebriefSession {
    return new DebriefSession(this.options, id);
  }
}

export class DebriefSession {
  private waiting: string[] = [];
  private chars = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sending: Promise<void> = Promise.resolve();
  private failure: unknown = null;

  constructor(
    private readonly options: DebriefOptions,
    readonly id: string,
  ) {}

  /** Takes an event, and sends it soon. What keeps it from being sent is thrown by the next `flush`. */
  add(event: DebriefEvent): void {
    const item = JSON.stringify(event);
    if (this.waiting.length >= BATCH_EVENTS || this.chars + item.length > BATCH_CHARS) this.sendWaiting();
    this.waiting.push(item);
    this.chars += item.length;
    this.timer ??= setTimeout(() => this.sendWaiting(), this.options.waitMs ?? WAIT_MS);
  }

  /** Resolves when all that was added is stored; throws DebriefError where some is not. */
  async flush(): Promise<void> {
    this.sendWaiting();
    await this.sending;
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
  }

  private sendWaiting(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const items = this.waiting.splice(0);
    this.chars = 0;
    if (items.length === 0) return;
    this.sending = this.sending
      .then(() => this.send(`{"events":[${items.join(',')}]}`))
      .catch((error: unknown) => {
        this.failure ??= error;
      });
  }

  private async send(body: string): Promise<void> {
    const { url, project, token } = this.options;
    const base = url.replace(/\/+$/, '');
    const address = `${base}/api/v1/projects/${encodeURIComponent(project)}/sessions/${encodeURIComponent(this.id)}/events`;
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await this.tryOften(address, { method: 'POST', headers, body });
    const answer = (await response.json().catch(() => null)) as {
      detail?: string;
      code?: string;
      rejected?: DebriefRejection[];
    } | null;
    if (!response.ok)
      throw new DebriefError(answer?.detail ?? `The server answered ${response.status}.`, answer?.code ?? null, response.status);
    for (const { id, code, message } of answer?.rejected ?? []) this.options.onRejected?.({ id, code, message });
  }

  private async tryOften(address: string, request: RequestInit): Promise<Response> {
    const attempts = this.options.attempts ?? ATTEMPTS;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await (this.options.fetch ?? fetch)(address, request).catch((error: unknown) => {
        if (attempt >= attempts)
          throw new DebriefError(`Debrief did not answer at ${this.options.url}: ${String(error)}`, null, null);
        return null;
      });
      if (answer && (!RETRIED.has(answer.status) || attempt >= attempts)) return answer;
      await new Promise((resolve) => setTimeout(resolve, waitMs(attempt, answer?.headers.get('retry-after') ?? null)));
    }
  }
}

/** As long as the server asks for, else ever longer; always with a part that is random, so that many do not come back at once. */
function waitMs(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter ?? Number.NaN) * 1000;
  const grown = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
  return Number.isFinite(asked) && asked >= 0 ? asked + Math.random() * FIRST_RETRY_MS : grown * (0.5 + Math.random() / 2);
}
