/** The caller is in the company's directory. Source: assumed; see the assumption `outside-company`. */
import type { Check } from './check.ts'
import { personWords } from './words.ts'

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
  mend({ headerCompanyId, userId }, platform) {
    const user = platform.directory.user(userId ?? 0)
    const words = `In the Directory tool of company ${headerCompanyId}, add ${personWords(userId, platform)} with their email address.`
    if (user === null || user.serviceOf !== null) return { words, calls: [] }
    const path = `/rest/v1.0/companies/${headerCompanyId}/users`
    const names = { email_address: user.email, last_name: user.lastName }
    return { words, calls: [{ method: 'POST', path, body: { user: names } }] }
  },
}
