/** The four permission levels (fact sheet section 7), from the lowest to the highest. */
import { OPT_IN_TOOLS } from './tools.ts'

export const LEVELS = ['None', 'Read Only', 'Standard', 'Admin'] as const
export type Level = (typeof LEVELS)[number]

export function isLevel(given: unknown): given is Level {
  return (LEVELS as readonly unknown[]).includes(given)
}

export function isAtLeast(level: Level, needed: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(needed)
}

/** Levels by tool name, with the level of every tool that is not named and is not to be given by name. */
export interface LevelTable {
  readonly default: Level
  readonly tools: Readonly<Record<string, Level>>
}

export function levelOn(table: LevelTable, tool: string): Level {
  const named = table.tools[tool]
  if (named !== undefined) return named
  return OPT_IN_TOOLS.has(tool) && table.default !== 'Admin' ? 'None' : table.default
}
