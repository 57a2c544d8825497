/** A scripted situation: what is broken, what the person says of it, and what the doctor has to find. */
import type { EmulatorOptions } from '@underpin/emulator'
import type { CauseId, Complaint, Sign, Targets } from '../../src/index.ts'
import type { Stage, Who } from './stage.ts'

/** What cannot be told with a token while the API does not answer. */
export const CALLS_OF_THE_API = [
  'me',
  'companies',
  'company',
  'project',
  'tool',
  'webhooks',
  'limits',
]

export interface Situation {
  /** What is the case, in a line. */
  readonly name: string
  /** What the person says; the rest is not known. Default: nothing. */
  readonly says?: Partial<Complaint>
  readonly options?: EmulatorOptions
  /** Whose access token is handed in. Default `pm`, a project manager; null: none. */
  readonly who?: Who | null
  /** How long ago the token was issued, in milliseconds. Default 0. */
  readonly issuedAgoMs?: number
  /** What is asked about. Default: company 4001, project 5001, tool `rfis`. */
  readonly about?: Partial<Pick<Targets, 'companyId' | 'projectId' | 'tool'>>
  readonly arrange?: (stage: Stage) => Promise<void>
  /** For how long it is observed, in milliseconds of the doctor's clock, which hurries then. Default: not at all. */
  readonly observeMs?: number
  /** What happens while it is observed, after so many samples. */
  readonly meanwhile?: (stage: Stage, samples: number) => Promise<void>
  /**
   * The cause that must come first. `fine`: the verdict is that all is fine. `not-fine`: no one cause
   * explains it, and it must not be called fine.
   */
  readonly cause: CauseId | 'fine' | 'not-fine'
  /** A cause that is as right, with the reason why nobody could tell the two apart. */
  readonly orElse?: { readonly cause: CauseId; readonly because: string }
  /** Must be among what was found or told. */
  readonly signs: readonly Sign[]
  /** Must be among the causes that are named. */
  readonly also?: readonly CauseId[]
  /** Names of probes that must be unknown. */
  readonly unknown?: readonly string[]
}
