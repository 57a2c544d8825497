/**
 * `npm run reference -- FILE`: how many of the routes are operations of a reference that you have, one JSON
 * object a line with `method` and `path`. What is not in it is listed with the source that it claims.
 */
import { readFileSync } from 'node:fs'
import { coverage } from '@underpin/emulator'

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Name the file: npm run reference -- operations.ndjson\n')
  process.exit(2)
}

const known = new Set<string>()
for (const line of readFileSync(file, 'utf8').split('\n')) {
  if (line.trim() === '') continue
  const { method, path } = JSON.parse(line) as { method: string; path: string }
  known.add(plain(method, path))
}

const rows = coverage()
const others = rows.filter(({ method, path }) => !known.has(plain(method, path)))
process.stdout.write(
  `${rows.length - others.length} of ${rows.length} routes are in the reference\n`,
)
for (const { method, path, source } of others) {
  process.stdout.write(`${method} ${path}  (${source})\n`)
}

/** The names of parameters differ between texts. */
function plain(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`
}
