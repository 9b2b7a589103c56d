'use client';

import { createContext, type ReactNode, useContext } from 'react';

const MayReview = createContext(false);

/** Tells everything in it whether the reader may say what they think: nobody does by a share link, nor as a viewer. */
export function ReviewRights({ mayReview, children }: { mayReview: boolean; children: ReactNode }) {
  return <MayReview value={mayReview}>{children}</MayReview>;
}

export const useMayReview = (): boolean => useContext(MayReview);
