/**
 * The shape of a world: who and what the emulator starts with. `--world FILE.yaml` has this shape, key
 * for key; `default-world.ts` is the one that is used without a file.
 */
import type { Level } from './levels.ts'

export interface World {
  readonly companies: readonly WorldCompany[]
  readonly users: readonly WorldUser[]
  readonly projects: readonly WorldProject[]
  readonly apps: readonly WorldApp[]
  readonly limits: WorldLimits
}

/** Requests of one app's grant; 0 means no limit. Source: fact sheet section 5. */
export interface WorldLimits {
  /** An hour. Default 3600. */
  readonly hourly: number
  /** In 10 seconds. Default 25. */
  readonly spike: number
}

export interface WorldCompany {
  readonly id: number
  readonly name: string
  /** "Lock Out After 3 Failed Sign In Attempts". Default false. */
  readonly lockoutPolicy: boolean
  /** Client ids of the apps that are connected. */
  readonly connectedApps: readonly string[]
  /** What people of this company may do in it, by user id. */
  readonly members: readonly WorldMember[]
  /** Records by resource name, such as `vendors`: each as its attributes, `id` included when it matters. */
  readonly records: WorldRecords
}

export interface WorldMember {
  readonly user: number
  /** On every tool that `tools` does not name. */
  readonly level: Level
  readonly tools: Readonly<Record<string, Level>>
}

/** A person in a directory. The lists of companies and projects say where. */
export interface WorldUser {
  readonly id: number
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly jobTitle: string | null
  /** Null for somebody who is in the directory and cannot sign in. */
  readonly password: string | null
}

export interface WorldProject {
  readonly id: number
  readonly company: number
  /** Without its number: the display name is "number - name". */
  readonly name: string
  readonly number: string | null
  readonly disabledTools: readonly string[]
  readonly members: readonly WorldMember[]
  readonly records: WorldRecords
}

export interface WorldApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  readonly grants: readonly AppGrant[]
  readonly redirectUris: readonly string[]
  /** For client credentials: what the app may do where it is connected, and its permitted projects. */
  readonly service: WorldService | null
}

export type AppGrant = 'authorization_code' | 'refresh_token' | 'client_credentials'

export interface WorldService {
  readonly permittedProjects: readonly number[]
  readonly level: Level
  readonly tools: Readonly<Record<string, Level>>
}

export type WorldRecord = Readonly<Record<string, unknown>>
export type WorldRecords = Readonly<Record<string, readonly WorldRecord[]>>
