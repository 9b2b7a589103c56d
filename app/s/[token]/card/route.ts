import { wholeNumber } from '@/app/ask';
import { cardOfSegment, cardOfSession, cardResponse } from '@/app/cards';
import { database } from '@/db/client';
import { findShare } from '@/lib/shares/queries';
import { getSharedSegment, getSharedSession } from '@/lib/shares/read-queries';

/** The picture of what a link shows: of the session, or of the one segment that was shared. Nobody has opened the link by it. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const found = await findShare(database(), (await params).token);
  if (found.state !== 'open') return new Response(null, { status: 404 });
  const { share } = found;
  const segment = share.segment && (await getSharedSegment(database(), share, null));
  if (segment) return cardResponse(cardOfSegment(share.project, segment));
  const cut = wholeNumber(new URL(request.url).searchParams.get('cut') ?? undefined) ?? undefined;
  const session = await getSharedSession(database(), share, { cut });
  return session ? cardResponse(cardOfSession(share.project, session)) : new Response(null, { status: 404 });
}
