/** The fields of a record that a person may write. By itself, so that pages can name them without zod. */
export const EDIT_FIELDS = ['title', 'status', 'summary', 'outcome', 'next_steps', 'key_decisions', 'open_questions'] as const;
