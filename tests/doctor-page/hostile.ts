/** What somebody may paste or record who means no good, and a recording with secrets in it. */

/** Markup that would run in any page that took it for markup. */
export const MARKUP = `"'></textarea><x-planted onclick="a">p</x-planted><script>document.title='taken'</script><img src=x onerror="document.title='taken'">`

export const BEARER = 'planted0bearer1token2of3a4person5'
export const REFRESH = 'planted-refresh-token-0123456789'
const COOKIE = 'planted-session-cookie-0123456789'
export const SECRETS = [BEARER, REFRESH, COOKIE] as const

interface HarOptions {
  readonly entryCount?: number
  /** Of each answer that went well, in characters. */
  readonly bodyChars?: number
}

/** A recording in which the last call fails, and its answer repeats the bearer and holds markup. */
export function har({ entryCount = 3, bodyChars = 100 }: HarOptions = {}): string {
  const entries = Array.from({ length: entryCount }, (_, at) =>
    entry(at === entryCount - 1, bodyChars),
  )
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries } })
}

function entry(isLast: boolean, bodyChars: number) {
  const said = `App is not connected to this company. ${BEARER} ${MARKUP}`
  const text = isLast ? JSON.stringify({ errors: [said] }) : JSON.stringify(['x'.repeat(bodyChars)])
  return {
    startedDateTime: '2026-11-20T07:00:00.000Z',
    time: 12,
    request: {
      method: 'GET',
      url: `https://api.procore.com/rest/v1.0/me?refresh_token=${REFRESH}`,
      headers: [
        { name: 'Authorization', value: `Bearer ${BEARER}` },
        { name: 'Cookie', value: `_session=${COOKIE}` },
      ],
    },
    response: {
      status: isLast ? 403 : 200,
      statusText: '',
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { mimeType: 'application/json', text },
    },
  }
}
