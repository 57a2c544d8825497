/** The four permission levels (fact sheet section 7), from the lowest to the highest. */

export const LEVELS = ['None', 'Read Only', 'Standard', 'Admin'] as const
export type Level = (typeof LEVELS)[number]

export function isLevel(given: unknown): given is Level {
  return (LEVELS as readonly unknown[]).includes(given)
}

export function isAtLeast(level: Level, needed: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(needed)
}

/** Levels by tool name, with the level of every tool that is not named. */
export interface LevelTable {
  readonly default: Level
  readonly tools: Readonly<Record<string, Level>>
}

export function levelOn(table: LevelTable, tool: string): Level {
  return table.tools[tool] ?? table.default
}
