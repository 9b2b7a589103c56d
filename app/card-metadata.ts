import type { Metadata } from 'next';
import { CARD_SIZE } from '@/components/cards/card';

/** What a page says of its picture at an address, which chats then show large. Without what draws it, which pages need not load. */
export const cardMetadata = (url: string, alt: string): { images: NonNullable<Metadata['openGraph']>['images'] } => ({
  images: [{ url, ...CARD_SIZE, alt, type: 'image/png' }],
});
