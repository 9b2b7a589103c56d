import { cardResponse, privateCard } from '@/app/cards';
import { nextPath, shapeOf } from '@/lib/auth/sign-in-path';

/** The picture of a link that only its readers can open: made from the words of the address, for what is there and what is not. */
export const GET = (request: Request): Promise<Response> =>
  cardResponse(privateCard(shapeOf(nextPath(new URL(request.url).searchParams.get('next') ?? undefined)) ?? 'Debrief'));
