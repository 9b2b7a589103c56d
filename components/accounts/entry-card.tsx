import type { ReactNode } from 'react';
import { BrandMark } from '@/components/ui/brand';

interface EntryCardProps {
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  children?: ReactNode;
  /** Under the card: another way. */
  foot?: ReactNode;
}

/** A page that is one question, in the middle: for people who are not in yet. */
export function EntryCard({ title, lead, children, foot }: EntryCardProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-108 flex-col px-4 pt-[12vh] pb-16 max-md:pt-10">
      <p className="mb-5 flex items-center justify-center gap-2 text-ui font-[680] tracking-[-0.005em]">
        <BrandMark />
        Debrief
      </p>
      <div className="rounded-lg border border-line bg-surface p-8 max-md:p-5">
        <h1 className="text-title wrap-anywhere">{title}</h1>
        {lead && <div className="mt-1 text-small text-ink-2 wrap-anywhere">{lead}</div>}
        {children && <div className="mt-6">{children}</div>}
      </div>
      {foot && <div className="mt-5 text-center text-small text-ink-2">{foot}</div>}
    </main>
  );
}
