/**
 * The pages of the web application: the one table of its addresses. `{company_id}`, `{project_id}` and
 * `{id}` are whole numbers. Source of the forms: fact sheet section 1 and the seed about web errors for
 * `company/home/list`, `project/rfi/show/{id}`, `companies/{id}/projects` and `webclients/host`; the others
 * are ours, in the same manner.
 */

export interface WebRoute {
  readonly path: string
  /** What people call the page: shown where a damaged link is taken for this one. */
  readonly title: string
  /** Whether the page has a form, which is posted to its own address. */
  readonly hasForm?: boolean
  /** The page above this one, for a link that lost the number of its item. */
  readonly above?: string
}

const COMPANY = '/{company_id}/company'
const PROJECT = '/{project_id}/project'

export const WEB_ROUTES = {
  companies: { path: '/companies', title: 'Companies' },
  'company-home': { path: `${COMPANY}/home/list`, title: 'Company home' },
  'company-projects': { path: '/companies/{company_id}/projects', title: 'Company home' },
  'company-directory': { path: `${COMPANY}/directory/list`, title: 'Company directory' },
  'edit-user': {
    path: `${COMPANY}/directory/edit/{id}`,
    title: 'A person of the company directory',
    hasForm: true,
    above: 'company-directory',
  },
  apps: { path: `${COMPANY}/apps/list`, title: 'App Management', hasForm: true },
  app: {
    path: `${COMPANY}/apps/show/{client_id}`,
    title: 'An app of the company',
    hasForm: true,
    above: 'apps',
  },
  'project-home': { path: `${PROJECT}/home`, title: 'Project home' },
  rfis: { path: `${PROJECT}/rfi/list`, title: 'RFIs' },
  'new-rfi': { path: `${PROJECT}/rfi/new`, title: 'New RFI', hasForm: true },
  rfi: { path: `${PROJECT}/rfi/show/{id}`, title: 'An RFI', hasForm: true, above: 'rfis' },
  documents: { path: `${PROJECT}/documents/list`, title: 'Documents' },
  folder: {
    path: `${PROJECT}/documents/folder/{id}`,
    title: 'A folder of the documents',
    above: 'documents',
  },
  file: {
    path: `${PROJECT}/documents/show/{id}`,
    title: 'A file of the documents',
    hasForm: true,
    above: 'documents',
  },
  'download-file': {
    path: `${PROJECT}/documents/download/{id}`,
    title: 'A file of the documents',
    above: 'documents',
  },
  upload: { path: `${PROJECT}/documents/upload`, title: 'Upload a file', hasForm: true },
  'new-folder': { path: `${PROJECT}/documents/new`, title: 'New folder', hasForm: true },
  'tool-settings': { path: `${PROJECT}/settings`, title: 'Tool settings', hasForm: true },
  'project-directory': {
    path: `${PROJECT}/directory`,
    title: 'Permission levels',
    hasForm: true,
  },
  'host-tool': {
    path: '/webclients/host/companies/{company_id}/projects/{project_id}/tools/{tool}',
    title: 'A tool of a project',
  },
  profile: { path: '/profile', title: 'Your profile' },
} as const satisfies Readonly<Record<string, WebRoute>>

export type PageName = keyof typeof WEB_ROUTES

export type PageParameters = Readonly<Record<string, string>>

export interface FoundPage {
  readonly name: PageName
  readonly parameters: PageParameters
}

export const PAGE_NAMES = Object.keys(WEB_ROUTES) as readonly PageName[]

export function routeOf(name: PageName): WebRoute {
  return WEB_ROUTES[name]
}

/** The page of a path; null for what is no address of ours. A slash at the end is nothing. */
export function findPage(path: string): FoundPage | null {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  for (const { name, pattern, keys } of PATTERNS) {
    const match = pattern.exec(plain)
    if (match) {
      const parameters = Object.fromEntries(keys.map((key, at) => [key, match[at + 1] ?? '']))
      return { name, parameters }
    }
  }
  return null
}

/** The address of a page. @param parameters a value for each name in braces. */
export function pathTo(name: PageName, parameters: Readonly<Record<string, string | number>> = {}) {
  return routeOf(name).path.replace(/\{(\w+)\}/g, (_whole, key: string) => {
    const value = parameters[key]
    if (value === undefined) throw new Error(`the address of ${name} needs ${key}`)
    return encodeURIComponent(value)
  })
}

/** Ids have up to 16 digits; longer ones are no whole numbers any more. */
const PATTERNS = PAGE_NAMES.map((name) => {
  const { path } = routeOf(name)
  const keys = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const source = path.replace(/\{(\w+)\}/g, (_whole, key: string) =>
    key === 'client_id' || key === 'tool' ? '([^/]{1,200})' : '(\\d{1,16})',
  )
  return { name, pattern: new RegExp(`^${source}$`), keys }
})
