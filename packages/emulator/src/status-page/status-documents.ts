/** The documents of Statuspage's `/api/v2`, by their names. */
import type { TextAnswer } from '../reply.ts'
import {
  components,
  incident,
  maintenance,
  page,
  type StatusView,
  status,
  unresolved,
} from './statuspage-json.ts'

/** Incidents and maintenances in one answer: Statuspage's own bound. */
const EVENTS_MAX = 50

const DOCUMENTS: Readonly<Record<string, (view: StatusView) => object>> = {
  status: (view) => ({ status: status(view) }),
  summary: (view) => ({
    components: components(view),
    incidents: incidents(view, true),
    scheduled_maintenances: maintenances(view, ['scheduled', 'in_progress']),
    status: status(view),
  }),
  components: (view) => ({ components: components(view) }),
  incidents: (view) => ({ incidents: incidents(view, false) }),
  'incidents/unresolved': (view) => ({ incidents: incidents(view, true) }),
  'scheduled-maintenances': (view) => ({
    scheduled_maintenances: maintenances(view, ['scheduled', 'in_progress', 'completed']),
  }),
  'scheduled-maintenances/upcoming': (view) => ({
    scheduled_maintenances: maintenances(view, ['scheduled']),
  }),
  'scheduled-maintenances/active': (view) => ({
    scheduled_maintenances: maintenances(view, ['in_progress']),
  }),
}

/** Null when there is no document of this name. */
export function statusDocument(view: StatusView, name: string): TextAnswer | null {
  const make = Object.hasOwn(DOCUMENTS, name) ? DOCUMENTS[name] : undefined
  if (make === undefined) return null
  return {
    status: 200,
    // Statuspage lets any page read it.
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    },
    text: JSON.stringify({ page: page(view), ...make(view) }),
  }
}

function incidents(view: StatusView, isOpen: boolean) {
  const all = isOpen ? unresolved(view.board) : view.board.incidents
  return all.slice(0, EVENTS_MAX).map((each) => incident(view, each))
}

/** The latest first, as incidents are. */
function maintenances(view: StatusView, statuses: readonly string[]) {
  return view.board.maintenances
    .filter((each) => statuses.includes(each.status))
    .slice(-EVENTS_MAX)
    .reverse()
    .map((each) => maintenance(view, each))
}
