/** What this machine tells of itself for a packet: no user name, no host name, no path. */
import { getServers } from 'node:dns'
import { arch, release, type } from 'node:os'
import type { PacketEnvironment } from '@underpin/doctor/node'

const PROXY_VARIABLES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'NODE_USE_ENV_PROXY',
]

export function packetEnvironment(): PacketEnvironment {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions()
  const proxy = PROXY_VARIABLES.flatMap((name) => {
    const value = process.env[name]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return {
    system: `${type()} ${release()} ${arch()}`,
    nodeVersion: process.version,
    proxy: Object.fromEntries(proxy),
    resolvers: getServers(),
    timeZone,
    locale,
  }
}
