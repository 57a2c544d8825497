/** Where Procore stands: the four environments, and any other pair of addresses (the emulator, a gateway). */

export type EnvironmentName = 'production' | 'sandbox' | 'monthly' | 'federal'

export interface Addresses {
  /** Where `/rest/…` is served. The bearer goes to this origin alone. */
  readonly apiUrl: string
  /** Where `/oauth/…` is served. May be the same. */
  readonly loginUrl: string
}

export type Environment = EnvironmentName | Addresses

/** Fact sheet section 1. Tokens and credentials never cross environments. */
const ADDRESSES: Readonly<Record<EnvironmentName, Addresses>> = {
  production: { apiUrl: 'https://api.procore.com', loginUrl: 'https://login.procore.com' },
  sandbox: {
    apiUrl: 'https://sandbox.procore.com',
    loginUrl: 'https://login-sandbox.procore.com',
  },
  monthly: {
    apiUrl: 'https://api-monthly.procore.com',
    loginUrl: 'https://login-sandbox-monthly.procore.com',
  },
  federal: { apiUrl: 'https://api.procoregov.com', loginUrl: 'https://login.procoregov.com' },
}

/**
 * The addresses of an environment, without a trailing slash.
 *
 * @throws {TypeError} when the name is unknown, or an address is not an absolute http(s) URL.
 */
export function addressesOf(environment: Environment): Addresses {
  const given = typeof environment === 'string' ? ADDRESSES[environment] : environment
  if (!given) {
    const names = Object.keys(ADDRESSES).join(', ')
    throw new TypeError(`environment "${String(environment)}" is none of ${names}`)
  }
  return { apiUrl: base('apiUrl', given.apiUrl), loginUrl: base('loginUrl', given.loginUrl) }
}

function base(name: string, address: string): string {
  if (!URL.canParse(address)) throw new TypeError(`${name} is no absolute URL: ${address}`)
  const { protocol, origin, pathname } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new TypeError(`${name} must be http or https: ${address}`)
  }
  return origin + pathname.replace(/\/+$/, '')
}
