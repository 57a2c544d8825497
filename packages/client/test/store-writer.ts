/** One of several processes that write the same grant as fast as they can. Prints how often it won. */
import type { Grant } from '../src/index.ts'
import { fileStore, sqliteStore } from '../src/node/index.ts'

const ROUNDS = 60

const [, , name, path = ''] = process.argv
const store = name === 'fileStore' ? fileStore(path) : sqliteStore(path)
let won = 0
for (let round = 0; round < ROUNDS; round++) {
  const version = (await store.read('a'))?.version ?? 0
  const next: Grant = {
    status: 'ready',
    seed: null,
    accessToken: `${process.pid}`,
    accessExpiresAtMs: 0,
    obtainedAtMs: 0,
    refreshToken: `${round}`,
  }
  if (await store.write('a', next, version)) won += 1
}
process.stdout.write(String(won))
