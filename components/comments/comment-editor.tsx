'use client';

import { useState } from 'react';
import { keepDraft, readDraft } from '@/components/ui/draft';
import { changeComment } from '@/lib/reviews/comment-client';
import type { Comment } from '@/lib/reviews/comment-schema';
import { CommentForm } from './comment-form';
import { rewritingOf } from './draft';

interface CommentEditorProps {
  comment: Comment;
  onSaved: (comment: Comment) => void;
  onClose: () => void;
}

/** One's own comment while it is changed. */
export function CommentEditor({ comment, onSaved, onClose }: CommentEditorProps) {
  const draft = rewritingOf(comment.id);
  const [body, setBody] = useState(() => readDraft(draft) || comment.body);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const write = (text: string) => {
    setBody(text);
    keepDraft(draft, text === comment.body ? '' : text);
  };
  const save = async () => {
    setState('saving');
    try {
      const changed = await changeComment(comment.id, body);
      keepDraft(draft, '');
      onSaved(changed);
    } catch {
      setState('failed');
    }
  };
  return (
    <CommentForm
      label="Change the comment"
      {...{ body, state }}
      onWrite={write}
      save="Save"
      leave="Cancel"
      isUntouched={body === comment.body}
      onSave={() => void save()}
      onLeave={() => {
        keepDraft(draft, '');
        onClose();
      }}
    />
  );
}
