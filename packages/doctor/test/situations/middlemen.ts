/** Somebody stands between: certificates, portals, proxies. */
import type { Certificate } from '@underpin/emulator'
import {
  type Authority,
  captivePortal,
  front,
  httpProxy,
  makeAuthority,
} from '@underpin/emulator/rigs'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'
import { HOSTS, type HostName, type Stage } from './stage.ts'

/** Made once: certificates cost more time than all else here. */
const PUBLIC = once(() => makeAuthority('Public Authority'))
const BOX = once(() => makeAuthority('Northside Network Inspection'))

const PROCORE: readonly HostName[] = ['api', 'login', 'app']

export const MIDDLEMEN: readonly Situation[] = [
  {
    name: 'an inspection box opens every secure connection, with an authority that nobody here knows',
    arrange: async (stage) => {
      const box = await BOX()
      for (const host of HOSTS) await secure(stage, host, box)
    },
    cause: 'our-network',
    signs: ['tls-intercepted'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'secure connections to Procore alone are opened by an authority that nobody here knows',
    arrange: async (stage) => {
      const box = await BOX()
      for (const host of PROCORE) await secure(stage, host, box)
      const authority = await PUBLIC()
      stage.trust = [authority.certificatePem]
      await secure(stage, 'control', authority)
      await secure(stage, 'status', authority)
    },
    cause: 'our-network',
    signs: ['control-reachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'the certificate of the API has expired, and those of the others have not',
    arrange: async (stage) => {
      const authority = await PUBLIC()
      stage.trust = [authority.certificatePem]
      for (const host of HOSTS)
        await secure(stage, host, authority, host === 'api' ? 'expired' : undefined)
    },
    cause: 'procore-defect',
    orElse: {
      cause: 'regional-outage',
      because: 'a certificate that ran out is a failure of Procore’s operation',
    },
    signs: ['tls-expired', 'some-hosts-unreachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'whoever answers for Procore has a certificate for another name; another network works',
    says: { otherNetworkWorks: true },
    arrange: async (stage) => {
      const authority = await PUBLIC()
      stage.trust = [authority.certificatePem]
      for (const host of PROCORE) await secure(stage, host, authority, undefined, 'filter.example')
      await secure(stage, 'control', authority)
      await secure(stage, 'status', authority)
    },
    cause: 'our-network',
    signs: ['tls-wrong-name'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'a hotel asks to sign in: its page answers for everybody',
    arrange: async (stage) => stage.place(HOSTS, await stage.keep(captivePortal('page'))),
    cause: 'our-network',
    signs: ['captive-portal'],
  },
  {
    name: 'a hotel asks to sign in: everything is led to its page, and no token was given',
    who: null,
    says: { seen: ['network-intercepted'] },
    arrange: async (stage) => stage.place(HOSTS, await stage.keep(captivePortal('redirect'))),
    cause: 'our-network',
    signs: ['captive-portal'],
  },
  {
    name: 'the proxy of the office demands to be signed in to',
    arrange: async (stage) => {
      const proxy = await stage.keep(httpProxy('demands-sign-in'))
      stage.environment = { http_proxy: proxy.url, https_proxy: proxy.url }
    },
    cause: 'our-network',
    signs: ['proxy-in-use', 'proxy-refuses'],
  },
]

/** The host answers by TLS, with a certificate of this authority. */
async function secure(
  stage: Stage,
  host: HostName,
  authority: Authority,
  wrong?: 'expired',
  name = stage.name(host),
): Promise<void> {
  const tls = await issued(authority, name, wrong)
  const upstream = host === 'status' ? stage.statusUrl : stage.platformUrl
  stage.place([host], await stage.keep(front({ upstream, tls })))
}

const certificates = new Map<string, Promise<Certificate>>()

function issued(authority: Authority, name: string, wrong?: 'expired'): Promise<Certificate> {
  const key = `${authority.certificatePem} ${name} ${wrong}`
  const made = certificates.get(key) ?? authority.issue([name], wrong)
  certificates.set(key, made)
  return made
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
