/** The person was not deactivated. What their tokens do then is assumed; see `deactivated-user`. */
import type { Check } from './check.ts'
import { personWords } from './words.ts'

export const userActive: Check = {
  name: 'user-active',
  needs: 'head',
  run({ userId }, { directory, assumptions }) {
    if (userId === null || (directory.user(userId)?.isActive ?? true)) return null
    const is401 = assumptions.get('deactivated-user') === '401'
    const because = `user ${userId} was deactivated`
    return { failure: is401 ? 'access-token-revoked' : 'permission-too-low', because }
  },
  mend({ userId, headerCompanyId }, platform) {
    const companyId = headerCompanyId ?? platform.directory.companiesOf(userId ?? 0)[0]?.id
    const path = `/rest/v1.0/companies/${companyId}/users/inactive/${userId}`
    return {
      words: `In the company's Directory tool, open the inactive users, and reactivate ${personWords(userId, platform)}.`,
      calls: [{ method: 'PATCH', path, body: {} }],
    }
  },
}
