import { findNodeAtLocation, modify, type Node, type ParseError, parse, parseTree } from 'jsonc-parser';
import { z } from 'zod';
import { CliError } from '@/lib/cli/terminal';

/** Hooks as agents write them: at each event, groups of commands and addresses. */
const hook = z.object({ command: z.string().optional(), url: z.string().optional() });
const group = z.object({ hooks: z.array(hook) });
const settings = z.object({ hooks: z.record(z.string(), z.array(group)).optional() });
type Hooks = z.infer<typeof settings>['hooks'];
export type Hook = z.infer<typeof hook>;

/** A hook that is set up for an agent, at an event. */
export interface HookSetup {
  event: string;
  /** What it is for, where that is less than all: a pattern of names of tools. */
  matcher?: string;
  hook: Hook & Record<string, unknown>;
}

/** The settings with hooks in them, each at its event once; all else stays as it is written. Throws CliError for settings that cannot be read. */
export function withHooks(text: string, file: string, setups: readonly HookSetup[]): string {
  return setups.reduce(
    (soFar, { event, matcher, hook }) => {
      const hooks = readHooks(soFar, file);
      const groups = hooks?.[event];
      const isSame = (each: Hook) => each.command === hook.command && each.url === hook.url;
      if (groups?.some((each) => each.hooks.some(isSame))) return soFar;
      const added = { ...(matcher && { matcher }), hooks: [hook] };
      if (!hooks) return insert(soFar, ['hooks'], { [event]: [added] });
      return groups ? insert(soFar, ['hooks', event, -1], added) : insert(soFar, ['hooks', event], [added]);
    },
    text.trim() === '' ? '{}\n' : text,
  );
}

/** The settings without any hook that `isOurs`; lists that are empty then go with it. */
export function withoutHooks(text: string, file: string, isOurs: (hook: Hook) => boolean): string {
  let left = text;
  for (const [event, groups] of Object.entries(readHooks(text, file) ?? {})) {
    for (const [at, { hooks }] of [...groups.entries()].reverse()) {
      const ours = [...hooks.entries()].filter(([, each]) => isOurs(each));
      if (ours.length > 0 && ours.length === hooks.length) left = remove(left, ['hooks', event, at]);
      else for (const [place] of ours.reverse()) left = remove(left, ['hooks', event, at, 'hooks', place]);
    }
    if (groups.length > 0 && readHooks(left, file)?.[event]?.length === 0) left = remove(left, ['hooks', event]);
  }
  return left !== text && Object.keys(readHooks(left, file) ?? {}).length === 0 ? remove(left, ['hooks']) : left;
}

function readHooks(text: string, file: string): Hooks {
  const errors: ParseError[] = [];
  const value: unknown = text.trim() === '' ? {} : parse(text, errors, { allowTrailingComma: true });
  const read = settings.safeParse(value);
  if (errors.length > 0 || !read.success) throw new CliError(`${file} cannot be read as settings. Mend it, then run this again.`);
  return read.data.hooks;
}

type Path = (string | number)[];

/** Takes out a property or an item, with the space that was before it and nothing else. */
function remove(text: string, path: Path): string {
  const value = findNodeAtLocation(parseTree(text) ?? { type: 'null', offset: 0, length: 0 }, path);
  const node = value?.parent?.type === 'property' ? value.parent : value;
  const siblings = node?.parent?.children ?? [];
  if (!node?.parent) return text;
  const at = siblings.indexOf(node);
  const [previous, next] = [siblings[at - 1], siblings[at + 1]];
  const start = previous ? endOf(previous) : next ? node.offset : node.parent.offset + 1;
  const end = previous ? endOf(node) : next ? next.offset : endOf(node.parent) - 1;
  return text.slice(0, start) + text.slice(end);
}

const endOf = ({ offset, length }: Node): number => offset + length;

/** Written over lines of its own, so that nothing beside it is formatted anew. */
function insert(text: string, path: Path, value: unknown): string {
  const indent = text.match(/\n([ \t]+)"/)?.[1] ?? '  ';
  const before = `\n${indent.repeat(path.length)}`;
  const written = JSON.stringify(value, null, indent).replaceAll('\n', before);
  return modify(text, path, value, { isArrayInsertion: path.at(-1) === -1 }).reduceRight((soFar, { offset, length, content }) => {
    const [, comma = '', key = ''] = content.match(/^(,?)("(?:[^"\\]|\\.)*":)?/) ?? [];
    const after = comma ? '' : `\n${indent.repeat(path.length - 1)}`;
    const inserted = `${comma}${before}${key && `${key} `}${written}${after}`;
    return soFar.slice(0, offset) + inserted + soFar.slice(offset + length);
  }, text);
}
