/** The two scores side by side, with the hour that both went through, as a person reads them. */
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'
import { EVENTS, ROUND_TRIP_MS } from './hour.ts'
import type { Score } from './score.ts'
import { RFI_COUNT, VENDOR_COUNT } from './work.ts'

export interface NamedScore {
  readonly name: string
  readonly score: Score
}

interface Row {
  readonly label: string
  readonly value: (score: Score) => string
  /** What is wrong stands out; null where more is not worse. */
  readonly isBad: ((score: Score) => boolean) | null
}

const ROWS: readonly Row[] = [
  { label: 'finished', value: finished, isBad: ({ isFinished }) => !isFinished },
  { label: 'requests sent', value: ({ requests }) => String(requests), isBad: null },
  {
    label: '429 answers',
    value: ({ rateLimited }) => String(rateLimited),
    isBad: ({ rateLimited }) => rateLimited > 0,
  },
  {
    label: 'duplicates made',
    value: ({ duplicates }) => String(duplicates),
    isBad: ({ duplicates }) => duplicates > 0,
  },
  { label: 'writes lost', value: ({ lost }) => String(lost), isBad: ({ lost }) => lost > 0 },
  { label: 'refresh calls', value: ({ refreshCalls }) => String(refreshCalls), isBad: null },
  { label: 'sign-ins by a person', value: ({ signIns }) => String(signIns), isBad: null },
  {
    label: 'broken promises',
    value: ({ brokenPromises }) => String(brokenPromises),
    isBad: ({ brokenPromises }) => brokenPromises > 0,
  },
]

/** Words for the kinds of broken promises. A kind without words is shown as it is. */
const PROMISES: Readonly<Record<string, string>> = {
  'called-while-told-to-wait': 'called while told to wait',
  'spent-refresh-token-presented': 'presented a spent refresh token',
  'dead-access-token-reused': 'used an access token again that was refused',
  'called-disconnected-company': 'called a company that the app is not connected to',
  'repeated-rejected-request': 'repeated a request unchanged that was rejected',
}

const LABEL_COLUMNS = 22
const VALUE_COLUMNS = 22

export interface SheetOptions {
  /** Our client, too, created the vendors one by one. */
  readonly oneByOne: boolean
}

export function printScoreSheet(
  sides: readonly NamedScore[],
  terminal: Terminal,
  { oneByOne }: SheetOptions,
): void {
  const { colours, columns } = terminal
  const say = (text: string) => terminal.out(wrap(text, { columns }))
  terminal.out(colours.bold('One job, one bad hour, two clients'))
  terminal.out('')
  say(
    `The job: sign in, list projects and vendors, create ${VENDOR_COUNT} vendors, raise ${RFI_COUNT} RFIs as the site reports them.`,
  )
  terminal.out('')
  terminal.out('The hour:')
  for (const { atMin, says } of EVENTS) {
    const when = atMin === null ? 'always' : `at :${String(atMin).padStart(2, '0')}`
    terminal.out(wrap(says, { columns, first: `  ${when.padEnd(8)}` }))
  }
  terminal.out('')
  const cell = (text: string) => text.padEnd(VALUE_COLUMNS)
  const header = sides.map(({ name }) => cell(name)).join('')
  terminal.out(colours.bold(`${' '.repeat(LABEL_COLUMNS)}${header}`.trimEnd()))
  for (const { label, value, isBad } of ROWS) {
    const cells = sides.map(({ score }) => {
      const text = cell(value(score))
      return isBad?.(score) ? colours.red(text) : text
    })
    terminal.out(`${label.padEnd(LABEL_COLUMNS)}${cells.join('')}`.trimEnd())
  }
  terminal.out('')
  for (const { name, score } of sides) for (const line of remarks(score)) say(`${name}: ${line}`)
  terminal.out('')
  for (const line of legend(oneByOne)) terminal.out(colours.dim(wrap(line, { columns })))
}

const legend = (oneByOne: boolean) => [
  `Counted from the journals and the databases of two fresh emulators, one for each, on a virtual clock; a request takes ${ROUND_TRIP_MS} ms of it. A person signs in again, on both sides, when the job says that it must be.`,
  'The SDK is unmodified and renews its token by its own refresher. Its job catches the error of each item and goes on, and tries what failed once more after the hour. It has no batch, so vendors are created one by one.',
  `Our client creates the vendors ${oneByOne ? 'one by one too' : 'by sync'}. Its job asks for a sign-in when the client does, and would try what failed once more too.`,
  'A promise is what the server told a caller: wait until then, this token is spent, this request is wrong.',
]

function finished({ isFinished, made, wanted, endedAtMin }: Score): string {
  return isFinished ? `yes, at :${padded(endedAtMin)}` : `no: ${made} of ${wanted}`
}

/** Past the hour, minutes go on counting: `:63` is three past the next. */
function padded(minutes: number): string {
  return String(minutes).padStart(2, '0')
}

function remarks({ brokenByKind, gaveUp }: Score): string[] {
  const broken = Object.entries(brokenByKind).map(
    ([kind, count]) => `${PROMISES[kind] ?? kind} ${count} ${count === 1 ? 'time' : 'times'}`,
  )
  return [
    ...(gaveUp === null ? [] : [`gave up: ${gaveUp}`]),
    ...(broken.length === 0 ? [] : [broken.join('; ')]),
  ]
}
