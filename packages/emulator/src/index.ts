/** Procore, locally: the emulator and its server. The rigs are in `./rigs`. */
export { ASSUMED_CHOICES, type AssumedChoice } from './assumed-choices.ts'
export { AssumptionError, type AssumptionRow, Assumptions } from './assumptions.ts'
export type { Mount } from './control/mount.ts'
export { coverage } from './coverage.ts'
export { createEmulator } from './create-emulator.ts'
export type { Emulator } from './emulator.ts'
export type { EmulatorOptions } from './emulator-options.ts'
export type { CoverageRow } from './engine/route-table.ts'
export type { Fault, FaultMatch, FaultOrder } from './faults/fault.ts'
export { FaultError } from './faults/faults.ts'
export { raisableFailures, whyNotRaised } from './faults/raise.ts'
export { ActivityCsvError, writeActivityCsv } from './integration-health/activity-csv.ts'
export {
  type AppHealth,
  type HealthReport,
  type HealthStatus,
  healthReport,
  type ObservedHealth,
  type Severity,
} from './integration-health/health-report.ts'
export { readLog } from './integration-health/read-log.ts'
export type { JournalEntry } from './journal/journal.ts'
export type { BrokenPromise, BrokenPromiseKind } from './journal/promises.ts'
export { BROKEN_PROMISE_KINDS } from './journal/promises.ts'
export { MailDestinationError } from './mail/destination-error.ts'
export { OpenApiFileError } from './openapi/openapi-file-error.ts'
export { RESOURCES } from './resources/index.ts'
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
export type { Certificate } from './tls/certificate.ts'
export { CertificateError } from './tls/certificate-error.ts'
export { certificateFolder } from './tls/certificate-folder.ts'
export { type KeepOptions, type KeptCertificate, keepCertificate } from './tls/kept-certificate.ts'
export { VERSION } from './version.ts'
export { WorldRecordError } from './world/apply-world.ts'
export { DEFAULT_PASSWORD, defaultWorld } from './world/default-world.ts'

export type { World, WorldLimits } from './world/world.ts'
export { readWorldFile } from './world/world-file.ts'
export { WorldFileError } from './world/world-file-error.ts'
