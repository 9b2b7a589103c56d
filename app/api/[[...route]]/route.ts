import { database } from '@/db/client';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';

let app: ReturnType<typeof createApp> | undefined;

/** Made at the first request: a build loads this file without a database. */
function answer(request: Request): Response | Promise<Response> {
  app ??= createApp({ db: database(), env: readEnv(process.env) });
  return app.fetch(request);
}

export { answer as DELETE, answer as GET, answer as HEAD, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };
