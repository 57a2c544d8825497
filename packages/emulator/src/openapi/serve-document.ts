/** Puts a document to work in an emulator: behind what is built in, on every path that is still free. */
import type { ApiSurface } from '../engine/api-surface.ts'
import type { Engine } from '../engine/engine.ts'
import type { Surface } from '../surface.ts'
import type { OpenApi } from './openapi.ts'
import { ServedDocument } from './served-document.ts'

/** Where the control door stands: no surface owns it, and no document gets it. */
const DOOR_PREFIX = '/_underpin/'

/** @param others the surfaces whose paths are built in, those of the API left out */
export function serveDocument(
  openapi: OpenApi,
  engine: Engine,
  others: readonly Surface[],
): ServedDocument {
  const isTaken = (path: string) =>
    path.startsWith(DOOR_PREFIX) || others.some((surface) => surface.owns(path))
  return new ServedDocument(openapi, engine.parts.platform, engine.routes, isTaken)
}

/** The document's paths outside of `/rest/`: the API's road, at the place after every other surface. */
export function elsewhere(served: ServedDocument, api: ApiSurface): Surface {
  return {
    name: 'api',
    owns: (path) => served.hasPath(path),
    handle: (call) => api.handle(call),
    raises: (failure) => api.raises(failure),
  }
}
