/** Opens the editor of a segment's title; the timeline listens for all of them at once, so that none is a component of the browser. */
export const EditTitle = ({ n }: { n: number }) => (
  <button type="button" className="edit-button scripted" data-edit-title={n} aria-label={`Edit title of segment ${n}`}>
    Edit
  </button>
);
