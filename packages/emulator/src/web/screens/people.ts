/** Whether a person sees what a path answers, or a program reads it. */
import type { Surface } from '../../surface.ts'

/** Under `/oauth/`, but called by programs. Everything else there is a page. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set([
  '/oauth/token',
  '/oauth/token/info',
  '/oauth/revoke',
])

export function isForPeople({ name }: Surface, path: string): boolean {
  if (name === 'web' || name === 'start-page') return true
  return name === 'oauth' && !FOR_PROGRAMS.has(path.endsWith('/') ? path.slice(0, -1) : path)
}
