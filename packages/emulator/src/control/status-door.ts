/** `POST /_underpin/maintenance` and `/incidents`, and `PATCH` of one of either: what the status page shows. */
import type { TextAnswer } from '../reply.ts'
import { COMPONENT_NAMES, COMPONENTS } from '../status-page/components.ts'
import { IMPACTS, INCIDENT_STATUSES, type Incident } from '../status-page/incident.ts'
import type { MaintenanceWindow } from '../status-page/maintenance.ts'
import type { StatusBoard } from '../status-page/status-board.ts'
import { nearestOf } from '../world/nearest-name.ts'
import { DoorError, jsonAnswer, unusable } from './door-answer.ts'
import type { DoorFields } from './door-fields.ts'

const TITLE_CHARS_MAX = 300
const BODY_CHARS_MAX = 10_000

export function planMaintenance(board: StatusBoard, fields: DoorFields): TextAnswer {
  const startMs = fields.instantMs('start')
  const endMs = fields.instantMs('end')
  const title = fields.has('title')
    ? fields.text('title', TITLE_CHARS_MAX)
    : 'Scheduled maintenance'
  fields.end()
  refuseEmpty(startMs, endMs)
  return jsonAnswer(maintenanceView(board.plan({ title, startMs, endMs })), 201)
}

export function listMaintenances(board: StatusBoard): TextAnswer {
  return jsonAnswer({ maintenances: board.maintenances.map(maintenanceView) })
}

/** Moves a maintenance, makes it longer or shorter, or names it anew. */
export function changeMaintenance(board: StatusBoard, id: string, fields: DoorFields): TextAnswer {
  const before = maintenanceOf(board, id)
  const change = {
    ...(fields.has('start') ? { startMs: fields.instantMs('start') } : {}),
    ...(fields.has('end') ? { endMs: fields.instantMs('end') } : {}),
    ...(fields.has('title') ? { title: fields.text('title', TITLE_CHARS_MAX) } : {}),
  }
  fields.end()
  const { startMs, endMs } = { ...before, ...change }
  refuseEmpty(startMs, endMs)
  if (before.status === 'in_progress' && startMs !== before.startMs) {
    const message = 'it has begun: its start stays as it is, and only its end can be moved.'
    throw unusable(message, { field: 'start' })
  }
  return jsonAnswer(maintenanceView(board.changePlan(id, change) ?? before))
}

export function cancelMaintenance(board: StatusBoard, id: string): TextAnswer {
  const before = maintenanceOf(board, id)
  return jsonAnswer(maintenanceView(board.cancelPlan(id) ?? before))
}

/** @throws {DoorError} for one that there is not, or that is over. */
function maintenanceOf(board: StatusBoard, id: string): MaintenanceWindow {
  const found = board.maintenance(id)
  if (found !== null && found.status !== 'completed') return found
  const maintenances = board.maintenances.flatMap((each) =>
    each.status === 'completed' ? [] : [each.id],
  )
  const what = found === null ? 'there is no such maintenance' : 'this maintenance is over'
  throw new DoorError(404, `${what}: "${id.slice(0, 80)}".`, { maintenances })
}

function refuseEmpty(startMs: number, endMs: number): void {
  if (endMs > startMs) return
  const times = `start ${new Date(startMs).toISOString()}, end ${new Date(endMs).toISOString()}`
  throw unusable(`end must come after start; they are ${times}.`, { field: 'end' })
}

function maintenanceView({ id, title, status, startMs, endMs }: MaintenanceWindow) {
  const [start, end] = [startMs, endMs].map((ms) => new Date(ms).toISOString())
  return { id, title, status, start, end }
}

export function openIncident(board: StatusBoard, fields: DoorFields): TextAnswer {
  const order = {
    name: fields.text('name', TITLE_CHARS_MAX),
    status: fields.has('status') ? fields.oneOf('status', INCIDENT_STATUSES) : 'investigating',
    impact: fields.has('impact') ? fields.oneOf('impact', IMPACTS) : 'minor',
    components: fields.has('components') ? readComponents(fields) : [],
    body: fields.has('body') ? fields.text('body', BODY_CHARS_MAX) : '',
  }
  fields.end()
  return jsonAnswer(incidentView(board.openIncident(order)), 201)
}

export function updateIncident(board: StatusBoard, id: string, fields: DoorFields): TextAnswer {
  const change = {
    ...(fields.has('name') ? { name: fields.text('name', TITLE_CHARS_MAX) } : {}),
    ...(fields.has('status') ? { status: fields.oneOf('status', INCIDENT_STATUSES) } : {}),
    ...(fields.has('impact') ? { impact: fields.oneOf('impact', IMPACTS) } : {}),
    ...(fields.has('components') ? { components: readComponents(fields) } : {}),
    ...(fields.has('body') ? { body: fields.text('body', BODY_CHARS_MAX) } : {}),
  }
  fields.end()
  const incident = board.updateIncident(id, change)
  if (incident !== null) return jsonAnswer(incidentView(incident))
  const open = board.incidents.map((each) => each.id)
  throw new DoorError(404, `there is no incident "${id.slice(0, 80)}".`, { incidents: open })
}

function readComponents(fields: DoorFields): string[] {
  const names = fields.texts('components', COMPONENTS.length)
  for (const name of names) {
    if (COMPONENT_NAMES.has(name)) continue
    const known = [...COMPONENT_NAMES]
    const near = nearestOf(name, known)
    const hint = near === null ? '' : ` Did you mean "${near}"?`
    const message = `there is no component "${name.slice(0, 80)}".${hint}`
    throw unusable(message, { field: 'components', components: known })
  }
  return names
}

function incidentView({ id, name, status, impact, components, startedAtMs }: Incident) {
  const started = new Date(startedAtMs).toISOString()
  return { id, name, status, impact, components, started }
}
