/** Turns one argument of `explain` into what is to be read: the words themselves, a file, or standard input. */
import { fstatSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import {
  type EvidenceRead,
  INPUT_BYTES_MAX,
  isThing,
  readEvidence,
  readLongInput,
  TAIL_BYTES,
} from '@underpin/doctor/explain'
import { wrongUsage } from '../exit-code.ts'
import { type Piece, streamEnd } from './stream-end.ts'

/** Arguments that can only have been meant as a file: with a folder, or with the ending of one. */
const FILE_LIKE =
  /^(?:\.{0,2}\/|[A-Za-z]:\\|~\/)|\.(?:har|json|ndjson|jsonl|txt|log|out|html?|xml|gz|zip|png|jpe?g|pdf)(?:\.\d+)?$/i

/** How much of the beginning is read to tell a log from a document. */
const HEAD_BYTES = 64 * 1024

export type Given =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'bytes' } & Piece)

export function isFileLike(word: string): boolean {
  return FILE_LIKE.test(word) && !word.includes('://')
}

/** Never throws: a name that no file can have is none. */
export function isReadable(name: string): boolean {
  try {
    return !statSync(name).isDirectory()
  } catch {
    return false // Not there, or not to be looked at: then it is no file for us.
  }
}

/** Whether something is piped in; a terminal, `/dev/null` and a closed input are not. */
export function isPiped(): boolean {
  try {
    const stat = fstatSync(0)
    return stat.isFIFO() || stat.isFile() || stat.isSocket()
  } catch {
    return false // Closed: nothing comes from there.
  }
}

/**
 * Of what is longer than `INPUT_BYTES_MAX` only the beginning and the end are read.
 *
 * @throws {CommandError} wrong usage, when a file is named that cannot be read.
 */
export async function givenInput(given: string): Promise<Given> {
  if (given === '-') return { kind: 'bytes', ...(await streamEnd(process.stdin)) }
  // A code, an id or a link is itself, even where a folder happens to have its name.
  if (isThing(given) && !given.includes('.')) return { kind: 'text', text: given }
  try {
    return { kind: 'bytes', ...(await fileEnd(given)) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && isFileLike(given)) throw wrongUsage(`There is no file ${given}.`)
    if (code === 'EACCES' || code === 'EPERM') {
      throw wrongUsage(`The file ${given} may not be read by you.`)
    }
    if (code === 'EISDIR') {
      throw wrongUsage(`${given} is a folder. Name the file that holds the answer.`)
    }
    if (code === 'ENXIO') throw wrongUsage(`${given} is a socket, and no file.`)
    // No such file, or a name that no file can have: then the words themselves are the evidence.
    if (
      code === 'ENOENT' ||
      code === 'ENAMETOOLONG' ||
      code === 'ENOTDIR' ||
      code === 'ERR_INVALID_ARG_VALUE'
    ) {
      return { kind: 'text', text: given }
    }
    throw wrongUsage(`${given} could not be read: ${(error as Error).message}.`)
  }
}

/** Never throws. */
export function readGiven(given: Given): EvidenceRead {
  if (given.kind === 'text') return readEvidence(given.text)
  const { bytes, head, sizeBytes } = given
  return head === null ? readEvidence(bytes) : readLongInput({ end: bytes, head, sizeBytes })
}

async function fileEnd(name: string): Promise<Piece> {
  const file = await open(name)
  try {
    const stat = await file.stat()
    if (stat.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    if (!stat.isFile()) return await streamEnd(file.createReadStream({ autoClose: false }))
    if (stat.size <= INPUT_BYTES_MAX) {
      const bytes = await file.readFile()
      return { bytes, sizeBytes: bytes.length, head: null }
    }
    const head = Buffer.alloc(HEAD_BYTES)
    const tail = Buffer.alloc(TAIL_BYTES)
    await file.read(head, 0, HEAD_BYTES, 0)
    await file.read(tail, 0, TAIL_BYTES, stat.size - TAIL_BYTES)
    return { bytes: tail, sizeBytes: stat.size, head }
  } finally {
    await file.close()
  }
}
