/** Times as they are on the wall of whoever reads them, with their zone. */

export class LocalTime {
  readonly #parts: Intl.DateTimeFormat

  /** @param zone of the reader, `America/Denver`; default: this machine's. */
  constructor(zone?: string) {
    // American English names the zones of America; of the others it gives the hours from Greenwich.
    this.#parts = new Intl.DateTimeFormat('en-US', {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      timeZoneName: 'short',
      ...(zone === undefined ? {} : { timeZone: zone }),
    })
  }

  /** `Fri 20 Nov 2026 07:05 PST` */
  moment(ms: number): string {
    const { day, minute, zone } = this.#read(ms)
    return `${day} ${minute} ${zone}`
  }

  /** `20 Nov 07:05:12 PST`: for lines that follow one another. */
  stamp(ms: number): string {
    const { date, second, zone } = this.#read(ms)
    return `${date} ${second} ${zone}`
  }

  /** `Sat 5 Dec 2026 00:00 to 02:00 PST`: what both ends share is said once. */
  span(fromMs: number, toMs: number): string {
    const from = this.#read(fromMs)
    const to = this.#read(toMs)
    if (from.zone !== to.zone) return `${this.moment(fromMs)} to ${this.moment(toMs)}`
    const until = from.day === to.day ? to.minute : `${to.day} ${to.minute}`
    return `${from.day} ${from.minute} to ${until} ${to.zone}`
  }

  #read(ms: number) {
    const parts = this.#parts.formatToParts(ms)
    const of = (type: Intl.DateTimeFormatPartTypes) => {
      return parts.find((each) => each.type === type)?.value ?? ''
    }
    const date = `${of('day')} ${of('month')}`
    const minute = `${of('hour')}:${of('minute')}`
    const day = `${of('weekday')} ${date} ${of('year')}`
    return { date, day, minute, second: `${minute}:${of('second')}`, zone: of('timeZoneName') }
  }
}
