/** The cookie that names the notices which somebody has dismissed. */
import type { Call } from '../call.ts'

const COOKIE = 'underpin_dismissed'

/** The newest are kept. A guess: more than are ever shown. */
const KEPT_MAX = 5

/** A maintenance's id and a time: what `noticeKey` makes. */
const KEY = /^\w{1,40}\.\d{1,16}$/

/** Longer than a notice is shown for. */
const MAX_AGE_S = 30 * 86_400

export function readDismissed(request: Request): readonly string[] {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const [name = '', value = ''] = pair.trim().split('=')
    if (name === COOKIE) return value.split('~').filter((key) => KEY.test(key))
  }
  return []
}

/** `Set-Cookie` that names one more; null for what is no key of a notice. */
export function withDismissed({ request }: Pick<Call, 'request'>, key: string): string | null {
  if (!KEY.test(key)) return null
  const kept = [key, ...readDismissed(request).filter((each) => each !== key)].slice(0, KEPT_MAX)
  const secure = request.url.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${kept.join('~')}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_S}${secure}`
}
