/** What a browser does before it meets a page: it opens the sign-in page, and somebody signs in. */
import { PM } from './emulator-rig.ts'

type Visit = (path: string, init?: RequestInit) => Promise<Response>

export const PASSWORD = 'Sandbox#2026'

/** The sign-in page of a new session: its cookie, and the token of its form. */
export async function openSignIn(visit: Visit) {
  const page = await visit('/login')
  const formToken = /name="form_token" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  return { cookie: cookieOf(page), formToken }
}

export async function trySignIn(visit: Visit, email = PM, password = PASSWORD): Promise<Response> {
  const { cookie, formToken } = await openSignIn(visit)
  const body = new URLSearchParams({ form_token: formToken, email, password })
  return visit('/login', { method: 'POST', body, headers: { cookie } })
}

/** @returns the cookie of a session in which somebody is signed in. */
export async function signInAtPage(visit: Visit, email = PM): Promise<string> {
  const response = await trySignIn(visit, email)
  if (response.status !== 303) throw new Error(`signing in was answered ${response.status}`)
  return cookieOf(response)
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
