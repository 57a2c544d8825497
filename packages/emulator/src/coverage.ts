/** What the emulator serves of itself: every route, and where it is from. Documents of `--openapi` come on top. */
import { type CoverageRow, RouteTable } from './engine/route-table.ts'
import { OAUTH_ROUTES } from './oauth/oauth-surface.ts'
import { RESOURCES } from './resources/index.ts'

/** By path, then by method. */
export function coverage(): readonly CoverageRow[] {
  return [...oauthRows(), ...new RouteTable(RESOURCES).coverage()]
}

function oauthRows(): CoverageRow[] {
  return Object.entries(OAUTH_ROUTES).map(([route, source]) => {
    const [method, path = ''] = route.split(' ')
    return {
      method: method as 'GET' | 'POST',
      path,
      resource: 'oauth',
      operation: 'action',
      source,
    }
  })
}
