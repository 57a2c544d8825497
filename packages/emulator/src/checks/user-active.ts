/**
 * The person was not deactivated, and not locked out. What their tokens do then is assumed; see
 * `deactivated-user` and `locked-user-access`.
 */
import type { Check } from './check.ts'
import { personWords } from './words.ts'

export const userActive: Check = {
  name: 'user-active',
  needs: 'head',
  run({ userId }, { directory, lockouts, assumptions }) {
    if (userId === null) return null
    if (assumptions.get('locked-user-access') === 'ends' && lockouts.isLocked(userId)) {
      return { failure: 'access-token-revoked', because: `the account of user ${userId} is locked` }
    }
    if (directory.user(userId)?.isActive ?? true) return null
    const is401 = assumptions.get('deactivated-user') === '401'
    const because = `user ${userId} was deactivated`
    return { failure: is401 ? 'access-token-revoked' : 'permission-too-low', because }
  },
  mend({ userId, headerCompanyId }, platform) {
    if (platform.directory.user(userId ?? 0)?.isActive) {
      return {
        words: `In the company's Directory tool, edit ${personWords(userId, platform)}, and press Unlock Account in the banner; or let the person reset the password.`,
        calls: [{ method: 'POST', path: `/_underpin/users/${userId}/unlock` }],
      }
    }
    const companyId = headerCompanyId ?? platform.directory.companiesOf(userId ?? 0)[0]?.id
    const path = `/rest/v1.0/companies/${companyId}/users/inactive/${userId}`
    return {
      words: `In the company's Directory tool, open the inactive users, and reactivate ${personWords(userId, platform)}.`,
      calls: [{ method: 'PATCH', path, body: {} }],
    }
  },
}
