/** Reads a status page again and again, and tells of what changes. Errors of the page are told once, not each time. */
import {
  digestOf,
  type StatusChange,
  type StatusDigest,
  type StatusPage,
  type StatusReading,
  statusChanges,
} from '@underpin/doctor'
import { type Clock, sleep } from '@underpin/ports'

export type WatchEvent =
  | { readonly kind: 'page'; readonly page: StatusPage; readonly before: StatusDigest | null }
  | { readonly kind: 'change'; readonly change: StatusChange; readonly page: StatusPage }
  /** From here on it could not be read, until `readable`. */
  | { readonly kind: 'unreadable'; readonly says: string; readonly atMs: number }
  | { readonly kind: 'readable'; readonly atMs: number; readonly unreadableMs: number }

export interface WatchParts {
  readonly read: () => Promise<StatusReading>
  readonly everyMs: number
  readonly clock: Clock
  /** Ends the watch. */
  readonly signal: AbortSignal
  readonly before: StatusDigest | null
  readonly tell: (event: WatchEvent) => void
  /** After each reading that succeeded. */
  readonly keep: (page: StatusPage) => void
}

/** Resolves when the signal is aborted. */
export async function watchStatus(parts: WatchParts): Promise<void> {
  const { read, everyMs, clock, signal, tell, keep } = parts
  let { before } = parts
  let isShown = false
  let failedAtMs: number | null = null
  while (!signal.aborted) {
    const reading = await read()
    if (signal.aborted) return
    const atMs = clock.nowMs()
    if (reading.kind !== 'read') {
      if (failedAtMs === null) tell({ kind: 'unreadable', says: reading.says, atMs })
      failedAtMs ??= atMs
    } else {
      const { page } = reading
      if (failedAtMs !== null) tell({ kind: 'readable', atMs, unreadableMs: atMs - failedAtMs })
      failedAtMs = null
      if (!isShown) tell({ kind: 'page', page, before })
      else if (before !== null) {
        for (const change of statusChanges(before, page)) tell({ kind: 'change', change, page })
      }
      isShown = true
      before = digestOf(page)
      keep(page)
    }
    await pause(everyMs, clock, signal)
  }
}

async function pause(everyMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  try {
    await sleep(clock, everyMs, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
