/** The last surface: it owns every path that no other does, and finds nothing there. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Result } from './reply.ts'
import type { Surface } from './surface.ts'

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.web, ...FAILURE_IDS.network])

/** Stands in the place of the web app, and keeps to its not-found page, until that has rooms of its own. */
export const nowhere: Surface = {
  name: 'web',
  owns: () => true,
  handle: (): Result => ({ failure: 'page-not-found' }),
  raises: (failure) => RAISED.has(failure),
}
