/** Which components matter to whoever works with Procore: of about 150, a handful (fact sheet section 12). */
import type { NamedComponent, StatusPage } from './status-page.ts'

export interface Concern {
  /** Whom or what it serves, for people: it follows the component's name. */
  readonly what: string
  /** The page's own ids, where they are known. */
  readonly ids: readonly string[]
  /** Over the name in small letters, blanks for all that is neither letter nor digit. */
  readonly name: RegExp
  /** Only for whoever calls these hosts; null: for everybody. */
  readonly hosts: RegExp | null
}

/** The most telling first: people read them in this order. */
export const CONCERNS: readonly Concern[] = [
  {
    what: 'every API call',
    ids: ['47gjht5rzqch'],
    name: /^(public |rest |procore )*apis?( gateway| requests| endpoints)?$/,
    hosts: null,
  },
  {
    what: 'events sent to integrations',
    ids: ['944dgf517gm9'],
    name: /\bweb ?hooks?\b/,
    hosts: null,
  },
  {
    what: 'signing in, new tokens',
    ids: [],
    name: /\b(log ?ins?|logging in|sign ?ins?|sign on|sso|oauth|authentication|identity)\b/,
    hosts: null,
  },
  {
    what: 'people in a browser',
    ids: [],
    name: /^(procore )?(core )?(web|browser) ?(app|application|client)?s?$|^app procore com$/,
    hosts: null,
  },
  {
    what: 'who develops against it',
    ids: [],
    name: /^(developer|development|dev) sandbox(es)?$/,
    hosts: /^(login-)?sandbox\./,
  },
  {
    what: 'who tests against it',
    ids: [],
    name: /^monthly sandbox(es)?$/,
    hosts: /monthly\./,
  },
]

/** The id of Procore's own page, as seen live. */
const PROCORE_PAGE_ID = 'jxb4w0vdl2tv'

/** Who asks: without it everything in the table matters. */
export interface Asker {
  /** `api.procore.com`: then sandboxes that it does not call do not matter. */
  readonly apiHost: string | null
  /** By its word in paths, `rfis`: then a component of this name matters too. */
  readonly tool: string | null
}

export const ANYBODY: Asker = { apiHost: null, tool: null }

/** The table is of Procore's page. On any other page every component matters. */
export function isProcores({ page }: StatusPage): boolean {
  return page.id === PROCORE_PAGE_ID || /\bprocore\b/i.test(`${page.name} ${page.url ?? ''}`)
}

/** The place in the table, and what it is for; null: it does not matter. */
export function concernOf(
  component: NamedComponent,
  { apiHost, tool }: Asker,
): { readonly rank: number; readonly what: string } | null {
  const name = spelt(component.name)
  const rank = CONCERNS.findIndex(
    ({ ids, name: known, hosts }) =>
      (ids.includes(component.id) || known.test(name)) &&
      (hosts === null || apiHost === null || hosts.test(apiHost)),
  )
  const found = CONCERNS[rank]
  if (found !== undefined) return { rank, what: found.what }
  const isTool = tool !== null && name !== '' && squeezed(name) === squeezed(spelt(tool))
  return isTool ? { rank: CONCERNS.length, what: 'the tool that you asked about' } : null
}

function spelt(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function squeezed(name: string): string {
  return name.replaceAll(' ', '')
}
