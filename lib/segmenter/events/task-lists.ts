import type { Call } from '@/lib/segmenter/events/tool-calls';

/** The items of a list of tasks that a call writes down whole; none for any other call. */
export function listOf({ input }: Call): { text: string; status: string }[] {
  const list = [input.todos, input.plan, input.items].find(Array.isArray) ?? [];
  return list.map((item: Record<string, unknown> | null) => ({
    text: String(item?.content ?? item?.step ?? item?.description ?? ''),
    status: String(item?.status ?? ''),
  }));
}
