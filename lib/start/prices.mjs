import { readFileSync } from 'node:fs';
import { StartError } from './output.mjs';

const KINDS = ['input', 'output', 'cache_read', 'cache_write'];
const EXAMPLE = '{ "some-model-*": { "input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75 } }';
/** The server gets it as a variable, and some systems take no longer ones. */
const MAX_CHARS = 30_000;

/**
 * The price table of a file, checked: what a million tokens of each kind cost with a model, in US dollars.
 * @param {string | undefined} path
 * @returns {string | null} as JSON; null where none is named
 */
export function readPrices(path) {
  if (!path) return null;
  const table = parsed(path, readText(path));
  if (!isObject(table) || Object.keys(table).length === 0) {
    throw new StartError(`DEBRIEF_PRICES names ${path}, which holds no models. Example: ${EXAMPLE}`);
  }
  for (const [model, price] of Object.entries(table)) checkPrice(path, model, price);
  const text = JSON.stringify(table);
  if (text.length > MAX_CHARS)
    throw new StartError(`DEBRIEF_PRICES names ${path}, which is too long; keep the models that you use.`);
  return text;
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new StartError(`DEBRIEF_PRICES names ${path}, which ${isMissing ? 'does not exist' : 'cannot be read'}.`);
  }
}

/** @param {string} path @param {string} text @returns {unknown} */
function parsed(path, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new StartError(`DEBRIEF_PRICES names ${path}, which is not JSON. Example: ${EXAMPLE}`);
  }
}

/** @param {string} path @param {string} model @param {unknown} price */
function checkPrice(path, model, price) {
  const where = `DEBRIEF_PRICES names ${path}, where ${JSON.stringify(model)}`;
  if (/\*./.test(model)) throw new StartError(`${where} has a * that is not at its end.`);
  if (!isObject(price) || Object.keys(price).length === 0) throw new StartError(`${where} has no prices. Example: ${EXAMPLE}`);
  for (const [kind, dollars] of Object.entries(price)) {
    if (!KINDS.includes(kind))
      throw new StartError(`${where} has a price for ${JSON.stringify(kind)}; it can be ${KINDS.join(', ')}.`);
    if (typeof dollars !== 'number' || !(dollars >= 0)) {
      throw new StartError(`${where} has a price for ${kind} that is no number of US dollars for a million tokens.`);
    }
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
