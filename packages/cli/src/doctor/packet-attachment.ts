/** Reads a file that was given with `--attach`, whole and bounded. */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { INPUT_BYTES_MAX } from '@underpin/doctor'
import type { Attachment } from '@underpin/doctor/node'
import { wrongUsage } from '../exit-code.ts'

/** A pipe that nobody writes to would be waited for; Windows has neither such pipes nor the flag. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** @throws {CommandError} wrong usage, when it cannot be read or is too large. */
export async function readAttachment(path: string): Promise<Attachment> {
  const file = await open(path, READ_AT_ONCE).catch((error: NodeJS.ErrnoException) => {
    throw wrongUsage(`The file ${path} cannot be attached: ${reason(error)}`)
  })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw wrongUsage(`${path} is not a file. Attach the files one by one.`)
    if (stat.size > INPUT_BYTES_MAX) {
      throw wrongUsage(
        `${path} has ${mebibytes(stat.size)} MiB, and ${mebibytes(INPUT_BYTES_MAX)} MiB is the most that is taken. Cut it down, or make it smaller.`,
      )
    }
    // No more than was measured: a log may grow while it is read.
    const bytes = new Uint8Array(stat.size)
    const { bytesRead } = await file.read(bytes, 0, stat.size, 0)
    return { name: basename(path), bytes: bytes.subarray(0, bytesRead) }
  } finally {
    await file.close()
  }
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is none of that name.'
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it.'
  return message
}

function mebibytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 1024 / 1024)
}
