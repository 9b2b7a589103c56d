#!/usr/bin/env node
// What agents run at the end of a turn: it notes which transcript has grown, begins to send it in a process of its own, and ends at once.
// It prints nothing and always ends well: a server that is away, or a fault here, is none of the agent's business.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEBRIEF = fileURLToPath(new URL('debrief.mjs', import.meta.url));
const MAX_CHARS = 4_000_000;
/** For an agent that says nothing and leaves the input open. */
const INPUT_MS = 500;

/** @returns {Promise<string>} what the agent tells of what has happened */
const input = () =>
  new Promise((resolve) => {
    let text = '';
    const end = () => resolve(text);
    setTimeout(end, INPUT_MS).unref();
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk) => {
      text += chunk;
      if (text.length > MAX_CHARS || isWhole(text)) end();
    });
    process.stdin.once('end', end);
    process.stdin.once('error', end);
  });

/** Whether all is there, though the input stays open. @param {string} text */
function isWhole(text) {
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
}

/** @param {unknown} value */
const isPath = (value) => typeof value === 'string' && value !== '' && !value.includes('\0');

async function run() {
  const [, , ...args] = process.argv;
  const told = JSON.parse(await input());
  const paths = [told.transcript_path, told.agent_transcript_path].filter(isPath);
  // An agent that does not say where its transcript is says whose it is.
  const session = [told.session_id, told.thread_id, told.conversation_id].find(isPath);
  const notes = paths.length === 0 && session ? [{ session, args }] : paths.map((path) => ({ path, args }));
  if (notes.length === 0) return;
  const folder = join(process.env.DEBRIEF_HOME || join(homedir(), '.debrief'), 'pending');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const note of notes) {
    const name = createHash('sha256').update(JSON.stringify(note)).digest('hex').slice(0, 32);
    const draft = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
    writeFileSync(draft, JSON.stringify(note), { mode: 0o600 });
    renameSync(draft, join(folder, `${name}.json`));
  }
  spawn(process.execPath, [DEBRIEF, 'send-pending'], { detached: true, stdio: 'ignore', windowsHide: true }).unref();
}

await run().catch(() => {});
process.exit(0);
