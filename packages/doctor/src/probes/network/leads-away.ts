/** A redirect to somewhere that is not of the examined hosts: what captive portals and filters do. */
import type { ExchangeResponse } from '@underpin/exchange'
import type { Targets } from '../../report/targets.ts'

export function leadsAway(response: ExchangeResponse, url: string, targets: Targets): boolean {
  const { status, headers } = response
  const location = headers['location']
  if (status < 300 || status > 399 || location === undefined) return false
  if (!URL.canParse(location, url)) return false
  const { hostname } = new URL(location, url)
  const home = [url, targets.apiUrl, targets.loginUrl, targets.appUrl].flatMap((each) =>
    URL.canParse(each) ? [new URL(each).hostname] : [],
  )
  return !home.some((each) => domainOf(each) === domainOf(hostname))
}

/** The last two labels: `procore.com` of `us02.procore.com`. An address stands for itself. */
function domainOf(hostname: string): string {
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname
  return hostname.toLowerCase().split('.').slice(-2).join('.')
}
