'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import type { EditField } from '@/lib/segments/word-schema';
import { edit, FIELD_NAMES, type Place, useEditing } from './editing';

const Editor = lazy(() => import('./editor').then((module) => ({ default: module.Editor })));

interface EditableProps {
  field: EditField;
  place: Place;
  children?: ReactNode;
}

/** What a field says, or its editor while it is written. */
export function Editable({ field, place, children }: EditableProps) {
  if (useEditing() !== field) return children;
  return (
    <Suspense fallback={children}>
      <Editor key={place.id} field={field} place={place} onClose={() => leave(field)} />
    </Suspense>
  );
}

/** Closes the editor; the focus goes back to what opened it. */
function leave(field: EditField): void {
  edit(null);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-edit="${field}"]`)?.focus());
}

/** The same of a field that says nothing: only its editor, under its name. */
export function EditableGap({ field, place }: Omit<EditableProps, 'children'>) {
  if (useEditing() !== field) return null;
  return (
    <section className="mt-[18px]">
      <h2 className="mb-0.5 text-meta text-ink-3">{FIELD_NAMES[field]}</h2>
      <Editable field={field} place={place} />
    </section>
  );
}

/** Opens a field's editor; shown while the field is pointed at or has the focus, and always where fingers tap. */
export function EditButton({ field }: { field: EditField }) {
  return (
    <button
      type="button"
      className="edit-button scripted"
      data-edit={field}
      aria-label={`Edit ${FIELD_NAMES[field].toLowerCase()}`}
      onClick={() => edit(field)}
    >
      Edit
    </button>
  );
}
