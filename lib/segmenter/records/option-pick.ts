import { straight } from '@/lib/segmenter/text/words';

/** An option of a message by its mark ("2", "B") and what it says. */
export interface PickedOption {
  mark: string;
  text: string;
}

/** A line that opens with a mark: "2. …", "**B)** …", "- Option C: …". */
const OPTION =
  /^\s*(?:[-*•]\s+)?(?:#{1,6}\s+)?(?:\*\*)?(?:option\s+)?(?:\*\*)?\(?([1-9]|[A-Fa-f])(?:\*\*)?(?:[.):]|\s+[-—–])\s*(?:\*\*)?\s*(\S.*)$/i;
/** A few words around a mark: "let's go with 2 please". */
const PICK =
  /^(?:(?:ok|okay|yes|yeah|yep|i think|i'd|i would|let's|lets|please|go|do|try|choose|pick|take|prefer|use|with|for|the|option|number|approach|#)[\s,:]*)*\(?([1-9]|[a-f])\)?(?:\s+(?:please|pls|then|sounds good|looks good|it is|is fine|is good|thanks|first))*[.!=)\s]*$/i;

/**
 * The option that a short prompt picks from the last list of the message before it: only if that message ends by asking, the option does not ask itself, and
 * the list has its mark once.
 */
export function optionPick(prompt: string, message: string): PickedOption | null {
  if (prompt.length > 60) return null;
  const words = straight(prompt.trim());
  const mark = words.match(PICK)?.[1]?.toUpperCase();
  if (!mark || !/\?[)"'*_\s]*$/.test(message.trimEnd())) return null;
  if (mark === 'A' && /\ba\s+\w/i.test(words)) return null;
  const list = lastOptions(message);
  const text = list.get(mark);
  return text && !/\?\W*$/.test(text) ? { mark, text } : null;
}

/** The last list of a message by marks: one that begins anew at its first mark replaces the one before. */
export function lastOptions(message: string): Map<string, string> {
  let list = new Map<string, string>();
  let isFenced = false;
  for (const line of message.split(/\r\n|\n|\r/)) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    const found = isFenced ? null : line.match(OPTION);
    const mark = found?.[1]?.toUpperCase();
    if (!found || !mark) continue;
    if (mark === '1' || mark === 'A') list = new Map();
    list.set(mark, plain(found[2] ?? ''));
  }
  return list.size >= 2 ? list : new Map();
}

const plain = (text: string) =>
  text
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .replace(/:$/, '')
    .trim();
