/** `GET`, `PUT /_underpin/snapshot`: the whole state, out and in. */
import type { Fault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { TextAnswer } from '../reply.ts'
import type { ShiftedClock } from '../shifted-clock.ts'
import type { Database } from '../state/database.ts'
import { missingFiles, putFiles, takeFiles } from '../storage/snapshot-files.ts'
import type { Storage } from '../storage/storage.ts'
import { jsonAnswer, unusable } from './door-answer.ts'
import { DoorFields } from './door-fields.ts'

/** Raised when the shape changes. */
const SNAPSHOT_VERSION = 1

/** Milliseconds that a clock may be ahead: 100 years, and a `Date` still holds it. */
const SHIFT_MS_MAX = 100 * 366 * 86_400_000

export interface SnapshotParts {
  readonly database: Database
  readonly storage: Storage
  readonly clock: ShiftedClock
  readonly faults: Faults
  /** Stores what waits to be stored. */
  readonly flush: () => void
  /** Forgets what is remembered of callers: limits. */
  readonly forget: () => void
}

/**
 * `database` is a SQLite file in base64: `jq -r .database | base64 -d` gives one that any tool opens. `files`
 * has the bytes of uploads and files up to a bound, and says which it leaves out.
 */
export function takeSnapshot({
  database,
  storage,
  clock,
  faults,
  flush,
}: SnapshotParts): TextAnswer {
  flush()
  return jsonAnswer({
    version: SNAPSHOT_VERSION,
    now: new Date(clock.nowMs()).toISOString(),
    clockShiftMs: clock.shiftMs,
    faults: faults.list(),
    database: Buffer.from(database.snapshot()).toString('base64'),
    files: takeFiles(storage),
  })
}

/**
 * What a snapshot holds takes the place of everything; the journal stays. `filesMissing` names the files
 * whose bytes it left out and that are not in this emulator's folder: fetching one of them is a 404.
 */
export function putSnapshot(parts: SnapshotParts, json: unknown): TextAnswer {
  const fields = new DoorFields(json)
  fields.number('version', { min: SNAPSHOT_VERSION, max: SNAPSHOT_VERSION })
  const shiftMs = fields.number('clockShiftMs', { min: 0, max: SHIFT_MS_MAX })
  const bytes = Buffer.from(fields.text('database', Number.MAX_SAFE_INTEGER), 'base64')
  const faults = readFaults(json)
  fields.has('now')
  fields.has('faults')
  fields.has('files')
  fields.end()
  try {
    putFiles(parts.storage, (json as { files?: unknown }).files)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unusable(`${reason}; nothing was changed.`, { field: 'files' })
  }
  try {
    parts.database.restore(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `database is no snapshot of an emulator (${reason}); nothing was changed.`
    throw unusable(message, { field: 'database' })
  }
  parts.clock.restore(shiftMs)
  parts.faults.restore(faults)
  parts.storage.sweepBlobs()
  parts.forget()
  const now = new Date(parts.clock.nowMs()).toISOString()
  return jsonAnswer({ ok: true, now, filesMissing: missingFiles(parts.storage) })
}

/** As they were written: a snapshot is our own, and a wrong one is refused as a whole. */
function readFaults(json: unknown): Fault[] {
  const faults = (json as { faults?: unknown }).faults ?? []
  const isFault = (each: unknown): each is Fault => {
    if (typeof each !== 'object' || each === null) return false
    const { number, order, fromMs, raisedCount } = each as Partial<Record<keyof Fault, unknown>>
    const numbers = [number, fromMs, raisedCount]
    return typeof order === 'object' && order !== null && numbers.every(Number.isFinite)
  }
  if (Array.isArray(faults) && faults.every(isFault)) return faults
  throw unusable('faults must be a list as GET /_underpin/snapshot gives it.', { field: 'faults' })
}
