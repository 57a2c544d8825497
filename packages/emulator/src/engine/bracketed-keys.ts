/** Form bodies with Rails' bracketed keys: `rfi[assignee_ids][]=1` becomes `{rfi: {assignee_ids: ['1']}}`. */

/** Deeper keys are refused: no documented body nests half as deep. */
const DEPTH_MAX = 10

type Node = Record<string, unknown>

/**
 * Null when a key cannot be read: too deep, or one name used both as a value and as a group. Objects
 * have no prototype, so that no key can reach one.
 */
export function readBracketed(pairs: Iterable<readonly [string, unknown]>): Node | null {
  const root: Node = Object.create(null)
  for (const [key, value] of pairs) {
    const path = pathOf(key)
    if (path.length > DEPTH_MAX || !put(root, path, value)) return null
  }
  return root
}

/** `a[b][][c]` is `a`, `b`, '', `c`; a key without proper brackets is itself. */
function pathOf(key: string): string[] {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key)
  if (!parts) return [key]
  const inner = [...(parts[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')
  return [parts[1] ?? '', ...inner]
}

function put(node: Node, path: readonly string[], value: unknown): boolean {
  const [name = '', next, ...rest] = path
  if (next === undefined) {
    node[name] = value
    return true
  }
  if (next === '') return append(node, name, rest, value)
  node[name] ??= Object.create(null)
  const child = node[name]
  return isNode(child) && put(child, [next, ...rest], value)
}

function append(node: Node, name: string, rest: readonly string[], value: unknown): boolean {
  node[name] ??= []
  const list = node[name]
  if (!Array.isArray(list)) return false
  if (rest.length === 0) return list.push(value) > 0
  // `a[][x]=1&a[][y]=2&a[][x]=3`: an element goes on until one of its keys comes again.
  const last: unknown = list.at(-1)
  const isNew = !isNode(last) || (rest.length === 1 && Object.hasOwn(last, rest[0] ?? ''))
  const element: Node = isNew ? Object.create(null) : last
  if (isNew) list.push(element)
  return put(element, rest, value)
}

/** A group of ours, and no value that came with the pairs: a file is an object too. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}
