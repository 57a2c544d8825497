/** Names of a status page in one sentence: some of them, and how many more there are. */
import { STATUS_WORDS, type StatusComponent } from '../../status/status-page.ts'

/** In one sentence. */
export const NAMED_MAX = 5

export function stateList(components: readonly StatusComponent[]): string {
  return listed(components.map(({ name, status }) => `${name} (${STATUS_WORDS[status]})`))
}

export function nameList(named: readonly { readonly name: string }[]): string {
  return listed(named.map(({ name }) => name))
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED_MAX
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
