/** Looks for secrets in bytes that are about to be handed to others, in every writing that they may have. */

/** Shorter pieces of a secret are in any text by chance. */
const NEEDLE_CHARS_MIN = 8

/** Which secrets are in `text`, and how they are written: `token, base64`. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  // What is split across lines is as readable as before.
  const texts = [text, text.replace(/\\[nrt]|\s+/g, '')]
  return Object.entries(secrets).flatMap(([kind, secret]) =>
    writingsOf(secret)
      .filter(({ needle }) => needle.length >= NEEDLE_CHARS_MIN)
      .filter(({ needle }) => texts.some((each) => each.includes(needle)))
      .map(({ how }) => `${kind}, ${how}`),
  )
}

function writingsOf(secret: string): { readonly how: string; readonly needle: string }[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  return [
    { how: 'raw', needle: secret },
    { how: 'backwards', needle: [...secret].reverse().join('') },
    { how: 'percent', needle: encodeURIComponent(secret) },
    { how: 'percent', needle: percent },
    { how: 'percent', needle: percent.toUpperCase() },
    { how: 'hex', needle: hex },
    { how: 'hex', needle: hex.toUpperCase() },
    ...[0, 1, 2].flatMap((offset) => {
      const standard = insideBase64(bytes, offset)
      const forUrls = standard.replaceAll('+', '-').replaceAll('/', '_')
      return [standard, forUrls].map((needle) => ({ how: 'base64', needle }))
    }),
  ]
}

/** The characters that the secret alone decides, when so many bytes (modulo 3) are before it. */
function insideBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  const first = Math.ceil((offset * 8) / 6)
  const end = Math.floor(((offset + bytes.length) * 8) / 6)
  return whole.slice(first, end)
}
