/** The query of a request, parsed when it is first asked for: most reads by id have none. */

export class Query {
  /** As it came, without its question mark. */
  readonly search: string
  #parsed: URLSearchParams | null = null

  constructor(search: string) {
    this.search = search
  }

  get isEmpty(): boolean {
    return this.search === ''
  }

  /** The value of a name; the last one when it is there more than once, as Rails has it. */
  get(name: string): string | null {
    if (this.isEmpty) return null
    return this.#all().getAll(name).at(-1) ?? null
  }

  entries(): Iterable<[string, string]> {
    return this.isEmpty ? [] : this.#all()
  }

  /** The same query with one value changed. */
  with(name: string, value: string): string {
    const changed = new URLSearchParams(this.search)
    changed.set(name, value)
    return changed.toString()
  }

  #all(): URLSearchParams {
    this.#parsed ??= new URLSearchParams(this.search)
    return this.#parsed
  }
}
