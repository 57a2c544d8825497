/** Load shedding on the road of a request: who has a place goes on, who has none is turned away. */
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

  /** Null for who is turned away. */
  async enter(call: Call): Promise<Leave | null> {
    const leave = await this.load.enter(partyOf(call, this.#parts))
    if (leave === null) call.because = `${this.load.shedAbove} requests were in flight`
    return leave
  }

  /**
   * A place is held until the answer has been written, and a turn longer, where that can be told: work is
   * done in one go here, so that requests which came together would else be done one by one and never be
   * many. Who has a place is answered before those who came along are turned away, and not after them.
   */
  leaveWhenOver(leave: Leave, { whenOver }: Arrival): void {
    if (whenOver) whenOver(leave)
    else leave()
  }

  close(): void {
    this.load.close()
  }
}
