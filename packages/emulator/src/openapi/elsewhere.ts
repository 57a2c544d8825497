/** The paths of a document outside of `/rest/`: the API's road, at the place after every other surface. */
import type { ApiSurface } from '../engine/api-surface.ts'
import type { Surface } from '../surface.ts'
import type { ServedDocument } from './served-document.ts'

export function elsewhere(served: ServedDocument, api: ApiSurface): Surface {
  return {
    name: 'api',
    owns: (path) => served.hasPath(path),
    handle: (call) => api.handle(call),
    raises: (failure) => api.raises(failure),
  }
}
