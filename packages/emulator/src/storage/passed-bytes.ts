/**
 * Has what large bodies leave behind collected as they pass. Each chunk of a socket is memory of its own,
 * outside of V8's heap, which V8 lets pile up to some tens of MiB before it looks; a file of 2 GiB is to
 * cost less than that. A collection of the young, every few MiB, takes well under a millisecond.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** A guess: often enough to stay small, and seldom enough to cost nothing. */
const COLLECT_EVERY_BYTES = 8 * 1_024 * 1_024

type Collect = (options: { readonly type: 'minor' }) => void

let collect: Collect | null = null

/** Counts the bytes of one body, one way. */
export class PassedBytes {
  #bytes = 0

  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes < COLLECT_EVERY_BYTES) return
    this.#bytes = 0
    collect ??= collector()
    collect({ type: 'minor' })
  }
}

/** V8's own, which a process has to ask for; asked for by the first large body only. */
function collector(): Collect {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Collect
}
