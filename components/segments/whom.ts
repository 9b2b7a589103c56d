import { SHARED_SID } from '@/lib/shares/schema';

/** Whom an agent waits on, as a reader is told: who came by a share link is not meant. */
export type Whom = 'you' | 'a person';

export const whomOf = ({ sid }: { sid: string }): Whom => (sid === SHARED_SID ? 'a person' : 'you');
