/**
 * Who is where and what they may do there: members of companies and projects, and the permission
 * templates that say their levels. Every request asks, so all of it is read from maps. Source: fact
 * sheet section 7.
 */
import type { DirectoryStore } from './directory-store.ts'
import { isAtLeast, type Level, type LevelTable, levelOn } from './levels.ts'

/** A company or a project: what people are members of. */
export type Place = 'company' | 'project'

export const TEMPLATE_TYPES = ['project_specific', 'company_tools', 'global'] as const
export type TemplateType = (typeof TEMPLATE_TYPES)[number]

/** A permission template: `company_tools` for a company's tools, the other two for a project's. */
export interface DirectoryTemplate {
  readonly id: number
  readonly companyId: number
  /** The project of a `project_specific` one; null for the others. */
  readonly projectId: number | null
  readonly name: string
  readonly type: TemplateType
  readonly levels: LevelTable
  /** The client id of the app whose manifest made it; null for one that somebody made. */
  readonly ofApp: string | null
  /** Somebody changed it: what the manifest of a later version says is not copied to it any more. */
  readonly isChangedByHand: boolean
}

/** What a member holds: a template, or levels that were set for them alone. */
export type Assigned = LevelTable | { readonly template: number }

/** Nobody and nothing: what a template holds that is not there any more. */
const NO_LEVELS: LevelTable = { default: 'None', tools: {} }

type Members = Map<number, Map<number, Assigned>>

export class Memberships {
  readonly #store: DirectoryStore
  readonly #templates = new Map<number, DirectoryTemplate>()
  readonly #members: Readonly<Record<Place, Members>> = { company: new Map(), project: new Map() }

  /** Goes up with every change: what is kept of a list holds only as long as this does. */
  version = 0

  constructor(store: DirectoryStore) {
    this.#store = store
  }

  isMember(place: Place, placeId: number, userId: number): boolean {
    return this.#members[place].get(placeId)?.has(userId) ?? false
  }

  /** Null for somebody who is not there. */
  assigned(place: Place, placeId: number, userId: number): Assigned | null {
    return this.#members[place].get(placeId)?.get(userId) ?? null
  }

  /** Null for somebody who is not there, and for levels that no template says. */
  templateOf(place: Place, placeId: number, userId: number): DirectoryTemplate | null {
    const assigned = this.assigned(place, placeId, userId)
    return assigned !== null && 'template' in assigned ? this.template(assigned.template) : null
  }

  membersOf(place: Place, placeId: number): readonly number[] {
    return [...(this.#members[place].get(placeId)?.keys() ?? [])]
  }

  /** The companies or projects that list this user. */
  placesOf(place: Place, userId: number): readonly number[] {
    return [...this.#members[place]].flatMap(([id, members]) => (members.has(userId) ? [id] : []))
  }

  put(place: Place, placeId: number, userId: number, assigned: Assigned): void {
    this.keep(place, placeId, userId, assigned)
    this.#store.putMember(place, placeId, userId, assigned)
  }

  remove(place: Place, placeId: number, userId: number): void {
    this.version += 1
    this.#members[place].get(placeId)?.delete(userId)
    this.#store.removeMember(place, placeId, userId)
  }

  template(id: number): DirectoryTemplate | null {
    return this.#templates.get(id) ?? null
  }

  /** Those of a company, by id. */
  templatesOf(companyId: number): readonly DirectoryTemplate[] {
    return [...this.#templates.values()].filter((each) => each.companyId === companyId)
  }

  /** Adds a template, or changes the one with this id, and with it the levels of all who hold it. */
  putTemplate(template: DirectoryTemplate): void {
    this.keepTemplate(template)
    this.#store.put('templates', template.id, template)
  }

  /** The levels of a member on every tool; null for somebody who is not there. */
  levels(place: Place, placeId: number, userId: number): LevelTable | null {
    const assigned = this.#members[place].get(placeId)?.get(userId)
    if (assigned === undefined) return null
    if (!('template' in assigned)) return assigned
    return this.#templates.get(assigned.template)?.levels ?? NO_LEVELS
  }

  /** Admin on the company's Directory. */
  isCompanyAdmin(userId: number, companyId: number): boolean {
    const levels = this.levels('company', companyId, userId)
    return levels !== null && isAtLeast(levelOn(levels, 'directory'), 'Admin')
  }

  /** A company administrator has Admin on every tool of the company. */
  companyLevel(userId: number, companyId: number, tool: string): Level {
    const levels = this.levels('company', companyId, userId)
    if (levels === null) return 'None'
    return this.isCompanyAdmin(userId, companyId) ? 'Admin' : levelOn(levels, tool)
  }

  /** A company administrator has Admin on the tools of the projects that they are in. */
  projectLevel(userId: number, projectId: number, companyId: number, tool: string): Level {
    const levels = this.levels('project', projectId, userId)
    if (levels === null) return 'None'
    return this.isCompanyAdmin(userId, companyId) ? 'Admin' : levelOn(levels, tool)
  }

  /** Forgets everything: what is stored is about to be read again. */
  clear(): void {
    this.version += 1
    this.#templates.clear()
    for (const members of Object.values(this.#members)) members.clear()
  }

  /** As `put`, of what is stored already. */
  keep(place: Place, placeId: number, userId: number, assigned: Assigned): void {
    this.version += 1
    let members = this.#members[place].get(placeId)
    if (!members) {
      members = new Map()
      this.#members[place].set(placeId, members)
    }
    members.set(userId, assigned)
  }

  /** As `putTemplate`, of what is stored already. */
  keepTemplate(template: DirectoryTemplate): void {
    this.version += 1
    this.#templates.set(template.id, template)
  }
}
