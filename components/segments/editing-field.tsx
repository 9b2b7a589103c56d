import type { ReactNode } from 'react';
import { Editable, EditableGap, EditButton } from '@/components/edits/editable';
import { EditedBy } from '@/components/edits/edited-by';
import type { Clock } from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import type { EditField } from '@/lib/segments/word-schema';

/** A field of a segment that may be written by whoever reads it. */
export interface EditingField {
  field: EditField;
  segment: Segment;
  clock: Clock;
  mayEdit: boolean;
}

const placeOf = ({ id, sid, n, cut }: Segment) => ({ id, sid, n, cut });

/** What the field says, or its editor. Without the right to write it is what it is. */
export const EditingSlot = ({ field, segment, mayEdit, children }: EditingField & { children?: ReactNode }) =>
  mayEdit ? (
    <Editable field={field} place={placeOf(segment)}>
      {children}
    </Editable>
  ) : (
    children
  );

export const EditingButton = ({ field, mayEdit }: EditingField) => mayEdit && <EditButton field={field} />;

/** A field that says nothing has no heading; only its editor, once it is opened. */
export const FieldGap = ({ field, segment, clock, mayEdit }: EditingField) =>
  mayEdit && (
    <>
      <EditableGap field={field} place={placeOf(segment)} />
      <EditedField {...{ field, segment, clock, mayEdit }} />
    </>
  );

/** Whose words the field has, where they are a person's. */
export function EditedField({ field, segment, clock }: EditingField) {
  const edit = segment.edits[field];
  return edit && <EditedBy field={field} segment={segment.id} clock={clock} {...edit} />;
}
