import type { Event } from '@/lib/events/schema';

/** An event of segment 1 with a message, for tests to change. */
export const event = (seq: number, more: Partial<Event> = {}): Event => ({
  seq,
  id: `e${seq}`,
  at: '2026-03-02T09:00:00.000Z',
  received_at: '2026-03-02T09:00:00.000Z',
  thread: 'main',
  actor: 'agent',
  kind: 'message',
  text: `message ${seq}`,
  tool: null,
  usage: null,
  data: null,
  segment: 1,
  is_noise: false,
  copied_from: null,
  references: [],
  redacted: [],
  source: null,
  is_cut: false,
  ...more,
});
