/** A map that forgets its oldest entry when it is full, so that no memory grows with the traffic. */

export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>()
  readonly #sizeMax: number

  /** @param sizeMax how many entries are kept: an integer of 1 or more. */
  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)
  }

  /** The entry counts as new, also when the key was there. */
  set(key: K, value: V): void {
    this.#entries.delete(key)
    if (this.#entries.size >= this.#sizeMax) {
      const oldest = this.#entries.keys().next()
      if (!oldest.done) this.#entries.delete(oldest.value)
    }
    this.#entries.set(key, value)
  }

  delete(key: K): boolean {
    return this.#entries.delete(key)
  }

  /** Oldest first. Take what you need out of it before you change the map. */
  values(): IteratorObject<V> {
    return this.#entries.values()
  }

  clear(): void {
    this.#entries.clear()
  }
}
