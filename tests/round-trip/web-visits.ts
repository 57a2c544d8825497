/** What a browser does before a web failure can be raised: it opens the sign-in page, or somebody signs in. */
import type { Fetch } from './platform.ts'

export const PERSON = { email: 'pm@northside.example', password: 'Sandbox#2026' }

export interface WebVisit {
  /** `name=value`, of a session. */
  readonly cookie: string
  /** What the sign-in form sends, the token of its session included. */
  readonly signInForm: URLSearchParams
}

/** A browser at the sign-in page. */
export async function openSignIn(fetch: Fetch, url: string): Promise<WebVisit> {
  const response = await fetch(`${url}/login`)
  const page = await response.text()
  const token = /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  return {
    cookie: cookieOf(response),
    signInForm: new URLSearchParams({ form_token: token, ...PERSON }),
  }
}

/** @returns the cookie of a session in which somebody is signed in. */
export async function signInAtPage(fetch: Fetch, url: string): Promise<string> {
  const { cookie, signInForm } = await openSignIn(fetch, url)
  const headers = { cookie }
  const init: RequestInit = { method: 'POST', body: signInForm, headers, redirect: 'manual' }
  const response = await fetch(`${url}/login`, init)
  if (response.status !== 303) throw new Error(`signing in was answered ${response.status}`)
  return cookieOf(response)
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
