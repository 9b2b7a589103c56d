/**
 * Tokens that their own shape gives away: the kind, the literals one of which a token starts with, and what follows
 * (by a named group `secret` where only that part is to go). Vendors' documentation is the source of the shapes.
 */
export type TokenShape = readonly [kind: string, cues: string, rest: string];

const HEX_DIGITS = '0 1 2 3 4 5 6 7 8 9 a b c d e f';
const each = (before: string, letters: string, after = '') =>
  letters
    .split(' ')
    .map((letter) => before + letter + after)
    .join(' ');

export const TOKEN_SHAPES: readonly TokenShape[] = [
  ['1password-token', 'ops_ey', '[A-Za-z0-9+/=_-]{100,}'],
  ['age-secret-key', 'AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1', '[0-9A-Z]{50,}'],
  [
    'airtable-token',
    each('pat', 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 0 1 2 3 4 5 6 7 8 9'),
    '[A-Za-z0-9]{13}\\.[a-f0-9]{64}',
  ],
  ['anthropic-key', 'sk-ant-', '[A-Za-z0-9_-]{20,}'],
  ['atlassian-token', 'ATATT3 ATCTT3', '[A-Za-z0-9_=-]{60,}'],
  ['aws-access-key', 'AKIA ASIA ABIA ACCA', '[A-Z0-9]{16}'],
  ['azure-sas', '?sig= &sig= ;sig=', '(?<secret>[A-Za-z0-9%+/]{40,}={0,2})'],
  ['azure-storage-key', 'AccountKey= SharedAccessKey= AccessKey=', '(?<secret>[A-Za-z0-9+/]{40,}={0,2})'],
  ['cloudflare-token', 'cfut_ cfat_ cfk_ cfoc_', '[A-Za-z0-9_-]{36,}'],
  ['cloudflare-token', 'v1.0-', '[a-f0-9]{24}-[a-f0-9]{146}'],
  ['crates-token', 'cio', '[A-Za-z0-9]{32}'],
  ['databricks-token', 'dapi', '[a-f0-9]{32}(?:-\\d)?'],
  ['debrief-token', 'dbf_', '[A-Za-z0-9_-]{16,}'],
  ['digitalocean-token', 'dop_v1_ doo_v1_ dor_v1_', '[a-f0-9]{64}'],
  [
    'discord-token',
    'MD MT Mj Mz ND NT Nj Nz OD OT',
    '[A-Za-z0-9_-]{22,26}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])',
  ],
  ['discord-webhook', 'discord.com/api/webhooks/ discordapp.com/api/webhooks/', '(?<secret>\\d{10,}/[A-Za-z0-9_-]{30,})'],
  ['docker-token', 'dckr_pat_ dckr_oat_', '[A-Za-z0-9_-]{20,}'],
  ['doppler-token', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', '(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,}'],
  ['dropbox-token', 'sl.', '(?:u\\.)?[A-Za-z0-9_-]{100,}'],
  ['facebook-token', 'EAA', '[A-Z][A-Za-z0-9]{100,}'],
  ['figma-token', 'figd_ figu_ figo_ figor_', '[A-Za-z0-9_-]{40,}'],
  ['fly-token', 'fo1_ fm1_ fm2_', '[A-Za-z0-9+/=_-]{40,}'],
  ['github-token', 'ghp_ gho_ ghs_ ghu_ ghr_', '[A-Za-z0-9_]{36,}'],
  ['github-token', 'github_pat_', '[A-Za-z0-9_]{22,}'],
  [
    'gitlab-token',
    'glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- glsoat- glffct- gloas-',
    '[A-Za-z0-9_.-]{19,}[A-Za-z0-9_-]',
  ],
  ['google-api-key', 'AIza', '[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])'],
  ['google-oauth-secret', 'GOCSPX-', '[A-Za-z0-9_-]{20,}'],
  ['google-oauth-token', 'ya29.', '[A-Za-z0-9_.-]{20,}'],
  ['grafana-token', 'glsa_', '[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'],
  ['grafana-token', 'glc_', '[A-Za-z0-9+/]{32,}={0,2}'],
  ['groq-key', 'gsk_', '[A-Za-z0-9]{40,}'],
  ['heroku-key', 'HRKU-', '[A-Za-z0-9_-]{30,}'],
  ['huggingface-token', 'hf_ api_org_', '[A-Za-z0-9]{30,}'],
  ['jwt', 'eyJ', '[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,16384}(?:\\.[A-Za-z0-9_-]{8,}){1,3}'],
  ['langsmith-key', 'lsv2_pt_ lsv2_sk_', '[a-f0-9]{32}_[a-f0-9]{10}'],
  ['linear-key', 'lin_api_ lin_oauth_ lin_wh_', '[A-Za-z0-9_]{32,}'],
  ['mailgun-key', each('key-', HEX_DIGITS), '[0-9a-f]{31}'],
  ['netlify-token', 'nfp_', '[A-Za-z0-9]{36,}'],
  ['new-relic-key', 'NRAK-', '[A-Z0-9]{27}'],
  ['notion-token', 'ntn_', '[A-Za-z0-9]{40,}'],
  ['notion-token', 'secret_', '[A-Za-z0-9]{43}'],
  ['npm-token', 'npm_', '[A-Za-z0-9]{36}'],
  ['openai-key', 'sk-proj- sk-svcacct- sk-admin- sk-None- sk-or-v1-', '[A-Za-z0-9_-]{20,}'],
  ['openai-key', 'sk-', '(?=[A-Za-z]*\\d)[A-Za-z0-9]{32,}'],
  ['perplexity-key', 'pplx-', '[A-Za-z0-9]{40,}'],
  ['planetscale-token', 'pscale_pw_ pscale_tkn_ pscale_oauth_', '[A-Za-z0-9_.=-]{32,}'],
  ['postman-key', 'PMAK-', '[a-f0-9]{24}-[a-f0-9]{34}'],
  ['pulumi-token', 'pul-', '[a-f0-9]{40}'],
  ['pypi-token', 'pypi-', '[A-Za-z0-9_-]{50,}'],
  ['replicate-token', 'r8_', '[A-Za-z0-9]{37}'],
  ['rubygems-key', 'rubygems_', '[a-f0-9]{48}'],
  ['sendgrid-key', 'SG.', '[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}'],
  ['sentry-token', 'sntrys_ sntryu_', '[A-Za-z0-9_+/=-]{40,}'],
  ['shopify-token', 'shpat_ shpca_ shppa_ shpss_ shpua_', '[A-Za-z0-9]{32,}'],
  ['slack-token', 'xoxa xoxb xoxe xoxo xoxp xoxr xoxs', '(?:\\.xox[bp])?-[A-Za-z0-9-]{10,}'],
  ['slack-token', 'xapp-', '\\d-[A-Za-z0-9-]{20,}'],
  [
    'slack-webhook',
    'hooks.slack.com/',
    '(?<secret>(?:services|workflows|triggers)/[A-Za-z0-9]{6,}/[A-Za-z0-9]{6,}/[A-Za-z0-9/]{16,})',
  ],
  ['square-token', 'sq0atp- sq0csp- sq0idp-', '[A-Za-z0-9_-]{22,}'],
  ['stripe-key', 'sk_live_ sk_test_ rk_live_ rk_test_', '[A-Za-z0-9]{16,}'],
  ['stripe-webhook-secret', 'whsec_', '[A-Za-z0-9+/=]{24,}'],
  ['supabase-token', 'sbp_ sb_secret_', '[A-Za-z0-9_-]{30,}'],
  ['tailscale-key', 'tskey-', '[a-z]+-[A-Za-z0-9-]{20,}'],
  [
    'telegram-bot-token',
    each('', '0 1 2 3 4 5 6 7 8 9', ':'),
    '(?<=(?<!\\d)\\d{8,10}:)(?<secret>[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])',
  ],
  ['terraform-token', '.atlasv1.', '[A-Za-z0-9_-]{60,}'],
  ['twilio-key', each('SK', HEX_DIGITS), '[0-9a-f]{31}'],
  ['vault-token', 'hvs. hvb. hvr.', '[A-Za-z0-9_-]{24,}'],
  ['vercel-token', 'vcp_ vci_ vca_ vcr_ vck_', '[A-Za-z0-9]{20,}'],
  ['xai-key', 'xai-', '[A-Za-z0-9]{70,}'],
];
