/** What a company sets up for itself and its projects. */
import type { Resource } from '../../engine/resource.ts'
import { appConfigurations } from './app-configurations.ts'
import { companies } from './companies.ts'
import { departments } from './departments.ts'
import { distributionGroups } from './distribution-groups.ts'
import { insurances } from './insurances.ts'
import { projectAttributes } from './project-attributes.ts'
import { projectRoles } from './project-roles.ts'
import { roles } from './roles.ts'
import { trades } from './trades.ts'
import { workClassifications } from './work-classifications.ts'

export const COMPANY_SETTINGS: readonly Resource[] = [
  companies,
  appConfigurations,
  departments,
  ...projectAttributes,
  trades,
  roles,
  projectRoles,
  workClassifications,
  distributionGroups,
  ...insurances,
]
