/** The caller is in the company's directory. Source: assumed; see the assumption `outside-company`. */
import type { Check } from './check.ts'

export const companyDirectory: Check = {
  name: 'company-directory',
  needs: 'head',
  run({ route, headerCompanyId, userId }, { directory, assumptions }) {
    if (headerCompanyId === null || route.group.scope === 'none') return null
    if (userId !== null && directory.isMember('company', headerCompanyId, userId)) return null
    const is404 = assumptions.get('outside-company') === '404'
    const because = `user ${userId} is not in the directory of company ${headerCompanyId}`
    return { failure: is404 ? 'resource-hidden' : 'permission-too-low', because }
  },
  wouldPass: ({ headerCompanyId, userId }) =>
    `Add user ${userId} to the directory of company ${headerCompanyId}.`,
}
