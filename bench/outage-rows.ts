/**
 * Half an hour in which the API answers 503 to everything, in the middle of steady work: a call every
 * two seconds, half of what the hourly limit allows. Nothing is begun once the server is back.
 *
 * Requests a success: all that reached the API from the first 503 until the last call was answered, by
 * the calls that were begun and not yet answered, or begun later, and answered with success.
 *
 * Time to drain: from the moment the server is back, which nobody tells the client, to the last answer.
 * The least possible is what a client would need that knew the moment: with 25 in 10 s, the last of n
 * waiting calls is sent after ⌊(n - 1) / 25⌋ × 10 s, and answered a mean round trip later.
 */
import { sleep } from '@underpin/ports'
import { naiveGet } from './naive-retry.ts'
import { median, type Row } from './row.ts'
import { COMPANY, ORIGIN, ROUND_TRIP_MEAN_MS, setUp, type VirtualStage } from './virtual-stage.ts'

const MINUTE_MS = 60_000
const BEFORE_MS = 5 * MINUTE_MS
const OUTAGE_MS = 30 * MINUTE_MS
const EVERY_MS = 2_000
const LIMITS = { hourly: 3_600, spike: 25 }
const SPIKE_WINDOW_MS = 10_000
const RETRY_AFTER_S = 60
const SEEDS = [1, 2, 3, 4, 5]

/** Design section 6. */
const SENT_MAX = 1.1
const DRAIN_MAX = 1.1

const PATH = '/rest/v1.0/vendors'
const URL = `${ORIGIN}${PATH}?company_id=${COMPANY}&per_page=1`

interface Outage {
  readonly sent: number
  readonly succeeded: number
  readonly lost: number
  /** From the moment the server is back to the first good answer. */
  readonly firstMs: number
  readonly drainMs: number
  readonly drainLeastMs: number
}

export async function* outageRows(): AsyncIterable<Row> {
  for (const retryAfterS of [null, RETRY_AFTER_S]) {
    const name =
      retryAfterS === null ? 'that names no wait' : `that says Retry-After: ${retryAfterS}`
    const ours = await outages(retryAfterS, ({ procore }) =>
      procore.get(PATH, { query: { company_id: COMPANY, per_page: 1 } }).then(() => true),
    )
    const naive = await outage(SEEDS[0] ?? 1, retryAfterS, (stage) => naiveGet(stage, URL))
    yield sentRow(name, ours, naive)
    yield drainRow(name, ours)
  }
}

function sentRow(name: string, ours: readonly Outage[], naive: Outage): Row {
  const ratios = ours.map(({ sent, succeeded }) => sent / succeeded)
  const ratio = median(ratios)
  const lost = ours.reduce((sum, each) => sum + each.lost, 0)
  const begun = naive.succeeded + naive.lost
  return {
    what: `30 minutes of heavy load ${name}`,
    measured: `${ratio.toFixed(3)} sent a success`,
    target: `≤ ${SENT_MAX}`,
    isMet: ratio <= SENT_MAX && lost === 0,
    detail: `median of ${SEEDS.length} seeds, the most ${Math.max(...ratios).toFixed(3)}, ${lost} calls lost; naive retries send ${(naive.sent / begun).toFixed(1)} a call and lose ${naive.lost} of ${begun}`,
  }
}

function drainRow(name: string, ours: readonly Outage[]): Row {
  const ratio = median(ours.map(({ drainMs, drainLeastMs }) => drainMs / drainLeastMs))
  const seconds = (of: (each: Outage) => number) => (median(ours.map(of)) / 1_000).toFixed(0)
  const most = Math.max(...ours.map(({ drainMs, drainLeastMs }) => drainMs / drainLeastMs))
  return {
    what: `… and the time to drain after it`,
    measured: `${ratio.toFixed(3)} × the least`,
    target: `≤ ${DRAIN_MAX}`,
    isMet: ratio <= DRAIN_MAX,
    detail: `heavy load ${name}: ${seconds((each) => each.drainMs)} s, the least possible ${seconds((each) => each.drainLeastMs)} s; the first answer after ${seconds((each) => each.firstMs)} s; median of ${SEEDS.length} seeds, the most ${most.toFixed(3)}`,
  }
}

async function outages(
  retryAfterS: number | null,
  call: (stage: VirtualStage) => Promise<boolean>,
): Promise<Outage[]> {
  const all: Outage[] = []
  for (const seed of SEEDS) all.push(await outage(seed, retryAfterS, call))
  return all
}

/** @param call true when it was answered with success in the end. */
async function outage(
  seed: number,
  retryAfterS: number | null,
  call: (stage: VirtualStage) => Promise<boolean>,
): Promise<Outage> {
  const lostHeader = retryAfterS === null ? 'retry-after' : null
  const stage = await setUp({ seed, limits: LIMITS, lostHeader })
  const { clock, arrived } = stage
  const downAtMs = clock.nowMs() + BEFORE_MS
  const upAtMs = downAtMs + OUTAGE_MS
  await stage.door('/_underpin/faults', {
    failure: 'heavy-load',
    match: { path: '/rest/*' },
    afterMs: BEFORE_MS,
    forMs: OUTAGE_MS,
    ...(retryAfterS === null ? {} : { retryAfterS }),
  })
  const answers: { readonly atMs: number; readonly isGood: boolean }[] = []
  const job = async (at: number) => {
    await sleep(clock, at * EVERY_MS)
    const isGood = await call(stage)
    answers.push({ atMs: clock.nowMs(), isGood })
  }
  const jobs = Array.from({ length: (BEFORE_MS + OUTAGE_MS) / EVERY_MS }, (_, at) => job(at))
  await clock.run(Promise.all(jobs))
  stage.close()
  const after = answers.filter(({ atMs }) => atMs >= upAtMs)
  const from = answers.filter(({ atMs }) => atMs >= downAtMs)
  const windows = Math.floor((after.length - 1) / LIMITS.spike)
  return {
    sent: arrived.filter(({ atMs }) => atMs >= downAtMs).length,
    succeeded: from.filter(({ isGood }) => isGood).length,
    lost: answers.filter(({ isGood }) => !isGood).length,
    firstMs: Math.min(...after.map(({ atMs }) => atMs)) - upAtMs,
    drainMs: Math.max(...answers.map(({ atMs }) => atMs)) - upAtMs,
    drainLeastMs: windows * SPIKE_WINDOW_MS + ROUND_TRIP_MEAN_MS,
  }
}
