/** The uptime of every component and of the whole, for each window and each day that is shown. */
import type { Assumptions } from '../assumptions.ts'
import type { Span } from './business-hours.ts'
import { troublesOf, worksOf } from './component-history.ts'
import { COMPONENTS, type StatusComponent } from './components.ts'
import type { StatusBoard } from './status-board.ts'
import { TIME_ZONE } from './statuspage-json.ts'
import {
  meanUptime,
  type Piece,
  piecesOf,
  type Uptime,
  type UptimeRules,
  uptimeIn,
} from './uptime.ts'
import { shownDays, WINDOW_NAMES, type WindowName, windowAt } from './uptime-windows.ts'
import { DAY_MS, ZonedTime } from './zoned-time.ts'

export interface ReportParts {
  readonly board: StatusBoard
  readonly assumptions: Assumptions
}

export interface WindowReport {
  readonly name: WindowName
  readonly whole: Uptime
  /** In the order of `COMPONENTS`. */
  readonly components: readonly Uptime[]
}

/** What happened is read once; then any window can be asked for. */
export class UptimeReport {
  readonly rules: UptimeRules
  readonly #nowMs: number
  /** In the order of `COMPONENTS`. */
  readonly #pieces: readonly (readonly Piece[])[]
  /** Reckoned once: the calendar of a zone is slow. */
  #days: readonly Span[] | null = null

  constructor({ board, assumptions }: ReportParts, nowMs: number) {
    this.#nowMs = nowMs
    this.rules = uptimeRules(assumptions)
    const troubles = troublesOf(board)
    const works = worksOf(board)
    this.#pieces = COMPONENTS.map(({ name }) =>
      piecesOf(troubles.get(name) ?? [], works.get(name) ?? [], this.rules),
    )
  }

  windows(): readonly WindowReport[] {
    const { time } = this.rules.businessHours
    return WINDOW_NAMES.map((name) => {
      const window = windowAt(name, time, this.#nowMs)
      return { name, whole: this.whole(window), components: this.#all(window) }
    })
  }

  /** The whole is the platform: what only helps is left out of it. */
  whole(window: Span): Uptime {
    const all = this.#all(window).filter((_, at) => COMPONENTS[at]?.isPlatform)
    return meanUptime(all, window)
  }

  of(component: StatusComponent, window: Span): Uptime {
    return uptimeIn(this.#pieces[COMPONENTS.indexOf(component)] ?? [], window, this.#nowMs)
  }

  /** Day by day, oldest first. */
  daysOf(component: StatusComponent): readonly Uptime[] {
    this.#days ??= shownDays(this.rules.businessHours.time, this.#nowMs)
    return this.#days.map((day) => this.of(component, day))
  }

  #all(window: Span): readonly Uptime[] {
    return this.#pieces.map((pieces) => uptimeIn(pieces, window, this.#nowMs))
  }
}

function uptimeRules(assumptions: Assumptions): UptimeRules {
  const [fromHour = 0, untilHour = 0] = assumptions.get('business-hours').split('-').map(Number)
  return {
    businessHours: { time: new ZonedTime(TIME_ZONE), fromHour, untilHour },
    noticeMs: Number(assumptions.get('maintenance-notice-days')) * DAY_MS,
  }
}
