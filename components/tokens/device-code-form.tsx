import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';

/** Takes the code that a command line shows; works without scripts. `code`: one that was tried and is none. */
export function DeviceCodeForm({ code }: { code: string }) {
  return (
    <>
      <h1 className="text-display max-md:text-display-sm">Sign in a computer</h1>
      <p className="mt-2 text-ink-2">
        Enter the code that <code>debrief login</code> shows.
      </p>
      <form className="mt-6">
        <label className="block">
          <span className={fieldLabel}>Code</span>
          <input
            className={`${field()} max-w-60 font-mono uppercase placeholder:normal-case`}
            name="user_code"
            required
            maxLength={20}
            placeholder="ABCD-EFGH"
            defaultValue={code}
            aria-invalid={code !== '' || undefined}
            aria-describedby={code ? 'none' : undefined}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        </label>
        {code && (
          <p id="none" className="mt-2 text-small text-fail">
            No computer is waiting with this code. It may be mistyped, expired or already answered: run debrief login again for
            another.
          </p>
        )}
        <button type="submit" className={`mt-5 ${button({ variant: 'primary' })}`}>
          Continue
        </button>
      </form>
    </>
  );
}
