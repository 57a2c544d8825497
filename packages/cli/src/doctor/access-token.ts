/** The access token: from the environment or a file, and never from the command line, which others can read. */
import { open } from 'node:fs/promises'
import type { Credentials } from '@underpin/doctor/node'
import { wrongUsage } from '../exit-code.ts'

/** Longer than any token that Procore gives. A guess. */
const TOKEN_BYTES_MAX = 16_384

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
    return { accessToken: checked(await contentOf(tokenFile), `The file ${tokenFile}`) }
  }
  const given = environment['PROCORE_ACCESS_TOKEN']
  if (given === undefined || given.trim() === '') return null
  return { accessToken: checked(given, 'PROCORE_ACCESS_TOKEN') }
}

/** The value itself is never repeated: it may be a secret after all. */
function checked(given: string, where: string): string {
  const token = given.trim().replace(/^Bearer\s+/i, '')
  if (TOKEN.test(token)) return token
  throw wrongUsage(
    `${where} holds no access token: one line of letters, digits and -._~+/ is wanted, without quotes.`,
  )
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
    if (code === 'ENOENT') throw wrongUsage(`There is no file ${file} to read the token from.`)
    throw wrongUsage(`The token file ${file} cannot be read (${code ?? String(error)}).`)
  }
}
