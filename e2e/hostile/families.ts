import { CODE_FAMILIES } from './families-code';
import { MARKUP_FAMILIES } from './families-markup';
import { TEXT_FAMILIES } from './families-text';

export interface Canary {
  id: string;
  /** An address that nobody may ask for. */
  at: string;
  /** A script that nobody may run. */
  run: string;
}

export type Family = readonly ((canary: Canary) => string)[];

/** Each family attacks in its own way; a line is a core. */
export const FAMILIES: Readonly<Record<string, Family>> = { ...MARKUP_FAMILIES, ...CODE_FAMILIES, ...TEXT_FAMILIES };
