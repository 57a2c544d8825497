/** Levels by tool, spelt out for every tool, as `user_access_levels` of a permission template has them. */
import { isLevel, LEVELS, type Level, type LevelTable, levelOn } from './levels.ts'
import type { TemplateType } from './memberships.ts'
import { COMPANY_TOOLS, PROJECT_TOOLS, type Tool } from './tools.ts'

export type LevelMap = Readonly<Record<string, Level>>

const COMPANY_NAMES = namesOf(COMPANY_TOOLS)
const PROJECT_NAMES = namesOf(PROJECT_TOOLS)

/** The tools that a template of this type is about. */
export function toolsOf(type: TemplateType): readonly Tool[] {
  return type === 'company_tools' ? COMPANY_TOOLS : PROJECT_TOOLS
}

export function levelMap(type: TemplateType, table: LevelTable): LevelMap {
  return Object.fromEntries(toolsOf(type).map(({ name }) => [name, levelOn(table, name)]))
}

/**
 * What a caller wrote, as a map; a tool that is not named keeps what `before` says, else None. Tools go
 * by their engine name or their id, levels by their name or their id. Assumed: no schema says it.
 *
 * @returns the first key that is no tool or whose value is no level, as text.
 */
export function readLevelMap(
  type: TemplateType,
  given: unknown,
  before: LevelMap | null,
): LevelMap | string {
  const levels: Record<string, Level> = {}
  const known = type === 'company_tools' ? COMPANY_NAMES : PROJECT_NAMES
  for (const { name } of toolsOf(type)) levels[name] = before?.[name] ?? 'None'
  if (given === null || given === undefined) return levels
  if (typeof given !== 'object' || Array.isArray(given)) return 'user_access_levels'
  for (const [key, value] of Object.entries(given)) {
    const tool = known.get(key)
    const level = isLevel(value) ? value : readLevel(value)
    if (tool === undefined || level === null) return key
    levels[tool] = level
  }
  return levels
}

function readLevel(given: unknown): Level | null {
  if (typeof given === 'string') {
    const spaced = given.replaceAll('_', ' ').toLowerCase()
    const known = LEVELS.find((level) => level.toLowerCase() === spaced)
    if (known) return known
  }
  const byId = /^[1-4]$/.test(String(given)) ? LEVELS[Number(given) - 1] : undefined
  return isLevel(byId) ? byId : null
}

/** Engine names by themselves, and by id. */
function namesOf(tools: readonly Tool[]): ReadonlyMap<string, string> {
  const byName = tools.map(({ name }): [string, string] => [name, name])
  return new Map([...byName, ...tools.map(({ id, name }): [string, string] => [String(id), name])])
}
