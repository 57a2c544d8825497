/** Procore, locally: the emulator, its server, and the rigs for a network that fails before any server. */
export { ASSUMED_CHOICES, type AssumedChoice } from './assumed-choices.ts'
export { AssumptionError, type AssumptionRow, Assumptions } from './assumptions.ts'
export { createEmulator, type EmulatorOptions } from './create-emulator.ts'
export type { Emulator } from './emulator.ts'
export type { Fault, FaultMatch, FaultOrder } from './faults/fault.ts'
export { FaultError } from './faults/faults.ts'
export { raisableFailures, whyNotRaised } from './faults/raise.ts'
export type { JournalEntry } from './journal/journal.ts'
export type { BrokenPromise, BrokenPromiseKind } from './journal/promises.ts'
export { BROKEN_PROMISE_KINDS } from './journal/promises.ts'
export { RESOURCES } from './resources/index.ts'
export { type BadResolver, badResolver } from './rigs/bad-resolver.ts'
export { type BadTls, type BadTlsKind, badTls } from './rigs/bad-tls.ts'
export { blackHole } from './rigs/black-hole.ts'
export { captivePortal } from './rigs/captive-portal.ts'
export { closedPort } from './rigs/closed-port.ts'
export type { Rig } from './rigs/rig.ts'
export {
  type Listening,
  type ListenOptions,
  listen,
  listenForStatus,
  PLATFORM_PORT,
  STATUS_PORT,
} from './server/listen.ts'
export { ListenError, type ListenErrorCode } from './server/listen-error.ts'
export { DataFileError } from './state/data-file-error.ts'
export { VERSION } from './version.ts'
export { WorldRecordError } from './world/apply-world.ts'
export { DEFAULT_PASSWORD, defaultWorld } from './world/default-world.ts'

export type { World, WorldLimits } from './world/world.ts'
export { readWorldFile } from './world/world-file.ts'
export { WorldFileError } from './world/world-file-error.ts'
