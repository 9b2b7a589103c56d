import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** The text of a message's content. Pictures and documents stand in it as one line each: their bytes are in the raw line alone. */
export function contentText(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return content.map(blockText).join('\n');
}

export function blockText(block: unknown): string {
  if (typeof block === 'string') return block;
  if (!isObject(block)) return describeValue(block);
  if (block.type === 'text' && typeof block.text === 'string') return block.text;
  if (block.type === 'image' || block.type === 'document') return attachmentLine(block.type, objectOf(block.source));
  if (block.type === 'tool_reference') return `[tool: ${textOf(block.tool_name) ?? 'unnamed'}]`;
  return describeValue(block);
}

function attachmentLine(type: string, source: JsonObject): string {
  const media = textOf(source.media_type);
  if (typeof source.data !== 'string') return `[${type}${media ? `: ${media}` : ''}]`;
  const bytes = source.type === 'text' ? source.data.length : source.data.length * 0.75; // base64: four characters for three bytes
  return `[${type}: ${media ?? 'unknown type'}, ${Math.max(1, Math.round(bytes / 1024))} KB]`;
}

/** What stands in `<name>…</name>`, without the space around it. */
export function tagged(text: string, name: string): string | null {
  const start = text.indexOf(`<${name}>`);
  if (start < 0) return null;
  const from = start + name.length + 2;
  const end = text.indexOf(`</${name}>`, from);
  return (end < 0 ? text.slice(from) : text.slice(from, end)).trim();
}

/** Lines that are looked at for a title: a prompt may be long. */
const HEADLINE_LINES = 50;
/** A short line that ends with a colon needs the next one to say something. */
const OPENING_CHARS = 30;

/** The first line that says something, shortened for a title. */
export function headline(text: string, chars = 120): string | null {
  const [first, second] = text
    .split('\n', HEADLINE_LINES)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (!first) return null;
  const isOpening = second !== undefined && first.length <= OPENING_CHARS && first.endsWith(':');
  const line = isOpening ? `${first} ${second.replace(/^([-*#]+|\d+[.)])\s+/, '')}` : first;
  const letters = [...line];
  return letters.length <= chars
    ? line
    : `${letters
        .slice(0, chars - 1)
        .join('')
        .trimEnd()}…`;
}
