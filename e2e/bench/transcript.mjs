import { randomUUID } from 'node:crypto';

const CWD = '/home/ada/ferry';
const STEPS_PER_TURN = 20;

/**
 * A Claude Code transcript of any length, in invented content, line by line: a prompt, then calls with results of several sizes, then a closing message.
 * @param {number} records
 * @param {string} [sessionId]
 */
export function* transcriptLines(records, sessionId = randomUUID()) {
  let at = Date.parse('2026-03-02T08:00:00Z');
  /** @type {string | null} */
  let parent = null;
  let written = 0;
  const line = (/** @type {'user' | 'assistant'} */ type, /** @type {unknown} */ content, more = {}) => {
    at += 3000;
    const uuid = randomUUID();
    const envelope = { sessionId, cwd: CWD, gitBranch: 'main', version: '2.1.220', isSidechain: false, userType: 'external' };
    const text = JSON.stringify({
      type,
      uuid,
      parentUuid: parent,
      timestamp: new Date(at).toISOString(),
      ...envelope,
      message: { role: type, content, ...more },
    });
    parent = uuid;
    written += 1;
    return `${text}\n`;
  };
  const answer = (/** @type {unknown} */ block) =>
    line('assistant', [block], {
      id: `msg_${randomUUID()}`,
      model: 'claude-opus-4-6',
      usage: { input_tokens: 12, output_tokens: 340 },
    });
  for (let turn = 1; written < records; turn++) {
    yield line(
      'user',
      `Work item #${turn}: bring the timetable of pier ${turn % 37} up to the new tide tables and run its tests`,
    );
    for (let step = 0; step < STEPS_PER_TURN && written < records - 1; step++) {
      const id = `toolu_${randomUUID()}`;
      const command =
        step % 5 === 4 ? `npm test -- pier-${turn % 37}` : `sed -n '${step * 10},${step * 10 + 60}p' src/piers/${turn % 37}.ts`;
      yield answer({ type: 'tool_use', id, name: 'Bash', input: { command } });
      yield line('user', [{ type: 'tool_result', tool_use_id: id, content: output(turn, step), is_error: false }]);
    }
    if (written < records)
      yield answer({
        type: 'text',
        text: `Pier ${turn % 37} follows the new tide tables. All 12 tests of work item #${turn} pass.`,
      });
  }
}

const output = (/** @type {number} */ turn, /** @type {number} */ step) =>
  Array.from(
    { length: 5 + ((turn * 7 + step * 13) % 60) },
    (_, row) => `${row + 1}  departure(${turn}, ${step}, ${row * 17}) // high water ${(row * 37) % 24}:15`,
  ).join('\n');
