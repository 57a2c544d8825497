/**
 * Addresses that may stand in a mail or a text. Narrower than RFC 5321 allows: no quoted names, no
 * comments, no lists, so that one address can never be read as two.
 */

/** RFC 5321, section 4.5.3.1: a path is 256 characters with its brackets, the name before the @ is 64. */
const ADDRESS_CHARS_MAX = 254
const LOCAL_CHARS_MAX = 64

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN =
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/
/** E.164: a plus, and 8 to 15 digits, the first of them no zero. */
const PHONE = /^\+[1-9]\d{7,14}$/

/** The address, its domain in lower case; null for anything that is not exactly one address. */
export function mailAddress(given: string): string | null {
  const text = given.trim()
  if (text.length > ADDRESS_CHARS_MAX) return null
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  const isOne =
    at > 0 && local.length <= LOCAL_CHARS_MAX && LOCAL.test(local) && DOMAIN.test(domain)
  return isOne ? `${local}@${domain.toLowerCase()}` : null
}

/** `+14155550123` of what people write with spaces, dashes, dots and brackets; null for no such number. */
export function phoneNumber(given: string): string | null {
  const text = given.slice(0, ADDRESS_CHARS_MAX).replace(/[\s().-]/g, '')
  return PHONE.test(text) ? text : null
}
