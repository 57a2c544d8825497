/** What a person can check of a status page: names, since when, until when. */
import type { Facts } from '../../report/probe-result.ts'
import type { Standing } from '../../status/standing.ts'
import type { StatusPage } from '../../status/status-page.ts'
import { nameList, stateList } from './name-lists.ts'
import { soonOf } from './tell-page.ts'

export function pageFacts(url: string, page: StatusPage, standing: Standing, nowMs: number): Facts {
  const { page: own, indicator, description } = page
  const [incident] = standing.incidents
  const [underWay] = standing.underWay
  const [soon] = soonOf(standing, nowMs)
  const maintenance = underWay ?? soon
  return {
    url,
    ...{ page: own.name, headline: description, indicator },
    pageUpdatedAt: iso(own.updatedAtMs),
    pageAgeMs: own.updatedAtMs === null ? null : nowMs - own.updatedAtMs,
    components: nameList(standing.matters),
    notOperational: stateList(standing.unwell) || null,
    ...(incident && {
      incident: incident.name,
      incidentStatus: incident.status,
      incidentImpact: incident.impact,
      incidentSince: iso(incident.startedAtMs),
      incidentUpdatedAt: iso(incident.updatedAtMs),
      incidentComponents: nameList(incident.components),
      incidentLink: incident.link,
    }),
    ...(maintenance && {
      maintenance: maintenance.name,
      maintenanceStatus: maintenance.status,
      maintenanceFrom: iso(maintenance.startMs),
      maintenanceUntil: iso(maintenance.endMs),
      maintenanceComponents: nameList(maintenance.components),
    }),
    incidentsElsewhere: nameList(standing.incidentsElsewhere) || null,
  }
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
