/** Which proxy stands between: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, as curl and Node read them. */
import type { Environment } from '../probe.ts'
import { bare } from './resolve-name.ts'

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Port of a proxy whose address names none, as curl has it. */
const PROXY_PORT = 1080

export interface WebProxy {
  readonly hostname: string
  readonly port: number
  /** The proxy itself is spoken to with TLS. */
  readonly isSecure: boolean
  /** `Basic …`, from the address; null without. A secret. */
  readonly authorization: string | null
  /** The address without its password: for people. */
  readonly shown: string
}

/** The proxy that a request to `url` goes through. Null: it goes straight. */
export function proxyOf(url: URL, environment: Environment): WebProxy | null {
  const [, address] = settingFor(url, environment) ?? []
  return address === undefined ? null : readProxy(address)
}

/**
 * The variable that names a proxy for `url` which is not of HTTP, such as SOCKS, or no address at all;
 * null when there is none. Its value may hold a password.
 */
export function unreadProxy(url: URL, environment: Environment): string | null {
  const [name, address] = settingFor(url, environment) ?? []
  return name === undefined || readProxy(address ?? '') !== null ? null : name.toUpperCase()
}

/** Name and value of the variable that counts for `url`. */
function settingFor(url: URL, environment: Environment): readonly [string, string] | null {
  const own = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const name = [own, 'all_proxy'].find((each) => variable(environment, each) !== '')
  if (name === undefined || isExempt(url, variable(environment, 'no_proxy'))) return null
  return [name, variable(environment, name)]
}

function readProxy(address: string): WebProxy | null {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`
  if (!URL.canParse(whole)) return null
  const { protocol, hostname, port, username, password } = new URL(whole)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  const isSecure = protocol === 'https:'
  const number = Number(port || (DEFAULT_PORTS[protocol] ?? PROXY_PORT))
  const signIn = `${decoded(username)}:${decoded(password)}`
  return {
    hostname: bare(hostname),
    port: number,
    isSecure,
    authorization: username === '' ? null : `Basic ${Buffer.from(signIn).toString('base64')}`,
    shown: `${protocol}//${hostname}:${number}`,
  }
}

/** Lower case wins, as `HTTP_PROXY` can be planted by a header of a CGI request. */
function variable(environment: Environment, name: string): string {
  return (environment[name] ?? environment[name.toUpperCase()] ?? '').trim()
}

/** `*`, `host`, `.domain`, `*.domain`, each with a port if it is to be that port alone. */
function isExempt(url: URL, list: string): boolean {
  const port = url.port || DEFAULT_PORTS[url.protocol] || ''
  const hostname = bare(url.hostname).toLowerCase()
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*' || bare(entry) === hostname) return true
      const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d{1,5}))?$/.exec(entry) ?? []
      if (entryPort !== undefined && entryPort !== port) return false
      const domain = name.replace(/^\*?\./, '')
      return hostname === domain || hostname.endsWith(`.${domain}`)
    })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A lone percent sign: then the text is what was meant.
  }
}
