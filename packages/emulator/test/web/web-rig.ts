/** A browser without a screen for the tests of the pages: it keeps cookies, follows redirects and sends forms. */
import type { EmulatorOptions } from '../../src/emulator-options.ts'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { setUp } from '../emulator-rig.ts'

export const ADMIN = 'admin@northside.example'
export const PM = 'pm@northside.example'
export const VIEWER = 'viewer@northside.example'
export const SUB = 'sub@northside.example'

/** Redirects that are followed, as a browser's own bound. */
const REDIRECTS_MAX = 20

export interface Seen {
  readonly status: number
  /** Path and query of the page that was shown in the end. */
  readonly path: string
  readonly text: string
  readonly headers: Headers
}

export type Fields = Readonly<Record<string, string | readonly string[] | Blob>>

export function webRig(options: EmulatorOptions = {}) {
  const bench = setUp(options)

  const visitor = async (email: string | null = PM) => {
    let cookie = ''
    const fetchOnce = async (path: string, init: RequestInit = {}) => {
      const headers = { ...(cookie === '' ? {} : { cookie }), ...init.headers }
      const response = await bench.emulator.fetch(path, { redirect: 'manual', ...init, headers })
      const set = response.headers.get('set-cookie')
      if (set !== null) cookie = set.split(';')[0] ?? ''
      return response
    }
    const go = async (path: string, init: RequestInit = {}): Promise<Seen> => {
      let at = path
      let response = await fetchOnce(path, init)
      for (let n = 0; n < REDIRECTS_MAX && response.status >= 300 && response.status < 400; n++) {
        const to = new URL(response.headers.get('location') ?? '/', `http://localhost:4010${at}`)
        if (to.pathname.startsWith('/storage/')) at = to.href
        else at = `${to.pathname}${to.search}`
        response = await fetchOnce(at)
      }
      const { status, headers } = response
      return { status, headers, path: at, text: await response.text() }
    }
    /** Sends a form of a page: its hidden fields, and these. @param which the place of the form among those that post */
    const send = async (page: Seen, fields: Fields, which?: string): Promise<Seen> => {
      const form = formIn(page.text, which)
      const body = form.isMultipart ? new FormData() : new URLSearchParams()
      for (const [name, value] of form.hidden) if (!(name in fields)) body.append(name, value)
      for (const [name, value] of Object.entries(fields)) {
        for (const each of typeof value === 'object' && 'length' in value ? value : [value]) {
          if (typeof each === 'string') body.append(name, each)
          else if (body instanceof FormData) body.append(name, each as Blob, fileName(each))
        }
      }
      const path = page.path.replace(/([?&])notice=\w+/, '$1').replace(/[?&]$/, '')
      return go(form.action ?? path, { method: 'POST', body })
    }
    if (email !== null) {
      const seen = await send(await go('/login'), { email, password: DEFAULT_PASSWORD })
      if (seen.path.startsWith('/login')) throw new Error(`${email} was not signed in`)
    }
    return {
      go,
      send,
      get cookie() {
        return cookie
      },
      /** As if the session had ended. */
      forget() {
        cookie = ''
      },
    }
  }
  return { ...bench, visitor }
}

export type Visitor = Awaited<ReturnType<ReturnType<typeof webRig>['visitor']>>

/** What a person reads of a page: the text of its main part. */
export function mainText({ text }: Pick<Seen, 'text'>): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(text)?.[1] ?? text
  return unescaped(main.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

export function unescaped(text: string): string {
  const named: Record<string, string> = { quot: '"', amp: '&', '#39': "'", lt: '<', gt: '>' }
  return text.replace(/&(quot|amp|#39|lt|gt);/g, (whole, name: string) => named[name] ?? whole)
}

/** The form whose text or markup has these words; without them the last one that posts. */
export function formIn(text: string, words?: string) {
  const forms = [...text.matchAll(/<form method="post"([^>]*)>([\s\S]*?)<\/form>/g)].filter(
    ([whole, attributes = '']) =>
      words === undefined ? !attributes.includes('/logout') : whole.includes(words),
  )
  const [, attributes = '', inside = ''] = (words === undefined ? forms.at(-1) : forms[0]) ?? []
  if (inside === '') throw new Error(`the page has no form${words ? ` with ${words}` : ''}`)
  const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']): [string, string] => [unescaped(name), unescaped(value)],
  )
  return {
    hidden,
    action: /action="([^"]*)"/.exec(attributes)?.[1] ?? null,
    isMultipart: attributes.includes('multipart/form-data'),
  }
}

function fileName(blob: unknown): string {
  return blob instanceof File ? blob.name : 'file.bin'
}
