import { Buffer } from 'node:buffer';

/**
 * What the patterns read: one character per decoded character of the source, whatever its depth of escaping, so that
 * neither `\n`, `\u0041` nor JSON inside JSON hides a secret. All of it is ASCII or OPAQUE (U+0080);
 * a marker that is there already is a run of BARRIER (U+0001);
 * quotes tell their depth: `"` stands as it is, an escaped one is U+0011, one in JSON inside JSON U+0012 or U+0013.
 */
export interface ScanText {
  text: string;
  codes: Uint8Array;
  /** Where character `i` of the text starts in the source; it ends where `i + 1` starts. */
  starts(): Uint32Array;
}

const OPAQUE = 0x80;
const BARRIER = 0x01;
const QUOTES = [0x22, 0x11, 0x12, 0x13];
/** Stands for `\\n`, `\\r` and `\\t`: white space of JSON inside JSON, or a backslash and a letter. */
const MAYBE_SPACE = 0x0b;
const BACKSLASH = 0x5c;
const MARKER = /\x80{1,3}redacted:[a-z0-9-]+\x80{1,3}/g;

/** The scan text of UTF-8, or nearly. */
export function scanText(source: Uint8Array): ScanText {
  const out = Buffer.allocUnsafe(source.length);
  const length = decode(source, out, null);
  const codes = out.subarray(0, length);
  const text = codes.toString('latin1');
  if (!text.includes('redacted:')) return { text, codes, starts: () => findStarts(source, length) };
  for (const marker of text.matchAll(MARKER)) codes.fill(BARRIER, marker.index, marker.index + marker[0].length);
  return { text: codes.toString('latin1'), codes, starts: () => findStarts(source, length) };
}

/** A string as a source: one byte for each UTF-16 code unit. */
export function unitsOf(text: string): Uint8Array {
  const units = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    units[at] = Math.min(unit, OPAQUE);
  }
  return units;
}

function findStarts(source: Uint8Array, length: number): Uint32Array {
  const starts = new Uint32Array(length + 1);
  decode(source, Buffer.allocUnsafe(source.length), starts);
  starts[length] = source.length;
  return starts;
}

/** What a byte that stands by itself becomes. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, code) => {
  const isKeptControl = code === 0x09 || code === 0x0a || code === 0x0d || code === 0x1b;
  return code < OPAQUE && (code >= 0x20 || isKeptControl) ? code : OPAQUE;
});

/** Writes the scan text of `source` to `out` and, if asked, where each character starts. Returns its length. */
function decode(source: Uint8Array, out: Uint8Array, starts: Uint32Array | null): number {
  const size = source.length;
  let length = 0;
  for (let at = 0; at < size; ) {
    const code = source[at] ?? 0;
    if (starts) starts[length] = at;
    if (code !== BACKSLASH) {
      out[length++] = PLAIN[code] ?? OPAQUE;
      at++;
      continue;
    }
    let to = at + 1;
    while (source[to] === BACKSLASH) to++;
    if (source[to] === 0x22) {
      const depth = quoteDepth(to - at);
      const quote = to - (2 ** depth - 1);
      if (quote > at) out[length++] = BACKSLASH;
      if (starts) starts[length] = quote;
      out[length++] = QUOTES[depth] ?? 0x13;
      at = to + 1;
    } else {
      const letter = (to - at) % 2 === 1 ? ODD[source[to] ?? 0] : EVEN[source[to] ?? 0];
      const code4 = letter === UNICODE ? hex4(source, to + 1) : -1;
      const isEscape = letter !== 0 && (letter !== UNICODE || code4 >= 0);
      out[length++] = letter === UNICODE ? decodeUnit(code4, to - at) : letter || BACKSLASH;
      at = isEscape ? to + (code4 >= 0 ? 5 : 1) : to;
    }
  }
  return length;
}

/** What a letter behind an odd or even number of backslashes stands for; 0 if it stands for itself. */
const UNICODE = 0xff;
const ODD = new Uint8Array(256);
const EVEN = new Uint8Array(256);
for (const [letter, odd, even] of [
  ['n', 0x0a, MAYBE_SPACE],
  ['r', 0x0a, MAYBE_SPACE],
  ['t', 0x09, MAYBE_SPACE],
  ['b', 0x20, 0],
  ['f', 0x20, 0],
  ['/', 0x2f, 0x2f],
  ['u', UNICODE, UNICODE],
] as const) {
  ODD[letter.charCodeAt(0)] = odd;
  EVEN[letter.charCodeAt(0)] = even;
}

function decodeUnit(unit: number, backslashes: number): number {
  if (unit < 0) return BACKSLASH;
  if (unit === 0x22) return backslashes === 1 ? 0x11 : 0x12;
  return unit < OPAQUE ? (PLAIN[unit] ?? OPAQUE) : OPAQUE;
}

/** How many levels of JSON escaped a quote that `count` backslashes precede: 1, 3 and 7 are one, two and three levels. */
function quoteDepth(count: number): number {
  let depth = 0;
  for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) depth++;
  return depth;
}

function hex4(source: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 4; at++) {
    const digit = HEX.indexOf(String.fromCharCode(source[at] ?? 0).toLowerCase());
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
const HEX = '0123456789abcdef';
