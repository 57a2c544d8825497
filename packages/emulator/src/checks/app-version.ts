/**
 * The installed version of the app has a Data Connector component. Without one its token works, and so
 * does `/companies`; calls for a company do not. Source: fact sheet section 6.2.
 */
import type { Platform } from '../platform.ts'
import type { Installation } from '../world/installations.ts'
import { permittedProjects } from '../world/permitted-projects.ts'
import type { Asked, Check, MendCall } from './check.ts'
import { appWords } from './words.ts'

export const appVersion: Check = {
  name: 'app-version',
  needs: 'head',
  run(asked, platform) {
    const { caller, route } = asked
    if (route.group.scope === 'none' || caller.isBrowser) return null
    const installed = installedApp(asked, platform)
    if (installed === null) return null
    // A version that is not in the list any more was good when it was installed.
    const version = platform.directory.installations.versionIn(installed)
    if (version?.hasDataConnector !== false) return null
    const because = `version ${version.version} of ${caller.clientId} has no Data Connector component`
    return { failure: 'app-not-connected', because }
  },
  mend(asked, platform) {
    const { caller, headerCompanyId } = asked
    const { directory } = platform
    const versions = directory.app(caller.clientId)?.versions ?? []
    const good = versions.findLast(({ hasDataConnector }) => hasDataConnector)
    const app = appWords(caller.clientId, platform)
    const client = encodeURIComponent(caller.clientId)
    const next = `${versions.length + 1}.0.0`
    const calls: MendCall[] = []
    if (!good) {
      const body = { version: next, dataConnector: true }
      calls.push({ method: 'POST', path: `/_underpin/apps/${client}/versions`, body })
    }
    const installed = installedApp(asked, platform)
    const permitted = installed && permittedProjects(directory, installed)
    const version = good?.version ?? next
    // An update takes the permitted projects away: the same ones are chosen again.
    const body = { version, ...(permitted ? { permittedProjects: permitted } : {}) }
    const path = `/_underpin/companies/${headerCompanyId}/apps/${client}`
    calls.push({ method: 'PATCH', path, body })
    const publish = good ? '' : 'have its makers publish a version with a Data Connector; then '
    return {
      words: `For ${app}, ${publish}update it in company ${headerCompanyId}, under Admin, App Management, to version ${version}, and choose its permitted projects again.`,
      calls,
    }
  },
}

function installedApp(
  { caller, headerCompanyId }: Asked,
  { directory }: Platform,
): Installation | null {
  if (headerCompanyId === null) return null
  return directory.installations.find(caller.clientId, headerCompanyId)
}
