'use client';

import { useEffect, useRef } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Prose } from '@/components/ui/prose';
import { whileBusy } from '@/components/ui/while-busy';
import type { Comment } from '@/lib/reviews/comment-schema';
import type { Picked } from './picked';
import { type Place, useComposer } from './use-composer';

interface ComposerProps {
  place: Place;
  picked: Picked | null;
  onSaved: (comment: Comment) => void;
  onClose: () => void;
}

/** Where a comment is written. ⌘↵ saves it, Esc closes it; what is written stays until it is saved or discarded. */
export function Composer({ place, picked, onSaved, onClose }: ComposerProps) {
  const { body, write, quoted, state, save, discard } = useComposer(place, picked, onSaved);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <form
      className="cmt"
      aria-label="New comment"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
        else if (event.key !== 'Escape' || body.trim() !== '') return;
        else onClose();
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p className="who">
        <b>You</b>
      </p>
      {quoted && <Quoted text={quoted.shown} />}
      <textarea
        ref={box}
        className="box"
        rows={3}
        maxLength={10_000}
        aria-label="Comment"
        value={body}
        onChange={(event) => write(event.target.value)}
      />
      {state === 'failed' && (
        <p role="alert" className="mt-1 text-meta text-fail">
          Not saved. Try again
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="submit" className={button({ variant: 'primary', size: 'sm' })} {...whileBusy(state === 'saving')}>
          {state === 'saving' ? 'Comment…' : 'Comment'} <SaveKeys />
        </button>
        <button
          type="button"
          className={button({ variant: 'ghost', size: 'sm' })}
          onClick={() => {
            discard();
            onClose();
          }}
        >
          Discard {body.trim() === '' && <Kbd>Esc</Kbd>}
        </button>
      </div>
    </form>
  );
}

export function Quoted({ text, note }: { text: string; note?: string | undefined }) {
  return (
    <blockquote dir="auto">
      “<Prose text={text} />”{note && <span className="ms-1.5 whitespace-nowrap">{note}</span>}
    </blockquote>
  );
}

/** ⌘ on Apple's machines, Ctrl elsewhere. Only drawn in the browser: what this stands in is loaded on demand. */
export function SaveKeys() {
  const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <span className="keyhint" aria-hidden="true">
      {isApple ? '⌘↵' : 'Ctrl ↵'}
    </span>
  );
}
