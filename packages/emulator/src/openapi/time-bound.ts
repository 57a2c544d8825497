/**
 * Work that a hostile document could make endless, ended after a time: a regular expression that goes
 * back and forth, branches within branches. V8 ends it from a thread of its own, wherever it is, and so
 * the work must be pure: what it was doing is left half done.
 */
import { type Context, createContext, Script } from 'node:vm'

export type BoundedResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'too-long' }

interface Box {
  task: (() => void) | null
  context: Context | null
}

/** Made at first use: most emulators have no document. */
const box: Box = { task: null, context: null }
const script = new Script('task()')

/** @throws what the work throws. Costs some 0.2 ms: the thread that watches. */
export function withinTime<T>(limitMs: number, work: () => T): BoundedResult<T> {
  const results: T[] = []
  box.context ??= createContext(box)
  box.task = () => {
    results.push(work())
  }
  try {
    script.runInContext(box.context, { timeout: limitMs })
  } catch (error) {
    if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { kind: 'too-long' }
    throw error
  } finally {
    box.task = null
  }
  return { kind: 'done', value: results[0] as T }
}

/** The error comes of another context, where `Error` is another class. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}
