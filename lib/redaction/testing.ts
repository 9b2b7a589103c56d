/** Made-up secrets for tests, built at run time so that nothing in the repository looks like one. */

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
export const HEX = `${DIGITS}abcdef`;
export const UPPER = LOWER.toUpperCase();
export const ALNUM = UPPER + LOWER + DIGITS;
export const BASE64 = `${ALNUM}+/`;
const URL64 = `${ALNUM}-_`;

export type Random = (length: number, alphabet?: string) => string;

/** A repeatable source of random characters (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return (length, alphabet = ALNUM) => Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
}

export interface Example {
  kind: string;
  secret: string;
  /** The text around it. */
  text: string;
}

const dashed = (r: Random, lengths: number[], alphabet: string) => lengths.map((length) => r(length, alphabet)).join('-');

function privateKey(r: Random, label: string): string {
  const body = Array.from({ length: 12 }, () => r(64, BASE64)).join('\n');
  return `-----BEGIN ${label}-----\nMII${body}\n${r(30, BASE64)}==\n-----END ${label}-----`;
}

/** `prefix` and `length` random characters, alone in a sentence. */
const TOKENS: [kind: string, make: (r: Random) => string][] = [
  ['aws-access-key', (r) => `AKIA${r(16, UPPER + DIGITS)}`],
  ['github-token', (r) => `ghp_${r(36)}`],
  ['github-token', (r) => `gho_${r(36)}`],
  ['github-token', (r) => `ghs_${r(36)}`],
  ['github-token', (r) => `github_pat_${r(22)}_${r(59)}`],
  ['gitlab-token', (r) => `glpat-${r(20)}`],
  ['slack-token', (r) => `xoxb-${r(12, DIGITS)}-${r(13, DIGITS)}-${r(24)}`],
  ['slack-token', (r) => `xapp-1-A${r(10, UPPER)}-${r(13, DIGITS)}-${r(64, HEX)}`],
  ['stripe-key', (r) => `sk_live_${r(24)}`],
  ['stripe-webhook-secret', (r) => `whsec_${r(32)}`],
  ['openai-key', (r) => `sk-${r(20)}T3BlbkFJ${r(20)}`],
  ['openai-key', (r) => `sk-proj-${r(74, URL64)}T3BlbkFJ${r(73, URL64)}a`],
  ['anthropic-key', (r) => `sk-ant-api03-${r(93, URL64)}AA`],
  ['google-api-key', (r) => `AIza${r(35)}`],
  ['npm-token', (r) => `npm_${r(36)}`],
  ['pypi-token', (r) => `pypi-AgEIcHlwaS5vcmc${r(90)}`],
  ['huggingface-token', (r) => `hf_${r(34)}`],
  ['jwt', (r) => `eyJ${r(30)}.eyJ${r(60)}.${r(43)}`],
  ['sendgrid-key', (r) => `SG.${r(22)}.${r(43)}`],
  ['twilio-key', (r) => `SK${r(32, HEX)}`],
  ['telegram-bot-token', (r) => `${r(10, '123456789')}:AA${r(33)}`],
  ['discord-token', (r) => `MT${r(24)}.${r(6)}.${r(38)}`],
  ['digitalocean-token', (r) => `dop_v1_${r(64, HEX)}`],
  ['shopify-token', (r) => `shpat_${r(32, HEX)}`],
  ['linear-key', (r) => `lin_api_${r(40)}`],
  ['databricks-token', (r) => `dapi${r(32, HEX)}`],
  ['vault-token', (r) => `hvs.${r(95)}`],
  ['docker-token', (r) => `dckr_pat_${r(27)}`],
  ['age-secret-key', (r) => `AGE-SECRET-KEY-1${r(58, UPPER + DIGITS)}`],
  ['heroku-key', (r) => `HRKU-${r(60)}`],
  ['debrief-token', (r) => `dbf_${r(32)}`],
  ['grafana-token', (r) => `glsa_${r(32)}_${r(8, HEX)}`],
  ['postman-key', (r) => `PMAK-${r(24, HEX)}-${r(34, HEX)}`],
  ['groq-key', (r) => `gsk_${r(52)}`],
  ['notion-token', (r) => `ntn_${r(11, DIGITS)}${r(35)}`],
];

