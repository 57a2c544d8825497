/** Joins the two halves of an entry: what machines judge by, and what people are told. */
import type { FailureMode, KnownMode, ToldMode } from '../failure-mode.ts'

/**
 * The halves are apart so that a bundle which only judges leaves the prose out. Bundlers may drop a call
 * whose result nobody uses, as the annotation says that it does nothing else.
 */
/* @__NO_SIDE_EFFECTS__ */
export function told(known: KnownMode, toldOfIt: ToldMode): FailureMode {
  return { ...known, ...toldOfIt }
}
