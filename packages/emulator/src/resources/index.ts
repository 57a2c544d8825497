/** Every resource that the emulator serves. A new one is a file in this folder, and a line here. */
import type { Resource } from '../engine/resource.ts'
import { appConfigurations } from './app-configurations.ts'
import { companies } from './companies.ts'
import { COMPANY_SETTINGS } from './company/index.ts'
import { CONTRACTS } from './contracts/index.ts'
import { COSTS } from './costs/index.ts'
import { CUSTOM_FIELDS } from './custom-fields/index.ts'
import { DAILY_LOGS } from './daily-logs/index.ts'
import { departments } from './departments.ts'
import { DOCUMENTS } from './documents/index.ts'
import { DRAWINGS } from './drawings/index.ts'
import { EQUIPMENT } from './equipment/index.ts'
import { FIELD_TOOLS } from './field-tools.ts'
import { locations } from './locations/locations.ts'
import { me } from './me.ts'
import { permissionTemplates } from './permission-templates.ts'
import { PHOTOS } from './photos/index.ts'
import { projects } from './projects.ts'
import { SPECIFICATIONS } from './specifications/index.ts'
import { tools } from './tools.ts'
import { legacyUploads } from './uploads/legacy-uploads.ts'
import { unifiedUploads } from './uploads/unified-uploads.ts'
import { users } from './users.ts'
import { vendors } from './vendors.ts'
import { WEBHOOKS } from './webhooks/index.ts'

export const RESOURCES: readonly Resource[] = [
  me,
  companies,
  projects,
  permissionTemplates,
  appConfigurations,
  users,
  vendors,
  ...FIELD_TOOLS,
  tools,
  legacyUploads,
  unifiedUploads,
  ...CUSTOM_FIELDS,
  ...COMPANY_SETTINGS,
  ...COSTS,
  ...CONTRACTS,
  ...EQUIPMENT,
  departments,
  locations,
  ...WEBHOOKS,
  ...DAILY_LOGS,
  ...DOCUMENTS,
  ...PHOTOS,
  ...DRAWINGS,
  ...SPECIFICATIONS,
]
