/** Lines that a person did not write: prompts of a shell, logs, diffs, what git and test runners print. */
const PASTED =
  /^(?:[$❯%]\s|>\s*(?:\$|git|npm|pnpm|yarn|bun|go|cargo|make|cd|ls|cat|python3?|node|docker|curl)\b|={3,}|-{3,}|commit [0-9a-f]{7}|(?:create|delete) mode \d|\d{4}-\d\d-\d\d|\[?\d\d:\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +\d+ \d\d:|at \S+\(|[^\s@]{1,80}@\S{1,80}[^.]{0,60}[%$#] |remote: |hint: |(?:to|from) https?:|(?:author|date|merge): |(?:error|warning|warn|info|debug|fatal|panic|npm err!?)[:[]|traceback \(|fail\s+\S+[./]|ok\s+\S+[./]\S+\s|\[\S+ [0-9a-f]{7,}\]|diff --git|index [0-9a-f]{7}|@@|https?:\/\/\S+$|\/\S+$|[|{}[\]<]|\S+\.\w{1,4}:\d+(?::\d+)?:)|\b[0-9a-f]{40}\b/i;
/** The one that tells what went wrong. */
const TELLING = /\b(?:error|fail(?:ed|ure|ing)?|fatal|panic|denied|refused|cannot|can't|unable|not found|exception|conflict)\b/i;
/** What leads a logged line. */
const STAMP = /^(?:={3,}|-{3,}|\[?\d[\d:.TZ+/-]*\]?|\|?(?:debug|info|warn|error)\|?|remote:)\s+/i;

/** True for a line that was pasted rather than written. */
export const isPasted = (line: string) => PASTED.test(line.trim());

/** The pasted line that says most. */
export function tellingLine(lines: readonly string[]): string | undefined {
  const line = lines.find((each) => TELLING.test(each)) ?? lines[0];
  return line?.trim().replace(STAMP, '').replace(STAMP, '');
}
