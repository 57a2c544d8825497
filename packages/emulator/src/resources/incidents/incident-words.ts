/** Lists of words that are the same in every company: `[{label, value}]`. */
import { jsonReply } from '../../engine/json-reply.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { FILING_TYPES } from './severity.ts'

const C = '/rest/v1.0/companies/{company_id}/incidents'

/** The body parts and units are assumed: no schema lists them. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  affected_body_parts: ['head', 'eye', 'neck', 'back', 'arm', 'hand', 'leg', 'foot'],
  filing_types: FILING_TYPES,
  statuses: ['open', 'closed'],
  units_of_measure: ['gallon', 'kilogram', 'liter', 'pound', 'ton'],
}

export const incidentWords: Resource = {
  name: 'incident_words',
  wrapper: null,
  belongsTo: 'company',
  source: '11, Incidents',
  fields: {},
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: Object.entries(WORDS).map(([name, words]): RouteRow => {
        const all = words.map((value) => ({ label: labelOf(value), value }))
        const run: RouteRow['run'] = (work) => jsonReply(work, all)
        return { method: 'GET', path: `${C}/${name}`, operation: 'action', level: 'Read Only', run }
      }),
    },
  ],
}

function labelOf(value: string): string {
  const words = value.split('_')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}
