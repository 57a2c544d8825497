/** Which tools a project has switched on, and in which order it shows them. */
import type { DirectoryStore } from './directory-store.ts'
import { PROJECT_TOOLS, type Tool } from './tools.ts'

export interface ToolState {
  readonly isActive: boolean
  /** From 1, in the order in which the project shows its tools. */
  readonly position: number
}

export interface ProjectTool extends Tool, ToolState {}

export class ProjectTools {
  readonly #store: DirectoryStore
  /** Only what differs from the tools as they come. */
  readonly #changed = new Map<number, Map<string, ToolState>>()

  constructor(store: DirectoryStore) {
    this.#store = store
  }

  /** The project's tools in its order. */
  all(projectId: number): readonly ProjectTool[] {
    const changed = this.#changed.get(projectId)
    const asTheyCome = (at: number) => ({ isActive: true, position: at + 1 })
    return PROJECT_TOOLS.map((tool, at) => ({
      ...tool,
      ...(changed?.get(tool.name) ?? asTheyCome(at)),
    })).sort((a, b) => a.position - b.position || a.id - b.id)
  }

  isActive(projectId: number, tool: string): boolean {
    return this.#changed.get(projectId)?.get(tool)?.isActive ?? true
  }

  put(projectId: number, name: string, state: ToolState): void {
    this.keep(projectId, name, state)
    this.#store.putTool(projectId, name, state.isActive, state.position)
  }

  clear(): void {
    this.#changed.clear()
  }

  /** As `put`, of what is stored already. */
  keep(projectId: number, name: string, state: ToolState): void {
    let changed = this.#changed.get(projectId)
    if (!changed) {
      changed = new Map()
      this.#changed.set(projectId, changed)
    }
    changed.set(name, state)
  }
}
