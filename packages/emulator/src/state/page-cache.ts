/** Pages of lists as they were sent, for as long as nothing that they show has changed. */

/** Characters of all pages together: 32 Mi take 32 to 64 MB. A guess that holds a busy sandbox. */
const CHARS_MAX = 32 * 1024 * 1024

export interface CachedPage {
  /** What the page depends on, when it was made. */
  readonly version: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

export class PageCache {
  readonly #pages = new Map<string, CachedPage>()
  #chars = 0

  get(key: string, version: number): CachedPage | null {
    const page = this.#pages.get(key)
    return page?.version === version ? page : null
  }

  set(key: string, page: CachedPage): void {
    this.#delete(key)
    if (page.text.length > CHARS_MAX) return
    this.#pages.set(key, page)
    this.#chars += page.text.length + key.length
    while (this.#chars > CHARS_MAX) {
      const oldest = this.#pages.keys().next().value
      if (oldest === undefined) break
      this.#delete(oldest)
    }
  }

  #delete(key: string): void {
    const page = this.#pages.get(key)
    if (page === undefined) return
    this.#chars -= page.text.length + key.length
    this.#pages.delete(key)
  }
}
