'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { button } from '@/components/ui/button';
import { ConfirmDialog, Dialog, DialogButtons } from '@/components/ui/dialog';
import { Name } from '@/components/ui/name';
import { Problem } from '@/components/ui/problem';
import { useOutcome } from '@/components/ui/use-outcome';
import { deleteRule, saveRule } from '@/lib/projects/rule-client';
import type { ReferenceRule } from '@/lib/projects/rule-schema';
import { RuleFields, ruleOf } from './rule-fields';

interface RuleListProps {
  project: string;
  rules: ReferenceRule[];
  mayManage: boolean;
}

/** The rules of a project in their order, and what an administrator can do about them. */
export function RuleList({ project, rules, mayManage }: RuleListProps) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const [changing, change] = useState<ReferenceRule | null>(null);
  const [deleting, remove] = useState<ReferenceRule | null>(null);
  const done = (text: string) => {
    say(text);
    router.refresh();
  };
  return (
    <>
      <ul className="border-t border-line">
        {rules.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 text-ui">
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-medium">
                <Name text={rule.kind} />
              </p>
              <p className="text-meta text-ink-2 wrap-anywhere">
                <code>{rule.pattern}</code> <span className="text-ink-3">leads to</span> <code>{rule.url}</code>
              </p>
            </div>
            {mayManage && (
              <div className="scripted flex gap-2">
                <button
                  type="button"
                  className={button({ size: 'sm' })}
                  aria-label={`Change ${rule.kind}`}
                  onClick={() => change(rule)}
                >
                  Change
                </button>
                <button
                  type="button"
                  className={button({ size: 'sm' })}
                  aria-label={`Delete ${rule.kind}`}
                  onClick={() => remove(rule)}
                >
                  Delete
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {outcome}
      {changing && (
        <ChangeRule project={project} rule={changing} onDone={() => done('Rule changed')} onClose={() => change(null)} />
      )}
      {deleting && (
        <ConfirmDialog
          title={`Delete the rule ${deleting.kind}?`}
          confirm="Delete rule"
          keep="Keep"
          onClose={() => remove(null)}
          onConfirm={async () => {
            await deleteRule(project, deleting.id);
            done('Rule deleted');
          }}
        >
          What it made links is plain text again.
        </ConfirmDialog>
      )}
    </>
  );
}

interface ChangeRuleProps {
  project: string;
  rule: ReferenceRule;
  onDone: () => void;
  onClose: () => void;
}

function ChangeRule({ project, rule, onDone, onClose }: ChangeRuleProps) {
  const save = useMutation({
    mutationFn: (form: FormData) => saveRule(project, rule.id, ruleOf(form)),
    onSuccess: () => {
      onClose();
      onDone();
    },
  });
  return (
    <Dialog title="Change the rule" onClose={onClose}>
      <form
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(new FormData(event.currentTarget));
        }}
      >
        <RuleFields rule={rule} error={save.error} />
        <Problem className="mt-3">{save.error?.message}</Problem>
        <DialogButtons save="Save" isBusy={save.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
