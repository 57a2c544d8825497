/** What changed on a status page between two readings of it. Pure. */
import type { ComponentStatus, StatusPage } from './status-page.ts'

/** What is to be kept of a reading, so that the next can be compared with it. Plain data, for a file. */
export interface StatusDigest {
  readonly readAtMs: number
  readonly components: readonly {
    readonly id: string
    readonly name: string
    readonly status: ComponentStatus
  }[]
  readonly incidents: readonly {
    readonly id: string
    readonly name: string
    readonly status: string
    readonly updatedAtMs: number | null
  }[]
  readonly maintenances: readonly {
    readonly id: string
    readonly name: string
    readonly status: string
    readonly startMs: number | null
    readonly endMs: number | null
  }[]
}

interface Change<Kind extends string> {
  readonly kind: Kind
  readonly id: string
  readonly name: string
}

export type StatusChange =
  /** Null: it was not on the page. */
  | (Change<'component'> & {
      readonly from: ComponentStatus | null
      readonly to: ComponentStatus | null
    })
  /** `from` null: it is new; `to` null: it is over. */
  | (Change<'incident'> & {
      readonly from: string | null
      readonly to: string | null
      /** Of the last post, plain; empty when it is over or says nothing. */
      readonly body: string
    })
  | (Change<'maintenance'> & {
      readonly from: string | null
      readonly to: string | null
      /** As it is now; for one that is gone, as it was. */
      readonly startMs: number | null
      readonly endMs: number | null
      readonly isMoved: boolean
    })

export function digestOf({
  readAtMs,
  components,
  incidents,
  maintenances,
}: StatusPage): StatusDigest {
  return {
    readAtMs,
    components: components.map(({ id, name, status }) => ({ id, name, status })),
    incidents: incidents.map(({ id, name, status, updatedAtMs }) => {
      return { id, name, status, updatedAtMs }
    }),
    maintenances: maintenances.map(({ id, name, status, startMs, endMs }) => {
      return { id, name, status, startMs, endMs }
    }),
  }
}

/** Components first, then incidents, then maintenances. What came and went without trouble is no news. */
export function statusChanges(before: StatusDigest, after: StatusPage): readonly StatusChange[] {
  return [
    ...componentChanges(before, after),
    ...incidentChanges(before, after),
    ...maintenanceChanges(before, after),
  ]
}

function componentChanges(before: StatusDigest, after: StatusPage): StatusChange[] {
  return pairs(before.components, after.components).flatMap(([was, is]) => {
    const from = was?.status ?? null
    const to = is?.status ?? null
    const isNews = (from ?? 'operational') !== (to ?? 'operational')
    return isNews ? [{ kind: 'component', ...named(was, is), from, to }] : []
  })
}

function incidentChanges(before: StatusDigest, after: StatusPage): StatusChange[] {
  return pairs(before.incidents, after.incidents).flatMap(([was, is]) => {
    const isSame = was?.status === is?.status && was?.updatedAtMs === is?.updatedAtMs
    if (isSame) return []
    const body = is?.lastPost?.body ?? ''
    return [{ kind: 'incident', ...named(was, is), ...steps(was, is), body }]
  })
}

function maintenanceChanges(before: StatusDigest, after: StatusPage): StatusChange[] {
  return pairs(before.maintenances, after.maintenances).flatMap(([was, is]) => {
    const isMoved =
      was !== null && is !== null && (was.startMs !== is.startMs || was.endMs !== is.endMs)
    if (was?.status === is?.status && !isMoved) return []
    const { startMs = null, endMs = null } = is ?? was ?? {}
    return [{ kind: 'maintenance', ...named(was, is), ...steps(was, is), startMs, endMs, isMoved }]
  })
}

/** What was and what is, matched by id: in the order of what is, then what is gone. */
function pairs<Was extends { id: string }, Is extends { id: string }>(
  before: readonly Was[],
  after: readonly Is[],
): [Was | null, Is | null][] {
  const was = new Map(before.map((each) => [each.id, each]))
  const is = new Set(after.map(({ id }) => id))
  return [
    ...after.map((each): [Was | null, Is] => [was.get(each.id) ?? null, each]),
    ...before.filter(({ id }) => !is.has(id)).map((each): [Was, null] => [each, null]),
  ]
}

type Named = { readonly id: string; readonly name: string } | null

function named(was: Named, is: Named) {
  return { id: (is ?? was)?.id ?? '', name: (is ?? was)?.name ?? '' }
}

type Stated = { readonly status: string } | null

function steps(was: Stated, is: Stated) {
  return { from: was?.status ?? null, to: is?.status ?? null }
}
