/** What faults do to people who sign in: an account is locked, a session ends. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { People } from './effects.ts'

export function peopleOf(
  { directory, lockouts }: Pick<Platform, 'directory' | 'lockouts'>,
  signIn: SignIn,
): People {
  return {
    lockAccount(email) {
      const user = directory.userByEmail(email)
      if (!user?.isActive || user.passwordHash === null) return false
      lockouts.lock(user.id)
      return true
    },
    endSession(call: Call) {
      const current = signIn.currentSession(call)
      if (current !== null) signIn.sessions.end(current.session)
      return current !== null
    },
  }
}
