/**
 * Locked accounts, for tests and for people trying it: what a company administrator sees and does in the
 * directory (fact sheet section 12).
 *
 * - `GET /_underpin/users/{id}/lock` tells `{"locked", "lockedAt", "failedTries", "lockoutPolicy"}`.
 * - `POST /_underpin/users/{id}/lock` locks the account, whatever the policy.
 * - `POST /_underpin/users/{id}/unlock` opens it, and gives three tries again.
 */
import { parseId } from '../engine/record-id.ts'
import type { Platform } from '../platform.ts'
import type { TextAnswer } from '../reply.ts'
import type { DoorCall, DoorRoute } from './control-door.ts'
import { DoorError, jsonAnswer } from './door-answer.ts'

export function unlockRoutes({ directory, lockouts }: Platform): DoorRoute[] {
  const userOf = ({ pieces: [, given = ''] }: DoorCall): number => {
    const user = directory.user(parseId(given) ?? 0)
    if (user) return user.id
    throw new DoorError(404, `there is no user ${given.slice(0, 40)} in the directory.`)
  }
  const show = (userId: number): TextAnswer => {
    const { failedCount, lockedAtMs } = lockouts.state(userId)
    return jsonAnswer({
      user: userId,
      locked: lockedAtMs !== null,
      lockedAt: lockedAtMs === null ? null : new Date(lockedAtMs).toISOString(),
      failedTries: failedCount,
      lockoutPolicy: lockouts.hasPolicy(userId),
    })
  }
  return [
    {
      path: 'users/{id}/lock',
      methods: {
        GET: (call) => show(userOf(call)),
        POST: (call) => {
          const userId = userOf(call)
          lockouts.lock(userId)
          return show(userId)
        },
      },
    },
    {
      path: 'users/{id}/unlock',
      methods: {
        POST: (call) => {
          const userId = userOf(call)
          lockouts.unlock(userId)
          return show(userId)
        },
      },
    },
  ]
}
