import { randomUUID } from 'node:crypto';
import { type Dealer, FAMILY_NAMES } from './payloads';

/** Turns of a transcript; each takes a payload of every field. */
const TURNS = 5 * FAMILY_NAMES.length;
const START = Date.parse('2026-03-02T09:00:00Z');

type Line = Record<string, unknown>;

/** Lines of one session, a minute apart. */
function written(lines: Line[]): string {
  const dated = lines.map((line, at) => JSON.stringify({ timestamp: new Date(START + at * 60_000).toISOString(), ...line }));
  return `${dated.join('\n')}\n`;
}

/** A session of Claude Code in which everything that it writes down is hostile. */
export function claudeTranscript(dealer: Dealer): string {
  const bad = (field: string) => dealer.next(`claude ${field}`);
  const each = (field: string) => dealer.each(`claude ${field}`);
  const envelope = { sessionId: randomUUID(), cwd: `/home/${each('cwd')}`, gitBranch: each('branch'), version: each('version') };
  const line = (type: string, more: Line): Line => ({ type, uuid: randomUUID(), userType: 'external', ...envelope, ...more });
  const lines = Array.from({ length: TURNS }, (_, turn) => {
    const id = `${bad('tool id').slice(0, 150)} ${turn}`;
    const tool = turn % 3 === 0 ? 'Bash' : turn % 3 === 1 ? bad('tool name') : 'Edit';
    const input = { command: bad('command'), file_path: bad('file_path'), old_string: bad('old'), new_string: bad('new') };
    const use = { type: 'tool_use', id, name: tool, input };
    const result = { type: 'tool_result', tool_use_id: id, content: bad('output'), is_error: turn % 5 === 4 };
    const said = [{ type: 'thinking', thinking: bad('thinking') }, { type: 'text', text: bad('text') }, use];
    return [
      line('user', { message: { role: 'user', content: bad('prompt') } }),
      line('assistant', { message: { id: `msg ${turn}`, role: 'assistant', model: bad('model'), content: said } }),
      line('user', {
        message: { role: 'user', content: [result] },
        toolUseResult: { stdout: bad('stdout'), stderr: bad('stderr'), filePath: bad('file_path') },
      }),
      line('system', { subtype: turn % 2 === 0 ? bad('subtype') : 'constructor', content: bad('system') }),
      line(bad('type'), { summary: bad('summary'), leafUuid: bad('uuid') }),
    ];
  });
  return written([{ type: 'summary', summary: bad('summary'), leafUuid: randomUUID() }, ...lines.flat()]);
}

/** The same of Codex. */
export function codexTranscript(dealer: Dealer): string {
  const bad = (field: string) => dealer.next(`codex ${field}`);
  const each = (field: string) => dealer.each(`codex ${field}`);
  const meta = { id: randomUUID(), cwd: `/home/${each('cwd')}`, originator: each('originator'), cli_version: each('version') };
  const git = { branch: each('branch'), commit_hash: each('commit'), repository_url: each('repository') };
  const item = (payload: Line): Line => ({ type: 'response_item', payload });
  const words = (type: string, field: string) => [{ type, text: bad(field) }];
  const lines = Array.from({ length: TURNS }, (_, turn) => {
    const call_id = `${bad('call_id').slice(0, 150)} ${turn}`;
    const name = turn % 2 === 0 ? 'exec_command' : bad('tool name');
    const patch = `*** Begin Patch\n*** Update File: ${bad('file')}\n@@\n-${bad('old')}\n+${bad('new')}\n*** End Patch`;
    return [
      { type: 'turn_context', payload: { turn_id: bad('turn_id'), cwd: bad('cwd'), model: bad('model'), effort: bad('effort') } },
      item({ type: 'message', role: 'user', content: words('input_text', 'prompt') }),
      item({ type: 'reasoning', summary: words('summary_text', 'reasoning') }),
      item({ type: 'function_call', name, call_id, arguments: JSON.stringify({ cmd: bad('command'), workdir: bad('workdir') }) }),
      item({ type: 'function_call_output', call_id, output: bad('output') }),
      item({ type: 'custom_tool_call', name: 'apply_patch', call_id: `${call_id}p`, input: patch }),
      item({ type: 'custom_tool_call_output', call_id: `${call_id}p`, output: bad('output') }),
      item({ type: 'message', role: 'assistant', content: words('output_text', 'message') }),
      { type: 'event_msg', payload: { type: bad('event type'), message: bad('event message') } },
      { type: bad('type'), payload: { text: bad('other') } },
    ];
  });
  return written([{ type: 'session_meta', payload: { ...meta, git, source: 'cli' } }, ...lines.flat()]);
}
