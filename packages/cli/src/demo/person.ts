/** The person who signs in: does in the login pages what somebody at a browser does, and brings back the code. */

export interface Person {
  readonly email: string
  readonly password: string
}

export interface SignInPages {
  /** Sends to the emulator, whatever the transport of this side is. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** The page that the app sends the person to. */
  readonly url: string
}

/** Between two tries at a sign-in page that is down, and how often a person tries before giving up. Guesses. */
const PAUSE_MS = 60_000
const TRIES_MAX = 30

/**
 * Signs in, allows the app, and returns the authorization code. While the pages are down, as in a
 * maintenance, the person looks again every minute.
 *
 * @throws when the pages stay away, or are not those that the steps lead to.
 */
export async function signInPatiently(
  pages: SignInPages,
  person: Person,
  pause: (forMs: number) => Promise<void>,
): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await signIn(pages, person)
    } catch (error) {
      if (!(error instanceof PageDown) || tries >= TRIES_MAX) throw error
      await pause(PAUSE_MS)
    }
  }
}

class PageDown extends Error {
  override readonly name = 'PageDown'
}

async function signIn({ fetch, url }: SignInPages, person: Person): Promise<string> {
  const browse = browser(fetch, new URL(url).origin)
  const signInPage = await browse(url)
  const welcome = await browse('/login', {
    ...hiddenFields(signInPage.html),
    email: person.email,
    password: person.password,
  })
  if (!welcome.location) throw new Error(`signing in as ${person.email} was refused`)
  const consentPage = await browse(welcome.location)
  const decided = await browse('/oauth/authorize', {
    ...hiddenFields(consentPage.html),
    decision: 'allow',
  })
  const code = new URL(decided.location ?? 'http://nowhere').searchParams.get('code')
  if (code === null) throw new Error('allowing the app brought no authorization code')
  return code
}

/** Keeps cookies, follows nothing by itself. */
function browser(fetch: SignInPages['fetch'], origin: string) {
  const cookies = new Map<string, string>()
  return async (target: string, form?: Readonly<Record<string, string>>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(target, origin).href, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const isDown = response.status >= 500 || response.status === 429
    if (isDown) throw new PageDown(`the sign-in page answered ${response.status}`)
    return { html: await response.text(), location: response.headers.get('location') }
  }
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, plain(value)]))
}
