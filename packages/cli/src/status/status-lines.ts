/** A status page in words: the verdict, what matters, what else is not well, incidents, maintenances, what changed. */
import {
  type ComponentStatus,
  elapsedWords,
  type MatteringComponent,
  STATUS_WORDS,
  type StatusComponent,
  type StatusIncident,
  type StatusMaintenance,
} from '@underpin/doctor'
import { durationWords } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'
import { changeLine, turnOf } from './change-line.ts'
import type { LocalTime } from './local-time.ts'
import type { ShownStatus } from './shown-status.ts'

/** Of each list so many are shown; the JSON has all. */
const SHOWN_MAX = 20

/** In the one sentence that says how things are. */
const NAMED_MAX = 3

/** Column of the states: the longest name that is usual, and two blanks. */
const NAME_COLUMNS = 24
const STATE_COLUMNS = 22

export interface Look extends Pick<Terminal, 'colours' | 'columns'> {
  readonly times: LocalTime
}

export function statusLines(shown: ShownStatus, look: Look): string {
  const { page, standing, url } = shown
  const { colours, columns, times } = look
  const { name } = page.page
  const { bold, dim } = colours
  const sections = [
    [bold(`${name}, ${times.moment(page.readAtMs)}`), dim(url)],
    [verdict(shown, look), ...page.notes.map((note) => wrap(note, { columns }))],
    section('What matters', mattering(standing.matters, look), look),
    section('Elsewhere', elsewhere(shown, look), look),
    section('Incidents', incidents(shown, look), look),
    section('Maintenance', maintenances(shown, look), look),
    changes(shown, look),
    [dim(wrap(lastWord(shown), { columns }))],
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function verdict({ page, standing }: ShownStatus, { colours, columns }: Look): string {
  const { state, unwell, incidents: open, underWay, matters } = standing
  const headline = page.description === '' ? '' : ` The page's headline: “${page.description}”.`
  if (state === 'operational') {
    return colours.green(wrap(`✓ All that matters is operational.${headline}`, { columns }))
  }
  if (state === 'unknown') {
    const why =
      matters.length === 0
        ? 'the page names no component'
        : `the page does not tell the state of ${unwell.map(({ name }) => name).join(', ')}`
    return colours.yellow(wrap(`? Not known: ${why}.${headline}`, { columns }))
  }
  const what = [
    ...(unwell.length > 0 ? [`not operational: ${stateList(unwell)}`] : []),
    ...(open.length > 0 ? [`${counted(open.length, 'incident')} open`] : []),
    ...(underWay.length > 0 ? [`${counted(underWay.length, 'maintenance')} under way`] : []),
  ]
  const says = `${what.join('; ')}.`
  const sentence = `✗ ${says.charAt(0).toUpperCase()}${says.slice(1)}${headline}`
  return colours.red(wrap(sentence, { columns }))
}

function stateList(components: readonly StatusComponent[]): string {
  const shown = components.slice(0, NAMED_MAX)
  const more = components.length - shown.length
  const names = shown.map(({ name, status }) => `${name} (${STATUS_WORDS[status]})`)
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function section(title: string, lines: readonly string[], { colours }: Look): string[] {
  return lines.length === 0 ? [] : [colours.cyan(title), ...lines]
}

/** On a page with a table all of them; on another those that are not well, and how many there are. */
function mattering(matters: readonly MatteringComponent[], look: Look): string[] {
  const isTable = matters.some(({ what }) => what !== null)
  if (isTable)
    return matters.slice(0, SHOWN_MAX).map((each) => componentLine(each, each.what, look))
  const unwell = matters.filter(({ status }) => status !== 'operational')
  const well = matters.length - unwell.length
  const count = `  ✓ ${well.toLocaleString('en')} of ${counted(matters.length, 'component')} operational`
  return [
    ...capped(unwell, (each) => componentLine(each, each.group, look)),
    ...(well > 0 ? [count] : []),
  ]
}

function elsewhere({ page, standing }: ShownStatus, look: Look): string[] {
  const others = page.components.length - standing.matters.length
  if (others === 0) return []
  const { elsewhere: unwell } = standing
  if (unwell.length === 0) return [`  ✓ ${counted(others, 'other component')}, all operational`]
  const well = others - unwell.length
  return [
    ...capped(unwell, (each) => componentLine(each, each.group, look)),
    ...(well > 0 ? [`  ✓ ${counted(well, 'other component')} operational`] : []),
  ]
}

function componentLine(
  { name, status }: StatusComponent,
  about: string | null,
  look: Look,
): string {
  const { colours, columns } = look
  const mark = `${MARKS[status]} ${name.padEnd(NAME_COLUMNS - 1)} `
  const state = STATUS_WORDS[status]
  const line = `  ${mark}${state.padEnd(STATE_COLUMNS)}`
  const rest = about === null ? '' : about
  const isFitting = line.length + rest.length <= columns
  const shown = paint(status, look)(`  ${mark}${isFitting ? state.padEnd(STATE_COLUMNS) : state}`)
  return `${shown}${isFitting ? colours.dim(rest) : ''}`.trimEnd()
}

const MARKS: Readonly<Record<ComponentStatus, string>> = {
  operational: '✓',
  under_maintenance: '!',
  unknown: '?',
  degraded_performance: '!',
  partial_outage: '✗',
  major_outage: '✗',
}

function paint(status: ComponentStatus, { colours }: Look): (text: string) => string {
  if (status === 'operational') return (text) => text
  return MARKS[status] === '✗' ? colours.red : colours.yellow
}

function incidents({ page, standing }: ShownStatus, look: Look): string[] {
  const { incidents: touching, incidentsElsewhere } = standing
  return [
    ...capped(touching, (each) => incidentLines(each, true, page.readAtMs, look)),
    ...capped(incidentsElsewhere, (each) => incidentLines(each, false, page.readAtMs, look)),
  ]
}

function incidentLines(
  incident: StatusIncident,
  matters: boolean,
  nowMs: number,
  look: Look,
): string {
  const { name, status, impact, startedAtMs, lastPost, components, link } = incident
  const { columns, colours, times } = look
  const touches = components.length === 0 ? 'it names no component' : nameList(components)
  const since =
    startedAtMs === null
      ? 'since when is not told'
      : `since ${times.moment(startedAtMs)}, for ${elapsedWords(nowMs - startedAtMs)}`
  const post =
    lastPost === null || lastPost.body === ''
      ? []
      : [
          `${lastPost.atMs === null ? 'Last said' : `${times.moment(lastPost.atMs)}, ${elapsedWords(nowMs - lastPost.atMs)} ago`}: ${lastPost.body}`,
        ]
  const head = `${name} (${status}, impact ${impact})`
  const title = wrap(head, { columns, first: matters ? '  ✗ ' : '  · ' })
  return [
    matters && impact !== 'none' ? colours.red(title) : title,
    ...[`${touches}; ${since}`, ...post].map((each) => wrap(each, { columns, first: '    ' })),
    ...(link === null ? [] : [colours.dim(`    ${link}`)]),
  ].join('\n')
}

function maintenances({ page, standing }: ShownStatus, look: Look): string[] {
  const { underWay, planned, maintenancesElsewhere } = standing
  const nowMs = page.readAtMs
  return [
    ...capped(underWay, (each) => maintenanceLines(each, '!', nowMs, look)),
    ...capped(planned, (each) => maintenanceLines(each, '○', nowMs, look)),
    ...capped(maintenancesElsewhere, (each) => maintenanceLines(each, '·', nowMs, look)),
  ]
}

function maintenanceLines(
  { name, status, startMs, endMs, components, link }: StatusMaintenance,
  mark: string,
  nowMs: number,
  { columns, colours, times }: Look,
): string {
  const when =
    startMs === null || endMs === null
      ? 'when is not told'
      : `${times.span(startMs, endMs)}: ${durationWords(endMs - startMs)}, ${relation(startMs, endMs, nowMs)}`
  const touches = components.length === 0 ? 'it names no component' : nameList(components)
  const title = wrap(`${name} (${status.replaceAll('_', ' ')})`, { columns, first: `  ${mark} ` })
  return [
    mark === '!' ? colours.yellow(title) : title,
    ...[when, touches].map((each) => wrap(each, { columns, first: '    ' })),
    ...(link === null ? [] : [colours.dim(`    ${link}`)]),
  ].join('\n')
}

function relation(startMs: number, endMs: number, nowMs: number): string {
  if (nowMs < startMs) return `in ${elapsedWords(startMs - nowMs)}`
  if (nowMs < endMs) return `${elapsedWords(endMs - nowMs)} left`
  return `planned to be over ${elapsedWords(nowMs - endMs)} ago`
}

function changes({ since, page }: ShownStatus, look: Look): string[] {
  if (since === null) return []
  const { colours, columns, times } = look
  const ago = elapsedWords(page.readAtMs - since.readAtMs)
  const title = colours.cyan(`What changed since ${times.moment(since.readAtMs)}, ${ago} ago`)
  if (since.changes.length === 0) return [title, '  Nothing.']
  const lines = capped(since.changes, (each) => {
    const line = wrap(changeLine(each, times), { columns, first: '  · ' })
    const turn = turnOf(each)
    return turn === 'neither' ? line : colours[turn === 'better' ? 'green' : 'red'](line)
  })
  return [title, ...lines]
}

/** A page that is quiet does not prove that all is well. */
function lastWord({ page }: ShownStatus): string {
  const { updatedAtMs } = page.page
  const changed =
    updatedAtMs === null
      ? 'When the page last changed, it does not say.'
      : `The page last changed ${elapsedWords(page.readAtMs - updatedAtMs)} ago.`
  return `${changed} Pages lag behind what people see: if it fails for you now, run: underpin doctor`
}

function nameList(components: readonly { readonly name: string }[]): string {
  const names = components.slice(0, SHOWN_MAX).map(({ name }) => name)
  const more = components.length - names.length
  return `${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`
}

function capped<Each>(list: readonly Each[], line: (each: Each) => string): string[] {
  const more = list.length - SHOWN_MAX
  const lines = list.slice(0, SHOWN_MAX).map(line)
  return more > 0 ? [...lines, `  … and ${more.toLocaleString('en')} more (--json has all)`] : lines
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
