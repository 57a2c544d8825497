/** Which names and addresses belong to the inside of a network. */
import { BlockList, isIP } from 'node:net'
import { isLoopbackName } from '../wire/resolve-name.ts'

/** RFC 1918, RFC 6598, RFC 3927, RFC 1122; RFC 4193, RFC 4291. Null routes of filters are among them. */
const PRIVATE = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv6')
}

/** RFC 6761, RFC 6762, RFC 8375, and what networks call their own. */
const PRIVATE_NAME =
  /\.(?:local|localdomain|lan|home|internal|intranet|corp|private|home\.arpa)\.?$/i

export function isPrivateAddress(address: string): boolean {
  const version = isIP(address)
  return version !== 0 && PRIVATE.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** A name that any resolver may be asked for; a private one is told to nobody outside. */
export function isPublicName(hostname: string): boolean {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) > 0 || isLoopbackName(hostname)) return false
  return hostname.includes('.') && !PRIVATE_NAME.test(hostname)
}
