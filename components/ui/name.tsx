import { visible } from '@/components/evidence/safe-text';

/** A name that a client gave: nothing in it is unseen, and it does not turn the words around it. */
export const Name = ({ text }: { text: string }) => <bdi>{visible(text)}</bdi>;
