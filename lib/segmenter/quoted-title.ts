import { isApproval } from '@/lib/segmenter/approval';

const MAX_CHARS = 100;
const GREETING = /^(?:hi|hello|hey|hallo|ok|okay|so|well|please|thanks|thank you|great|good morning|now)\b[\s,.!]*$/i;
const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A text of at most `max` characters, cut at the end of a word, with an ellipsis where it was cut. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  const space = head.search(/\s\S*$/);
  const kept = space > max / 2 ? head.slice(0, space) : head.slice(0, -1);
  return `${kept.replace(/[\s,;:–—-]+$/, '').replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The ask as a title: its first meaningful sentence in typographic quotes, on one line, or null if it holds no words. */
export function quotedTitle(ask: string): string | null {
  const lines = ask
    .replace(/^\s*(```|~~~)[\s\S]*?^\s*\1.*$/gm, '')
    .split(/\r\n|\n|\r/)
    .map(plainLine)
    .filter(hasWords);
  const sentences = lines.flatMap((line) => [...SENTENCES.segment(line)].map(({ segment }) => segment.trim())).filter(hasWords);
  const at = Math.max(
    0,
    sentences.findIndex((part) => !GREETING.test(part) && !isApproval(part)),
  );
  const [sentence, next] = sentences.slice(at);
  if (!sentence) return null;
  const whole = /^[^:]{1,60}:$/.test(sentence) && next ? `${sentence} ${next}` : sentence;
  const short = clipped(whole.replace(/[“”]/g, '"'), MAX_CHARS - 2);
  return `“${(short.split('`').length - 1) % 2 === 1 ? short.replaceAll('`', '') : short}”`;
}

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** A line without its Markdown marks, tags and stray whitespace. */
const plainLine = (line: string) =>
  line
    .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+•]\s+)+/, '')
    .replace(/\[(?:image|document)(?:: [^\]]*| #\d+)\]/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?[a-z][\w-]*(?:\s[^<>]*)?>/gi, ' ')
    .replace(/(\*\*|__)(?=\S)(.*?)(?<=\S)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
