/**
 * Apps, and the companies that have them: installed with a version, connected or not. Source: fact sheet
 * sections 2.5 and 7, "App install / connect" and "DMSA".
 */
import type { DirectoryStore } from './directory-store.ts'
import type { LevelTable } from './levels.ts'
import { isSameSecret } from './secrets.ts'
import type { AppGrant } from './world.ts'

export interface AppVersion {
  /** As in the manifest: `1.0.0`. */
  readonly version: string
  /** Without a Data Connector component it may sign in, and may call for no company. */
  readonly hasDataConnector: boolean
  /** What the app may do where it is installed; null for an app that acts for people. */
  readonly levels: LevelTable | null
}

export interface DirectoryApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  readonly grants: readonly AppGrant[]
  readonly redirectUris: readonly string[]
  /** In the order in which they were published; never empty. */
  readonly versions: readonly [AppVersion, ...AppVersion[]]
}

/** An app as whoever adds it says it: without versions it has one, which acts for people. */
export type NewApp = Omit<DirectoryApp, 'versions'> & Partial<Pick<DirectoryApp, 'versions'>>

export const FIRST_VERSION: AppVersion = {
  version: '1.0.0',
  hasDataConnector: true,
  levels: null,
}

/** An app in a company. What it holds there outlives a disconnection. */
export interface Installation {
  readonly id: number
  readonly companyId: number
  readonly clientId: string
  readonly isConnected: boolean
  readonly version: string
  /** The directory user that the app acts as; null for an app that acts for people. */
  readonly serviceUserId: number | null
  /** Projects that are made from now on are permitted to it. */
  readonly addToNewProjects: boolean
}

/** Where the ids of installations start, so that none is taken for an id of something else. */
const FIRST_ID = 91_001

export class Installations {
  readonly #store: DirectoryStore
  readonly #apps = new Map<string, DirectoryApp>()
  /** company id → client id → the app there. */
  readonly #installed = new Map<number, Map<string, Installation>>()

  constructor(store: DirectoryStore) {
    this.#store = store
  }

  app(clientId: string): DirectoryApp | null {
    return this.#apps.get(clientId) ?? null
  }

  apps(): readonly DirectoryApp[] {
    return [...this.#apps.values()]
  }

  putApp(app: NewApp): void {
    this.keepApp(app)
    this.#store.put('apps', app.clientId, this.#apps.get(app.clientId) ?? app)
  }

  verifySecret(clientId: string, clientSecret: string): boolean {
    const app = this.#apps.get(clientId)
    return isSameSecret(app?.clientSecret ?? '', clientSecret) && app !== undefined
  }

  /** Null for an app that is not installed there. */
  find(clientId: string, companyId: number): Installation | null {
    return this.#installed.get(companyId)?.get(clientId) ?? null
  }

  /** Of a company, or of an app everywhere; by id. */
  all(of: { companyId?: number; clientId?: string } = {}): readonly Installation[] {
    const found: Installation[] = []
    for (const [companyId, installed] of this.#installed) {
      if (of.companyId !== undefined && of.companyId !== companyId) continue
      for (const each of installed.values()) {
        if (of.clientId === undefined || of.clientId === each.clientId) found.push(each)
      }
    }
    return found.sort((a, b) => a.id - b.id)
  }

  isConnected(clientId: string, companyId: number): boolean {
    return this.find(clientId, companyId)?.isConnected ?? false
  }

  /** The version of the app that is installed there. */
  versionIn({ clientId, version }: Installation): AppVersion | null {
    return this.app(clientId)?.versions.find((each) => each.version === version) ?? null
  }

  /** Installs an app, or changes what is installed: connects, disconnects, takes another version. */
  put(installation: Omit<Installation, 'id'>): Installation {
    const { clientId, companyId } = installation
    const id = this.find(clientId, companyId)?.id ?? this.#nextId()
    const put = { ...installation, id }
    this.keep(put)
    this.#store.putInstallation(put)
    return put
  }

  /** As if it had never been there. */
  remove(clientId: string, companyId: number): void {
    this.#installed.get(companyId)?.delete(clientId)
    this.#store.removeInstallation(companyId, clientId)
  }

  clear(): void {
    this.#apps.clear()
    this.#installed.clear()
  }

  /** As `putApp`, of what is stored already. */
  keepApp(app: NewApp): void {
    this.#apps.set(app.clientId, { ...app, versions: app.versions ?? [FIRST_VERSION] })
  }

  /** As `put`, of what is stored already. */
  keep(installation: Installation): void {
    const { companyId, clientId } = installation
    let installed = this.#installed.get(companyId)
    if (!installed) {
      installed = new Map()
      this.#installed.set(companyId, installed)
    }
    installed.set(clientId, installation)
  }

  /** A connection that is stored without its installation: an older file has those. */
  keepConnection(companyId: number, clientId: string, serviceUserId: number | null): void {
    const known = this.find(clientId, companyId)
    const version = this.app(clientId)?.versions[0].version ?? FIRST_VERSION.version
    const usual = { id: this.#nextId(), companyId, clientId, version, addToNewProjects: false }
    this.keep({ ...(known ?? { ...usual, serviceUserId }), isConnected: true })
  }

  #nextId(): number {
    return this.all().reduce((highest, { id }) => Math.max(highest, id), FIRST_ID - 1) + 1
  }
}
