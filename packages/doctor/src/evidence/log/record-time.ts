/** Times as logs write them, as milliseconds since the epoch. */

export interface ReadTime {
  readonly atMs: number
  /** It was written without its zone, and was taken as UTC. */
  readonly isZoneless: boolean
}

/** Numbers below are seconds, milliseconds, microseconds; above, nanoseconds. Until the year 5138. */
const SECONDS_MAX = 1e11
const MILLISECONDS_MAX = 1e14
const MICROSECONDS_MAX = 1e17
const NANOSECONDS_MAX = 1e20

/** Numbers of earlier times are no times: nothing here is older than 2001. */
const SECONDS_MIN = 1e9

/** Null for what is no time. */
export function timeMs(written: unknown): ReadTime | null {
  if (typeof written === 'number') return fromNumber(written)
  if (typeof written !== 'string') return null
  if (/^\d{10,19}(?:\.\d{1,9})?$/.test(written)) return fromNumber(Number(written))
  const access = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(written)
  if (access) {
    const [, day, month, year, time, zone] = access
    return parsed(`${day} ${month} ${year} ${time} ${zone}`, false)
  }
  const apache = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4})$/.exec(
    written,
  )
  if (apache) return parsed(`${apache[1]} ${apache[3]} ${apache[2]} UTC`, true)
  const [, date = '', time = '', fraction = '', zone = ''] =
    /^(\d{4}[-/]\d\d[-/]\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,3})\d*)? ?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(
      written.trim(),
    ) ?? []
  if (date === '') return null
  const offset = zone === '' || zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')
  const iso = `${date.replaceAll('/', '-')}T${time}.${fraction.padEnd(3, '0')}${offset}`
  return parsed(iso, zone === '')
}

function fromNumber(value: number): ReadTime | null {
  if (!(value >= SECONDS_MIN && value < NANOSECONDS_MAX)) return null
  if (value < SECONDS_MAX) return { atMs: Math.round(value * 1_000), isZoneless: false }
  if (value < MILLISECONDS_MAX) return { atMs: value, isZoneless: false }
  const divisor = value < MICROSECONDS_MAX ? 1e3 : 1e6
  return { atMs: Math.floor(value / divisor), isZoneless: false }
}

function parsed(written: string, isZoneless: boolean): ReadTime | null {
  const atMs = Date.parse(written)
  return Number.isNaN(atMs) ? null : { atMs, isZoneless }
}
