import type { SegmenterEvent, SegmenterTool } from '@/lib/segmenter/segmenter';

type Draft = Partial<Omit<SegmenterEvent, 'tool'>> & { tool?: Partial<SegmenterTool> };

const START = Date.parse('2026-03-02T09:00:00.000Z');
const SECOND = 1000;

/** Events in order for a test: numbered from 1 on, ten seconds apart. */
export const script = (...drafts: Draft[]): SegmenterEvent[] =>
  drafts.map(({ tool, ...draft }, i) => ({
    seq: i + 1,
    at: START + i * 10 * SECOND,
    thread: 'main',
    actor: 'agent',
    kind: 'message',
    text: null,
    data: null,
    usage: null,
    isNoise: false,
    ...draft,
    tool: tool ? { name: null, callId: null, input: null, output: null, isError: null, exitCode: null, ...tool } : null,
  }));

/** A prompt of a person. */
export const prompt = (text: string): Draft => ({ actor: 'human', kind: 'prompt', text });
/** A message of the agent. */
export const message = (text: string): Draft => ({ text });

let calls = 0;

/** A tool call and its result. */
export function tool(
  name: string,
  input: Record<string, unknown>,
  result: Partial<SegmenterTool> & { data?: Record<string, unknown> } = {},
): Draft[] {
  calls += 1;
  const callId = `call-${calls}`;
  const { data = null, ...rest } = result;
  return [
    { kind: 'tool_call', tool: { name, callId, input } },
    { actor: 'tool', kind: 'tool_result', data, tool: { name, callId, isError: false, output: '', ...rest } },
  ];
}

/** A shell command and its result. */
export const shell = (command: string, output = '', result: Partial<SegmenterTool> = { exitCode: 0 }): Draft[] =>
  tool('Bash', { command }, { output, ...result });
