/** The address of an issue or pull request: its repository and its number. */
const TICKET = /https?:\/\/[^\s/]+\/[\w.-]+\/([\w.-]+)\/(?:-\/)?(?:issues|pull|pulls|merge_requests)\/(\d+)[^\s)>\]]*/g;
const ADDRESS = /https?:\/\/([^\s/)>\]]+)(\/[^\s)>\]]*)?/g;
const MAX_PATH = 24;

/** Addresses on the web as a reader says them: an issue or pull request as `name#12`, others without scheme and without the middle of a long path. */
export const shortAddresses = (text: string): string =>
  text.replace(TICKET, '$1#$2').replace(ADDRESS, (_whole, host: string, path = '') => `${host}${shortPath(path)}`);

function shortPath(path: string): string {
  if (path.length <= MAX_PATH) return path.replace(/\/$/, '');
  const last = path.split(/[?#]/, 1)[0]?.match(/[^/]+(?=\/?$)/)?.[0] ?? '';
  return last !== '' && last.length <= MAX_PATH ? `/…/${last}` : '/…';
}
