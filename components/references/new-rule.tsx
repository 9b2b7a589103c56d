'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { useOutcome } from '@/components/ui/use-outcome';
import { whileBusy } from '@/components/ui/while-busy';
import { saveRule } from '@/lib/projects/rule-client';
import { RuleFields, ruleOf } from './rule-fields';

/** Adds a rule behind the others. */
export function NewRule({ project }: { project: string }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { say, outcome } = useOutcome();
  const add = useMutation({
    mutationFn: (data: FormData) => saveRule(project, null, ruleOf(data)),
    onSuccess: ({ kind }) => {
      form.current?.reset();
      say(`Rule ${kind} added`);
      router.refresh();
    },
  });
  return (
    <form
      ref={form}
      className="scripted max-w-measure"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(new FormData(event.currentTarget));
      }}
    >
      <RuleFields error={add.error} />
      <Problem className="mt-3">{add.error?.message}</Problem>
      <button type="submit" className={button({ variant: 'primary', class: 'mt-4 max-md:h-11' })} {...whileBusy(add.isPending)}>
        {add.isPending ? 'Adding…' : 'Add rule'}
      </button>
      {outcome}
    </form>
  );
}
