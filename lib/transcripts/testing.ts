/** Writes the lines of a coding agent's session file. Only for tests. */
export class SessionFile {
  private records: object[] = [];
  private minute = 0;

  constructor(readonly sessionId: string) {}

  prompt(text: string): this {
    return this.add('user', { message: { role: 'user', content: text } });
  }

  say(text: string): this {
    return this.add('assistant', {
      message: { id: `msg_${this.records.length}`, role: 'assistant', model: 'model-1', content: [{ type: 'text', text }] },
    });
  }

  call(name: string, input: object): this {
    const id = `toolu_${this.records.length}`;
    const content = [{ type: 'tool_use', id, name, input }];
    this.add('assistant', { message: { id: `msg_${this.records.length}`, role: 'assistant', model: 'model-1', content } });
    return this.add('user', { message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'done' }] } });
  }

  /** A record with a number of its own, so that ids are the same each time. */
  add(type: string, fields: object): this {
    const n = this.records.length;
    this.minute += 1;
    this.records.push({
      type,
      uuid: `00000000-0000-4000-8000-${this.sessionId.slice(0, 4)}${String(n).padStart(8, '0')}`,
      sessionId: this.sessionId,
      timestamp: new Date(Date.UTC(2026, 10, 20, 8, this.minute)).toISOString(),
      cwd: '/home/dev/garden',
      gitBranch: 'main',
      version: '2.1.220',
      isSidechain: false,
      ...fields,
    });
    return this;
  }

  get lines(): string[] {
    return this.records.map((record) => JSON.stringify(record));
  }

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

/** A body that arrives in these pieces, and breaks off after them if there is an error. */
export async function* bodyOf(pieces: (string | Uint8Array)[], error?: Error): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  if (error) throw error;
}
