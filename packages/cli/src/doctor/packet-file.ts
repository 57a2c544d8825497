/** Writes a packet so that it is there whole or not at all, for its owner alone, and over nobody's file. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, open, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type CommandError, couldNotCheck, wrongUsage } from '../exit-code.ts'

/** For the owner alone: what was taken out of it is gone, and the rest is still the company's. */
const MODE = 0o600

/** @throws {CommandError} wrong usage, when a packet cannot be written there. */
export async function assertPlaceFor(path: string, isForced: boolean): Promise<void> {
  if (path.trim() === '') throw wrongUsage('--packet names no file. Say --packet FILE.zip.')
  const folder = await statOf(dirname(path), path)
  if (folder === null) throw noFolder(path)
  if (!folder.isDirectory()) {
    throw wrongUsage(`${dirname(path)} is not a folder. Name another place for the packet.`)
  }
  const there = await statOf(path, path)
  if (there?.isDirectory() || /[/\\]$/.test(path)) {
    throw wrongUsage(`${path} is a folder. Name the file to write: ${join(path, 'packet.zip')}.`)
  }
  if (there !== null && !there.isFile()) {
    throw wrongUsage(`${path} is no ordinary file. Name another one.`)
  }
  if (there !== null && !isForced) throw isThere(path)
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw couldNotWrite(path, error)
  })
}

/** @throws {CommandError} when it cannot be written; then nothing of it is left behind. */
export async function writePacketFile(
  path: string,
  bytes: Uint8Array,
  isForced: boolean,
): Promise<void> {
  // In the same folder, as a name can only be moved within one file system.
  const draft = join(dirname(path), `.${basename(path).slice(0, 40)}.${randomUUID()}.tmp`)
  try {
    const file = await open(draft, 'wx', MODE)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (isForced) await rename(draft, path)
    else await linkInto(draft, path)
  } catch (error) {
    throw couldNotWrite(path, error)
  } finally {
    // After a rename there is none left.
    await unlink(draft).catch(() => undefined)
  }
}

/** Fails when a file of that name has come about meanwhile; renaming would replace it. */
async function linkInto(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined || !NO_LINKS.has(code)) throw error
    // A file system without hard links (a memory stick, some network drives).
    if ((await statOf(path, path)) !== null) throw isThere(path)
    await rename(draft, path)
  }
}

const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
])

/** Null when there is nothing. */
async function statOf(path: string, wanted: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw couldNotWrite(wanted, error)
  }
}

function couldNotWrite(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  if (code === 'EEXIST') return isThere(path)
  if (code === 'ENOENT') return noFolder(path)
  if (code === 'ENOTDIR') return wrongUsage(`A part of ${path} is a file and no folder.`)
  if (code === 'EISDIR') return wrongUsage(`${path} is a folder. Name the file to write.`)
  const why = REASONS[code] ?? message
  return couldNotCheck(`The packet could not be written to ${path}: ${why}`, error)
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there. Name another place.',
  EPERM: 'you may not write there. Name another place.',
  EROFS: 'that place can only be read. Name another one.',
  ENOSPC: 'the disk is full. Make room, or name another place.',
  EDQUOT: 'your share of the disk is full. Make room, or name another place.',
  ENAMETOOLONG: 'the name is too long. Name a shorter one.',
  ELOOP: 'its links lead in a circle. Name another place.',
}

function isThere(path: string): CommandError {
  return wrongUsage(`${path} is there already. Name another file, or say --force to replace it.`)
}

function noFolder(path: string): CommandError {
  return wrongUsage(`There is no folder ${dirname(path)}. Make it, or name another place.`)
}
