/** The last ninety days of a component, a bar a day; each says in words what it shows. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import { COMPONENT_STATUSES } from './component-status.ts'
import type { StatusComponent } from './components.ts'
import { duration, percent } from './shown-time.ts'
import { type HtmlView, WORDS } from './status-frame.ts'
import type { Uptime } from './uptime.ts'
import { DAYS_SHOWN, windowAt } from './uptime-windows.ts'

export function bars({ report, times, nowMs }: HtmlView, component: StatusComponent): Html {
  const { time } = report.rules.businessHours
  const whole = report.of(component, windowAt('90 days', time, nowMs))
  return html`<ol class="bars" aria-label="${component.name}, the last ${DAYS_SHOWN} days">${report
    .daysOf(component)
    .map((day) => bar(day, times.day(day.fromMs)))}</ol>
<p class="soft line"><span>${DAYS_SHOWN} days ago</span><span>${percent(whole.uptime)} up</span><span>today</span></p>`
}

function bar(day: Uptime, date: string): Html {
  const words = dayWords(day)
  if (day.worst === 'operational') return html`<li><span>${date}: ${words}</span></li>`
  return html`<li class="${day.worst}" title="${date}: ${words}"><span>${date}: ${words}</span></li>`
}

/** The worst first, each with how long it lasted. */
function dayWords({ lastedMs }: Uptime): string {
  const lasted = [...COMPONENT_STATUSES].reverse().flatMap((status) => {
    const ms = lastedMs[status] ?? 0
    return ms > 0 ? [`${WORDS[status].toLowerCase()} ${duration(ms)}`] : []
  })
  return lasted.length === 0 ? 'operational' : lasted.join(', ')
}
