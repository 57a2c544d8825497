/** What of a hook must not be shown: the values of its destination headers, and a sign-in in its address. */
import type { HookSettings } from './hook.ts'

export function secretsOf({ destinationHeaders, destinationUrl }: HookSettings): string[] {
  const values = Object.values(destinationHeaders).flatMap((value) => {
    // `Bearer x`: whoever repeats it may leave the scheme out.
    const credential = /^[a-z]{1,20}\s+(\S.*)$/i.exec(value)?.[1]
    return credential === undefined ? [value] : [value, credential]
  })
  const password = URL.parse(destinationUrl)?.password ?? ''
  return password === '' ? values : [...values, password]
}
