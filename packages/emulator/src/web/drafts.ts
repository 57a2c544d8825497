/**
 * Forms that were sent and not taken, because the session had ended or the platform was too busy: kept
 * for a while, so that the same page comes back filled. Its address names the draft (`?draft=…`), which
 * nobody can guess. In memory: a restart signs everybody out anyway.
 */
import { type Clock, type Random, randomHex } from '@underpin/ports'
import { BoundedMap } from '../bounded-map.ts'
import type { Body } from '../engine/request-body.ts'
import { FORM_TOKEN } from '../sign-in/form-token.ts'

/** Drafts at once; the oldest goes first. A guess. */
const DRAFTS_MAX = 200
/** Of one draft, as JSON. A guess: a long question is a tenth of it. */
const DRAFT_CHARS_MAX = 64 * 1024
/** How long one is kept. A guess: time to sign in, or for an incident to pass. */
const DRAFT_LIFETIME_MS = 3_600_000
const DRAFT_ID_BYTES = 16

/** The parameter of a page's address that names its draft. */
export const DRAFT_PARAMETER = 'draft'

interface Draft {
  readonly path: string
  readonly text: string
  readonly endsAtMs: number
}

export class Drafts {
  readonly #clock: Clock
  readonly #random: Random
  readonly #byId = new BoundedMap<string, Draft>(DRAFTS_MAX)

  constructor({ clock, random }: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = clock
    this.#random = random
  }

  /**
   * @param path of the form's page
   * @param search its query, which is kept
   * @param body what was sent; files and the form token are left out
   * @returns where the page comes back filled; without the draft when it is too long to keep.
   */
  keep(path: string, search: string, body: Body): string {
    const text = JSON.stringify(body, (key, value) => (key === FORM_TOKEN ? undefined : value))
    const query = new URLSearchParams(search)
    query.delete(DRAFT_PARAMETER)
    if (text.length <= DRAFT_CHARS_MAX && text !== '{}') {
      const id = randomHex(this.#random, DRAFT_ID_BYTES)
      const endsAtMs = this.#clock.nowMs() + DRAFT_LIFETIME_MS
      this.#byId.set(id, { path, text, endsAtMs })
      query.set(DRAFT_PARAMETER, id)
    }
    return query.size === 0 ? path : `${path}?${query}`
  }

  /** What was kept for this page, or null. It stays until its time is over: a reload shows it again. */
  find(path: string, id: string | null): Body | null {
    const draft = id === null ? undefined : this.#byId.get(id)
    if (draft?.path !== path || this.#clock.nowMs() >= draft.endsAtMs) return null
    return JSON.parse(draft.text) as Body
  }

  clear(): void {
    this.#byId.clear()
  }
}
