/** Small real things that fail before any server: each stands on loopback, and is closed by whoever started it. */
export { badResolver } from './bad-resolver.ts'
export { badTls } from './bad-tls.ts'
export { blackHole } from './black-hole.ts'
export { captivePortal } from './captive-portal.ts'
export { closedPort } from './closed-port.ts'
export type { Rig } from './rig.ts'
