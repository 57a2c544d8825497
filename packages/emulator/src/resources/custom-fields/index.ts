/** Custom fields and the sets that say where they stand. */
import type { Resource } from '../../engine/resource.ts'
import { configurableFieldSets } from './configurable-field-sets.ts'
import { customFieldDefinitions } from './custom-field-definitions.ts'
import { customFieldLovEntries } from './custom-field-lov-entries.ts'

export const CUSTOM_FIELDS: readonly Resource[] = [
  customFieldDefinitions,
  customFieldLovEntries,
  configurableFieldSets,
]
