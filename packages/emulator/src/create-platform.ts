/** Builds what the parts of one emulator share: its clock, its chance, its state, and who is in it. */
import { silentLog, systemClock } from '@underpin/ports'
import { Answers } from './answers.ts'
import { Assumptions } from './assumptions.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { Engine } from './engine/engine.ts'
import { Outbox } from './mail/outbox.ts'
import { sendersFor } from './mail/senders.ts'
import type { Platform } from './platform.ts'
import { RESOURCES } from './resources/index.ts'
import { RestartingRandom } from './restarting-random.ts'
import { ShiftedClock } from './shifted-clock.ts'
import { Lockouts } from './sign-in/lockouts.ts'
import { Database } from './state/database.ts'
import { Storage } from './storage/storage.ts'
import { applyWorld } from './world/apply-world.ts'
import { defaultWorld } from './world/default-world.ts'
import { Directory } from './world/directory.ts'
import type { World } from './world/world.ts'

/** A platform whose clock can be moved, and whose chance can begin again. */
export interface OwnPlatform extends Platform {
  readonly clock: ShiftedClock
  readonly random: RestartingRandom
}

export function createPlatform(
  options: EmulatorOptions & { readonly deliver: typeof fetch },
): OwnPlatform {
  const { log = silentLog, dataFile, uploads: bounds, deliver } = options
  const clock = new ShiftedClock(options.clock ?? systemClock)
  const random = new RestartingRandom(options)
  const assumptions = new Assumptions(options.assumptions)
  const answers = new Answers(assumptions)
  const database = Database.open(options.dataFile)
  const directory = new Directory(database)
  const lockouts = new Lockouts({ database, directory, clock, assumptions })
  const outbox = new Outbox(clock, sendersFor(options, { clock, deliver }))
  const storage = new Storage({ database, clock, random, dataFile, bounds })
  return {
    ...{ clock, random, log, database, storage, directory, lockouts, outbox },
    ...{ assumptions, answers },
  }
}

/** The bytes of a database that holds the world and nothing else. */
export function freshState(platform: Platform, world: World): Uint8Array {
  const database = Database.open()
  try {
    const fresh = { ...platform, database, directory: new Directory(database) }
    applyWorld(new Engine(fresh, RESOURCES), world, { isLenient: world === defaultWorld })
    return database.snapshot()
  } finally {
    database.close()
  }
}
