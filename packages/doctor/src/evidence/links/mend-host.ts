/** The host of a link: whether it is Procore's, and whether what follows is served there. */
import { editDistance } from '@underpin/failures'
import { HOSTS, type KnownHost, OTHER_HOSTS, type Serves } from './known-words.ts'
import { fault, type Mending } from './link-fault.ts'

const LINK = /^(https?:\/\/)([^/?#]*)(.*)$/is

/** The emulator and other machines of one's own. */
const OWN = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/

/** The letters of the name, with what is written in their place to deceive or by mistake. */
const LIKE_PROCORE = /pr[o0]c[o0]re?|procor|porcore|procroe|proocre/

export interface Hosted extends Mending {
  /** Null: another's, one's own, or one of which nothing is known. */
  readonly known: KnownHost | null
  /** True when the rules of Procore's links hold for its path. */
  readonly isProcore: boolean
}

export function withHost({ link, faults }: Mending): Hosted {
  const [, scheme = '', authority = '', rest = ''] = LINK.exec(link) ?? []
  const written = authority.toLowerCase().replace(/\.$/, '')
  const host = written.replace(/^.*@/, '').replace(/:\d+$/, '')
  const serves = servedBy(rest)
  if (host === '') return { link, faults: [...faults, noHost()], known: null, isProcore: false }
  const found = (mended: string, known: KnownHost | null): Hosted => ({
    link: `${scheme}${mended}${rest}`,
    faults,
    known,
    isProcore: known !== null || OWN.test(host),
  })
  if (OWN.test(host)) return found(authority, null)
  const known = HOSTS.find((each) => each.host === host)
  if (known !== undefined) return placed(known, rest, serves, secured(scheme, faults, authority))
  if (/(?:^|\.)procore(?:gov)?\.com$/.test(host)) {
    if (OTHER_HOSTS.test(host))
      return { ...found(authority, null), isProcore: /^[a-z]{2}\d\d\./.test(host) }
    return unknownHost(host, rest, serves, faults)
  }
  return isLookAlike(host) ? lookAlike(host, rest, serves, faults) : found(authority, null)
}

/** What stands behind the host tells who serves it. Null: anybody may. */
export function servedBy(rest: string): Serves | null {
  if (/^\/+(?:rest|vapid)(?:\/|$)/i.test(rest)) return 'api'
  if (/^\/+v\d(?:\.\d)?\//i.test(rest)) return 'api'
  if (/^\/+(?:[^/]*\/)?(?:project|company)\/|^\/+(?:companies|webclients)(?:\/|$)/i.test(rest))
    return 'web'
  return null
}

function noHost() {
  return fault('cut-short', '', 'It ends before the name of the host, such as "app.procore.com".')
}

function secured(scheme: string, faults: Mending['faults'], authority: string): Mending['faults'] {
  if (scheme === 'https://') return faults
  return [
    ...faults,
    fault('not-secure', `http://${authority}`, 'Procore is reached by "https://" alone.'),
  ]
}

function placed(
  known: KnownHost,
  rest: string,
  serves: Serves | null,
  faults: Mending['faults'],
): Hosted {
  const right = rightHost(known, serves)
  if (right === null)
    return { link: `https://${known.host}${rest}`, faults, known, isProcore: true }
  const what = serves === 'api' ? 'calls of the API' : 'pages of the web app'
  const says = `${known.host} does not serve ${what}: in ${known.environment} ${right.host} does.`
  const moved = [...faults, fault('wrong-host', known.host, says)]
  return { link: `https://${right.host}${rest}`, faults: moved, known: right, isProcore: true }
}

/** Null when it is the right one already, or the environment has none for it. */
function rightHost(known: KnownHost, serves: Serves | null): KnownHost | null {
  if (serves === null || known.serves.includes(serves)) return null
  return (
    HOSTS.find((each) => each.environment === known.environment && each.serves.includes(serves)) ??
    null
  )
}

function unknownHost(
  host: string,
  rest: string,
  serves: Serves | null,
  faults: Mending['faults'],
): Hosted {
  const near = nearestHost(host, serves)
  const says = `${host} is no host of Procore that is known: ${near.host} was probably meant.`
  return {
    link: `https://${near.host}${rest}`,
    faults: [...faults, fault('unknown-host', host, says)],
    known: near,
    isProcore: true,
  }
}

function lookAlike(
  host: string,
  rest: string,
  serves: Serves | null,
  faults: Mending['faults'],
): Hosted {
  const near = nearestHost(host, serves)
  const says = `${host} is not Procore’s, though it looks so: do not sign in there. Procore’s own is ${near.host}.`
  return {
    link: `https://${near.host}${rest}`,
    faults: [...faults, fault('look-alike-host', host, says)],
    known: near,
    isProcore: true,
  }
}

function isLookAlike(host: string): boolean {
  // `procore-sync.builder.example` is somebody's own; `procore-login.example` and `app.procore.com.x.example` deceive.
  const owner = host.split('.').slice(-2).join('.')
  const poses = /(?:^|\.)procore(?:gov)?\.com\./.test(host)
  return poses || LIKE_PROCORE.test(owner) || editDistance(owner, 'procore.com') <= 2
}

/** The one that shares most words; of those the nearest by letters. */
function nearestHost(host: string, serves: Serves | null): KnownHost {
  const words = new Set(host.split(/[.-]/))
  const able = HOSTS.filter((each) => serves === null || each.serves.includes(serves))
  const ranked = (able.length > 0 ? able : HOSTS).map((known) => ({
    known,
    shared: known.host.split(/[.-]/).filter((word) => words.has(word)).length,
    slips: editDistance(known.host, host),
  }))
  const [best] = ranked.toSorted((a, b) => b.shared - a.shared || a.slips - b.slips)
  return (
    best?.known ??
    HOSTS[0] ?? { host: 'app.procore.com', environment: 'production', serves: ['web'] }
  )
}
