/** How single values are written: days, times, sizes, and what is not there. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'

const NOTHING = '–'
const KILO = 1_000
const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const

/** `27 Nov 2026`, of a day or a time as the API writes it. */
export function dayShown(value: unknown): Html | string {
  const date = typeof value === 'string' ? new Date(value) : null
  if (date === null || Number.isNaN(date.getTime())) return NOTHING
  const text = date.toLocaleDateString('en-GB', { ...DAY, timeZone: 'UTC' })
  return html`<time datetime="${String(value)}">${text}</time>`
}

/** `27 Nov 2026, 08:00 UTC` */
export function timeShown(value: unknown): Html | string {
  const date = typeof value === 'string' ? new Date(value) : null
  if (date === null || Number.isNaN(date.getTime())) return NOTHING
  const text = date.toLocaleString('en-GB', { ...DAY, ...TIME, timeZone: 'UTC' })
  return html`<time datetime="${String(value)}">${text} UTC</time>`
}

/** `2.5 MB`: thousands, as file managers count. */
export function sizeShown(bytes: unknown): string {
  let size = typeof bytes === 'number' ? bytes : 0
  let unit = 0
  while (size >= KILO && unit < UNITS.length - 1) {
    size /= KILO
    unit += 1
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`
}

/** Text, or a dash where there is none. */
export function textShown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : NOTHING
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const TIME = { hour: '2-digit', minute: '2-digit', hour12: false } as const
