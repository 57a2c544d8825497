/**
 * How much of a rate limit sixteen workers on one token get through, and whether they are ever told 429.
 *
 * Used is what the server answered with success within the time, and the quota is what its limits allow
 * in that time: 3,600 in an hour; 25 in 10 seconds, so 1,500 in ten minutes.
 */

import { naiveGet } from './naive-retry.ts'
import { median, type Row } from './row.ts'
import { COMPANY, ORIGIN, setUp, type VirtualStage } from './virtual-stage.ts'

const MINUTE_MS = 60_000
const WORKERS = 16
const SEEDS = [1, 2, 3]

/** Design section 6. */
const SHARE_MIN = 0.98

const HOUR = { limits: { hourly: 3_600, spike: 25 }, forMs: 60 * MINUTE_MS, quota: 3_600 }
const SPIKE = { limits: { hourly: 0, spike: 25 }, forMs: 10 * MINUTE_MS, quota: 1_500 }
type Quota = typeof HOUR

interface Use {
  /** Of the quota, from 0 to 1. */
  readonly share: number
  readonly refused: number
}

export async function* quotaRows(): AsyncIterable<Row> {
  yield await row('both limits, a whole hour', HOUR)
  const naive = await use(SPIKE, SEEDS[0] ?? 1, (stage) => naiveGet(stage, URL))
  const peer = `naive retries use ${percent(naive.share)} and are told 429 ${naive.refused.toLocaleString('en')} times`
  yield await row('25 in 10 s alone, ten minutes', SPIKE, peer)
}

const PATH = '/rest/v1.0/vendors'
const URL = `${ORIGIN}${PATH}?company_id=${COMPANY}&per_page=1`

async function row(what: string, quota: Quota, peer?: string): Promise<Row> {
  const uses: Use[] = []
  for (const seed of SEEDS) {
    const query = { company_id: COMPANY, per_page: 1 }
    uses.push(await use(quota, seed, ({ procore }) => procore.get(PATH, { query })))
  }
  const share = median(uses.map((each) => each.share))
  const refused = uses.reduce((sum, each) => sum + each.refused, 0)
  const least = percent(Math.min(...uses.map((each) => each.share)))
  return {
    what: `16 workers on one token: ${what}`,
    measured: `${percent(share)}, ${refused} × 429`,
    target: '≥ 98 %, 0',
    isMet: share >= SHARE_MIN && refused === 0,
    detail: `median of ${SEEDS.length} seeds, the least ${least}${peer ? `; ${peer}` : ''}`,
  }
}

async function use(
  { limits, forMs, quota }: Quota,
  seed: number,
  call: (stage: VirtualStage) => Promise<unknown>,
): Promise<Use> {
  const stage = await setUp({ seed, limits })
  const { clock, arrived } = stage
  const endMs = clock.nowMs() + forMs
  const worker = async () => {
    while (clock.nowMs() < endMs) await call(stage)
  }
  await clock.run(Promise.all(Array.from({ length: WORKERS }, worker)))
  stage.close()
  const done = arrived.filter(({ atMs, status }) => status < 400 && atMs < endMs)
  return {
    share: done.length / quota,
    refused: arrived.filter(({ status }) => status === 429).length,
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
