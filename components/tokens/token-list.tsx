'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { ShownText } from '@/components/evidence/shown-text';
import { Ago } from '@/components/ui/ago';
import { button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { useOutcome } from '@/components/ui/use-outcome';
import { type Clock, formatDay } from '@/lib/display';
import { revokeToken } from '@/lib/tokens/client';
import type { Token } from '@/lib/tokens/schema';
import { scopeWords } from './scopes';

interface TokenListProps {
  tokens: Token[];
  /** The tokens of who reads this, rather than of a project. */
  isOwn?: boolean;
  clock: Clock;
}

/** Tokens that were not revoked: a table, and on a phone a list. */
export function TokenList({ tokens, isOwn = false, clock }: TokenListProps) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const [revoking, setRevoking] = useState<Token | null>(null);
  const of = { clock, isOwn, revoke: setRevoking };
  return (
    <>
      {tokens.length > 0 && <TokenTable tokens={tokens} {...of} />}
      <ul className="md:hidden">
        {tokens.map((token) => (
          <TokenItem key={token.id} token={token} {...of} />
        ))}
      </ul>
      {outcome}
      {revoking && (
        <ConfirmDialog
          title={`Revoke token ‘${visible(revoking.name)}’?`}
          confirm="Revoke token"
          keep="Keep"
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await revokeToken(revoking.id, isOwn);
            say(`Token ‘${visible(revoking.name)}’ revoked`);
            router.refresh();
          }}
        >
          {consequence(revoking, isOwn)}
        </ConfirmDialog>
      )}
    </>
  );
}

function consequence({ scopes }: Token, isOwn: boolean): string {
  if (isOwn) return 'The command line that uses it has to sign in again.';
  return scopes.includes('ingest') ? 'Agents using it will stop being recorded.' : 'Programs using it will be turned away.';
}

interface Of {
  clock: Clock;
  isOwn: boolean;
  revoke: (token: Token) => void;
}

function TokenTable({ tokens, ...of }: Of & { tokens: Token[] }) {
  const heads = ['Name', 'Can', 'Last used', ...(of.isOwn ? [] : ['Created by']), 'Expires'];
  return (
    <table className="w-full text-ui max-md:hidden">
      <thead>
        <tr className="text-left text-meta text-ink-3">
          {heads.map((head) => (
            <th key={head} scope="col" className="border-b border-line pe-4 pb-1.5 font-normal">
              {head}
            </th>
          ))}
          <td className="border-b border-line" />
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id} className="align-top [&>*]:border-b [&>*]:border-line [&>*]:py-2.5 [&>*]:pe-4 last:[&>*]:border-0">
            <th scope="row" className="max-w-56 text-left font-normal">
              <TokenName token={token} />
            </th>
            <td className="text-ink-2">{scopeWords(token.scopes)}</td>
            <td className="text-ink-2">
              <LastUsed token={token} clock={of.clock} />
            </td>
            {!of.isOwn && (
              <td className="max-w-40 text-ink-2 wrap-anywhere">
                <CreatedBy token={token} clock={of.clock} />
              </td>
            )}
            <td className="text-ink-2">
              <Expires token={token} clock={of.clock} />
            </td>
            <td className="!pe-0 text-right">
              <Revoke token={token} revoke={of.revoke} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TokenItem({ token, clock, isOwn, revoke }: Of & { token: Token }) {
  return (
    <li className="flex items-start justify-between gap-3 border-t border-line py-3 text-ui">
      <div className="min-w-0">
        <TokenName token={token} />
        <p className="mt-1.5 text-ink-2">{scopeWords(token.scopes)}</p>
        <p className="text-ink-3">
          {token.last_used_at ? 'Used ' : 'Never used'}
          {token.last_used_at && <Ago iso={token.last_used_at} now={clock.now} />} · <Expiry token={token} clock={clock} />
        </p>
        {!isOwn && (
          <p className="text-ink-3 wrap-anywhere">
            Created by <CreatedBy token={token} clock={clock} />
          </p>
        )}
      </div>
      <Revoke token={token} revoke={revoke} />
    </li>
  );
}

const TokenName = ({ token }: { token: Token }) => (
  <>
    <span className="block font-medium wrap-anywhere" dir="auto">
      <ShownText text={token.name} />
    </span>
    <code className="text-meta text-ink-3">{token.prefix}…</code>
  </>
);

const LastUsed = ({ token, clock }: { token: Token; clock: Clock }) =>
  token.last_used_at ? <Ago iso={token.last_used_at} now={clock.now} /> : 'Never';

const CreatedBy = ({ token, clock }: { token: Token; clock: Clock }) => (
  <>
    <ShownText text={token.created_by ?? 'Somebody who left'} />
    <span className="text-ink-3">, {formatDay(token.created_at, clock)}</span>
  </>
);

const isExpired = ({ expires_at }: Token, { now }: Clock): boolean => expires_at !== null && Date.parse(expires_at) <= now;

const Expires = ({ token, clock }: { token: Token; clock: Clock }) => {
  if (!token.expires_at) return 'Never';
  return isExpired(token, clock) ? <span className="text-fail">Expired</span> : formatDay(token.expires_at, clock);
};

const Expiry = ({ token, clock }: { token: Token; clock: Clock }) => {
  if (!token.expires_at) return 'does not expire';
  return isExpired(token, clock) ? <span className="text-fail">expired</span> : `expires ${formatDay(token.expires_at, clock)}`;
};

const Revoke = ({ token, revoke }: { token: Token; revoke: Of['revoke'] }) => (
  <button
    type="button"
    className={`scripted ${button({ size: 'sm' })}`}
    aria-label={`Revoke ${visible(token.name)}`}
    onClick={() => revoke(token)}
  >
    Revoke
  </button>
);
