/** `npm run docs`: writes docs/failures/ from the catalogue and docs/coverage.md from the routes. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { failurePages } from '@underpin/failures'
import { coveragePage } from './coverage-page.ts'

const DOCS = new URL('../docs/', import.meta.url)
const FAILURES = new URL('failures/', DOCS)

const pages = failurePages()
const names = new Set(pages.map(({ name }) => name))
await mkdir(FAILURES, { recursive: true })
for (const file of await readdir(FAILURES)) {
  // A failure that the catalogue has no more leaves its page behind.
  if (!names.has(file)) await rm(new URL(file, FAILURES))
}
for (const { name, text } of pages) await writeFile(new URL(name, FAILURES), text)
await writeFile(new URL('coverage.md', DOCS), coveragePage().text)
process.stderr.write(`${pages.length + 1} pages in ${fileURLToPath(DOCS)}\n`)
