/** `npm run docs`: writes docs/failures/ from the catalogue, and removes pages that no failure has any more. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { failurePages } from '@underpin/failures'

const FOLDER = new URL('../docs/failures/', import.meta.url)

const pages = failurePages()
const names = new Set(pages.map(({ name }) => name))
await mkdir(FOLDER, { recursive: true })
for (const file of await readdir(FOLDER)) {
  if (!names.has(file)) await rm(new URL(file, FOLDER))
}
for (const { name, text } of pages) await writeFile(new URL(name, FOLDER), text)
process.stderr.write(`${pages.length} pages in ${fileURLToPath(FOLDER)}\n`)
