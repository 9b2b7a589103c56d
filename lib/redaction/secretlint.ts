import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { isFiller } from '@/lib/redaction/likely-secret';
import type { Span } from '@/lib/redaction/spans';

/** Longest text for one run, and how far runs overlap: more than the longest token that a rule knows. */
const CHUNK = 64 * 1024;
const OVERLAP = 4 * 1024;

/**
 * Rules that are left out: `filter-comments` lets a text switch the others off, and the rest report more than the secret
 * (a whole URL, JSON document or line) where our own patterns report the secret alone.
 */
const LEFT_OUT = /-(?:filter-comments|gcp|privatekey|npm|basicauth|database-connection-string)$/;
const config = { rules: rules.filter((rule) => !LEFT_OUT.test(rule.meta.id)).map((rule) => ({ id: rule.meta.id, rule })) };

/**
 * Secretlint notes times of each run for its command line. It keeps them all and looks through them at each next one, as it does with what others
 * note in this process: a server would get slower and larger for ever (12.0.0).
 */
const keepNothing = { push: () => 0, find: () => undefined };
Object.assign(secretLintProfiler, { mark: () => {}, entries: keepNothing, measures: keepNothing });

/** Runs secretlint's rules over scan texts, joined into chunks because each run costs as much as 10 KB of text. */
export async function lintTexts(texts: readonly string[]): Promise<Span[][]> {
  const found: Span[][] = texts.map(() => []);
  for (const chunk of chunks(texts)) {
    const content = chunk.map(({ index, from, to }) => texts[index]?.slice(from, to)).join('\n');
    const spans = await lint(content);
    let offset = 0;
    for (const { index, from, to } of chunk) {
      const end = offset + to - from;
      const own = spans.filter((span) => span.start >= offset && span.end <= end);
      found[index]?.push(...own.map((span) => ({ ...span, start: span.start - offset + from, end: span.end - offset + from })));
      offset = end + 1;
    }
  }
  return found;
}

interface Piece {
  index: number;
  from: number;
  to: number;
}

function* chunks(texts: readonly string[]): Generator<Piece[]> {
  let pieces: Piece[] = [];
  let size = 0;
  for (const [index, text] of texts.entries()) {
    for (let from = 0; from < text.length; from += CHUNK - OVERLAP) {
      const to = Math.min(from + CHUNK, text.length);
      if (size + to - from > CHUNK && pieces.length > 0) {
        yield pieces;
        pieces = [];
        size = 0;
      }
      pieces.push({ index, from, to });
      size += to - from;
      if (to === text.length) break;
    }
  }
  if (pieces.length > 0) yield pieces;
}

async function lint(content: string): Promise<Span[]> {
  // Quotes of every depth look the same to secretlint; barriers and opaque characters are none of its letters.
  const plain = content.replace(/[\x11-\x13]/g, '"');
  const source = { content: plain, filePath: 'transcript.txt', ext: '.txt', contentType: 'text' as const };
  const { messages } = await lintSource({ source, options: { config, noPhysicFilePath: true } });
  return messages
    .filter(({ range }) => !isFiller(plain.slice(...range)))
    .map(({ ruleId, range }) => ({ start: range[0], end: range[1], kind: `${ruleId.replace(/^.*secretlint-rule-/, '')}-token` }));
}
