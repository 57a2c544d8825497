/**
 * Lists of people to choose from: who may be assigned, who may manage. All of them are the members of the
 * project whose level on the tool is high enough. Source: fact sheet section 7, for what Standard may do.
 */
import { listOf } from '../../engine/list.ts'
import type { RouteRow, Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import { isAtLeast, type Level } from '../../world/levels.ts'

/**
 * @param tool as in `engine_name`
 * @param level the least that the people need on it
 * @param show how one is shown, where it is not id, login and name
 */
export function peopleRoute(
  path: string,
  tool: string,
  level: Level,
  show: (person: Shown) => Shown = (person) => person,
): RouteRow {
  const run = (work: Work) => listPeople(work, tool, level, show)
  return { method: 'GET', path, operation: 'action', level: 'Read Only', run }
}

/** Nobody, until somebody sets a default in the web app, for which there is no operation. */
export function noDefaultRoute(path: string): RouteRow {
  const run = (work: Work) => listOf(work, [])
  return { method: 'GET', path, operation: 'action', level: 'Read Only', run }
}

function listPeople(
  work: Work,
  tool: string,
  level: Level,
  show: (person: Shown) => Shown,
): Result {
  const { directory } = work.platform
  const word = (work.query.get('filters[search]') ?? work.query.get('query') ?? '').toLowerCase()
  const people = directory
    .users()
    .filter(({ id, isActive }) => isActive && directory.isMember('project', work.projectId, id))
    .filter(({ id }) => isAtLeast(directory.projectLevel(id, work.projectId, tool), level))
    .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(word))
    .map(({ id, email, name }): Shown => show({ id, login: email, name }))
  return listOf(work, people)
}
