/** The weather of a day: its conditions are words of fixed lists, and its `POST` answers 200. */
import { choice, type Field, text } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'
import { type LogKind, texts } from './log-kind.ts'

/** The words that are taken, in the order in which they are offered. Source: the schemas. */
export const WEATHER_CONDITIONS = {
  sky: ['Clear', 'Cloudy', 'Overcast', 'Fog', 'Mist', 'Rain', 'Snow', 'Ice/Sleet/Hail', 'Smoke'],
  ground: [
    'Dry',
    'Wet/Muddy',
    'Flooded',
    'Snow',
    'Frozen',
    '-----',
    'High Tide',
    'Low Tide',
    'Heavy Surf/Swell',
  ],
  calamity: [
    'Earthquake',
    'Fire',
    'Flash Flood',
    'Landslide',
    'Tornado',
    'Hurricane',
    'Snow',
    'Other',
  ],
  wind: ['Calm', 'Light Wind', 'High Wind'],
  temperature: ['Very Hot', 'Hot', 'Mild', 'Cold', 'Very Cold'],
} as const

const CONDITIONS: Readonly<Record<string, Field>> = Object.fromEntries(
  Object.entries(WEATHER_CONDITIONS).map(([name, words]) => [name, choice(words)]),
)

export const WEATHER_LOGS: LogKind = {
  name: 'weather_logs',
  wrapper: 'weather_log',
  isApproved: false,
  needsDate: true,
  created: 200,
  morePaths: [
    { path: '/rest/v1.1/projects/{project_id}/daily_logs/weather_logs', scope: 'project' },
  ],
  fields: {
    ...texts('average', 'comments', 'precipitation'),
    ...CONDITIONS,
    is_weather_delay: text(),
    time: text(),
  },
  derive: setTime,
}

const CLOCK_TIME = /(?:^|T)((?:[01]?\d|2[0-3]):[0-5]\d)(?::00Z)?$/

/** Written as a time of the day, and shown as a moment. */
function setTime(log: Shown): void {
  const { time, date } = log
  const clock = typeof time === 'string' ? CLOCK_TIME.exec(time)?.[1] : undefined
  if (clock === undefined || typeof date !== 'string') return
  log['time'] = `${date}T${clock.padStart(5, '0')}:00Z`
}
