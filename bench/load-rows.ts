/**
 * Load beyond the limit: 500 callers at once on an emulator with 50 places. What those see who got a
 * place, how soon the others are sent away, whether the status page goes on, and whether what was
 * accepted is there. Unloaded is the limit itself: 50 at once, so that nobody is sent away.
 */
import { type Afterwards, type Burst, LoadStage } from './load-stage.ts'
import { counted, median, type Row } from './row.ts'

const SHED_ABOVE = 50
const CALLERS = 500
const WARM_UP_ROUNDS = 20
const ROUNDS = 40
/** What the rows are judged by. */
const TIMES_UNLOADED_MAX = 2
const TURNED_AWAY_MAX_MS = 10
/** The others were waiting for a processor, which other programs have too. */
const NEARLY_ALL = 0.999

export async function* loadRows(): AsyncIterable<Row> {
  const stage = await LoadStage.open({ shedAbove: SHED_ABOVE, callers: CALLERS })
  try {
    for (let round = 0; round < WARM_UP_ROUNDS; round++) {
      await stage.burst(CALLERS)
      await stage.burst(SHED_ABOVE)
    }
    await stage.timings()
    const unloaded: Burst[] = []
    const loaded: Burst[] = []
    for (let round = 0; round < ROUNDS; round++) {
      unloaded.push(await stage.measured(() => stage.burst(SHED_ABOVE)))
      loaded.push(await stage.measured(() => stage.burst(CALLERS)))
    }
    yield* acceptedRows('at once', unloaded, loaded)
    yield turnedAwayRow(loaded)
    const steady = await stage.measured(() => stage.hammer(SHED_ABOVE))
    const hammered = await stage.measured(() => stage.hammer(CALLERS))
    yield* acceptedRows('that come again whatever they are told', [steady], [hammered])
    yield statusPageRow([...loaded, hammered])
    yield afterwardsRow(await stage.afterwards())
  } finally {
    stage.close()
  }
}

/** Twice: in the server, and as callers see it, who also wait for the others to be sent away. */
function* acceptedRows(who: string, unloaded: readonly Burst[], loaded: readonly Burst[]) {
  const accepted = (bursts: readonly Burst[]) => ({
    server: bursts.flatMap(({ timings }) => msOf(timings, 201)),
    callers: bursts.flatMap(({ answers }) => msOf(answers, 201)),
  })
  const [before, under] = [accepted(unloaded), accepted(loaded)]
  const awayCount = loaded.flatMap(({ answers }) => msOf(answers, 503)).length
  const row = (where: string, [beforeMs, underMs]: readonly [number, number]): Row => ({
    what: `${CALLERS} callers ${who}, ${SHED_ABOVE} places: who is accepted, ${where}`,
    measured: `${(underMs / beforeMs).toFixed(2)} × the unloaded median`,
    target: `≤ ${TIMES_UNLOADED_MAX}`,
    isMet: underMs / beforeMs <= TIMES_UNLOADED_MAX,
    detail: `POST: median ${ms(underMs)}; ${ms(beforeMs)} with ${SHED_ABOVE} callers; ${counted(under.server.length)} accepted, ${counted(awayCount)} sent away`,
  })
  yield row('from arrival to answer', [median(before.server), median(under.server)])
  yield row('as callers see it', [median(before.callers), median(under.callers)])
}

function turnedAwayRow(loaded: readonly Burst[]): Row {
  const inServer = loaded.flatMap(({ timings }) => msOf(timings, 503))
  const away = loaded.flatMap(({ answers }) => answers).filter(({ status }) => status === 503)
  const waits = away.map(({ retryAfterS }) => retryAfterS ?? 0)
  const nearlyAllMs = share(inServer, NEARLY_ALL)
  return {
    what: '… who is sent away, from arrival to answer',
    measured: `99.9 % within ${ms(nearlyAllMs)}`,
    target: `< ${TURNED_AWAY_MAX_MS} ms, with Retry-After`,
    isMet: nearlyAllMs < TURNED_AWAY_MAX_MS && waits.every((waitS) => waitS > 0),
    detail: `in the server: median ${ms(median(inServer))}, at most ${ms(greatest(inServer))}, of ${counted(inServer.length)}; as callers see it, the queue of the system included, median ${ms(median(away.map((each) => each.ms)))}; Retry-After ${Math.min(...waits)} to ${Math.max(...waits)} s`,
  }
}

function statusPageRow(loaded: readonly Burst[]): Row {
  const asked = loaded.flatMap(({ statusPageMs }) => statusPageMs)
  const inServer = loaded.flatMap(({ timings }) => timings).filter((each) => each.isStatusPage)
  const isAlwaysThere = asked.length > 0 && inServer.every(({ status }) => status === 200)
  return {
    what: '… the status page meanwhile',
    measured: `${asked.length} of ${asked.length} answered`,
    target: 'every one',
    isMet: isAlwaysThere,
    detail: `asked again and again through every burst: median ${ms(median(asked))}, at most ${ms(greatest(asked))} as its reader sees it`,
  }
}

/** What was told 201 is there, and nothing that was told 503. */
function afterwardsRow(after: Afterwards): Row {
  const { askedCount, acceptedCount, listedCount, lostCount, unaskedCount } = after
  return {
    what: '… what was accepted, afterwards',
    measured: `${lostCount} lost, ${unaskedCount} too many`,
    target: '0, 0',
    isMet: lostCount === 0 && unaskedCount === 0,
    detail: `${counted(acceptedCount)} were told 201 and ${counted(listedCount)} are in the list, of ${counted(askedCount)} asked for`,
  }
}

function msOf(all: readonly { status: number; ms: number }[], status: number): number[] {
  return all.filter((each) => each.status === status).map((each) => each.ms)
}

/** Not by `Math.max(...)`, which takes only so many. */
function greatest(values: readonly number[]): number {
  return values.reduce((most, each) => Math.max(most, each), 0)
}

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN
}

function ms(value: number): string {
  return `${value.toFixed(value < 1 ? 2 : 1)} ms`
}
