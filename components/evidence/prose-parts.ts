/** A part of a message: what stands between code fences, or a fence with its language. */
export type ProsePart = { kind: 'text'; text: string } | { kind: 'code'; text: string; language: string };

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^\n`]*\n([\s\S]*?)(?:\n[ \t]*\1[ \t]*$|(?![\s\S]))/gm;

/** A message in parts: fenced code apart, everything else as it is. */
export function proseParts(message: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let end = 0;
  for (const match of message.matchAll(FENCE)) {
    pushText(parts, message.slice(end, match.index));
    parts.push({ kind: 'code', text: match[3] ?? '', language: (match[2] ?? '').toLowerCase() });
    end = match.index + match[0].length;
  }
  pushText(parts, message.slice(end));
  return parts;
}

const pushText = (parts: ProsePart[], text: string): void => {
  const trimmed = text.replace(/^\n+|\s+$/g, '');
  if (trimmed) parts.push({ kind: 'text', text: trimmed });
};
