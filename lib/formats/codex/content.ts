import { describeValue, isObject, listOf, textOf } from '@/lib/formats/json';

/** Tags that stand around a picture in a message. */
const AROUND_IMAGE = /^\s*<\/?image\b[^>]*>\s*$/;

/** The text of a message or of an output. Pictures stand in it as one line each: their bytes are in the raw line alone. */
export function contentText(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return content
    .map(blockText)
    .filter((text) => !AROUND_IMAGE.test(text))
    .join('\n');
}

/** Only what was written, as the event of the same message has it. */
export const writtenText = (content: unknown): string =>
  typeof content === 'string' ? content : (contentText(listOf(content).filter((block) => !isImage(block))) ?? '');

/** The lines of its pictures. */
export const imageLines = (content: unknown): string[] => listOf(content).filter(isImage).map(blockText);

function blockText(block: unknown): string {
  if (typeof block === 'string') return block;
  if (isObject(block)) {
    if (isImage(block)) return imageLine(textOf(block.image_url) ?? textOf(block.url) ?? textOf(block.path));
    if (typeof block.text === 'string') return block.text;
  }
  return describeValue(block);
}

const isImage = (block: unknown): boolean =>
  isObject(block) && typeof block.type === 'string' && /^(input_|local_)?image$/i.test(block.type);

/** A line for a picture: what a data address holds, or the name of a file. */
export function imageLine(address: string | null): string {
  if (!address) return '[image]';
  const data = address.slice(0, 200).match(/^data:([\w/+.-]+);base64,/);
  if (!data) return `[image: ${address.split(/[\\/]/).at(-1)?.slice(0, 200)}]`;
  const bytes = (address.length - data[0].length) * 0.75; // base64: four characters for three bytes
  return `[image: ${data[1]}, ${Math.max(1, Math.round(bytes / 1024))} KB]`;
}
