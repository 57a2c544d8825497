/** Turns the argument of `explain` into what is to be read: the words themselves, a file, or standard input. */
import { open } from 'node:fs/promises'
import { INPUT_BYTES_MAX } from '@underpin/doctor'
import { wrongUsage } from '../exit-code.ts'

/** Arguments that can only have been meant as a file: with a folder, or with the ending of one. */
const FILE_LIKE = /^(?:\.{0,2}\/|[A-Za-z]:\\|~\/)|\.(?:har|json|txt|log|html?|xml)$/i

/**
 * One byte more than may be read is read at most, so that the reader can say that it is too much.
 *
 * @throws {CommandError} wrong usage, when a file is named that cannot be read.
 */
export async function givenInput(given: string): Promise<string | Uint8Array> {
  if (given === '-') return bounded(process.stdin)
  try {
    const file = await open(given)
    if ((await file.stat()).isFile()) return await bounded(file.createReadStream())
    await file.close()
    throw wrongUsage(`${given} is not a file. Name the file that holds the answer.`)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && FILE_LIKE.test(given) && !given.includes('://')) {
      throw wrongUsage(`There is no file ${given}.`)
    }
    if (code === 'EACCES') throw wrongUsage(`The file ${given} may not be read by you.`)
    // No such file, or a name that no file can have: then the words themselves are the evidence.
    if (code !== undefined) return given
    throw error
  }
}

async function bounded(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes > INPUT_BYTES_MAX) break
  }
  return Buffer.concat(chunks)
}
