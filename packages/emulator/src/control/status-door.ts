/** `POST /_underpin/maintenance`, `POST /_underpin/incidents`, `PATCH /_underpin/incidents/{id}`. */
import type { TextAnswer } from '../reply.ts'
import { COMPONENT_NAMES, COMPONENTS } from '../status-page/components.ts'
import { IMPACTS, INCIDENT_STATUSES, type Incident } from '../status-page/incident.ts'
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
  if (endMs <= startMs) {
    const times = `start ${new Date(startMs).toISOString()}, end ${new Date(endMs).toISOString()}`
    throw unusable(`end must come after start; they are ${times}.`, { field: 'end' })
  }
  const { id } = board.plan({ title, startMs, endMs })
  const [start, end] = [startMs, endMs].map((ms) => new Date(ms).toISOString())
  return jsonAnswer({ id, title, start, end }, 201)
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
