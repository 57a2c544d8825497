/**
 * Serves the doctor's page and the modules that it runs on. Whoever mounts it gives it requests; it
 * asks nothing of them but the path, and keeps nothing.
 */
import { createHash } from 'node:crypto'
import { type BrowserModules, loadBrowserModules } from './browser-modules.ts'
import { pageHtml } from './page-html.ts'
import { PAGE_STYLE } from './page-style.ts'

export interface DoctorPageOptions {
  /** Where it is mounted: `/_underpin/doctor`. */
  readonly path: string
  /** Where the catalogue is to be read: an id is put below. */
  readonly failuresPath: string
}

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64')

/**
 * The promise of the page, kept by the browser: what was pasted is sent nowhere. Modules carry it too,
 * as the one that reads beside the page goes by its own. Nothing is ever made of markup: the browser
 * refuses any attempt (trusted types).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'none'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types underpin-doctor',
].join('; ')

const SECURITY = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
}

/** @returns what answers the requests for that path and for all below it. */
export function doctorPage({ path, failuresPath }: DoctorPageOptions) {
  let loading: Promise<BrowserModules> | null = null

  const modules = async (): Promise<BrowserModules> => {
    loading ??= loadBrowserModules(`${path}/modules`)
    try {
      return await loading
    } catch (error) {
      loading = null // What was missing may be there at the next visit.
      throw error
    }
  }

  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plain(405, 'This page is only to be read.', { allow: 'GET, HEAD' })
    }
    const { all, pagePath } = await modules()
    if (pathname === path) {
      const preload = [...all.keys()]
      const text = pageHtml({ script: pagePath, preload, failures: failuresPath })
      return answer(request, text, 'text/html', { 'cache-control': 'no-store' })
    }
    const found = all.get(pathname)
    if (found === undefined) return plain(404, `There is nothing here; the page is at ${path}.`, {})
    // Asked for again at each visit, and sent only when it has changed.
    const headers = { 'cache-control': 'no-cache', etag: found.etag }
    if (request.headers.get('if-none-match') === found.etag) {
      return new Response(null, { status: 304, headers: { ...SECURITY, ...headers } })
    }
    return answer(request, found.code, 'text/javascript', headers)
  }
}

function answer(
  { method }: Request,
  text: string,
  type: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const contentType = { 'content-type': `${type}; charset=utf-8` }
  return new Response(method === 'HEAD' ? null : text, {
    headers: { ...SECURITY, ...contentType, ...headers },
  })
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>>): Response {
  const own = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`${text}\n`, { status, headers: { ...SECURITY, ...own, ...headers } })
}
