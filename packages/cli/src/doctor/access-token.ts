/** The access token: from the environment or a file, and never from the command line, which others can read. */
import { open } from 'node:fs/promises'
import type { Targets } from '@underpin/doctor'
import type { Credentials } from '@underpin/doctor/node'
import { wrongUsage } from '../exit-code.ts'
import { isLoopback } from './environment-targets.ts'

/** Longer than any token that Procore gives. A guess. */
const TOKEN_BYTES_MAX = 16_384

/** Shorter words are names of files. A guess: tokens have 40 characters and more. */
const TOKEN_CHARS_MIN = 32

/** What may stand in a header after "Bearer " (RFC 6750, section 2.1). */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/

/**
 * Null: none was given.
 *
 * @throws {CommandError} wrong usage, when the file cannot be read or holds no token.
 */
export async function givenCredentials(
  tokenFile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | null> {
  if (tokenFile !== undefined) {
    return { accessToken: checked(await contentOf(tokenFile), `The file ${nameOf(tokenFile)}`) }
  }
  const given = environment['PROCORE_ACCESS_TOKEN']
  if (given === undefined || given.trim() === '') return null
  return { accessToken: checked(given, 'PROCORE_ACCESS_TOKEN') }
}

/** What to know of a token that everybody on the way could read; nothing where nobody can. */
export function warningsOf(
  credentials: Credentials | null,
  { apiUrl, loginUrl }: Pick<Targets, 'apiUrl' | 'loginUrl'>,
): string[] {
  if (credentials === null) return []
  const inClear = [...new Set([apiUrl, loginUrl])].filter(
    (url) => url.startsWith('http:') && !isLoopback(url),
  )
  return inClear.map(
    (url) =>
      `The access token goes to ${new URL(url).origin} without encryption, and everybody on the way can read it: give an https address.`,
  )
}

/** The value itself is never repeated: it may be a secret after all. */
function checked(given: string, where: string): string {
  const token = given.trim().replace(/^Bearer\s+/i, '')
  if (TOKEN.test(token)) return token
  throw wrongUsage(
    `${where} holds no access token: one line of letters, digits and -._~+/ is wanted, without quotes.`,
  )
}

/** Some give the token in place of the file; a name that could be one is not repeated. */
function nameOf(file: string): string {
  return file.length >= TOKEN_CHARS_MIN && TOKEN.test(file) && !/[/\\]/.test(file)
    ? '(its name is not shown, as it could be the token itself)'
    : file
}

async function contentOf(file: string): Promise<string> {
  try {
    const handle = await open(file)
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(TOKEN_BYTES_MAX))
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT')
      throw wrongUsage(`There is no file ${nameOf(file)} to read the token from.`)
    throw wrongUsage(`The token file ${nameOf(file)} cannot be read (${code ?? String(error)}).`)
  }
}
