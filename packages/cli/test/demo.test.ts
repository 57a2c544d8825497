import { beforeAll, describe, expect, it } from 'vitest'
import type { Score } from '../src/demo/score.ts'
import { underpin } from './underpin.ts'

const WANTED = 250 + 20

interface Shown {
  readonly version: number
  readonly seed: number
  readonly hour: readonly { readonly atMin: number | null; readonly says: string }[]
  readonly sides: readonly { readonly name: string; readonly score: Score }[]
}

describe.each([{ args: [] }, { args: ['--one-by-one'] }, { args: ['--seed', '20261120'] }])(
  'demo $args',
  ({ args }) => {
    let shown: Shown
    let sdk: Score
    let ours: Score
    beforeAll(async () => {
      const ran = await underpin(['demo', '--json', ...args])
      expect(ran.code, ran.stderr).toBe(0)
      shown = JSON.parse(ran.stdout)
      const [first, second] = shown.sides
      if (!first || !second) throw new Error('two sides are wanted')
      expect([first.name, second.name]).toEqual(['@procore/js-sdk', '@underpin/client'])
      sdk = first.score
      ours = second.score
    })

    it('our client finishes: all that is wanted is there, once, and nothing is lost', () => {
      expect(ours).toMatchObject({
        isFinished: true,
        made: WANTED,
        wanted: WANTED,
        duplicates: 0,
        lost: 0,
      })
      expect(ours.gaveUp).toBeNull()
    })

    it('our client meets no 429 and breaks no promise', () => {
      expect(ours).toMatchObject({ rateLimited: 0, brokenPromises: 0, brokenByKind: {} })
    })

    it('the lost refresh reply costs a sign-in by a person: it stops truthfully, and asks', () => {
      expect(ours.signIns).toBe(2)
      expect(ours.refreshCalls, 'one for the expiry, one whose reply is lost').toBe(2)
    })

    it('the scores agree with themselves', () => {
      for (const score of [sdk, ours]) {
        expect(score.made + score.lost).toBe(WANTED)
        expect(score.isFinished).toBe(score.lost === 0 && score.gaveUp === null)
        const broken = Object.values(score.brokenByKind).reduce((sum, count) => sum + count, 0)
        expect(broken).toBe(score.brokenPromises)
        expect(score.requests).toBeGreaterThanOrEqual(score.rateLimited + score.refreshCalls)
      }
    })

    it('the hour really was bad: the other side met what the script holds', () => {
      expect(shown.hour.map(({ atMin }) => atMin)).toEqual([null, 12, 20, 30, 40, 45])
      expect(sdk.rateLimited, 'the spike limit').toBeGreaterThan(0)
      expect(sdk.signIns, 'the lost refresh reply').toBeGreaterThan(1)
      expect(sdk.requests).toBeGreaterThan(WANTED)
    })
  },
)

it('the sheet shows the same figures as the JSON, run again: a seed replays', async () => {
  const [sheet, json] = await Promise.all([underpin(['demo']), underpin(['demo', '--json'])])
  const { sides }: Shown = JSON.parse(json.stdout)
  const row = (label: string) =>
    sheet.stdout
      .split('\n')
      .find((line) => line.startsWith(label))
      ?.slice(label.length)
      .trim()
      .split(/\s{2,}/)
  expect(row('finished')?.[1]).toMatch(/^yes, at :\d\d$/)
  const figures = {
    'requests sent': 'requests',
    '429 answers': 'rateLimited',
    'duplicates made': 'duplicates',
    'writes lost': 'lost',
    'refresh calls': 'refreshCalls',
    'sign-ins by a person': 'signIns',
    'broken promises': 'brokenPromises',
  } as const
  for (const [label, field] of Object.entries(figures)) {
    expect(row(label), label).toEqual(sides.map(({ score }) => String(score[field])))
  }
})

it('--verbose tells what the jobs logged, on standard error', async () => {
  const ran = await underpin(['demo', '--verbose'])
  expect(ran.stderr).toMatch(
    /@underpin\/client :40\.0 {2}a person has to sign in again: refresh-reply-lost/,
  )
  expect(ran.stdout).not.toContain('sign in again:')
})
