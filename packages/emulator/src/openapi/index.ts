/** Documents of `--openapi`: an entry of its own, since reading and judging them takes more code than serving does. */
export type { DocumentWarning } from './document.ts'
export { OpenApi, type OpenApiReading } from './openapi.ts'
export type { DocumentCounts } from './served-document.ts'
