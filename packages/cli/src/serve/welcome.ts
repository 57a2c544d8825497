/** What `up` says when everything stands: where, who can sign in, and a first call that works. */
import type { Emulator } from '@underpin/emulator'
import type { Terminal } from '../terminal.ts'
import { DEFAULT_PORT } from './emulator-flags.ts'

/** Of each list so many are shown: a world may have thousands. The start page shows more. */
const SHOWN_MAX = 6

export interface Places {
  readonly url: string
  readonly statusUrl: string
  /** Everybody's password; null when the world file gives each their own. */
  readonly password: string | null
  /** What whoever calls over HTTPS is to trust; null without TLS. */
  readonly certificateFile: string | null
}

export function sayWelcome(emulator: Emulator, places: Places, terminal: Terminal): void {
  const { url, statusUrl, password, certificateFile } = places
  const { bold, cyan, dim } = terminal.colours
  const title = (text: string) => terminal.out(`\n${cyan(text)}`)

  terminal.out(bold('Procore, on this machine. Ctrl-C ends it.'))
  title('Where')
  row(terminal, 'platform', `${url}   web application, sign-in, API`)
  row(terminal, 'status page', statusUrl)
  row(terminal, 'control door', `${url}/_underpin/health`)
  for (const { path, title } of emulator.parts.mounts) row(terminal, title, `${url}${path}`)
  row(terminal, 'every failure', `${url}/_underpin/failures`)

  if (certificateFile !== null) {
    title('HTTPS: its certificate is to be trusted')
    row(terminal, 'the certificate', certificateFile)
    row(terminal, 'Node, and underpin', `NODE_EXTRA_CA_CERTS=${quoted(certificateFile)}`)
    row(terminal, 'curl', `--cacert ${quoted(certificateFile)}`)
  }

  title(password === null ? 'Who can sign in' : `Who can sign in, password ${password}`)
  const people = peopleOf(emulator)
  for (const { email, says } of people.slice(0, SHOWN_MAX)) row(terminal, email, says)
  more(terminal, people.length)

  title('Apps, with their secrets')
  const apps = emulator.parts.platform.directory.apps()
  for (const { clientId, clientSecret, grants } of apps.slice(0, SHOWN_MAX)) {
    row(terminal, clientId, `${clientSecret}   ${dim(grants.join(', '))}`)
  }
  more(terminal, apps.length)

  const call = firstCall(emulator, places)
  if (call !== null) {
    title('A first call, to paste into another shell')
    terminal.out(call)
  }
  title('And then')
  const trust = certificateFile === null ? '' : `NODE_EXTRA_CA_CERTS=${quoted(certificateFile)} `
  row(terminal, 'make it fail', `${trust}${spelling()} fault on heavy-load --for 2m${urlFlag(url)}`)
  row(terminal, 'understand it', `${spelling()} explain 503`)
  terminal.out('')
}

const LEVEL_WORDS = {
  Admin: 'company admin',
  Standard: 'Standard',
  'Read Only': 'Read Only',
  None: 'in projects only',
} as const

const LEVEL_COLUMNS = 19

interface Shown {
  readonly email: string
  readonly says: string
}

function peopleOf(emulator: Emulator): Shown[] {
  const { directory } = emulator.parts.platform
  return directory
    .users()
    .filter(({ isActive, passwordHash }) => isActive && passwordHash !== null)
    .map(({ id, email }) => {
      const companies = directory.companiesOf(id)
      const [first] = companies
      const level = first ? directory.companyLevel(id, first.id, 'directory') : 'None'
      const names = companies.map((company) => company.name).join(', ')
      return { email, says: `${LEVEL_WORDS[level].padEnd(LEVEL_COLUMNS)}${names}` }
    })
}

/** Signs the first service app in, and lists the projects of the first company that it is connected to. */
function firstCall(emulator: Emulator, { url, certificateFile }: Places): string | null {
  const { directory } = emulator.parts.platform
  const service = directory.apps().find(({ grants }) => grants.includes('client_credentials'))
  const company = service && directory.companiesWith(service.clientId)[0]
  if (!service || !company) return null
  const trust = certificateFile === null ? '' : ` --cacert ${quoted(certificateFile)}`
  return `  TOKEN=$(curl -s${trust} ${url}/oauth/token -d grant_type=client_credentials \\
    -d client_id=${service.clientId} -d client_secret=${service.clientSecret} \\
    | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -si${trust} ${url}/rest/v1.0/companies/${company.id}/projects \\
    -H "Authorization: Bearer $TOKEN" -H "Procore-Company-Id: ${company.id}"`
}

/** How the command is typed here: in a clone, where npm started it, it is not on the path. */
function spelling(): string {
  return process.env['npm_execpath'] ? 'npx underpin' : 'underpin'
}

/** For a shell. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

function urlFlag(url: string): string {
  return url === `http://localhost:${DEFAULT_PORT}` ? '' : ` --url ${url}`
}

const LABEL_COLUMNS = 28

function row(terminal: Terminal, label: string, text: string): void {
  terminal.out(`  ${label.padEnd(LABEL_COLUMNS)}${text}`)
}

function more(terminal: Terminal, count: number): void {
  if (count > SHOWN_MAX) terminal.out(terminal.colours.dim(`  and ${count - SHOWN_MAX} more`))
}
