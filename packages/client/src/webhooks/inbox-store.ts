/** Where an inbox remembers which events it had. In memory by default; a database outlives the process. */

export interface InboxStore {
  /** Remembers the key. False when it was there: of two at the same time, one is told true. */
  add(key: string): boolean | Promise<boolean>
  /** Forgets it: the event was not handled after all. */
  remove(key: string): void | Promise<void>
}

/** @param max keys remembered: the oldest goes when there are more. */
export function memoryInboxStore(max: number): InboxStore {
  if (!Number.isInteger(max) || max < 1) {
    throw new RangeError(`max must be a whole number from 1: ${max}`)
  }
  const keys = new Set<string>()
  return {
    add: (key) => {
      if (keys.has(key)) return false
      keys.add(key)
      const [oldest] = keys
      if (keys.size > max && oldest !== undefined) keys.delete(oldest)
      return true
    },
    remove: (key) => {
      keys.delete(key)
    },
  }
}
