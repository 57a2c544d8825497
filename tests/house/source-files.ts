/** The source files of the house, for the tests that hold its rules. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string
  /** The package's folder name, or `tests`, `scripts`, `bench`. */
  readonly room: string
  readonly isTest: boolean
  readonly text: string
}

const ROOMS = ['packages', 'tests', 'scripts', 'bench']
const SKIPPED = new Set(['node_modules', 'dist'])

export function sourceFiles(): SourceFile[] {
  const files: SourceFile[] = []
  for (const room of ROOMS) walk(join(ROOT, room), files)
  return files
}

function walk(folder: string, into: SourceFile[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) walk(full, into)
    } else if (entry.name.endsWith('.ts')) {
      const path = relative(ROOT, full).replaceAll('\\', '/')
      const [first = '', second = ''] = path.split('/')
      const isTest = /\.test\.ts$|\/test\/|^tests\/|\/bench\/|^bench\//.test(path)
      into.push({
        path,
        room: first === 'packages' ? second : first,
        isTest,
        text: readFileSync(full, 'utf8'),
      })
    }
  }
}
