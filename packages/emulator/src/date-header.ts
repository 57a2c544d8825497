/**
 * The `Date` of every answer, by the emulator's own clock: callers tell from it how long a limit that
 * resets at a time still lasts, so it has to move when the clock is moved.
 */

/** The header is exact to a second, and a second has thousands of answers. */
export class DateHeader {
  #second = Number.NaN
  #text = ''

  at(nowMs: number): string {
    const second = Math.floor(nowMs / 1_000)
    if (second !== this.#second) {
      this.#second = second
      this.#text = new Date(second * 1_000).toUTCString()
    }
    return this.#text
  }
}
