/** The app is installed in the company. Source: fact sheet section 7, "App install / connect". */
import type { Check } from './check.ts'

export const appConnected: Check = {
  name: 'app-connected',
  needs: 'head',
  run({ route, caller, headerCompanyId }, { directory }) {
    // `/me` and `/companies` go on working for an app that is not connected.
    if (headerCompanyId === null || route.group.scope === 'none') return null
    if (directory.isConnected(caller.clientId, headerCompanyId)) return null
    const because = `${caller.clientId} is not connected to company ${headerCompanyId}`
    return { failure: 'app-not-connected', because }
  },
  wouldPass: ({ caller, headerCompanyId }) =>
    `Connect the app ${caller.clientId} to company ${headerCompanyId}.`,
}
