/** A client road and a storage on one virtual clock, for files of a few bytes in parts of fewer. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { type ClientEvent, type ClientOptions, clientCredentials } from '../src/index.ts'
import { makeRoad } from '../src/make-road.ts'
import type { Cut } from '../src/upload/plan.ts'
import { upload } from '../src/upload/upload.ts'
import type { UploadedFile, UploadOptions } from '../src/upload/upload-options.ts'
import { API, FakeStorage, type FakeStorageOptions } from './fake-storage.ts'

/** As the server's limits, a million times smaller. */
export const SMALL_CUT: Cut = { bytesMin: 5, bytesMax: 100, bytesUsual: 16, partsMax: 1_000 }

export interface UploadRig {
  readonly clock: VirtualClock
  readonly storage: FakeStorage
  readonly events: readonly ClientEvent[]
  /** Begins it. */
  begin(options: Partial<UploadOptions> & Pick<UploadOptions, 'data'>): Promise<UploadedFile>
  /** Plays it to its end. */
  upload(options: Partial<UploadOptions> & Pick<UploadOptions, 'data'>): Promise<UploadedFile>
}

export function uploadRig(
  options: Partial<FakeStorageOptions> = {},
  clientOptions: Partial<ClientOptions> = {},
  cut: Cut = SMALL_CUT,
): UploadRig {
  const clock = new VirtualClock()
  const storage = new FakeStorage({ clock, ...options })
  const events: ClientEvent[] = []
  const road = makeRoad({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-the-app' }),
    companyId: 4001,
    environment: { apiUrl: API, loginUrl: API },
    fetch: storage.fetch,
    clock,
    random: seededRandom(5),
    onEvent: (event) => events.push(event),
    ...clientOptions,
  })
  const begin: UploadRig['begin'] = (given) =>
    upload(road, { projectId: 5001, name: 'pour.jpg', ...given }, cut)
  return { clock, storage, events, begin, upload: (given) => clock.run(begin(given)) }
}

/** Bytes that differ from place to place. */
export function bytesOfSize(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 0xff)
}
