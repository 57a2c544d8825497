/** What a packet is made of: what was found, what was said, what was handed over. All of it as it came. */
import type { Exchange } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'
import type { Complaint } from '../diagnosis/complaint.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Report } from '../report/report.ts'

/** What the person says of themselves and of their place. Null: not said. */
export interface Person {
  /** Name, address, or both: who signs the message. The one address that is not hidden. */
  readonly sender: string | null
  readonly browser: string | null
  readonly device: string | null
  /** Office, site, home, phone, VPN. */
  readonly network: string | null
  readonly projectName: string | null
  readonly role: string | null
}

export const NOBODY_SAID: Person = {
  sender: null,
  browser: null,
  device: null,
  network: null,
  projectName: null,
  role: null,
}

/** The machine that looked. Null: it could not be told. */
export interface PacketEnvironment {
  /** Operating system, its version, and the processor: `linux 6.8.0 x64`. */
  readonly system: string | null
  readonly nodeVersion: string | null
  /** Proxy variables by name. A sign-in in them is taken out. */
  readonly proxy: Readonly<Record<string, string>>
  readonly resolvers: readonly string[]
  /** IANA name, `America/Los_Angeles`: local times are told in it. */
  readonly timeZone: string | null
  readonly locale: string | null
}

export interface Attachment {
  /** As the person named it; only its last part is used, made safe. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface KnownSecret {
  /** What to call it: `access token`. */
  readonly kind: string
  readonly value: string
}

export interface PacketInput {
  /** Of Underpin. */
  readonly version: string
  /** Wall time, milliseconds since the epoch: when the packet is made. */
  readonly nowMs: number
  /** Null: nothing was examined. */
  readonly report: Report | null
  readonly diagnosis: Diagnosis
  readonly complaint: Complaint
  /** What failed as others recorded it: read from a HAR, a log, an answer, an error text. */
  readonly handed: readonly (Exchange | Evidence)[]
  readonly attachments: readonly Attachment[]
  readonly person: Person
  readonly environment: PacketEnvironment
  /** Secrets that the caller knows, such as the token that was used. Others are found. */
  readonly secrets: readonly KnownSecret[]
}

/** Something that is not in the packet, and what to do about it. Whole sentences. */
export interface NotCollected {
  readonly what: string
  readonly because: string
}

export interface PacketFile {
  /** Path in the archive, with slashes. */
  readonly name: string
  /** What it is, for the list in the README. */
  readonly holds: string
  readonly bytes: Uint8Array
}

export interface PacketDraft {
  readonly files: readonly PacketFile[]
  readonly notCollected: readonly NotCollected[]
  readonly message: string
  /** Wall time, milliseconds since the epoch. */
  readonly madeAtMs: number
  /** Kinds of the known secrets that stand in the text, in any writing that the redactor knows. */
  readonly secretsIn: (text: string) => readonly string[]
}
