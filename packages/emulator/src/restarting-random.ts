/** The chance of an emulator: from a seed, or unguessable. */
import { type Random, systemRandom } from '@underpin/ports'
import { seededRandom } from '@underpin/ports/testing'
import type { EmulatorOptions } from './emulator-options.ts'

/** Chance that starts again from its seed, so that a world that was reset repeats itself. */
export class RestartingRandom implements Random {
  readonly #make: () => Random
  #random: Random

  constructor({ seed, random = systemRandom }: Pick<EmulatorOptions, 'seed' | 'random'>) {
    this.#make = () => (seed === undefined ? random : seededRandom(seed))
    this.#random = this.#make()
  }

  fraction(): number {
    return this.#random.fraction()
  }

  bytes(count: number): Uint8Array {
    return this.#random.bytes(count)
  }

  restart(): void {
    this.#random = this.#make()
  }
}
