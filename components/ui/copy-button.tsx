'use client';

import { useEffect, useState } from 'react';
import { button } from './button';
import { Icon } from './icon';
import { Kbd } from './kbd';
import { say } from './toast';

interface CopyButtonProps {
  /** A path of this site. */
  path: string;
  variant?: 'default' | 'ghost';
  size?: 'md' | 'sm';
  shortcut?: string;
  label?: string;
  /** Where the address names an event, the link does. */
  hasEvent?: boolean;
}

/** Copies the whole address of a path; the button says so for two seconds. Where the clipboard is blocked it shows the address, selected. */
export function CopyButton({
  path,
  variant = 'default',
  size = 'md',
  shortcut,
  label = 'Copy link',
  hasEvent = false,
}: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'blocked'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    copyPath(hasEvent ? atEvent(path) : path).then(
      () => setState('copied'),
      () => setState('blocked'),
    );
  if (state === 'blocked') {
    return (
      <input
        className="h-8 w-56 rounded-md border border-control bg-surface px-2 text-meta"
        aria-label="Link to copy"
        readOnly
        defaultValue={new URL(hasEvent ? atEvent(path) : path, location.href).href}
        ref={(field) => field?.select()}
        onBlur={() => setState('idle')}
      />
    );
  }
  return (
    <button type="button" className={`scripted ${button({ variant, size })}`} onClick={copy} aria-keyshortcuts={shortcut}>
      <Icon name={state === 'copied' ? 'check' : 'link'} />
      <span aria-live="polite">{state === 'copied' ? 'Copied' : label}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}

/** A path at the event that the address of the page names, if it names one. */
export function atEvent(path: string): string {
  const event = new URLSearchParams(location.search).get('event');
  return event === null ? path : `${path}${path.includes('?') ? '&' : '?'}event=${encodeURIComponent(event)}`;
}

/** Copies the whole address of a path of this site. Rejects where the clipboard is blocked or missing. */
export async function copyPath(path: string): Promise<void> {
  await navigator.clipboard.writeText(new URL(path, location.href).href);
}

/** The same, and says so; where the clipboard is blocked it shows the address, to be copied by hand. */
export const copyAndSay = (path: string, said: string): Promise<void> =>
  copyPath(path).then(
    () => say(said),
    () => say('The clipboard is blocked', { link: new URL(path, location.href).href }),
  );
