/** Load shedding on the road of a request: who has a place goes on, once everybody who came along is counted. */
import type { Call } from '../call.ts'
import type { Arrival } from '../journal/journal.ts'
import { type Leave, LoadShedding, type LoadSheddingParts } from './load-shedding.ts'
import { type PartyParts, partyOf } from './party.ts'

export class Shedder {
  readonly #parts: PartyParts
  readonly load: LoadShedding

  constructor(parts: PartyParts & LoadSheddingParts) {
    this.#parts = parts
    this.load = new LoadShedding(parts)
  }

  /**
   * Null for who is turned away. Over a socket whoever has a place starts a turn later: work is done in one
   * go here, so that requests which came together would else be done one by one and never be many.
   */
  async enter(call: Call, { counted }: Arrival): Promise<Leave | null> {
    const leave = await this.load.enter(partyOf(call, this.#parts))
    if (leave !== null) await counted?.()
    else call.because = `${this.load.shedAbove} requests were in flight`
    return leave
  }

  /** A place is held until the answer has been written, where that can be told. */
  leaveWhenOver(leave: Leave, { whenOver }: Arrival): void {
    if (whenOver) whenOver(leave)
    else leave()
  }

  close(): void {
    this.load.close()
  }
}
