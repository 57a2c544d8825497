/** Projects, and the tools that each has switched on. */
import type { Resource } from '../../engine/resource.ts'
import { projects } from './projects.ts'
import { tools } from './tools.ts'

export const PROJECTS: readonly Resource[] = [projects, tools]
