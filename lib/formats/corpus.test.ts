import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventInput } from '@/lib/events/schema';
import { type ReadFile, readTranscript } from '@/lib/formats/testing';

/** A folder of transcripts with a folder for each agent, and beside it a manifest of what each file holds. */
const corpus = process.env.DEBRIEF_CORPUS ?? '';

/** Each format with the number of its files whose prompts the manifest counts otherwise, each checked by hand. */
const FORMATS = [
  { name: 'claude-code', countedOtherwise: 3 },
  { name: 'codex', countedOtherwise: 0 },
];

const filesOf = (name: string): string[] => {
  const folder = join(corpus, name);
  return corpus && existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : [];
};

describe.each(FORMATS)('the transcripts of $name', ({ name: agent, countedOtherwise }) => {
  describe.skipIf(filesOf(agent).length === 0)('in the corpus', () => {
    const files = filesOf(agent);
    const read = new Map<string, ReadFile>();
    const textOf = (name: string) => readFileSync(join(corpus, agent, name), 'utf8');
    const readOnce = (name: string): ReadFile => {
      const known = read.get(name) ?? readTranscript(textOf(name), name);
      read.set(name, known);
      return known;
    };

    it.each(files)('%s: every line gives an event or a warning, and every event is valid', (name) => {
      const { lines, events, format } = readOnce(name);
      const texts = textOf(name).split('\n');
      const silent = lines.filter(
        (line, at) => texts[at]?.trim() && line.warnings.length === 0 && !line.records.some((r) => r.events.length > 0),
      );
      expect(format.name).toBe(agent);
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
        const stated = wanted.get(`${agent}/${name}`);
        return prompts === stated ? [] : [`${name}: ${prompts}, not ${stated}`];
      });
      expect(different.length, different.join('\n')).toBeLessThanOrEqual(countedOtherwise);
    });
  });
});
