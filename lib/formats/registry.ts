import { antigravity } from '@/lib/formats/antigravity';
import { atif } from '@/lib/formats/atif';
import { claudeCode } from '@/lib/formats/claude-code';
import { claudeHooks } from '@/lib/formats/claude-hooks';
import { claudeStream } from '@/lib/formats/claude-stream';
import { codex } from '@/lib/formats/codex';
import { copilot } from '@/lib/formats/copilot';
import type { LineFormat } from '@/lib/formats/format';
import { gemini } from '@/lib/formats/gemini';
import { hermes } from '@/lib/formats/hermes';
import { kiro } from '@/lib/formats/kiro';
import { messages } from '@/lib/formats/messages';
import { mistralVibe } from '@/lib/formats/mistral-vibe';
import { opencode } from '@/lib/formats/opencode';
import { pi } from '@/lib/formats/pi';
import { qwen } from '@/lib/formats/qwen';
import { sweagent } from '@/lib/formats/sweagent';

/** Every format Debrief reads, the more particular ones first: the first that recognises a file reads it. */
export const FORMATS: readonly LineFormat[] = [
  qwen,
  claudeCode,
  claudeHooks,
  claudeStream,
  codex,
  pi,
  opencode,
  gemini,
  sweagent,
  atif,
  copilot,
  mistralVibe,
  hermes,
  antigravity,
  kiro,
  messages,
];

/**
 * Which form the formats' states have. To be raised with each change of one: a state of another form is not gone on with, and the file is asked
 * for whole.
 */
export const STATE_VERSION = 2;

/** The format of a file, told by the first values in it and never by its name; null if no format knows them. */
export const recognise = (sample: readonly unknown[]): LineFormat | null =>
  FORMATS.find((format) => format.recognises(sample)) ?? null;

/** The records of a transcript that is one JSON value, and the format that took it apart; null if no format knows it. */
export function takeApart(
  document: unknown,
  isWhole: boolean,
  formats: readonly LineFormat[] = FORMATS,
): { format: LineFormat; records: unknown[] } | null {
  for (const format of formats) {
    const records = format.takeApart?.(document, isWhole);
    if (records) return { format, records };
  }
  return null;
}

export const formatNamed = (name: string): LineFormat | null => FORMATS.find((format) => format.name === name) ?? null;
