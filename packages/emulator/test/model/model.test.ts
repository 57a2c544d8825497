/**
 * Random sequences of calls, of all kinds of people, to records that are there, gone or elsewhere: what
 * the emulator answers is what a small independent model of the rules says. A divergence is shrunk to
 * the few steps that show it, and its seed is printed.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../api-rig.ts'
import { KINDS, type Kind } from './kinds.ts'
import { COMPANIES, COMPANY, Model, PEOPLE, PROJECTS, type Step } from './model.ts'
import { takeAtEmulator, wordsOf } from './step-calls.ts'

const SEQUENCES = 10_000
const STEPS_MAX = 16
const TIMEOUT_MS = 300_000

const LABELS = ['Alder', 'Birch', 'Cedar', 'alder', ''] as const
const ORIGINS = ['o-1', 'o-2', 'o-3', null, null] as const

const target = fc.nat({ max: 7 })
const label = fc.constantFrom(...LABELS)
const origin = fc.constantFrom(...ORIGINS)
const item = fc.record({ target: fc.option(target, { freq: 2 }), label, origin })

/** Mostly what gets through all checks, so that records come to be; and everything else besides. */
const often = <T>(usual: T, others: readonly T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(...others))

const step: fc.Arbitrary<Step> = fc.constantFrom(...KINDS).chain((kind: Kind) =>
  fc.record({
    kind: fc.constant(kind),
    operation: fc.constantFrom(...kind.operations),
    who: often<number | null>(7001, [...PEOPLE, null]),
    header: often<number | null>(COMPANY, [...COMPANIES, null]),
    project: often<number>(5001, PROJECTS),
    target,
    label,
    origin,
    items: fc.array(item, { minLength: 1, maxLength: 4 }),
    page: fc.integer({ min: 1, max: 4 }),
    perPage: fc.integer({ min: 1, max: 3 }),
    deleted: fc.constantFrom('only', 'with', null, null),
  }),
)

it(
  `${SEQUENCES} random sequences of calls are answered as the model says`,
  async () => {
    const sequences = fc.array(step, { minLength: 1, maxLength: STEPS_MAX })
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        const rig = apiRig()
        const model = begun(rig)
        for (const each of steps) {
          const seen = await takeAtEmulator(rig, model, each)
          expect({ step: each, ...seen }).toEqual({
            step: each,
            ...wordsOf(each, model.take(each)),
          })
        }
        rig.database.close()
      }),
      { numRuns: SEQUENCES },
    )
  },
  TIMEOUT_MS,
)

/** A model that knows what the default world comes with. */
function begun(rig: ApiRig): Model {
  const model = new Model()
  for (const kind of KINDS) {
    const resource = rig.engine.parts.resources.byName(kind.name)
    if (!resource) throw new Error(`there is no resource ${kind.name}`)
    const table = rig.engine.parts.records.of(rig.engine.parts.resources.shapeOf(resource))
    const rows = [...table.each({ sql: 'company_id = ?', values: [COMPANY] })]
    const records = rows.map(({ id, projectId, originId, data }) => ({
      ...{ id, kind: kind.name, company: COMPANY, project: projectId, origin: originId },
      ...{ label: String(JSON.parse(data)[kind.label]), isDeleted: false },
    }))
    model.begin(kind, records, table.nextId())
  }
  return model
}
