/** The address of a call, as a link or a form of its own page may have it. */
import type { Call } from '../../call.ts'

/**
 * Path and query. A path that begins with two slashes would be read as another host: `/.` before it means
 * the same and stays here. Backslashes and control characters are in no parsed URL.
 */
export function ownTarget({ path, search }: Pick<Call, 'path' | 'search'>): string {
  const own = path.startsWith('//') ? `/.${path}` : path
  return search === '' ? own : `${own}?${search}`
}
