import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXAMINE_MS_MAX } from '../../src/node.ts'
import { SITUATIONS } from './index.ts'
import { PERSON, packetOf } from './packet-of.ts'
import { type Played, play } from './play.ts'

/** At once: most of them wait for a socket most of the time. */
const CONCURRENT = 6

/** The whole house is tried on busy machines: each has bounds of its own. */
const TIME_LIMIT_MS = 120_000

/** What a busy machine needs to end what is over. */
const LATE_MS_MAX = 2_000

const played = new Map<string, Played | Error>()

beforeAll(async () => {
  const queue = [...SITUATIONS]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { name } = next
      played.set(
        name,
        await play(next).catch((error: unknown) => new Error(String(error), { cause: error })),
      )
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, worker))
}, TIME_LIMIT_MS)

afterAll(() => played.clear())

it('there are forty, and no two have a name', () => {
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(40)
  expect(new Set(SITUATIONS.map(({ name }) => name)).size).toBe(SITUATIONS.length)
})

it.each(SITUATIONS)('$name', ({ name }) => {
  const { wrong, signs, diagnosis } = outcomeOf(name)
  const ranked = diagnosis.causes.map(({ id, likelihood }) => `${id} ${likelihood.toFixed(2)}`)
  expect(wrong, `${signs.join(' ')}\n${ranked.join(', ')}`).toEqual([])
})

it('no examination takes longer than was promised, however much is dead', () => {
  const late = SITUATIONS.filter(({ name, observeMs }) => {
    return (
      observeMs === undefined && outcomeOf(name).report.elapsedMs > EXAMINE_MS_MAX + LATE_MS_MAX
    )
  })
  expect(late.map(({ name }) => name)).toEqual([])
})

it.each(SITUATIONS)(
  'a packet holds no secret, and what the guideline asks for: $name',
  ({ name }) => {
    const { files, leaks } = packetOf(outcomeOf(name))
    expect(leaks).toEqual([])
    const { sender: _, ...asked } = PERSON
    const whole = Object.values(files).join('\n')
    const missing = Object.values(asked).filter((each) => each !== null && !whole.includes(each))
    expect(missing).toEqual([])
  },
)

function outcomeOf(name: string): Played {
  const outcome = played.get(name)
  if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('not played')
  return outcome
}
