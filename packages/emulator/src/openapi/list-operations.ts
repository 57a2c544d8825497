/** Every operation of a document, and what of it cannot be served. */
import type { Method } from '../engine/resource.ts'
import type { DocumentWarning, OpenApiDocument } from './document.ts'
import { at, isNode, listAt, type Node, nodeAt, textAt } from './node.ts'
import { OpenApiFileError } from './openapi-file-error.ts'
import { Operation } from './operation.ts'
import { PathTemplate } from './path-template.ts'

/** Operations of one document: four times the largest that is known. A guess. */
const OPERATIONS_MAX = 20_000
/** Characters of a path. Real ones stay under 200. */
const PATH_CHARS_MAX = 2_000

const METHODS: Readonly<Record<string, Method>> = {
  ...{ get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' },
}

const UNSERVED = ['head', 'options', 'trace'] as const

export interface ListedOperations {
  readonly operations: readonly Operation[]
  readonly warnings: readonly DocumentWarning[]
}

/** @throws {OpenApiFileError} when there are none, or too many. */
export function listOperations(document: OpenApiDocument): ListedOperations {
  const operations: Operation[] = []
  const warnings: DocumentWarning[] = []
  const file = document.file
  for (const [path, given] of Object.entries(nodeAt(document.root, 'paths'))) {
    if (path.startsWith('x-')) continue
    const item = document.deref(given)
    const place = `paths.${path.slice(0, 200)}`
    if (!path.startsWith('/') || path.length > PATH_CHARS_MAX || !isNode(item)) {
      const says = isNode(item) ? 'a path begins with a slash' : 'there is no object here'
      warnings.push({ place, says: `${says}; nothing of it is served` })
      continue
    }
    for (const [key, method] of Object.entries(METHODS)) {
      const node = at(item, key)
      if (node === undefined) continue
      if (!isNode(node)) {
        warnings.push({
          place: `${place}.${key}`,
          says: 'there is no object here; it is not served',
        })
        continue
      }
      const template = new PathTemplate(`${basePath(document, item, node)}${withoutSlash(path)}`)
      operations.push(new Operation(method, template, node, listAt(item, 'parameters'), document))
    }
    for (const key of UNSERVED.filter((each) => isNode(at(item, each)))) {
      warnings.push({ place: `${place}.${key}`, says: 'operations of this method are not served' })
    }
  }
  if (operations.length > 0 && operations.length <= OPERATIONS_MAX) return { operations, warnings }
  const isNone = operations.length === 0
  throw new OpenApiFileError({
    file,
    place: 'paths',
    reason: isNone ? 'there are no operations' : `there are more than ${OPERATIONS_MAX} operations`,
    advice: isNone ? 'Give a document that has some.' : 'Split the document.',
  })
}

/** The path of the first server: the part of an address that comes before every path. */
function basePath(document: OpenApiDocument, item: Node, operation: Node): string {
  if (document.isSwagger2) return withSlash(textAt(document.root, 'basePath') ?? '')
  const servers = [operation, item, document.root].map((node) => listAt(node, 'servers'))
  const [server] = servers.find((list) => list.length > 0) ?? []
  if (!isNode(server)) return ''
  const variables = nodeAt(server, 'variables')
  const url = (textAt(server, 'url') ?? '').replace(/\{([^{}]*)\}/g, (_, name: string) =>
    String(at(nodeAt(variables, name), 'default') ?? ''),
  )
  // What is no address, such as `api.example.com/v1`, has no path that could be told.
  if (url.startsWith('/') && !url.startsWith('//')) return withoutSlash(url)
  return URL.canParse(url) ? withoutSlash(new URL(url).pathname) : ''
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.replace(/\/+$/, '') : path
}

/** `v1` is meant as `/v1`. */
function withSlash(path: string): string {
  const plain = withoutSlash(path)
  return plain === '' || plain.startsWith('/') ? plain : `/${plain}`
}
