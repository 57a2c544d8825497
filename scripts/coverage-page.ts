/** The text of docs/coverage.md: every route of the emulator, where it is from, and the test that answers it. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { coverage } from '@underpin/emulator'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TESTS = 'packages/emulator'

/** A test file ends with the names of what it covers; see packages/emulator/test/route-cover.ts. */
const CLAIM = /^covers(?:RoutesOf|Paths)\(([^)]*)\)/gm

export interface Coverage {
  readonly text: string
  /** Test files by what they claim: a resource's name, or a method and path. */
  readonly claims: ReadonlyMap<string, readonly string[]>
}

export function coveragePage(): Coverage {
  const claims = claimsIn(TESTS)
  const rows = coverage()
  const byResource = Map.groupBy(rows, ({ resource }) => resource)
  const parts = [
    '# What the emulator serves',
    `${rows.length} operations of ${byResource.size} resources are built in. Each was answered with success in the test that its row
names. Sections are those of the fact sheet that the emulator is written from. Any other operation is served from a document
by \`underpin emulate --openapi FILE\`. This page is written by \`npm run docs\`.`,
  ]
  for (const name of [...byResource.keys()].sort()) {
    const table = (byResource.get(name) ?? []).map(({ method, path, operation, source }) => {
      const test = testOf(claims, name, `${method} ${path}`)
      return `| ${method} | \`${path}\` | ${operation} | ${source} | ${test} |`
    })
    const head = '| method | path | operation | source | test |\n|---|---|---|---|---|'
    parts.push(`## ${name}`, `${head}\n${table.join('\n')}`)
  }
  return { text: `${parts.join('\n\n')}\n`, claims }
}

/** A link to the file, or a dash where none claims the route. */
function testOf(claims: Coverage['claims'], resource: string, route: string): string {
  const file = (claims.get(resource) ?? claims.get(route))?.[0]
  return file === undefined ? '-' : `[${file.split('/').at(-1)}](../${file})`
}

function claimsIn(folder: string): Map<string, string[]> {
  const claims = new Map<string, string[]>()
  for (const entry of readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.test.ts')) continue
    const file = `${folder}/${entry}`
    for (const [, list = ''] of readFileSync(`${ROOT}${file}`, 'utf8').matchAll(CLAIM)) {
      for (const [, name = ''] of list.matchAll(/'([^']+)'/g)) {
        claims.set(name, [...(claims.get(name) ?? []), file])
      }
    }
  }
  return claims
}
