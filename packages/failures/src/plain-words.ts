/** The words for what the catalogue says in terms: who, whether, how long, from where. Short, and to be read aloud. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './catalogue/time-units.ts'
import type { Applied, Escalation, Party, Source, Surface } from './failure-mode.ts'
import type { RecoveryKind } from './recovery.ts'

const DAY_MS = 24 * HOUR_MS

const SECOND = { name: 'second', ms: SECOND_MS } as const

const UNITS = [
  { name: 'day', ms: DAY_MS },
  { name: 'hour', ms: HOUR_MS },
  { name: 'minute', ms: MINUTE_MS },
  SECOND,
] as const

/** In the order in which lists of failures show them. */
export const SURFACE_TITLES: Readonly<Record<Surface, string>> = {
  oauth: 'Signing in (OAuth)',
  api: 'The API',
  storage: 'Uploads',
  network: 'The network',
  web: 'The web app',
  webhook: 'Webhooks',
}

/** Who has to change something. Never a reproach: it says who can help. */
export const PARTY_WORDS: Readonly<Record<Party, string>> = {
  integration: 'Whoever looks after the integration, the program that talks to Procore.',
  user: 'The person who is signed in. Nobody else is needed.',
  'company-admin': 'The Procore administrator of your company.',
  procore: 'Procore. Nothing is wrong at your end.',
  network: 'The network between you and Procore. Most often it is your own.',
}

export const APPLIED_WORDS: Readonly<Record<Applied, string>> = {
  no: 'No. Nothing was changed.',
  yes: 'Yes, at least in part. Do not send it again as it was.',
  unknown: 'That is not known. Look whether it is there before you do it again.',
}

export const ESCALATION_WORDS: Readonly<Record<Escalation['to'], string>> = {
  'company-admin': 'the Procore administrator of your company',
  'procore-support': 'Procore support',
  'apisupport@procore.com': 'Procore’s API support (apisupport@procore.com)',
  'own-it': 'the people who run your own network',
  nobody: 'nobody',
}

/** What a client does about it by itself. */
export const RECOVERY_WORDS: Readonly<Record<RecoveryKind, string>> = {
  none: 'It does not repeat the request: the same would come back.',
  'refresh-once': 'It renews the access token and repeats the request once.',
  'wait-for-header': 'It waits as long as the server says, never less, and repeats the request.',
  backoff: 'It repeats the request after growing pauses, a few times at most.',
  'hold-until-recovered':
    'It stops sending, tries one small call at a time, and starts again slowly once that works.',
  shrink: 'It halves the batch or the page and sends the parts.',
  reconcile: 'It looks whether the change was made before it sends it again.',
  reauthenticate: 'It stops, and asks for a person to sign in again.',
  'stop-company': 'It stops all calls for this company, and tries one small call now and then.',
  'ask-admin': 'It stops, and asks for a person who can change the setting.',
}

const SOURCE_WORDS: Readonly<Record<Source['in'], string>> = {
  'seed-503-guide': 'guide to error 503',
  'seed-api-errors': 'API error code reference',
  'seed-web-errors': 'page on login and web errors',
  facts: 'fact sheet, section',
  ours: 'our own judgement:',
}

const CONFIDENCE_WORDS: Readonly<Record<Source['confidence'], string>> = {
  documented: 'documented',
  schema: 'from the schema only',
  wild: 'reported by others',
  assumed: 'assumed',
}

/** `90_000` is `1 minute 30 seconds`; at most two units, rounded up, as it is a time to wait. */
export function durationWords(durationMs: number): string {
  if (durationMs <= 0) return 'no time'
  const { finer } = unitsOf(durationMs)
  const roundedMs = Math.ceil(durationMs / finer.ms) * finer.ms
  // Again: 59 minutes and 59.5 seconds have become an hour.
  const units = unitsOf(roundedMs)
  const whole = counted(Math.floor(roundedMs / units.coarser.ms), units.coarser.name)
  const rest = Math.floor((roundedMs % units.coarser.ms) / units.finer.ms)
  return rest === 0 ? whole : `${whole} ${counted(rest, units.finer.name)}`
}

export function sourceWords({ in: where, at, confidence }: Source): string {
  if (where === 'ours') return `${SOURCE_WORDS[where]} ${at} (${CONFIDENCE_WORDS[confidence]})`
  const joint = where === 'facts' ? ' ' : ', '
  return `${SOURCE_WORDS[where]}${joint}${at} (${CONFIDENCE_WORDS[confidence]})`
}

/** The largest unit that fits, and the one below it; seconds have none below. */
function unitsOf(durationMs: number) {
  const fitting = UNITS.findIndex(({ ms }) => durationMs >= ms)
  const at = fitting === -1 ? UNITS.length - 1 : fitting
  return { coarser: UNITS[at] ?? SECOND, finer: UNITS[at + 1] ?? SECOND }
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
