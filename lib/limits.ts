const KiB = 1024;
const MiB = 1024 * KiB;

/** Every limit of the API, in one place: served at `GET /api/v1/limits` and stated in the OpenAPI document. */
export const LIMITS = {
  /** Bytes of a JSON or NDJSON body, before and after decompression. */
  body_bytes: 16 * MiB,
  /** Bytes of a JSON body by which somebody signs in or changes their account, before and after decompression: strangers send those too. */
  form_bytes: 64 * KiB,
  /** Bytes of a transcript sent as lines. */
  transcript_bytes: 1024 * MiB,
  /** Bytes of one line of a transcript, or of a transcript that is one document. */
  line_bytes: 64 * MiB,
  /** Events in one request. */
  batch_events: 5000,
  /** Segments in one request. */
  batch_segments: 500,
  /** Characters of one text kept whole; of a longer one head and tail are kept. */
  text_chars: MiB,
  /** Levels of nesting in JSON. */
  json_depth: 200,
  /** Characters of a client's id of a session, an event, a segment or an item. */
  id_chars: 200,
  /** Characters of text in the preview of an event. */
  preview_chars: 4000,
  /** What hooks told of a session that is kept until its transcript tells it; of more the newest. */
  hook_events: 500,
  /** Items in one page of events. */
  page_events: 1000,
  /** Items in one page of anything else. */
  page_items: 500,
  /** Characters of one text of a segment that a client sends. */
  segment_chars: 20_000,
  /** Items in one list of a segment that a client sends. */
  segment_items: 200,
  /** Characters of a comment, and of what it quotes. */
  comment_chars: 10_000,
  /** Items in one list of a session's record. */
  record_items: 50,
  /** Files, commits and pull requests in a session's record, each. */
  record_produced: 100,
  /** Bytes of a handoff in Markdown. */
  handoff_bytes: 12_000,
  /** Bars of a session's tape. */
  activity_bins: 400,
  /** Requests of one token in a minute. */
  token_requests: 6000,
  /** Requests of one person in a minute. */
  person_requests: 1800,
  /** Requests from one address in a minute, where nobody is signed in. */
  address_requests: 300,
  /** Requests with a token that is none, from one address in a minute. */
  unknown_tokens: 30,
  /** Failed sign-ins of one email from one address in a quarter of an hour. */
  failed_sign_ins: 10,
} as const;
