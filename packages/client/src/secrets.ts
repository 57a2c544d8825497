/** Keeps secrets out of what we say: by value, wherever they stand, and by name in a query. */

/** Shorter values are no secrets, and hiding them would garble what we say. */
const SECRET_CHARS_MIN = 8

/** Remembered at most, unless told otherwise: the app's secret, and the tokens of the last hours. */
const SECRETS_MAX = 64

const SECRET_PARAMETER =
  /([?&;][^=&;#]*(?:token|secret|password|code|signature|credential|api_key)[^=&;#]*=)[^&;#\s"']*/gi

const HIDDEN = '[hidden]'

export class Secrets {
  readonly #values = new Set<string>()
  readonly #max: number
  readonly #parent: Secrets | null

  /** @param parent hides its own as well: many short-lived secrets here push none out of there. */
  constructor(max: number = SECRETS_MAX, parent: Secrets | null = null) {
    this.#max = max
    this.#parent = parent
  }

  /** From now on this value is hidden wherever it turns up. */
  learn(value: string | null | undefined): void {
    if (!value || value.length < SECRET_CHARS_MIN) return
    // As it stands, and as it stands in a URL, a form and a JSON text.
    for (const written of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) {
      this.#values.delete(written)
      this.#values.add(written)
    }
    for (const oldest of this.#values) {
      if (this.#values.size <= this.#max) break
      this.#values.delete(oldest)
    }
  }

  redact(text: string): string {
    let shown = this.#parent?.redact(text) ?? text
    for (const value of this.#values) shown = shown.replaceAll(value, HIDDEN)
    return shown.replace(SECRET_PARAMETER, `$1${HIDDEN}`)
  }
}
