/** How long a box may take to come. */
const AHEAD_MS = 3000;
const BOX = 'input:not([type="checkbox"], [type="radio"]), textarea';

/** What was typed so far while a box is on its way, and what had the focus when it was asked for. */
let ahead: { text: string; until: number; from: Element | null } | null = null;

/** A box to write in was asked for by a key and may have to be loaded first: what is typed meanwhile is written in it, where else each letter would be a key. */
export function typeAhead(): void {
  if (!ahead) {
    document.addEventListener('keydown', keep, true);
    document.addEventListener('focusin', handOver);
  }
  ahead = { text: '', until: performance.now() + AHEAD_MS, from: document.activeElement };
}

function end(): string {
  document.removeEventListener('keydown', keep, true);
  document.removeEventListener('focusin', handOver);
  const { text = '' } = ahead ?? {};
  ahead = null;
  return text;
}

function keep(event: KeyboardEvent): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!ahead || performance.now() > ahead.until || event.key === 'Escape' || isOtherBox(event.target)) {
    end();
    return;
  }
  if (event.key === 'Backspace') ahead.text = ahead.text.slice(0, -1);
  else if (event.key.length === 1) ahead.text += event.key;
  else if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function handOver({ target }: FocusEvent): void {
  if (!isOtherBox(target)) return;
  const text = end();
  // Once what gave the focus is done, and before the next key; by a command, so that it is heard as typing is.
  if (text) queueMicrotask(() => document.execCommand('insertText', false, text));
}

/** Who is led away from a box goes on to type where it is still. */
const isOtherBox = (target: EventTarget | null): boolean => isBox(target) && target !== ahead?.from;

const isBox = (target: EventTarget | null): boolean => target instanceof Element && target.matches(BOX);
