/** How people, places and levels are called in what `why` says. */
import type { Platform } from '../platform.ts'
import type { Place } from '../world/memberships.ts'

/** `Parker Mason (user 7002)` */
export function personWords(userId: number | null, { directory }: Platform): string {
  if (userId === null) return 'the user of the app'
  const name = directory.user(userId)?.name ?? ''
  return name === '' ? `user ${userId}` : `${name} (user ${userId})`
}

/** `Underpin App (underpin-app)` */
export function appWords(clientId: string, { directory }: Platform): string {
  const name = directory.app(clientId)?.name
  return name === undefined ? `the app ${clientId}` : `the app ${name} (${clientId})`
}

/** What somebody's levels in a place come from. */
export function heldThrough(
  place: Place,
  placeId: number,
  userId: number,
  { directory }: Platform,
): string {
  const template = directory.memberships.templateOf(place, placeId, userId)
  if (template) return `through the permission template "${template.name}" (${template.id})`
  return directory.isMember(place, placeId, userId)
    ? 'by levels that were set for them alone'
    : `as no member of the ${place}`
}
