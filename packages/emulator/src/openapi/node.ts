/** Reading a document that is not ours: every node may be anything, so nothing is taken for granted. */

/** An object of a document. Its keys are read by these functions alone, never by what it inherits. */
export type Node = Readonly<Record<string, unknown>>

export const EMPTY: Node = Object.freeze({})

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function at(node: Node, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined
}

/** An empty object when there is none. */
export function nodeAt(node: Node, key: string): Node {
  const value = at(node, key)
  return isNode(value) ? value : EMPTY
}

export function listAt(node: Node, key: string): readonly unknown[] {
  const value = at(node, key)
  return Array.isArray(value) ? value : []
}

export function textAt(node: Node, key: string): string | null {
  const value = at(node, key)
  return typeof value === 'string' ? value : null
}

export function numberAt(node: Node, key: string): number | null {
  const value = at(node, key)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A bound such as `maxLength`: a whole number from 0, or null. */
export function countAt(node: Node, key: string): number | null {
  const value = numberAt(node, key)
  return value !== null && Number.isInteger(value) && value >= 0 ? value : null
}
