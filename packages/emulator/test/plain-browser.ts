/** A browser without scripts for the tests of pages: keeps one cookie, and follows nothing by itself. */
import { PM } from './emulator-rig.ts'

export const PASSWORD = 'Sandbox#2026'

export function plainBrowser(fetchIt: typeof fetch, base = '') {
  let cookie = ''
  const visit = async (
    path: string,
    fields?: Record<string, string>,
    headers: Record<string, string> = {},
  ) => {
    const sent = cookie === '' ? headers : { ...headers, cookie }
    const init: RequestInit = fields
      ? { method: 'POST', body: new URLSearchParams(fields), headers: sent }
      : { headers: sent }
    const response = await fetchIt(`${base}${path}`, { ...init, redirect: 'manual' })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      cookie: response.headers.get('set-cookie') ?? '',
      text: await response.text(),
      headers: response.headers,
    }
  }
  /** Opens the sign-in page, fills it in and sends it. */
  const signIn = async (email = PM, password = PASSWORD, returnTo = '/') => {
    const page = await visit(`/login?${new URLSearchParams({ return_to: returnTo })}`)
    return visit('/login', { ...hidden(page.text), email, password })
  }
  return {
    visit,
    signIn,
    cookie: () => cookie,
    setCookie: (given: string) => {
      cookie = given
    },
  }
}

/** The hidden fields of a page's forms, as a browser would send them. */
export function hidden(text: string): Record<string, string> {
  const inputs = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]),
  )
}

function unescaped(text: string): string {
  const named: Record<string, string> = { quot: '"', amp: '&', '#39': "'", lt: '<', gt: '>' }
  return text.replace(/&(quot|amp|#39|lt|gt);/g, (whole, name: string) => named[name] ?? whole)
}
