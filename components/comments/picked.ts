/** Words of a field that a person selected, as they are shown. */
export interface Picked {
  /** The id of the segment, and its number. */
  segment: string;
  n: number;
  field: string;
  item: string | null;
  /** What is shown of the field before them. */
  before: string;
  shown: string;
}

/** The text nodes in which a field's own words stand: no citations, and nothing that the page says of them. */
export function wordNodes(field: Element): Text[] {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent?.closest('.words') && !parent.closest('[data-aside]')) nodes.push(node as Text);
  }
  return nodes;
}

/** What is selected of one field; null where nothing is. */
export function pickedFrom(selection: Selection | null): Picked | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const field = fieldAt(range.startContainer) ?? fieldAt(range.endContainer);
  const segment = field?.closest<HTMLElement>('[data-segment]');
  if (!field || !segment) return null;
  const shown = wordNodes(field).map((node) => cut(node, range));
  const first = shown.findIndex(({ inside }) => inside !== '');
  const before = shown.slice(0, first + 1).map(({ before }) => before);
  const text = shown.map(({ inside }) => inside).join('');
  if (text.trim() === '') return null;
  return {
    segment: segment.dataset.segment ?? '',
    n: Number(segment.dataset.n),
    field: field.dataset.field ?? '',
    item: field.dataset.item ?? null,
    before: before.join(''),
    shown: text,
  };
}

const fieldAt = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-field]') ?? null;

/** What of a text node stands before a range, and inside of it. */
function cut(node: Text, range: Range): { before: string; inside: string } {
  if (!range.intersectsNode(node)) {
    const isBefore = range.comparePoint(node, 0) < 0;
    return { before: isBefore ? node.data : '', inside: '' };
  }
  const start = range.startContainer === node ? range.startOffset : 0;
  const end = range.endContainer === node ? range.endOffset : node.data.length;
  return { before: node.data.slice(0, start), inside: node.data.slice(start, end) };
}
