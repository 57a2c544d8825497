/** What `underpin doctor` was asked: its flags, read and checked. */

import type { EnvironmentName } from '@underpin/client'
import { type Complaint, NO_COMPLAINT, type Sign, type Targets } from '@underpin/doctor'
import type { Credentials, Person } from '@underpin/doctor/node'
import type { Evidence } from '@underpin/failures'
import { InvalidArgumentError } from 'commander'
import { wrongUsage } from '../exit-code.ts'
import { givenInput, readGiven } from '../explain/given-input.ts'
import { givenCredentials, warningsOf } from './access-token.ts'
import { NONE } from './doctor-flags.ts'
import { hostsFor } from './environment-targets.ts'
import { type PacketFlags, type PacketOrder, packetOrder } from './packet.ts'
import { PERSON_FIELDS, type PersonFlags, personOf } from './person.ts'
import { answersOf } from './said.ts'
import { readSince } from './since-time.ts'
import { toldError } from './told-error.ts'

export interface DoctorFlags extends PacketFlags, PersonFlags {
  readonly environment?: EnvironmentName
  readonly apiUrl?: string
  readonly loginUrl?: string
  readonly appUrl?: string
  /** These four can be `none`. */
  readonly statusUrl?: string
  readonly controlUrl?: string
  readonly resolver?: string
  readonly secondResolver?: string
  readonly company?: string
  readonly project?: string
  readonly tool?: string
  readonly tokenFile?: string
  /** Milliseconds. */
  readonly observe?: number
  readonly error?: string
  readonly since?: string
  readonly said?: readonly Sign[]
  /** False for `--no-ask`. */
  readonly ask: boolean
  readonly json?: boolean
  readonly color: boolean
}

export interface DoctorRequest {
  readonly targets: Targets
  readonly credentials: Credentials | null
  readonly complaint: Complaint
  /** What was handed over with `--error`. */
  readonly handed: readonly Evidence[]
  /** Of the reading of `--error`, and of where the token goes. */
  readonly notes: readonly string[]
  readonly observeMs: number
  /** Null: no packet is wanted. */
  readonly order: PacketOrder | null
  readonly person: Person
}

/** @throws {CommandError} wrong usage. */
export async function readRequest(
  flags: DoctorFlags,
  environment: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): Promise<DoctorRequest> {
  const { company = null, project = null, tool = null } = flags
  if (project !== null && company === null) {
    throw wrongUsage('--project needs --company: every call says which company it is for.')
  }
  if (tool !== null && project === null)
    throw wrongUsage('--tool needs --project: tools are of a project.')
  if (flags.json && flags.preview) {
    throw wrongUsage('Give either --json or --preview: both are printed in the same place.')
  }
  assertPersonIsForPacket(flags)
  const { apiUrl, loginUrl, appUrl } = flags
  const hosts = {
    ...{ apiUrl, loginUrl, appUrl },
    statusUrl: unlessNone(flags.statusUrl),
    controlUrl: unlessNone(flags.controlUrl),
    resolver: unlessNone(flags.resolver),
    secondResolver: unlessNone(flags.secondResolver),
  }
  const told =
    flags.error === undefined ? null : toldError(readGiven(await givenInput(flags.error)))
  const targets = {
    ...hostsFor(flags.environment ?? 'production', hosts),
    ...{ companyId: company, projectId: project, tool },
  }
  const credentials = await givenCredentials(flags.tokenFile, environment)
  return {
    ...{ targets, credentials },
    complaint: {
      ...NO_COMPLAINT,
      ...answersOf(flags.said ?? []),
      sinceMs: flags.since === undefined ? null : since(flags.since, nowMs),
      seen: told?.seen ?? [],
    },
    handed: told?.evidence ?? [],
    notes: [...(told?.notes ?? []), ...warningsOf(credentials, targets)],
    observeMs: flags.observe ?? 0,
    order: await packetOrder(flags),
    person: personOf(flags),
  }
}

/** What is silently dropped would be missed when it is too late. */
function assertPersonIsForPacket(flags: DoctorFlags): void {
  const [field] = PERSON_FIELDS.filter((each) => flags[each] !== undefined)
  if (field === undefined || flags.packet !== undefined || flags.preview) return
  const flag = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  throw wrongUsage(
    `--${flag} is for the packet: say --packet FILE.zip too, or --preview to look at it.`,
  )
}

function unlessNone(given: string | undefined): string | null | undefined {
  return given === NONE ? null : given
}

function since(text: string, nowMs: number): number {
  try {
    return readSince(text, nowMs)
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw wrongUsage(`--since ${text}: ${error.message}`)
    throw error
  }
}
