/** Incidents, and what they are described with. */
import type { Resource } from '../../engine/resource.ts'
import { incidentConfigurations } from './incident-configuration.ts'
import { INCIDENT_RECORDS } from './incident-records.ts'
import { bodyParts, environmentalTypes, INCIDENT_LISTS } from './incident-settings.ts'
import { incidentWords } from './incident-words.ts'
import { incidents } from './incidents.ts'
import { filingTypes, severityLevels } from './severity.ts'

export const INCIDENTS_TOOL: readonly Resource[] = [
  ...INCIDENT_LISTS,
  environmentalTypes,
  bodyParts,
  severityLevels,
  filingTypes,
  incidentWords,
  incidentConfigurations,
  incidents,
  ...INCIDENT_RECORDS,
]
