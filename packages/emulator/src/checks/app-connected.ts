/** The app is installed in the company. Source: fact sheet section 7, "App install / connect". */
import type { Check } from './check.ts'
import { appWords } from './words.ts'

export const appConnected: Check = {
  name: 'app-connected',
  needs: 'head',
  run({ route, caller, headerCompanyId }, { directory }) {
    // `/me` and `/companies` go on working for an app that is not connected.
    if (headerCompanyId === null || route.group.scope === 'none' || caller.isBrowser) return null
    if (directory.isConnected(caller.clientId, headerCompanyId)) return null
    const because = `${caller.clientId} is not connected to company ${headerCompanyId}`
    return { failure: 'app-not-connected', because }
  },
  mend({ caller, headerCompanyId: companyId }, platform) {
    const { directory } = platform
    if (companyId === null || directory.company(companyId) === null) {
      return { words: `Name a company that is there: ${companyId} is none.`, calls: [] }
    }
    const app = appWords(caller.clientId, platform)
    const isInstalled = directory.installations.find(caller.clientId, companyId) !== null
    const how = isInstalled ? 'connect it again' : 'install it (Marketplace or Custom App)'
    return {
      words: `As an administrator of company ${companyId}, open Admin, then App Management, find ${app}, and ${how}.`,
      calls: [
        {
          method: 'PATCH',
          path: `/_underpin/companies/${companyId}/apps/${encodeURIComponent(caller.clientId)}`,
          body: { connected: true },
        },
      ],
    }
  },
}
