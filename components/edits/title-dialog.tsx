'use client';

import { Dialog } from '@/components/ui/dialog';
import type { Place } from './editing';
import { Editor } from './editor';

/** Writes the title of a segment of the timeline. */
export const TitleDialog = ({ place, onClose }: { place: Place; onClose: () => void }) => (
  <Dialog title={`Title of segment ${place.n}`} onClose={onClose}>
    <div className="mt-3">
      <Editor field="title" place={place} onClose={onClose} />
    </div>
  </Dialog>
);
