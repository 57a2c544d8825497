/** Where, how often and when a failure was seen, in words. */
import { counted } from '../evidence/counted.ts'
import type { FailureGroup, FailurePlace } from './failure-groups.ts'

const DAY_CHARS = 'YYYY-MM-DD'.length

/** A paragraph each; empty when there is nothing to say but that it was seen. */
export function seenLines(group: FailureGroup): string[] {
  const { count, firstMs, lastMs, places, placesLeftOut } = group
  const when = whenWords(firstMs, lastMs)
  const known = places.filter(({ route, method }) => route !== null || method !== null)
  if (known.length === 0 && count === 1 && when === '') return []
  const total = `${capital(times(count))}${when}`
  const [only] = known
  if (known.length === 1 && only !== undefined && places.length === 1) {
    return [`${placeWords(only)}: ${times(count)}${when}.`, ...afterwords(group)]
  }
  const listed = known.map((place) => `- ${placeWords(place)}: ${times(place.count)}`)
  const more = placesLeftOut === 0 ? [] : [`- and in ${placesLeftOut} other places`]
  return [`${total}${known.length === 0 ? '.' : ':'}`, ...listed, ...more, ...afterwords(group)]
}

function afterwords({ followsFrom, isElsewhere }: FailureGroup): string[] {
  return [
    ...(followsFrom === null
      ? []
      : [`It probably follows from ${followsFrom.failure}: ${followsFrom.because}.`]),
    ...(isElsewhere ? ['It was another service than Procore that answered so.'] : []),
  ]
}

function placeWords({ method, host, route, status }: FailurePlace): string {
  const where = `${method ?? ''} ${host ?? ''}${route ?? ''}`.trim()
  return status === null ? `${where}, no answer` : `${where}, status ${status}`
}

function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${counted(count)} times`
}

function whenWords(firstMs: number | null, lastMs: number | null): string {
  if (firstMs === null || lastMs === null) return ''
  const [first, last] = [instant(firstMs), instant(lastMs)]
  if (first === last) return `, at ${first} UTC`
  const isSameDay = first.slice(0, DAY_CHARS) === last.slice(0, DAY_CHARS)
  return `, from ${first} to ${isSameDay ? last.slice(DAY_CHARS + 1) : last} UTC`
}

function instant(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
