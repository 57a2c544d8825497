/** A house one would live in: small files that say what they are for, named after what they hold. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, sourceFiles } from './source-files.ts'

/** Lines. Think at 250; a file this long is a crowded room. */
const FILE_LINES_MAX = 400

const files = sourceFiles()

it(`no file is longer than ${FILE_LINES_MAX} lines`, () => {
  const long = files
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
    .filter(({ lines }) => lines > FILE_LINES_MAX)
  expect(long).toEqual([])
})

it('every file opens by saying what it is for; a test says it by its titles', () => {
  const silent = files.filter(
    (file) =>
      !/^(#!.*\n)?\s*(\/\*\*|\/\/)/.test(file.text) && !/\.(config|test)\.ts$/.test(file.path),
  )
  expect(silent.map((file) => file.path)).toEqual([])
})

it('files are named after the one thing that they hold, in kebab-case', () => {
  const odd = files.filter((file) => {
    const name = file.path.split('/').at(-1) ?? ''
    return !/^[a-z0-9]+(-[a-z0-9]+)*(\.browser)?(\.test|\.bench|\.test-d|\.config)?\.ts$/.test(name)
  })
  const vague = files.filter((file) =>
    /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file.path),
  )
  expect([...odd, ...vague].map((file) => file.path)).toEqual([])
})

it('every dependency has a line of reason', () => {
  const reasons = readFileSync(join(ROOT, 'docs/decisions/dependencies.md'), 'utf8')
  const manifests = [
    '.',
    ...new Set(
      files.filter((f) => f.path.startsWith('packages/')).map((f) => `packages/${f.room}`),
    ),
  ]
  const missing = manifests.flatMap((folder) => {
    const file = join(ROOT, folder, 'package.json')
    if (!existsSync(file)) return []
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'))
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter((name) => !name.startsWith('@underpin/') && !reasons.includes(`\`${name}\``))
      .map((name) => `${folder}: ${name}`)
  })
  expect(missing).toEqual([])
})

it('the lockfile has an entry for every platform, so that npm ci takes it anywhere', () => {
  const { packages }: Lockfile = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const held = new Set(
    Object.entries(packages).map(([place, { version }]) => {
      return `${place.split('node_modules/').at(-1)}@${version}`
    }),
  )
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.entries(optionalDependencies).map(([name, version]) => `${name}@${version}`),
  )
  const missing = wanted.filter((each) => /@\d[^@]*$/.test(each) && !held.has(each))
  expect(missing, 'run npm run lock').toEqual([])
})

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string
        readonly optionalDependencies?: Readonly<Record<string, string>>
      }
    >
  >
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}
