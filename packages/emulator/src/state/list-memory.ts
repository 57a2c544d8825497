/**
 * What a table remembers of its lists, so that a page of a million records costs as much as a page:
 * how many match, and where in the order of ids pages began. Records that are added at the end change
 * neither what was counted before them nor where pages began; other writes may.
 */
import { BoundedMap } from '../bounded-map.ts'

/** Lists that are remembered; a sandbox asks for some tens. A guess. */
const LISTS_MAX = 1_000
/** Beginnings of pages that are remembered of a list. A million records of 100 a page have 10,000. */
const MARKS_MAX = 10_000

/** How often what a list rests on has changed. */
export interface ListVersion {
  /** Members and links, where they decide what is in the list. */
  readonly outside: number
  /** Records of the table that were changed; counted only where the list looks into them. */
  readonly inside: number
}

interface Remembered {
  readonly version: ListVersion
  /** The matches up to `lastId`. */
  total: number
  lastId: number
  readonly marks: { offset: number; afterId: number }[]
}

export class ListMemory {
  readonly #lists = new BoundedMap<string, Remembered>(LISTS_MAX)

  /**
   * How many match, where the newest record of the table has the id `lastId`.
   *
   * @param countAfter counts the matches with an id above this one; -Infinity for all of them
   */
  total(
    key: string,
    version: ListVersion,
    lastId: number,
    countAfter: (id: number) => number,
  ): number {
    const list = this.#find(key, version)
    if (list.lastId < lastId) {
      list.total += countAfter(list.lastId)
      list.lastId = lastId
    }
    return list.total
  }

  /** The nearest known place before this offset: so many records are up to and with the id `afterId`. */
  markBefore(
    key: string,
    version: ListVersion,
    offset: number,
  ): { offset: number; afterId: number } {
    const { marks } = this.#find(key, version)
    return marks[indexBefore(marks, offset)] ?? { offset: 0, afterId: 0 }
  }

  /** The first `offset` records of the list end with the id `afterId`. */
  mark(key: string, version: ListVersion, offset: number, afterId: number): void {
    const { marks } = this.#find(key, version)
    const at = indexBefore(marks, offset)
    if (marks[at]?.offset === offset || marks.length >= MARKS_MAX) return
    marks.splice(at + 1, 0, { offset, afterId })
  }

  clear(): void {
    this.#lists.clear()
  }

  #find(key: string, version: ListVersion): Remembered {
    const known = this.#lists.get(key)
    const isSame =
      known?.version.outside === version.outside && known.version.inside === version.inside
    if (known && isSame) return known
    const list = { version, total: 0, lastId: Number.NEGATIVE_INFINITY, marks: [] }
    this.#lists.set(key, list)
    return list
  }
}

/** The last mark that is not after this offset; -1 when there is none. */
function indexBefore(marks: readonly { offset: number }[], offset: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.offset ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
