/** Which of an operation's media types a call speaks. */
import type { MediaType } from './operation.ts'

/** Of the type that was sent, else the one that is read as JSON, else the first. */
export function mediaOf(bodies: readonly MediaType[], contentType: string): MediaType | null {
  const [type = ''] = contentType.toLowerCase().split(';', 1)
  const same = bodies.find((each) => each.type === type.trim())
  return same ?? jsonOf(bodies) ?? bodies[0] ?? null
}

export function jsonOf(media: readonly MediaType[]): MediaType | undefined {
  return media.find(({ type }) => isJsonType(type))
}

/** `application/json`, `application/merge-patch+json`, and what is any type. */
export function isJsonType(type: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(type) || type === '*/*'
}

/** Bodies that are read as an object: JSON and forms. Any other is let through unread, where documented. */
export function isReadType(type: string): boolean {
  const isForm = type === 'application/x-www-form-urlencoded' || type.startsWith('multipart/')
  return isJsonType(type) || isForm || type === 'application/*'
}
