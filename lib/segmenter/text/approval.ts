import { straight } from '@/lib/segmenter/text/words';

const MAX_WORDS = 8;
const MAX_CHARS = 80;

/** Words that alone let the agent go on. */
const CONSENT = new Set(
  `yes y yep yeah yup ya ja oui si sí da sure ok okay okey k kk go continue proceed resume do lgtm great perfect good nice cool awesome excellent fine
  thanks thx ty correct right exactly approved approve agreed agree accept accepted confirm confirmed commit push merge ship next both all again retry done
  weiter weitermachen passt gut genau vale claro`.split(/\s+/),
);
/** Words that may stand beside them without adding an object of their own. */
const FILLER = new Set(
  `please pls it this that them these those and the a with then now ahead on to for me so you your changes option number no nr looks sounds well very much
  thank keep carry going try everything work let's lets i'm im am is its it's all job bitte mach`.split(/\s+/),
);
const PHRASES = new Set([
  'keep going',
  'carry on',
  'try again',
  'looks good',
  'sounds good',
  'thank you',
  'mach weiter',
  'please',
  'well done',
]);
const THUMBS = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u;

/** True for a prompt of a few words that only lets the agent go on ("yes", "ok go ahead", "commit this", "1", "👍"): it belongs to the turn before. */
export function isApproval(text: string): boolean {
  const bare = text.trim();
  if (bare === '' || bare.length > MAX_CHARS || bare.includes('?')) return false;
  const line = straight(bare.toLowerCase());
  if (THUMBS.test(line)) return true;
  const words = line.split(/[\s,.!;:()"“”`*_/+&–—]+/).filter((word) => word !== '' && !THUMBS.test(word));
  if (words.length === 0 || words.length > MAX_WORDS) return false;
  if (PHRASES.has(words.join(' '))) return true;
  if (words.length === 1 && /^([a-e]|\d{1,2})$/.test(words[0] ?? '')) return true;
  return words.every(isHarmless) && words.some((word) => CONSENT.has(word) || /^\d{1,2}$/.test(word));
}

const isHarmless = (word: string) => CONSENT.has(word) || FILLER.has(word) || /^([a-e]|\d{1,2})$/.test(word);
