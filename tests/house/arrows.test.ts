/** Arrows point one way. Each forbidden import stands here with the reason; an exception is an edit to this list. */
import { expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

/** What the source of each package may import of the house. Its tests may import what they drive. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ports: [],
  exchange: [],
  failures: ['exchange'],
  client: ['failures', 'exchange', 'ports'],
  emulator: ['failures', 'exchange', 'ports'],
  doctor: ['failures', 'exchange', 'ports', 'client'],
  cli: ['failures', 'exchange', 'ports', 'client', 'emulator', 'doctor'],
}

/** Imports that are wrong wherever they stand, and why. */
const FORBIDDEN: readonly { in: RegExp; import: RegExp; why: string }[] = [
  {
    in: /^packages\/client\/src\/(?!node\/)/,
    import: /^node:/,
    why: 'the client runs wherever fetch runs; what needs Node belongs in client/src/node',
  },
  {
    in: /^packages\/(client|failures|exchange|ports)\/src\//,
    import: /^(?!\.|node:|@underpin\/|vitest$|fast-check$)/,
    why: 'the client and all that it stands on have no dependency outside this repository',
  },
  {
    in: /^packages\/failures\/src\/(?!.*\.test\.ts)/,
    import: /^node:/,
    why: 'the catalogue is pure: it judges evidence, and fetches none',
  },
  {
    in: /^packages\/client\//,
    import: /^@underpin\/emulator/,
    why: 'client and emulator agree through the catalogue and the wire; both meet in tests/',
  },
  {
    in: /^packages\/emulator\//,
    import: /^@underpin\/client/,
    why: 'client and emulator agree through the catalogue and the wire; both meet in tests/',
  },
  {
    in: /^packages\//,
    import: /^(\.\.\/)+packages\//,
    why: 'another package is imported by its name, so that only its exports are used',
  },
]

/** Statements and dynamic imports; a string that happens to end in `from` is neither. */
const IMPORT =
  /^(?:import|export)\s+(?:[\w*{][^;'"()=]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

const files = sourceFiles()

it('each package imports only what its arrows allow', () => {
  const wrong: string[] = []
  for (const file of files) {
    const allowed = MAY_IMPORT[file.room]
    if (!allowed || file.isTest) continue
    for (const target of importsOf(file.text)) {
      const name = /^@underpin\/([a-z]+)/.exec(target)?.[1]
      if (name && name !== file.room && !allowed.includes(name)) {
        wrong.push(`${file.path} imports ${target}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

it('no forbidden import', () => {
  const wrong: string[] = []
  for (const file of files) {
    for (const rule of FORBIDDEN) {
      if (!rule.in.test(file.path)) continue
      for (const target of importsOf(file.text)) {
        const isOwnTestTool = file.isTest && /^node:/.test(target)
        if (rule.import.test(target) && !isOwnTestTool) {
          wrong.push(`${file.path} imports ${target}: ${rule.why}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
})

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, statement, dynamic]) => statement ?? dynamic ?? '')
}
