'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '@/lib/http/api';

/**
 * A form that is sent as JSON, once every field that it needs has something in it. `problemOf` says what is wrong with a field, `problem` what is wrong with none of them; the first wrong field gets the focus.
 */
export function useSubmit<T>(
  send: (values: Record<string, string>) => Promise<T>,
  onDone: (answer: T, form: HTMLFormElement) => void,
) {
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending, isSuccess } = useMutation({ mutationFn: send });
  const [empty, setEmpty] = useState<string[]>([]);
  const issues = error instanceof ApiError ? error.problem.issues : [];
  useEffect(() => {
    if (error || empty.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error, empty]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = event.currentTarget;
    const values = Object.fromEntries([...new FormData(sent)].map(([name, value]) => [name, String(value)]));
    const missing = [...sent.querySelectorAll<HTMLInputElement>('input[required]')].filter(({ value }) => value.trim() === '');
    setEmpty(missing.map(({ name }) => name));
    if (!isPending && missing.length === 0) mutate(values, { onSuccess: (answer) => onDone(answer, sent) });
  };
  return {
    // Without scripts nothing is sent as a part of an address.
    formProps: { ref: form, onSubmit, method: 'post', noValidate: true } as const,
    isPending,
    isSuccess,
    problem: error && issues.length === 0 && empty.length === 0 ? error.message : '',
    problemOf: (name: string) => (empty.includes(name) ? 'Fill this in' : issues.find(({ path }) => path === name)?.message),
  };
}

/** Leaves for a page that is rendered for whoever is signed in now. */
export const leaveFor = ({ url }: { url: string }) => window.location.assign(url);
