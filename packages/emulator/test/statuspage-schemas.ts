/**
 * The shapes of Statuspage's `/api/v2`, written by hand from fact sheet section 12: what a program that
 * reads the real page may rely on, and nothing beside it.
 */

const text = { type: 'string', minLength: 1 } as const
const id = { type: 'string', pattern: '^[a-z0-9]{12}$' } as const
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
} as const
const instantOrNull = { anyOf: [instant, { type: 'null' }] } as const
const truth = { type: 'boolean' } as const

type Properties = Readonly<Record<string, object>>

/** All of these fields and no other. */
function shape(properties: Properties, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

function listOf(items: object) {
  return { type: 'array', items }
}

const componentStatus = {
  enum: [
    'operational',
    'degraded_performance',
    'partial_outage',
    'major_outage',
    'under_maintenance',
  ],
}

const component = {
  ...{ id, name: text, status: componentStatus, created_at: instant, updated_at: instant },
  position: { type: 'integer', minimum: 1 },
  description: { type: ['string', 'null'], minLength: 1 },
  showcase: truth,
  start_date: { anyOf: [{ type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }, { type: 'null' }] },
  ...{ page_id: id, only_show_if_degraded: truth },
}

const leaf = shape({
  ...component,
  group_id: { anyOf: [id, { type: 'null' }] },
  group: { const: false },
})
const group = shape({
  ...{ ...component, group_id: { type: 'null' }, group: { const: true } },
  components: { ...listOf(id), minItems: 1 },
})

const affected = shape({
  ...{ code: id, name: text, old_status: componentStatus, new_status: componentStatus },
})

const update = (statuses: readonly string[]) =>
  shape({
    ...{ id, status: { enum: statuses }, body: { type: 'string' }, incident_id: id },
    ...{ created_at: instant, updated_at: instant, display_at: instant },
    affected_components: { anyOf: [{ ...listOf(affected), minItems: 1 }, { type: 'null' }] },
    ...{ deliver_notifications: truth, custom_tweet: { type: 'null' }, tweet_id: { type: 'null' } },
  })

const event = (statuses: readonly string[], impacts: readonly string[]) => ({
  ...{ id, name: text, status: { enum: statuses }, impact: { enum: impacts }, page_id: id },
  ...{ created_at: instant, updated_at: instant, started_at: instant },
  ...{ monitoring_at: instantOrNull, resolved_at: instantOrNull },
  shortlink: { type: 'string', pattern: '^https?://' },
  incident_updates: { ...listOf(update(statuses)), minItems: 1 },
  components: listOf(leaf),
  reminder_intervals: { type: 'null' },
})

const incident = shape(
  event(
    ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'],
    ['none', 'minor', 'major', 'critical'],
  ),
)

const maintenance = shape({
  ...event(['scheduled', 'in_progress', 'verifying', 'completed'], ['maintenance']),
  ...{ scheduled_for: instant, scheduled_until: instant },
})

const page = shape({
  ...{ id, name: text, url: { type: 'string', pattern: '^https?://[^/]+$' } },
  ...{ time_zone: text, updated_at: instant },
})

const status = shape({
  indicator: { enum: ['none', 'minor', 'major', 'critical', 'maintenance'] },
  description: text,
})

const components = { ...listOf({ anyOf: [leaf, group] }), minItems: 1 }
const incidents = listOf(incident)
const maintenances = listOf(maintenance)

/** By the path under `/api/v2/`, without `.json`. */
export const STATUSPAGE_SCHEMAS: Readonly<Record<string, object>> = {
  status: shape({ page, status }),
  summary: shape({ page, status, components, incidents, scheduled_maintenances: maintenances }),
  components: shape({ page, components }),
  incidents: shape({ page, incidents }),
  'incidents/unresolved': shape({ page, incidents }),
  'scheduled-maintenances': shape({ page, scheduled_maintenances: maintenances }),
  'scheduled-maintenances/upcoming': shape({ page, scheduled_maintenances: maintenances }),
  'scheduled-maintenances/active': shape({ page, scheduled_maintenances: maintenances }),
}
