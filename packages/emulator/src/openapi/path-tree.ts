/** Finds the operation of a path among thousands: a tree by segments, plain text before places. */
import { matchSegment, type PathTemplate } from './path-template.ts'

interface Branch<T> {
  readonly texts: Map<string, Branch<T>>
  /** Segments that are a place and nothing else. */
  place: Branch<T> | null
  /** Segments of text and places: `{id}.pdf`. */
  readonly mixed: { readonly segment: PathTemplate['segments'][number]; readonly to: Branch<T> }[]
  readonly byMethod: Map<string, T>
}

export class PathTree<T> {
  readonly #root: Branch<T> = newBranch()

  /** @returns false when another one has this method and this shape of a path already. */
  add(method: string, template: PathTemplate, value: T): boolean {
    let branch = this.#root
    for (const segment of template.segments) branch = step(branch, segment)
    if (branch.byMethod.has(method)) return false
    branch.byMethod.set(method, value)
    return true
  }

  /** Visits each branch at most once, so that its cost is bounded by what was added. */
  find(method: string, path: string): T | null {
    return seek(this.#root, path.split('/'), 0, (branch) => branch.byMethod.get(method) ?? null)
  }

  /** True when any method is there. */
  has(path: string): boolean {
    return seek(this.#root, path.split('/'), 0, (b) => (b.byMethod.size > 0 ? true : null)) === true
  }
}

function seek<T, R>(
  branch: Branch<T>,
  parts: readonly string[],
  at: number,
  take: (branch: Branch<T>) => R | null,
): R | null {
  const part = parts[at]
  if (part === undefined) return take(branch)
  const next = branch.texts.get(part)
  const found = next ? seek(next, parts, at + 1, take) : null
  if (found !== null) return found
  for (const { segment, to } of branch.mixed) {
    if (matchSegment(segment, part) === null) continue
    const inMixed = seek(to, parts, at + 1, take)
    if (inMixed !== null) return inMixed
  }
  return branch.place && part !== '' ? seek(branch.place, parts, at + 1, take) : null
}

function step<T>(branch: Branch<T>, segment: PathTemplate['segments'][number]): Branch<T> {
  const { texts, names } = segment
  if (names.length === 0) {
    const text = texts[0] ?? ''
    const known = branch.texts.get(text)
    if (known) return known
    const made = newBranch<T>()
    branch.texts.set(text, made)
    return made
  }
  if (names.length === 1 && texts.every((text) => text === '')) {
    branch.place ??= newBranch()
    return branch.place
  }
  const shape = texts.join('\0')
  const known = branch.mixed.find((each) => each.segment.texts.join('\0') === shape)
  if (known) return known.to
  const to = newBranch<T>()
  branch.mixed.push({ segment, to })
  return to
}

function newBranch<T>(): Branch<T> {
  return { texts: new Map(), place: null, mixed: [], byMethod: new Map() }
}
