/** What was looked at, a line each, and what was left out and how to have it checked. */
import type { LeftOut, ProbeResult, Report, Verdict } from '@underpin/doctor'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'

type Look = Pick<Terminal, 'colours' | 'columns'>

export const MARKS: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  unknown: '?',
}

export function examinationLines(report: Report, look: Look): string {
  const { results, leftOut, observation } = report
  const { colours, columns } = look
  const nameColumns = Math.max(0, ...results.map(({ name }) => name.length))
  const sections = [
    [
      colours.cyan('What was looked at'),
      ...results.map((result) => probeLine(result, nameColumns, look)),
    ],
  ]
  if (observation) {
    sections.push([
      colours.cyan('Over some time'),
      wrap(observation.says, { columns, first: '  ' }),
    ])
  }
  if (leftOut.length > 0)
    sections.push([colours.cyan('What was left out'), ...leftOutLines(report, columns)])
  return sections.map((lines) => lines.join('\n')).join('\n\n')
}

export function probeLine(
  { name, verdict, says }: ProbeResult,
  nameColumns: number,
  { colours, columns }: Look,
): string {
  const first = `  ${MARKS[verdict]} ${name.padEnd(nameColumns)}  `
  const line = wrap(says, { columns, first })
  return `  ${coloured(verdict, colours)}${line.slice(3)}`
}

function coloured(verdict: Verdict, colours: Look['colours']): string {
  const paint = {
    pass: colours.green,
    warn: colours.yellow,
    fail: colours.red,
    unknown: colours.dim,
  }
  return paint[verdict](MARKS[verdict])
}

/** Probes that want the same thing first are told in one line. */
function leftOutLines({ leftOut }: Report, columns: number): readonly string[] {
  const byWant = new Map<string, LeftOut[]>()
  for (const each of leftOut) {
    const [first = each.because] = wantsOf(each)
    byWant.set(first, [...(byWant.get(first) ?? []), each])
  }
  return [...byWant.values()].map((group) => {
    const names = group.map(({ name }) => name).join(', ')
    const [only, ...more] = group
    const says =
      only && more.length === 0
        ? `${only.because} (${names})`
        : `Give ${listed([...new Set(group.flatMap(wantsOf))])} to have checked: ${names}.`
    return wrap(says, { columns, first: '  ', rest: '    ' })
  })
}

/** The flags and variables that a reason names. */
function wantsOf({ because }: LeftOut): readonly string[] {
  return because.match(/PROCORE_ACCESS_TOKEN|--[a-z-]+/g) ?? []
}

function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
