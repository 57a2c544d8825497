/**
 * What a company administrator does with an app in App Management: installs it, connects and disconnects
 * it, takes another version, chooses its projects. All of it or nothing. Source: fact sheet sections 2.5
 * and 7.
 */
import type { Engine } from '../engine/engine.ts'
import { installApp, updateApp } from './install-app.ts'
import type { AppVersion, DirectoryApp, Installation } from './installations.ts'
import { choosePermittedProjects } from './permitted-projects.ts'

/** Null for what stays as it is. */
export interface InstallationChange {
  readonly isConnected?: boolean | null
  readonly version?: AppVersion | null
  /** Of the company, and no others. */
  readonly projects?: readonly number[] | null
  readonly addToNewProjects?: boolean | null
}

/** Projects were chosen for an app that goes where its people go. */
export class NoServiceUserError extends Error {
  override readonly name = 'NoServiceUserError'
  readonly key: 'projects' | 'addToNewProjects'

  constructor(clientId: string, key: NoServiceUserError['key']) {
    super(`${clientId} acts for the people who sign in, and has no permitted projects of its own.`)
    this.key = key
  }
}

/** Installs the app where it is not there yet. @throws {NoServiceUserError} and changes nothing then. */
export function changeInstallation(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  change: InstallationChange,
): Installation {
  const { isConnected = null, version = null, projects = null, addToNewProjects = null } = change
  const { directory } = engine.parts.platform
  const before = directory.installations.find(app.clientId, companyId)
  return engine.parts.records.transaction(() => {
    const installed =
      before === null
        ? installApp(engine, app, companyId, version ?? undefined)
        : version === null || version.version === before.version
          ? before
          : updateApp(engine, app, before, version)
    if ((projects ?? addToNewProjects) !== null && installed.serviceUserId === null) {
      throw new NoServiceUserError(app.clientId, projects ? 'projects' : 'addToNewProjects')
    }
    if (projects) choosePermittedProjects(directory, installed, projects)
    return directory.installations.put({
      ...installed,
      isConnected: isConnected ?? installed.isConnected,
      addToNewProjects: addToNewProjects ?? installed.addToNewProjects,
    })
  })
}
