import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventInput } from '@/lib/events/schema';
import { type ReadFile, readTranscript } from '@/lib/formats/testing';

/** A folder of transcripts, and beside it a manifest of what each file holds. */
const corpus = process.env.DEBRIEF_CORPUS ?? '';
const manifest = join(corpus, '..', 'MANIFEST.tsv');

/** What the manifest calls the formats, here. */
const NAMES: Record<string, string> = {
  claude: 'claude-code',
  'codex-legacy': 'codex',
  'gemini-jsonl': 'gemini',
};

/** Of each hundred events of these, how many may be of a kind that nobody knows; of the others five. */
const UNKNOWN: Record<string, number> = { 'claude-code': 1, codex: 1 };

/** Formats whose prompts the manifest does not count: it says 0 of all their files. */
const UNCOUNTED = new Set(['antigravity', 'claude-hooks', 'hermes', 'kiro', 'mistral-vibe']);

interface Row {
  file: string;
  format: string;
  prompts: number;
}

function rows(): Row[] {
  if (!corpus || !existsSync(manifest)) return [];
  const [head = [], ...lines] = readFileSync(manifest, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
  const at = (row: string[], name: string) => row[head.indexOf(name)] ?? '';
  return lines
    .map((row) => ({
      file: at(row, 'file'),
      format: NAMES[at(row, 'format')] ?? at(row, 'format'),
      prompts: Number(at(row, 'user_prompts')),
    }))
    .filter(({ file }) => existsSync(join(corpus, file)) && readdirSync(corpus).length > 0);
}

describe.skipIf(rows().length === 0)('the transcripts of the corpus', () => {
  const files = rows();
  const read = new Map<string, ReadFile>();
  const readOnce = (file: string): ReadFile => {
    const known = read.get(file) ?? readTranscript(readFileSync(join(corpus, file), 'utf8'), file);
    read.set(file, known);
    return known;
  };

  /** OpenCode's sessions tell who began them; the manifest counts the first text of each as a person's. */
  const isWorker = (file: string): boolean =>
    readOnce(file).format.name === 'opencode' &&
    readOnce(file).lines.some(({ records }) => records.some(({ facts }) => facts.parent));

  it.each(files)('$file is of the format that the manifest tells', ({ file, format }) => {
    expect(readOnce(file).format.name).toBe(format);
  });

  it.each(files)('$file: every line gives an event or a warning, and every event is valid', ({ file }) => {
    const { lines, events, texts } = readOnce(file);
    const silent = lines.filter(
      (line, at) => texts[at]?.trim() && line.warnings.length === 0 && !line.records.some((r) => r.events.length > 0),
    );
    expect(silent).toEqual([]);
    for (const { isNoise: _isNoise, part: _part, ...event } of events) {
      const checked = eventInput.safeParse(event);
      if (!checked.success) expect.fail(`${event.id}: ${checked.error.message}`);
    }
  });

  it.each([...new Set(files.map(({ format }) => format))])('of %s little is unknown', (format) => {
    const events = files.filter((row) => row.format === format).flatMap(({ file }) => readOnce(file).events);
    const unknown = events.filter((event) => event.kind === 'other');
    expect((100 * unknown.length) / events.length).toBeLessThanOrEqual(UNKNOWN[format] ?? 5);
  });

  it('prompts of people are as many as the manifest counts', () => {
    const counted = files.filter(({ format, file }) => !UNCOUNTED.has(format) && !isWorker(file));
    const different = counted.flatMap(({ file, prompts }) => {
      const found = readOnce(file).events.filter((event) => event.kind === 'prompt' && event.actor === 'human').length;
      return found === prompts ? [] : [`${file}: ${found}, not ${prompts}`];
    });
    expect(different.length, different.join('\n')).toBeLessThanOrEqual(5); // each checked by hand
  });

  it('no prompt of a person stands in a session that another one began', () => {
    const workers = files.filter(({ file }) => isWorker(file)).flatMap(({ file }) => readOnce(file).events);
    expect(workers.filter((event) => event.kind === 'prompt' && event.actor === 'human')).toEqual([]);
  });
});
