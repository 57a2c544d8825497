/** docs/coverage.md: what it says is served is served, and a test answers each of it. */
import { readFileSync } from 'node:fs'
import { coverage } from '@underpin/emulator'
import { expect, it } from 'vitest'
import { coveragePage } from '../../scripts/coverage-page.ts'

const PAGE = new URL('../../docs/coverage.md', import.meta.url)
/** What the emulator set out to serve. */
const OPERATIONS_MIN = 300

const { text, claims } = coveragePage()
const rows = coverage()

it('the page equals the routes: run npm run docs', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(text)
})

it('every route has one test file that answers it', () => {
  const files = rows.map(({ resource, method, path }) => {
    const name = `${method} ${path}`
    return { name, files: [...(claims.get(resource) ?? []), ...(claims.get(name) ?? [])] }
  })
  expect(files.filter((each) => each.files.length !== 1)).toEqual([])
})

it('no test claims what is not served', () => {
  const known = new Set(
    rows.flatMap(({ resource, method, path }) => [resource, `${method} ${path}`]),
  )
  expect([...claims.keys()].filter((name) => !known.has(name))).toEqual([])
})

it(`at least ${OPERATIONS_MIN} operations are built in`, () => {
  expect(rows.length).toBeGreaterThanOrEqual(OPERATIONS_MIN)
})
