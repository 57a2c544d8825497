/** Which hosts are looked at: those of an environment of Procore, or those that were given. */
import { addressesOf, type EnvironmentName } from '@underpin/client'
import type { Targets } from '@underpin/doctor'
import { CONTROL_URL } from '@underpin/doctor/node'

/** Fact sheet section 1. The Federal Zone has no web address of its own in it. */
const APP_URLS: Readonly<Record<EnvironmentName, string>> = {
  production: 'https://app.procore.com',
  sandbox: 'https://sandbox.procore.com',
  monthly: 'https://api-sandbox-monthly.procore.com',
  federal: 'https://app.procoregov.com',
}

export const STATUS_URL = 'https://status.procore.com'

/** A public resolver that most networks let through. */
const SECOND_RESOLVER = '1.1.1.1'

export const ENVIRONMENT_NAMES = Object.keys(APP_URLS) as readonly EnvironmentName[]

type Hosts = Pick<
  Targets,
  'apiUrl' | 'loginUrl' | 'appUrl' | 'statusUrl' | 'controlUrl' | 'resolver' | 'secondResolver'
>

export type GivenHosts = { readonly [Key in keyof Hosts]?: Hosts[Key] | undefined }

/**
 * What was not given is of the environment. Beside an API on this machine (an emulator) nothing is
 * looked for elsewhere: sign-in and pages are taken to be there too, and the rest is left out.
 */
export function hostsFor(environment: EnvironmentName, given: GivenHosts): Hosts {
  const { apiUrl } = given
  const usual = apiUrl !== undefined && isLoopback(apiUrl) ? besideLocal(apiUrl) : of(environment)
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...usual, ...Object.fromEntries(chosen) }
}

function of(environment: EnvironmentName): Hosts {
  return {
    ...addressesOf(environment),
    appUrl: APP_URLS[environment],
    statusUrl: STATUS_URL,
    controlUrl: CONTROL_URL,
    resolver: null,
    secondResolver: SECOND_RESOLVER,
  }
}

function besideLocal(url: string): Hosts {
  return {
    ...{ apiUrl: url, loginUrl: url, appUrl: url, statusUrl: null, controlUrl: null },
    ...{ resolver: null, secondResolver: null },
  }
}

/** A name or an address of this machine, where nobody listens on the way. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}
