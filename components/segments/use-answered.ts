import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';

/** Gives what shows the page as it is once something was said of an item. */
export function useAnswered(): () => void {
  const [router, client] = [useRouter(), useQueryClient()];
  return () => {
    router.refresh();
    for (const changed of ['segments', 'counts']) client.invalidateQueries({ queryKey: [changed] });
  };
}
