import { readAsk, wholeNumber } from '@/app/ask';
import { cardOfSegment, cardResponse } from '@/app/cards';
import { database } from '@/db/client';
import { findShare } from '@/lib/shares/queries';
import { getSharedSegment } from '@/lib/shares/read-queries';

/** The picture of a segment of a shared session. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string; n: string }> }): Promise<Response> {
  const { token, n } = await params;
  const found = await findShare(database(), token);
  const { cut } = readAsk(Object.fromEntries(new URL(request.url).searchParams));
  const segment = found.state === 'open' && (await getSharedSegment(database(), found.share, { n: wholeNumber(n) ?? 0, cut }));
  return found.state === 'open' && segment
    ? cardResponse(cardOfSegment(found.share.project, segment))
    : new Response(null, { status: 404 });
}
