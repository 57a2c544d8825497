/** How a network shows that it lets nobody through yet: it leads elsewhere, or asks to sign in to itself. */
import type { ExchangeResponse } from '@underpin/exchange'
import type { Targets } from '../../report/targets.ts'

/** RFC 6585: Network Authentication Required. */
const NETWORK_SIGN_IN_STATUS = 511

/** What such pages say, whoever makes them. A guess from those of hotels, trains and sites. */
const PORTAL_WORDS =
  /(?:sign|log) ?in to (?:use|join|access) (?:this|the) (?:network|wi-?fi|internet)|captive ?portal|hotspot|guest (?:network|wi-?fi|access)|(?:connect|access) to (?:the )?(?:free )?(?:internet|wi-?fi)|accept the terms .{0,40}(?:internet|network|wi-?fi)/i

/** Pages of this kind say it in their head. */
const SEARCHED_CHARS_MAX = 16 * 1024

export function isNetworkSignIn({ status, headers, body }: ExchangeResponse): boolean {
  if (status === NETWORK_SIGN_IN_STATUS) return true
  if (status >= 400 || headers['content-type']?.includes('json') === true) return false
  return PORTAL_WORDS.test(body.slice(0, SEARCHED_CHARS_MAX))
}

/** The host that a redirect leads to, when it is none of the examined hosts' domains; null otherwise. */
export function leadsAway(
  { status, headers }: ExchangeResponse,
  url: string,
  targets: Targets,
): string | null {
  const location = headers['location']
  if (status < 300 || status > 399 || location === undefined) return null
  if (!URL.canParse(location, url)) return null
  const { hostname, host } = new URL(location, url)
  const home = [url, targets.apiUrl, targets.loginUrl, targets.appUrl].flatMap((each) =>
    URL.canParse(each) ? [domainOf(new URL(each).hostname)] : [],
  )
  return home.includes(domainOf(hostname)) ? null : host
}

/** The last two labels: `procore.com` of `us02.procore.com`. An address stands for itself. */
export function domainOf(hostname: string): string {
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname
  return hostname.toLowerCase().split('.').slice(-2).join('.')
}
