/** The one sentence that somebody reads at seven in the morning. */
import { type FailureId, failureMode } from '@underpin/failures'
import type { ProbeResult } from '../report/probe-result.ts'
import type { CauseId } from './cause.ts'
import { STRONG } from './cause-row.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Case } from './signs-of.ts'
import { isComplaint, isTrouble, LIKELY_MIN, POSSIBLE_MIN } from './verdict-of.ts'
import type { WeighedCause } from './weigh-causes.ts'

/** Names in a sentence; more are counted. */
const NAMED_MAX = 3

export function headlineOf(
  verdict: Diagnosis['verdict'],
  examined: Case,
  causes: readonly WeighedCause[],
): string {
  return HEADLINES[verdict](examined, causes)
}

/** The causes that stand on evidence of their own: more than one, when two things are wrong at once. */
export function likelyCauses(causes: readonly WeighedCause[]): readonly WeighedCause[] {
  return causes.filter(
    ({ likelihood, speaking }, at) =>
      likelihood >= LIKELY_MIN && (at === 0 || speaking.some(([, weight]) => weight >= STRONG)),
  )
}

/** What ends by itself, and shows while it lasts. */
const PASSING: readonly CauseId[] = [
  'scheduled-maintenance',
  'heavy-load',
  'regional-outage',
  'throttling',
]

/** Nobody is told this while something at their end may still be it. */
const NOT_YOURS = '; nothing is wrong at your end.'

const HEADLINES: Readonly<
  Record<Diagnosis['verdict'], (examined: Case, causes: readonly WeighedCause[]) => string>
> = {
  'all-fine': ({ report }) => {
    const notes = (report?.results ?? []).filter(({ verdict }) => verdict === 'warn')
    const unknown = (report?.results ?? []).filter(({ verdict }) => verdict === 'unknown')
    const left = (report?.leftOut.length ?? 0) + unknown.length
    const said =
      notes.length === 0 ? '' : ` Worth knowing: ${notes.map(({ says }) => says).join(' ')}`
    const seen =
      left === 0
        ? 'Everything works, from the network to the tool.'
        : 'Everything that was looked at works; what was left out stands below.'
    return `${seen}${said}`
  },
  'cause-found': ({ report }, causes) => {
    const [first, second] = likelyCauses(causes)
    if (!first) return ''
    if (report && PASSING.includes(first.row.id) && !report.results.some(isTrouble)) {
      return `It may be over: everything that was looked at works now. What you met: ${lowered(first.row.title)}.`
    }
    const rival = causes.find(
      ({ row, likelihood }) => row.party !== first.row.party && likelihood >= POSSIBLE_MIN,
    )
    if (rival && !second && first.row.headline.endsWith(NOT_YOURS)) {
      const what = first.row.headline.slice(0, -NOT_YOURS.length)
      return `Probably: ${what}. It may still be ${lowered(rival.row.title)}.`
    }
    return second
      ? `${first.row.headline} And besides: ${lowered(second.row.title)}.`
      : first.row.headline
  },
  unsure: ({ report, complaint }, causes) => {
    const broken = (report?.results ?? []).filter(isTrouble)
    const [first] = causes
    const isPossible = first !== undefined && first.likelihood >= POSSIBLE_MIN
    const title = isPossible ? lowered(first.row.title) : ''
    const guess = title === '' ? '' : ` The likeliest: ${title}.`
    if (broken.length === 0 && report) {
      const isLikely = (first?.likelihood ?? 0) >= LIKELY_MIN
      const back = isPossible ? `the likeliest is ${title}` : 'look again while it fails'
      const met = isLikely ? `What you met was probably ${title}` : `If it comes back, ${back}`
      return `It may be over: everything that was looked at works now. ${met}.`
    }
    if (broken.length === 0)
      return `That is too little to name a cause.${isComplaint(complaint) ? guess : ''}`
    const isTheirs = broken.some(({ failure }) => isProcores(failure))
    const where = isTheirs ? ' at Procore’s end' : ''
    return `Something is wrong${where}, and no cause stands out. ${broken[0]?.says ?? ''}${guess}`
  },
  'could-not-check': ({ report }) => {
    const unknown = (report?.results ?? []).filter(({ verdict }) => verdict === 'unknown')
    if (!report || report.results.length === unknown.length) {
      return 'Nothing could be checked, so nothing can be said of Procore.'
    }
    return `What could be checked works, but not everything could be checked: ${named(unknown)}.`
  },
}

function isProcores(failure: FailureId | null): boolean {
  return failure !== null && failureMode(failure).party === 'procore'
}

function named(results: readonly ProbeResult[]): string {
  const names = results.slice(0, NAMED_MAX).map(({ name }) => name)
  const more = results.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
