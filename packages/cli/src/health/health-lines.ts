/**
 * Integration Health for people: a table of the seven observations, then what stands behind each that
 * is not healthy. What a failure means and what to do about it is the catalogue's.
 */
import type { HealthStatus, ObservedHealth, Severity } from '@underpin/emulator'
import { explain, type FailureId } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'
import type { ShownApp, ShownHealth } from './shown-health.ts'

type Look = Pick<Terminal, 'colours' | 'columns'>

/** A letter for each day, so that nothing is said by colour alone. */
const DAY_MARKS: Readonly<Record<Severity, string>> = { Critical: 'C', Warning: 'w', Healthy: '.' }

/** Before the status: a shape for each. */
const STATUS_MARKS: Readonly<Record<HealthStatus, string>> = {
  'Needs Attention': '✗',
  'Review Recommended': '!',
  Healthy: '✓',
  Unknown: '?',
}

/** Failures that are explained for one observation; the others are named in the JSON. */
const EXPLAINED_MAX = 3

const PRIVATE_NOTE =
  'The emulator knows the routes that it serves: a public one that it lacks counts here too, unless it was given the API reference with --openapi.'

export function healthLines(health: ShownHealth, look: Look): string {
  const { window, apps, source } = health
  const { colours, columns } = look
  const head = colours.bold(`Integration Health, ${window.from} to ${window.to}`)
  const from = colours.dim(`${source}, ${window.days} days, UTC`)
  if (apps.length === 0) {
    const none = 'No API call was made in these days: there is nothing to judge.'
    return [head, from, '', wrap(none, { columns })].join('\n')
  }
  const legend = `Days, the oldest first: ${DAY_MARKS.Healthy} healthy, ${DAY_MARKS.Warning} warning, ${DAY_MARKS.Critical} critical. Recent days weigh more. The limits are ours: Procore publishes none.`
  return [
    head,
    from,
    '',
    ...apps.map((app) => appLines(app, look)),
    colours.dim(wrap(legend, { columns })),
  ].join('\n')
}

function appLines(app: ShownApp, look: Look): string {
  const { colours } = look
  const called = app.clientId ?? 'Calls whose token names no app'
  const name = app.name === null ? '' : ` (${app.name})`
  const status = statusWords(app.status, colours)
  const told = new Set<FailureId>()
  const findings = app.observations.filter(({ count, status: of }) => count > 0 && of !== 'Healthy')
  return [
    `${colours.bold(called)}${name}: ${status}, ${calls(app.requests)}`,
    ...app.observations.map((each) => `  ${observationLine(each, colours)}`),
    '',
    ...findings.flatMap((each) => [findingLines(each, app, told, look), '']),
  ].join('\n')
}

/** `403 Forbidden responses           ✗ Needs Attention         12  ...........wCC` */
function observationLine({ title, status, count, days }: ObservedHealth, colours: Look['colours']) {
  const marks = days.map(({ severity }) => DAY_MARKS[severity]).join('')
  const padded = statusWords(status, colours, 18)
  const shown = status === 'Unknown' ? '-' : count.toLocaleString('en')
  return `${title.padEnd(33)} ${padded} ${shown.padStart(7)}  ${status === 'Unknown' ? '' : marks}`.trimEnd()
}

/** @param told the failures that were explained before: each is explained once */
function findingLines(
  finding: ObservedHealth,
  app: ShownApp,
  told: Set<FailureId>,
  look: Look,
): string {
  const { colours, columns } = look
  const { id, title, count, routes, failures, usually } = finding
  const share = ((count * 100) / app.requests).toFixed(1)
  const of = app.requests.toLocaleString('en')
  const lines = [colours.cyan(`${title}: ${calls(count)} of ${of} (${share} %)`)]
  for (const route of routes) {
    lines.push(`  ${route.count.toLocaleString('en').padStart(7)}  ${route.method} ${route.route}`)
  }
  const [likeliest] = usually
  if (id === 'deprecated-endpoint') {
    if (likeliest) lines.push(explained(likeliest, 'When such a route ends', told, look))
  } else if (failures.length === 0) {
    const unsaid = `What stands behind it, this source does not say. Usually: ${usually.join(', ')}.`
    lines.push(wrap(unsaid, { columns, first: '  ', rest: '  ' }))
    if (likeliest) lines.push(explained(likeliest, 'Most often', told, look))
  } else {
    for (const each of failures.slice(0, EXPLAINED_MAX)) {
      lines.push(explained(each.failure, calls(each.count), told, look))
    }
  }
  if (id === 'private-endpoint') {
    const { columns: width } = look
    lines.push(colours.dim(wrap(PRIVATE_NOTE, { columns: width, first: '  ', rest: '  ' })))
  }
  return lines.join('\n')
}

/** @param when how often it was, or how likely it is */
function explained(id: FailureId, when: string, told: Set<FailureId>, look: Look): string {
  const { columns, colours } = look
  const indent = { columns, first: '  ', rest: '  ' }
  if (told.has(id)) return wrap(`${when}: ${id}, as above.`, indent)
  told.add(id)
  const { headline, whatToDo } = explain(id)
  const todo = [
    ['Integration', whatToDo.integration],
    ['Administrator', whatToDo.companyAdmin],
  ] as const
  return [
    wrap(`${when}: ${id}. ${headline}`, indent),
    ...todo.flatMap(([who, what]) =>
      what === null ? [] : [wrap(`${who}: ${what}`, { columns, first: '    ', rest: '      ' })],
    ),
    colours.dim(`    More: underpin explain ${id}`),
  ].join('\n')
}

function statusWords(status: HealthStatus, colours: Look['colours'], width = 0): string {
  const text = `${STATUS_MARKS[status]} ${status}`.padEnd(width === 0 ? 0 : width + 2)
  if (status === 'Needs Attention') return colours.red(text)
  if (status === 'Review Recommended') return colours.yellow(text)
  return status === 'Healthy' ? colours.green(text) : colours.dim(text)
}

function calls(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`
}