/** Secrets that need what stands around them. */
const IN_CONTEXT: [kind: string, make: (r: Random) => { text: string; secret: string }][] = [
  ['aws-secret-key', (r) => around('aws_secret_access_key = ', `${r(40, BASE64)}`)],
  ['aws-secret-key', (r) => around('"SecretAccessKey": "', r(40, BASE64), '"')],
  ['slack-webhook', (r) => around('https://hooks.slack.com/', `services/T${r(9, UPPER)}/B${r(9, UPPER)}/${r(24)}`)],
  ['discord-webhook', (r) => around('https://discord.com/api/webhooks/', `${r(18, '123456789')}/${r(68)}`)],
  ['azure-storage-key', (r) => around('AccountName=ferry;AccountKey=', `${r(86, BASE64)}==`, ';EndpointSuffix=core.windows.net')],
  ['bearer', (r) => around('curl -H "Authorization: Bearer ', r(40), '" https://api.tidal.test/v1')],
  ['basic-auth', (r) => around('Authorization: Basic ', Buffer.from(`ferry:${r(16)}`).toString('base64'))],
  ['basic-auth', (r) => around('curl -u ferry:', `w4${r(14)}`, ' https://api.tidal.test')],
  ['url-password', (r) => around('git clone https://ferry:', r(16), '@git.tidal.test/ferry.git')],
  ['url-password', (r) => around('postgres://tidal:', r(20), '@db.tidal.test:5432/tidal?sslmode=require')],
  ['url-password', (r) => around('redis://:', r(20), '@cache.tidal.test:6379')],
  ['private-key', (r) => around('here it is:\n', privateKey(r, 'RSA PRIVATE KEY'), '\n')],
  ['private-key', (r) => around('', privateKey(r, 'PRIVATE KEY'))],
  ['private-key', (r) => around('', privateKey(r, 'EC PRIVATE KEY'))],
  ['private-key', (r) => around('', privateKey(r, 'OPENSSH PRIVATE KEY'))],
  ['private-key', (r) => around('', privateKey(r, 'PGP PRIVATE KEY BLOCK'))],
  ['cloudflare-token', (r) => around('CLOUDFLARE_API_TOKEN=', r(40))],
  ['heroku-key', (r) => around('HEROKU_API_KEY=', dashed(r, [8, 4, 4, 4, 12], HEX))],
  ['twilio-key', (r) => around('TWILIO_AUTH_TOKEN: ', r(32, HEX))],
  ['session-cookie', (r) => around('Cookie: theme=dark; session_id=', r(40), '; lang=en')],
  ['password-assignment', (r) => around('DB_PASSWORD=', `${r(10)}!7x`)],
  ['password-assignment', (r) => around("password: '", `Kx9${r(12)}`, "',")],
  ['password-assignment', (r) => around('mysqldump --password ', `q7${r(12)}`, ' ferry')],
  ['secret-assignment', (r) => around('export SESSION_SECRET=', r(48, HEX))],
  ['secret-assignment', (r) => around('const clientSecret = "', `q8~${r(34)}`, '";')],
  ['token-assignment', (r) => around('DEPLOY_TOKEN="', r(32), '"')],
  ['token-assignment', (r) => around('//registry.tidal.test/:_authToken=', dashed(r, [8, 4, 4, 12], ALNUM))],
  ['key-assignment', (r) => around('{"api_key": "', r(32), '"}')],
  ['key-assignment', (r) => around('X-Api-Key: ', r(32, HEX))],
  ['key-assignment', (r) => around('ENCRYPTION_KEY=', `${r(43, BASE64)}=`)],
];

const around = (before: string, secret: string, after = '') => ({ text: before + secret + after, secret });

export function examples(r: Random): Example[] {
  return [
    ...TOKENS.map(([kind, make]) => ({ kind, ...around('I set it to ', make(r), ' and it works.') })),
    ...IN_CONTEXT.map(([kind, make]) => ({ kind, ...make(r) })),
  ];
}
