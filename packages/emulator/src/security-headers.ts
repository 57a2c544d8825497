/**
 * What every HTML answer says to the browser that shows it, whoever wrote the page: nothing is run or
 * loaded, nobody may put it in a frame, and its type is what it says.
 */

/**
 * Forms are not limited to this origin (`form-action`): the consent form ends in a redirect to the app,
 * and browsers apply that rule to redirects too.
 */
export const HTML_SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const

/** Types that a browser runs as a page of the place that they come from. */
const ACTIVE_TYPE = /html|xml|svg/i

/**
 * What goes with bytes that somebody uploaded: they are what they say they are, and a page among them is
 * shown as a picture of itself, without scripts and of no place. Others are left alone: a browser shows no
 * PDF in a sandbox.
 */
export function fileSecurity(contentType: string): Readonly<Record<string, string>> {
  const nosniff = { 'x-content-type-options': 'nosniff' }
  if (!ACTIVE_TYPE.test(contentType)) return nosniff
  return {
    ...nosniff,
    'content-security-policy': `sandbox; ${HTML_SECURITY['content-security-policy']}; img-src data:`,
  }
}
