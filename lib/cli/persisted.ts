import { createReadStream } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { jsonObject } from '@/lib/cli/json-object';
import { type JsonObject, listOf, objectOf, readValues, textOf } from '@/lib/formats/json';
import { LIMITS } from '@/lib/limits';
import { splitLines } from '@/lib/transcripts/lines';

/** Of a longer output the beginning is sent. */
const MOST_BYTES = 4 * LIMITS.text_chars;
const MOST_META_BYTES = 64 * 1024;
const MARK = Buffer.from('<persisted-output>');

/**
 * The outputs that Claude Code put into files beside a transcript, because they were too long for it: each as a line for the server. A file is looked for
 * in the session's own folder `tool-results` alone, wherever the transcript says that it is.
 */
export async function* persistedOutputs(path: string, part?: { from: number; until: number }): AsyncGenerator<string> {
  if (part && part.until <= part.from) return;
  const bytes = createReadStream(path, part && { start: part.from, end: part.until - 1 });
  for await (const line of splitLines(bytes)) {
    if (line.tooLong || !line.bytes.includes(MARK)) continue;
    for (const { value } of readValues(line.bytes.toString('utf8')).values)
      for (const output of outputsIn(objectOf(value))) {
        const content = await readOutput(path, output);
        if (content !== null) yield `${JSON.stringify({ ...output, content })}\n`;
      }
  }
}

/** What Claude Code wrote of a subagent beside its transcript, as a line for the server; null where it wrote nothing that can be read. */
export async function agentLine(path: string): Promise<string | null> {
  const [, agentId] = basename(path).match(/^agent-(.+)\.jsonl$/) ?? [];
  if (!agentId) return null;
  const meta = jsonObject(await readBeginning(path.replace(/\.jsonl$/, '.meta.json'), MOST_META_BYTES).catch(() => ''));
  const sessionId = meta && textOf((await firstRecord(path)).sessionId);
  if (!meta || !sessionId) return null;
  const { description, name, agentType, toolUseId } = meta;
  if ([description, name, agentType, toolUseId].every((told) => textOf(told) === null)) return null;
  const about = { type: 'agent-meta', uuid: `meta-${agentId}`, sessionId, isSidechain: true, agentId };
  return `${JSON.stringify({ ...about, description, name, agentType, toolUseId })}\n`;
}

async function firstRecord(path: string): Promise<JsonObject> {
  for await (const { bytes } of splitLines(createReadStream(path))) return jsonObject(bytes.toString('utf8')) ?? {};
  return {};
}

interface OutputFile {
  type: 'persisted-output';
  uuid: string;
  sessionId: string;
  timestamp: string | null;
  toolUseID: string;
  path: string;
}

function outputsIn(record: JsonObject): OutputFile[] {
  const sessionId = textOf(record.sessionId);
  if (!sessionId) return [];
  return listOf(objectOf(record.message).content).flatMap((block) => {
    const { tool_use_id, content } = objectOf(block);
    const said = typeof content === 'string' ? content : JSON.stringify(content ?? '');
    const file = said.match(/Full output saved to: ([^\n"\\]+)/)?.[1]?.trim();
    const [toolUseID, timestamp] = [textOf(tool_use_id), textOf(record.timestamp)];
    if (!toolUseID || !file || !said.includes('<persisted-output>')) return [];
    return [{ type: 'persisted-output' as const, uuid: `output-${toolUseID}`, sessionId, timestamp, toolUseID, path: file }];
  });
}

async function readOutput(transcript: string, { sessionId, path }: OutputFile): Promise<string | null> {
  const beside = dirname(transcript);
  const name = basename(path.replaceAll('\\', '/'));
  const [sessions] = beside.split(/[\\/]subagents(?=[\\/]|$)/);
  const folders = [join(beside, basename(sessionId)), ...(sessions !== beside ? [sessions ?? beside] : [])];
  for (const folder of folders) {
    const file = join(folder, 'tool-results', name);
    const stats = await lstat(file).catch(() => null);
    if (stats?.isFile()) return readBeginning(file, Math.min(stats.size, MOST_BYTES));
  }
  return null;
}

async function readBeginning(file: string, length: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
