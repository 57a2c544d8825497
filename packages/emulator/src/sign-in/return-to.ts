/**
 * Where a person goes after signing in: a path of this platform and nothing else, whoever wrote the link.
 * A sign-in page that sends people elsewhere lends its good name to any page (an open redirect).
 */

/** Without a destination: where everybody begins. */
export const HOME = '/'

/** A longer one is not taken. A guess: an authorization request with a long state is half of it. */
const CHARS_MAX = 4_000

/** Any origin that is nobody's: what resolves to another one leads away. */
const NOWHERE = 'http://platform.invalid'

/**
 * The path as it may be sent in a `Location`, or `HOME` where the text is anything but a path of this
 * platform. Browsers read `//host`, `/\host` and `/<tab>/host` as another host, so those are refused as
 * they stand and as they resolve. The sign-in pages themselves are no destination.
 */
export function safeReturnTo(text: string | null | undefined): string {
  if (!text?.startsWith('/') || text.length > CHARS_MAX || FORBIDDEN.test(text)) return HOME
  if (!URL.canParse(text, NOWHERE)) return HOME
  const { origin, pathname, search, hash } = new URL(text, NOWHERE)
  const isOurs = origin === NOWHERE && !pathname.startsWith('//')
  if (!isOurs || NO_DESTINATION.test(pathname)) return HOME
  return `${pathname}${search}${hash}`
}

/** The sign-in page that leads to a destination. */
export function signInPath(returnTo: string): string {
  return returnTo === HOME ? '/login' : `/login?${new URLSearchParams({ return_to: returnTo })}`
}

/** The pages that sign in and out, and the resets. */
const NO_DESTINATION = /^\/log(?:in|out)(?:\/(?!policy$)|$)/

/** Two slashes at the start, a backslash, or a control character (which browsers drop) anywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /^\/\/|\\|[\u0000-\u001f\u007f]/
