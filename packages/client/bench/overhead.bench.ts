/**
 * What a call costs over bare `fetch`, beside ky with retries on and Procore's own SDK: the same server,
 * the same run, ratios only. `node bench/overhead.bench.ts`
 *
 * Rounds are interleaved and the median of the ratios is shown, as a shared machine drifts.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import procoreSdk from '@procore/js-sdk'
import ky from 'ky'
import { clientCredentials, ProcoreClient } from '../src/index.ts'

const ROUNDS = 15
const CALLS = 3_000

const script = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
const [line] = (await once(child.stdout, 'data')) as [Buffer]
const url = line.toString().trim()

const headers = { authorization: 'Bearer access-token', 'procore-company-id': '4001' }
const procore = new ProcoreClient({
  auth: clientCredentials({ clientId: 'app', clientSecret: 'secret' }),
  companyId: 4001,
  environment: { apiUrl: url, loginUrl: url },
})
const official = procoreSdk.client(
  {
    authorize: (request) => request(['Authorization', 'Bearer access-token']),
  },
  {},
  { apiHostname: url, defaultCompanyId: 4001 },
)
const withKy = ky.create({ headers, retry: 2 })

const contenders: Readonly<Record<string, () => Promise<unknown>>> = {
  'bare fetch': async () => (await fetch(`${url}/rest/v1.0/vendors/1`, { headers })).json(),
  '@underpin/client': async () => (await procore.get('/rest/v1.0/vendors/1')).data,
  '@procore/js-sdk': async () => (await official.get({ base: '/vendors/1' })).body,
  ky: async () => withKy.get(`${url}/rest/v1.0/vendors/1`).json(),
}

async function msPerCall(call: () => Promise<unknown>, inFlight: number): Promise<number> {
  let left = CALLS
  const startedAt = process.hrtime.bigint()
  const worker = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return Number(process.hrtime.bigint() - startedAt) / 1e6 / CALLS
}

try {
  for (const call of Object.values(contenders)) await msPerCall(call, 8)
  for (const inFlight of [1, 64]) {
    const times = new Map<string, number[]>()
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, call] of Object.entries(contenders)) {
        const ms = await msPerCall(call, inFlight)
        times.set(name, [...(times.get(name) ?? []), ms])
      }
    }
    const bare = times.get('bare fetch') ?? []
    for (const [name, each] of times) {
      const ratios = each.map((ms, at) => ms / (bare[at] ?? ms)).sort((one, other) => one - other)
      const ratio = ratios[Math.floor(ratios.length / 2)]?.toFixed(3)
      process.stdout.write(`${inFlight} in flight\t${name}\t${ratio} times bare fetch\n`)
    }
  }
} finally {
  child.kill()
}
