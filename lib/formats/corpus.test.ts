import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventInput } from '@/lib/events/schema';
import { type ReadFile, readTranscript } from '@/lib/formats/testing';

/** A folder of transcripts with a folder for each agent, and beside it a manifest of what each file holds. */
const corpus = process.env.DEBRIEF_CORPUS ?? '';
const folder = join(corpus, 'claude-code');
const files = corpus && existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];

/** Files whose prompts the manifest counts otherwise, each checked by hand. */
const COUNTED_OTHERWISE = 3;

describe.skipIf(files.length === 0)('the transcripts of the corpus', () => {
  const read = new Map<string, ReadFile>();
  const readOnce = (name: string): ReadFile => {
    const known = read.get(name) ?? readTranscript(readFileSync(join(folder, name), 'utf8'), name);
    read.set(name, known);
    return known;
  };

  it.each(files)('%s: every line gives an event or a warning, and every event is valid', (name) => {
    const { lines, events, format } = readOnce(name);
    const texts = readFileSync(join(folder, name), 'utf8').split('\n');
    const silent = lines.filter(
      (line, at) => texts[at]?.trim() && line.warnings.length === 0 && !line.records.some((r) => r.events.length > 0),
    );
    expect(format.name).toBe('claude-code');
    expect(silent).toEqual([]);
    for (const { isNoise: _isNoise, part: _part, ...event } of events) {
      const checked = eventInput.safeParse(event);
      if (!checked.success) expect.fail(`${event.id}: ${checked.error.message}`);
    }
  });

  it('counts the prompts of people as the manifest does', () => {
    const rows = readFileSync(join(corpus, '..', 'MANIFEST.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((row) => row.split('\t'));
    const column = rows[0]?.indexOf('user_prompts') ?? -1;
    const wanted = new Map(rows.slice(1).map((row) => [row[0], Number(row[column])]));
    const different = files.flatMap((name) => {
      const prompts = readOnce(name).events.filter((event) => event.kind === 'prompt' && event.actor === 'human').length;
      const stated = wanted.get(`claude-code/${name}`);
      return prompts === stated ? [] : [`${name}: ${prompts}, not ${stated}`];
    });
    expect(different.length, different.join('\n')).toBeLessThanOrEqual(COUNTED_OTHERWISE);
  });
});
