/**
 * `npm run lock`, after any change of dependencies: adds to package-lock.json the platform packages that the
 * registry at hand does not carry (mirrors often hold one platform only). Without an entry for each of
 * them `npm ci` refuses the whole file, on every platform.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LOCKFILE = join(import.meta.dirname, '..', 'package-lock.json')

/** The words of a platform package's name, and what npm calls them. */
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'sunos']
const CPUS: Readonly<Record<string, string>> = {
  arm64: 'arm64',
  x64: 'x64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  wasm32: 'wasm32',
}

interface Entry {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(LOCKFILE, 'utf8'))
let added = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isExact = /^\d/.test(version)
    if (!isExact || foldersAbove(place).some((folder) => holds(`${folder}${name}`, version)))
      continue
    lock.packages[`${foldersAbove(place)[0]}${name}`] = platformEntry(
      name,
      version,
      entry.dev === true,
    )
    added += 1
  }
}
if (added > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  lock.packages = Object.fromEntries(sorted)
  writeFileSync(LOCKFILE, `${JSON.stringify(lock, null, 2)}\n`)
}
process.stdout.write(`${added} platform packages added to package-lock.json\n`)

/** The `node_modules` folders that a package at `place` is served from, nearest first. */
function foldersAbove(place: string): string[] {
  const parts = place.split('node_modules/')
  return parts
    .slice(1)
    .map((_, up) => `${parts.slice(0, parts.length - 1 - up).join('node_modules/')}node_modules/`)
}

function holds(path: string, version: string): boolean {
  return lock.packages[path]?.version === version
}

function platformEntry(name: string, version: string, dev: boolean): Entry {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = words.flatMap((word) => CPUS[word] ?? [])
  const isMusl = words.some((word) => word.startsWith('musl'))
  const isGlibc = os.includes('linux') && words.some((word) => word.startsWith('gnu'))
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(isMusl ? { libc: ['musl'] } : isGlibc ? { libc: ['glibc'] } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}
