/**
 * The address that a browser ends at when signing a program in was refused: the program's own, with the reason
 * in it (`…/callback?error=access_denied&…`). It is read as the redirect that led there.
 */
import { type Readable, readable } from './evidence-read.ts'

const RETURNED = /^[a-z][a-z0-9+.-]{1,20}:\/\/\S{0,1000}[?&#]error=[a-z_]{3,60}(?:&\S{0,1000})?$/i

/** Null when the text is no such address. */
export function readOauthReturn(text: string): Readable | null {
  if (!RETURNED.test(text)) return null
  return readable('procore-url', [{ response: { status: 302, headers: { location: text } } }])
}
