'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ShownText } from '@/components/evidence/shown-text';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { answerDevice } from '@/lib/tokens/client';
import type { WaitingDevice } from '@/lib/tokens/device-schema';

/** Asks a person whether a command line may act for them, and says what that means. */
export function DeviceAnswer({ device, person }: { device: WaitingDevice; person: string }) {
  const answer = useMutation({ mutationFn: (approved: boolean) => answerDevice(device.user_code, approved) });
  const name = <ShownText text={device.name} />;
  if (answer.isSuccess) return <Answered>{answer.variables ? <>{name} is signed in</> : <>{name} was turned away</>}</Answered>;
  return (
    <>
      <h1 className="text-display wrap-anywhere max-md:text-display-sm">Sign in {name}?</h1>
      <p className="mt-2 text-ink-2">The debrief command on that computer asks to act for you, {person}.</p>
      <dl className="mt-6 grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2 border-y border-line py-4 text-small">
        <dt className="text-ink-3">Code</dt>
        <dd>
          <code>{device.user_code}</code>
        </dd>
        <dt className="text-ink-3">It can</dt>
        <dd>Add events, read and review, wherever you may</dd>
        <dt className="text-ink-3">It cannot</dt>
        <dd>Change members, tokens or settings</dd>
        <dt className="text-ink-3">Until</dt>
        <dd>90 days have passed, or you revoke it in your settings</dd>
      </dl>
      <p className="mt-4 text-small text-ink-2">
        Approve only if you ran <code>debrief login</code> yourself and it shows this code. The computer chose its name.
      </p>
      <Problem className="mt-3">{answer.error?.message}</Problem>
      <div className="mt-5 flex gap-2">
        <button
          type="button"
          className={`scripted ${button({ variant: 'primary' })}`}
          {...whileBusy(answer.isPending)}
          onClick={() => answer.mutate(true)}
        >
          Approve
        </button>
        <button
          type="button"
          className={`scripted ${button()}`}
          {...whileBusy(answer.isPending)}
          onClick={() => answer.mutate(false)}
        >
          Deny
        </button>
      </div>
    </>
  );
}

function Answered({ children }: { children: React.ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <>
      <h1 ref={title} tabIndex={-1} className="text-display wrap-anywhere max-md:text-display-sm">
        {children}
      </h1>
      <p className="mt-2 text-ink-2">You can close this page.</p>
    </>
  );
}
