/**
 * The permission templates of a world: a world file gives levels to members, and each set of levels
 * becomes a template that all members with these levels hold. On a project, levels that differ from
 * tool to tool make a template of that project alone.
 */
import type { Engine } from '../engine/engine.ts'
import { levelMap } from './level-map.ts'
import type { LevelTable } from './levels.ts'
import type { Assigned, TemplateType } from './memberships.ts'
import { toolTitle } from './tools.ts'
import { put, writingFor } from './world-writing.ts'

export class WorldTemplates {
  readonly #engine: Engine
  /** The ids of those that are made, by what they are for. */
  readonly #made = new Map<string, number>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  forCompany(companyId: number, table: LevelTable): Assigned {
    return this.#template(companyId, null, 'company_tools', table)
  }

  forProject(companyId: number, projectId: number, table: LevelTable): Assigned {
    const isPlain = Object.keys(table.tools).length === 0
    return isPlain
      ? this.#template(companyId, null, 'global', table)
      : this.#template(companyId, projectId, 'project_specific', table)
  }

  #template(
    companyId: number,
    projectId: number | null,
    type: TemplateType,
    table: LevelTable,
  ): Assigned {
    const levels = levelMap(type, table)
    const key = [companyId, projectId, type, ...Object.values(levels)].join(' ')
    const known = this.#made.get(key)
    if (known !== undefined) return { template: known }
    const { stored } = put(writingFor(this.#engine, companyId, 0), 'permission_templates', {
      name: nameOf(table),
      type,
      ...(projectId === null ? {} : { project_id: projectId }),
      user_access_levels: levels,
    })
    this.#made.set(key, stored.id)
    return { template: stored.id }
  }
}

/** `Standard, RFIs None` */
function nameOf(table: LevelTable): string {
  const others = Object.entries(table.tools).map(([tool, level]) => `${toolTitle(tool)} ${level}`)
  return [table.default, ...others].join(', ')
}
