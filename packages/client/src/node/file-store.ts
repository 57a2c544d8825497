/**
 * Keeps grants in files, for several processes on one machine. A version is a file of its own that is
 * put in place by an exclusive link: of two writers of the same version the file system lets one win,
 * and a crash leaves either the old version or the new one, whole.
 *
 * Old versions are emptied, and stay for a while as markers. Were they removed at once, a writer that
 * slept could take a number that was used and removed in the meantime, and believe that it had won.
 */
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Grant, StoredGrant, TokenStore } from '../auth/token-store.ts'

/** A file that another process removes while we read: the newer one is there by then. */
const READ_TRIES_MAX = 20

/** Emptied versions that stay: no writer falls behind by as many within one write. A guess. */
const MARKERS_KEPT = 32

/** Tokens are for the owner alone. */
const FILE_MODE = 0o600
const DIRECTORY_MODE = 0o700

/** @param directory made if it is not there. On a file system that knows hard links; network shares vary. */
export function fileStore(directory: string): TokenStore {
  return {
    read: (key) => readNewest(directory, nameOf(key)),
    write: (key, next, expectedVersion) => writeNext(directory, nameOf(key), next, expectedVersion),
  }
}

async function readNewest(directory: string, name: string): Promise<StoredGrant | null> {
  for (let tries = 0; tries < READ_TRIES_MAX; tries++) {
    const version = Math.max(0, ...(await versionsOf(directory, name)))
    if (version === 0) return null
    const text = await orNull(readFile(join(directory, fileOf(name, version)), 'utf8'), 'ENOENT')
    if (text) return { version, grant: JSON.parse(text) as Grant }
  }
  throw new Error(`the token files in ${directory} change faster than they can be read`)
}

async function writeNext(
  directory: string,
  name: string,
  next: Grant,
  expectedVersion: number,
): Promise<boolean> {
  await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE })
  const version = expectedVersion + 1
  const target = join(directory, fileOf(name, version))
  const draft = join(directory, `${name}.${randomBytes(8).toString('hex')}.draft`)
  const file = await open(draft, 'wx', FILE_MODE)
  try {
    await file.writeFile(JSON.stringify(next))
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    if (
      (await orNull(
        link(draft, target).then(() => true),
        'EEXIST',
      )) === null
    )
      return false
  } finally {
    await rm(draft, { force: true })
  }
  if (!(await isStillNext(directory, name, version))) {
    await rm(target, { force: true })
    return false
  }
  await forgetBefore(directory, name, version)
  return true
}

/**
 * Markers go oldest first: as long as the one before ours is there, our number had not been used and
 * removed. Nothing is before the first, which is gone only when far higher numbers are there.
 */
async function isStillNext(directory: string, name: string, version: number): Promise<boolean> {
  const versions = await versionsOf(directory, name)
  if (version === 1) return versions.every((each) => each <= MARKERS_KEPT)
  return versions.includes(version - 1)
}

async function forgetBefore(directory: string, name: string, version: number): Promise<void> {
  const old = (await versionsOf(directory, name)).filter((each) => each < version)
  for (const each of old.sort((one, other) => one - other)) {
    const path = join(directory, fileOf(name, each))
    if (each < version - MARKERS_KEPT) await rm(path, { force: true })
    // Another process may have removed it: then there is nothing left to empty.
    else await orNull(truncate(path), 'ENOENT')
  }
}

async function versionsOf(directory: string, name: string): Promise<number[]> {
  const files = (await orNull(readdir(directory), 'ENOENT')) ?? []
  return files.flatMap((file) => {
    const [owner, version, kind] = file.split('.')
    return owner === name && kind === 'json' ? [Number(version)] : []
  })
}

async function orNull<T>(work: Promise<T>, code: string): Promise<T | null> {
  try {
    return await work
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === code) return null
    throw thrown
  }
}

function fileOf(name: string, version: number): string {
  return `${name}.${version}.json`
}

/** Keys hold addresses, which are no file names. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
