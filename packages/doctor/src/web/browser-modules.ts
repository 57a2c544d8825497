/**
 * The doctor for browsers: its modules and all that they import of the house, with the types taken out.
 * Found by following imports from the two that the page begins with, so nothing else can be asked for.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export interface BrowserModule {
  /** Where the browser asks for it, from the root. */
  readonly path: string
  readonly code: string
  /** As a header has it, quotes included. */
  readonly etag: string
}

export interface BrowserModules {
  /** By path. */
  readonly all: ReadonlyMap<string, BrowserModule>
  /** The page's own script, and the one that reads what was pasted, beside it. */
  readonly pagePath: string
  readonly readerPath: string
}

/** Those of four packages, twice over: more would mean that something else was pulled in. */
const MODULES_MAX = 400

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`, once no types are left. */
const IMPORT =
  /^((?:import|export)\b[^;'"()=]*?\bfrom\s*|import\s*)'([^'\n]+)'|\b(import\()'([^'\n]+)'\)/gm

/** What may be loaded, by the name that stands for it in a path. */
const ROOTS: Readonly<Record<string, URL>> = {
  doctor: new URL('../', import.meta.url),
  failures: new URL('.', import.meta.resolve('@underpin/failures')),
  exchange: new URL('.', import.meta.resolve('@underpin/exchange')),
  ports: new URL('.', import.meta.resolve('@underpin/ports')),
}

const PAGE = new URL('browser/page.ts', import.meta.url)
const READER = new URL('browser/reader.ts', import.meta.url)

/** @param base path of the modules, without a slash at the end */
export async function loadBrowserModules(base: string): Promise<BrowserModules> {
  const all = await modulesFrom([PAGE, READER], base)
  return { all, pagePath: pathOf(PAGE, base), readerPath: pathOf(READER, base) }
}

/**
 * These modules and whatever they import, by path.
 *
 * @throws {Error} when one imports what no browser has: a defect of ours, which a test would show.
 */
export async function modulesFrom(
  files: readonly URL[],
  base: string,
): Promise<ReadonlyMap<string, BrowserModule>> {
  // Megabytes of a compiler, for the few who open the page: an emulator starts without it.
  const { transformSync } = await import('amaro')
  const all = new Map<string, BrowserModule>()
  const waiting = [...files]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = pathOf(file, base)
    if (all.has(path)) continue
    if (all.size === MODULES_MAX)
      throw new Error(`The page would load over ${MODULES_MAX} modules.`)
    const stripped = transformSync(await readFile(file, 'utf8'), { mode: 'strip-only' }).code
    const { code, imports } = linked(stripped, file, base)
    waiting.push(...imports)
    const etag = `"${createHash('sha256').update(code).digest('base64url')}"`
    all.set(path, { path, code, etag })
  }
  return all
}

/** Names of packages become paths; relative paths hold in the browser as they do here. */
function linked(code: string, file: URL, base: string) {
  const imports: URL[] = []
  const said = code.replace(IMPORT, (_all, before, target, dynamic, dynamicTarget) => {
    const specifier = String(target ?? dynamicTarget)
    const isRelative = specifier.startsWith('.')
    const found = new URL(isRelative ? new URL(specifier, file) : import.meta.resolve(specifier))
    imports.push(found)
    const path = pathOf(found, base)
    const written = isRelative ? specifier : path
    return dynamic === undefined ? `${before}'${written}'` : `${dynamic}'${written}')`
  })
  return { code: said, imports }
}

function pathOf(file: URL, base: string): string {
  for (const [name, root] of Object.entries(ROOTS)) {
    const isWithin = file.protocol === 'file:' && file.href.startsWith(root.href)
    if (isWithin && file.pathname.endsWith('.ts')) {
      return `${base}/${name}/${file.href.slice(root.href.length)}`
    }
  }
  throw new Error(
    `The page may not load ${file.href}: it is none of ${Object.keys(ROOTS).join(', ')}.`,
  )
}
