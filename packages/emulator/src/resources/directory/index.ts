/** People and companies: who is in the directories, and by which templates they may do what. */
import type { Resource } from '../../engine/resource.ts'
import { me } from './me.ts'
import { permissionTemplates } from './permission-templates.ts'
import { users } from './users.ts'
import { vendors } from './vendors.ts'

export const DIRECTORY: readonly Resource[] = [me, permissionTemplates, users, vendors]
