'use client';

import { useState } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { whileBusy } from '@/components/ui/while-busy';
import { changeComment } from '@/lib/reviews/comment-client';
import type { Comment } from '@/lib/reviews/comment-schema';
import { SaveKeys } from './composer';

interface CommentEditorProps {
  comment: Comment;
  onSaved: (comment: Comment) => void;
  onClose: () => void;
}

/** One's own comment while it is changed. */
export function CommentEditor({ comment, onSaved, onClose }: CommentEditorProps) {
  const [body, setBody] = useState(comment.body);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const save = async () => {
    if (body.trim() === '') return;
    setState('saving');
    await changeComment(comment.id, body).then(onSaved, () => setState('failed'));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
        else if (event.key === 'Escape' && body === comment.body) onClose();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that opened it
        autoFocus
        className="box"
        rows={3}
        maxLength={10_000}
        aria-label="Comment"
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {state === 'failed' && (
        <p role="alert" className="mt-1 text-meta text-fail">
          Not saved. Try again
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="submit" className={button({ variant: 'primary', size: 'sm' })} {...whileBusy(state === 'saving')}>
          {state === 'saving' ? 'Save…' : 'Save'} <SaveKeys />
        </button>
        <button type="button" className={button({ variant: 'ghost', size: 'sm' })} onClick={onClose}>
          Cancel {body === comment.body && <Kbd>Esc</Kbd>}
        </button>
      </div>
    </form>
  );
}
