/**
 * Where the emulator may send notices to: to this machine, unless somebody allows more. A world that came
 * from elsewhere may hold the address of somebody's real receiver.
 */

export type Destinations = 'loopback' | 'anywhere'

const LOOPBACK_HOST = /^(?:localhost|[a-z0-9-]{1,63}\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Null when it may be sent to; else a sentence that says why not and what to do. */
export function whyNotSentTo(destinationUrl: string, allowed: Destinations): string | null {
  const url = URL.parse(destinationUrl)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return 'the destination is no http or https address; update the destination_url of the hook'
  }
  // Node's fetch refuses these, in an error that repeats the password.
  if (url.username !== '' || url.password !== '') {
    return 'the destination holds a sign-in; put it in destination_headers as Authorization instead'
  }
  if (allowed === 'anywhere' || LOOPBACK_HOST.test(url.hostname)) return null
  return `not sent: this emulator delivers to loopback addresses only, and ${url.hostname} is none; listen on 127.0.0.1, or start it with --webhooks-anywhere`
}
