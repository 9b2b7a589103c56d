import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider says of somebody. */
interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

interface Granted {
  claims: Claims;
  nonce: string | null;
  challenge: string | null;
  redirectUri: string | null;
}

const CLIENT_ID = 'debrief';
const CLIENT_SECRET = 'secret-of-debrief';
const A_MINUTE = 60;

/** A small OpenID Connect provider on this machine; whoever comes to it is signed in as `person`. */
export async function startProvider() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Granted>();
  const provider = { issuer: '', person: { sub: 'nobody' } as Claims, close: () => void server.close() };

  const authorize = (asked: URLSearchParams): string => {
    const code = randomUUID();
    const redirectUri = asked.get('redirect_uri');
    grants.set(code, { claims: provider.person, nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), redirectUri });
    return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '', iss: provider.issuer })}`;
  };

  const token = (sent: URLSearchParams, authorization: string | undefined) => {
    const granted = grants.get(sent.get('code') ?? '');
    grants.delete(sent.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const secret = authorization
      ? Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
      : `${sent.get('client_id')}:${sent.get('client_secret')}`;
    const isGood = granted?.challenge === verifier && granted.redirectUri === sent.get('redirect_uri');
    if (!granted || !isGood || secret !== `${CLIENT_ID}:${CLIENT_SECRET}`) return null;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...granted.claims,
      nonce: granted.nonce,
      iss: provider.issuer,
      aud: CLIENT_ID,
      iat: now,
      exp: now + A_MINUTE,
    };
    const signed = [{ alg: 'RS256', kid: 'one' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const id_token = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    return { access_token: randomUUID(), refresh_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token };
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.issuer);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/authorize') return response.writeHead(302, { location: authorize(searchParams) }).end();
    if (pathname === '/jwks') return json(200, { keys: [jwk] });
    if (pathname === '/.well-known/openid-configuration') return json(200, discovery(provider.issuer));
    if (pathname !== '/token') return json(404, {});
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = token(new URLSearchParams(body), request.headers.authorization);
    return answer ? json(200, answer) : json(400, { error: 'invalid_grant' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET };
  return Object.assign(provider, { env });
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});
