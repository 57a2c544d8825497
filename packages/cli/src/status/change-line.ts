/** One change of a status page in words. */
import { STATUS_WORDS, type StatusChange } from '@underpin/doctor'
import type { LocalTime } from './local-time.ts'

/** Of a post: enough to know whether to read on. */
const BODY_CHARS_MAX = 300

export function changeLine(change: StatusChange, times: LocalTime): string {
  switch (change.kind) {
    case 'component':
      return componentLine(change)
    case 'incident':
      return incidentLine(change)
    case 'maintenance':
      return maintenanceLine(change, times)
  }
}

/** Better, worse or neither: for the colour. */
export function turnOf({ kind, to }: StatusChange): 'better' | 'worse' | 'neither' {
  if (kind === 'maintenance') return 'neither'
  if (kind === 'component') return to === 'operational' || to === null ? 'better' : 'worse'
  return to === null ? 'better' : to === 'monitoring' ? 'neither' : 'worse'
}

type Of<Kind extends StatusChange['kind']> = Extract<StatusChange, { kind: Kind }>

function componentLine({ name, from, to }: Of<'component'>): string {
  if (to === null) return `${name} is no longer on the page; it was ${words(from)}`
  return from === null ? `${name} is new: ${words(to)}` : `${name}: ${words(from)} → ${words(to)}`
}

function words(status: Of<'component'>['from']): string {
  return status === null ? '' : STATUS_WORDS[status]
}

function incidentLine({ name, from, to, body }: Of<'incident'>): string {
  if (to === null) return `Incident over: ${name}`
  const said = body === '' ? '' : `. ${cut(body)}`
  if (from === null) return `New incident: ${name} (${to})${said}`
  return `Incident “${name}”: ${from === to ? `still ${to}` : `${from} → ${to}`}${said}`
}

function maintenanceLine({ name, from, to, ...when }: Of<'maintenance'>, times: LocalTime): string {
  const { startMs, endMs, isMoved } = when
  const span = startMs === null || endMs === null ? 'at no stated time' : times.span(startMs, endMs)
  if (to === null) return `Maintenance over, or taken back: ${name} (${span})`
  if (from === null) return `New maintenance: ${name}, ${span} (${spelt(to)})`
  if (isMoved) return `Maintenance “${name}” is moved to ${span}`
  return `Maintenance “${name}”: ${spelt(from)} → ${spelt(to)}`
}

function spelt(status: string): string {
  return status.replaceAll('_', ' ')
}

function cut(body: string): string {
  return body.length <= BODY_CHARS_MAX ? body : `${body.slice(0, BODY_CHARS_MAX - 1)}…`
}
