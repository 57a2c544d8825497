/** Takes a step of the model at the emulator, and says in the model's words what was answered. */
import type { ApiRig } from '../api-rig.ts'
import { COMPANY, type Expected, type Model, type Step } from './model.ts'

/** Comparable: what was answered, or what was expected, without what the model does not follow. */
export type Seen = Readonly<Record<string, unknown>>

export async function takeAtEmulator(rig: ApiRig, model: Model, step: Step): Promise<Seen> {
  const { method, target, body } = callOf(model, step)
  const as = step.who === null ? null : `user-${step.who}`
  const ask = { as, company: step.header }
  const answer = await rig.send(method, target, body === undefined ? ask : { ...ask, body })
  const { status, json, headers, call } = answer
  if (status >= 400) return { refused: call.failure, status }
  switch (step.operation) {
    case 'list': {
      const ids = json.map(({ id }: { id: number }) => id)
      const hasNext = (headers['link'] ?? '').includes('rel="next"')
      return { ids, total: Number(headers['total']), hasNext }
    }
    case 'sync': {
      const records = json.entities.map((each: Row) => seenRecord(step, each))
      return { entities: records, errors: json.errors.length }
    }
    case 'delete':
      return { deleted: model.idOf(step, step.target) }
    default:
      return { status, record: seenRecord(step, json) }
  }
}

/** The same words for what the model expects. */
export function wordsOf(step: Step, expected: Expected): Seen {
  if ('record' in expected) {
    const { id, label, origin } = expected.record
    return { status: expected.status, record: ofRecord(step, id, label, origin) }
  }
  if (!('synced' in expected)) return { ...expected }
  const entities: unknown[] = []
  let errors = 0
  for (const each of expected.synced) {
    if (each === 'rejected') errors += 1
    else entities.push(ofRecord(step, each.id, each.label, each.origin))
  }
  return { entities, errors }
}

type Row = Readonly<Record<string, unknown>>

function seenRecord({ kind }: Step, row: Row) {
  const { id, origin_id: origin = null } = row
  return { id, label: row[kind.label], ...(kind.hasOrigin ? { origin } : {}) }
}

function ofRecord({ kind }: Step, id: number, label: string, origin: string | null) {
  return { id, label, ...(kind.hasOrigin ? { origin } : {}) }
}

const METHODS = {
  list: 'GET',
  show: 'GET',
  create: 'POST',
  update: 'PATCH',
  delete: 'DELETE',
  sync: 'PATCH',
} as const

function callOf(model: Model, step: Step) {
  const { kind, operation, project } = step
  const collection = kind.path.replace('{project}', String(project))
  const isOfRecord = operation === 'show' || operation === 'update' || operation === 'delete'
  const tail = isOfRecord
    ? `/${model.idOf(step, step.target)}`
    : operation === 'sync'
      ? '/sync'
      : ''
  const query = new URLSearchParams()
  const scope = kind.scope === 'project' ? { project_id: project } : { company_id: COMPANY }
  if (kind.scopeIsIn === 'query') {
    for (const [name, value] of Object.entries(scope)) query.set(name, String(value))
  }
  if (operation === 'list') {
    query.set('page', String(step.page))
    query.set('per_page', String(step.perPage))
    if (step.deleted) query.set('filters[include_deleted]', step.deleted)
  }
  const search = query.toString()
  const target = `${collection}${tail}${search === '' ? '' : `?${search}`}`
  return { method: METHODS[operation], target, body: bodyOf(model, step, scope) }
}

function bodyOf(model: Model, step: Step, scope: object): unknown {
  const { kind, operation, label, origin, items } = step
  const origins = (given: string | null) =>
    kind.hasOrigin && given !== null ? { origin_id: given } : {}
  if (operation === 'sync') {
    const updates = items.map((item) => ({
      ...kind.sample,
      ...(item.target === null ? {} : { id: model.idOf(step, item.target) }),
      [kind.label]: item.label,
      ...origins(item.origin),
    }))
    return { ...scope, updates }
  }
  if (operation !== 'create' && operation !== 'update') return undefined
  return { ...scope, [kind.wrapper]: { ...kind.sample, [kind.label]: label, ...origins(origin) } }
}
