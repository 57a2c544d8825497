/** A path of a document with its places: `/rest/v1.0/projects/{project_id}/rfis/{id}.{format}`. */

/** Text and places in turns, text first: `{id}.pdf` is `['', '.pdf']` and `['id']`. */
interface Segment {
  readonly texts: readonly string[]
  readonly names: readonly string[]
}

export class PathTemplate {
  readonly path: string
  readonly segments: readonly Segment[]

  constructor(path: string) {
    this.path = path
    this.segments = path.split('/').map(readSegment)
  }

  /** In the order of the path. */
  get names(): readonly string[] {
    return this.segments.flatMap(({ names }) => names)
  }

  /** What two paths share that answer the same requests: `/x/{}`. */
  get shape(): string {
    return this.segments.map(({ texts }) => texts.join('{}')).join('/')
  }

  /** The path with this text at every place. */
  filled(text: string): string {
    return this.segments.map(({ texts }) => texts.join(text)).join('/')
  }

  /** The values at the places, decoded; null when the path is another. */
  match(path: string): Readonly<Record<string, string>> | null {
    const parts = path.split('/')
    if (parts.length !== this.segments.length) return null
    const found: Record<string, string> = Object.create(null)
    for (const [at, segment] of this.segments.entries()) {
      const values = matchSegment(segment, parts[at] ?? '')
      if (values === null) return null
      for (const [n, name] of segment.names.entries()) found[name] = decoded(values[n] ?? '')
    }
    return found
  }
}

function readSegment(text: string): Segment {
  const names: string[] = []
  const texts = text
    .replace(/\{([^{}]*)\}/g, (_, name: string) => {
      names.push(name)
      return '\0'
    })
    .split('\0')
  return { texts, names }
}

/** Linear in the text: a place never takes what the next text needs. Null when it does not match. */
export function matchSegment({ texts, names }: Segment, given: string): string[] | null {
  const [first = '', ...rest] = texts
  if (names.length === 0) return given === first ? [] : null
  if (!given.startsWith(first)) return null
  const last = rest.pop() ?? ''
  const values: string[] = []
  let from = first.length
  for (const text of rest) {
    const found = text === '' ? from + 1 : given.indexOf(text, from + 1)
    if (found < 0) return null
    values.push(given.slice(from, found))
    from = found + text.length
  }
  const end = given.length - last.length
  if (end <= from || !given.endsWith(last)) return null
  values.push(given.slice(from, end))
  return values
}

/** A path that cannot be decoded stands for itself. */
function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
