/**
 * What those who help ask for, field by field: where it stands in the packet, or else how to give it.
 * The lines are the catalogue's, which has them from the guide to error 503 and the API reference.
 */
import type { CleanInput } from './clean-input.ts'
import { askedExchange, HANDED, mainExchange } from './main-exchange.ts'
import type { PacketExchange } from './packet-exchange.ts'
import type { NotCollected } from './packet-input.ts'
import { saidLines } from './said-lines.ts'
import { occurrences } from './timeline.ts'

export interface EvidenceField {
  /** Kebab-case, stable: `triage.json` uses it. */
  readonly id: string
  /** In the message, before the value. */
  readonly label: string
  /** What is asked for, for the list of what is missing. */
  readonly what: string
  /** Lines of the catalogue's evidence lists that this field answers, as they begin. */
  readonly answers: readonly string[]
  /** What it says, for the message; null when nobody gave it. */
  readonly value: (clean: CleanInput, extra: Extra) => string | null
  /** How to give it: a whole sentence. */
  readonly give: string
}

/** What is known of the packet beyond its input. */
export interface Extra {
  /** Names of the screenshots that are in it. */
  readonly screenshots: readonly string[]
}

const HAND_OVER =
  'Hand over the answer: --error FILE with a HAR file, a log, or what "curl -i" printed.'

export const EVIDENCE_FIELDS: readonly EvidenceField[] = [
  {
    id: 'times',
    label: 'Times',
    what: 'Time of each occurrence, with time zone',
    answers: ['Time of each occurrence', 'Approximate time of each occurrence'],
    value: (clean) => {
      const count = occurrences(clean).length
      return count === 0 ? null : `in timeline.txt, ${count === 1 ? 'one time' : `${count} times`}`
    },
    give: 'Say since when it happens: --since TIME.',
  },
  {
    id: 'screenshot',
    label: 'Screenshot',
    what: 'Screenshot of the whole window, address bar included',
    answers: ['Screenshot of the whole window'],
    value: (_clean, { screenshots }) => (screenshots.length === 0 ? null : screenshots.join(', ')),
    give: 'Take one while the error shows, and give it: --attach FILE.png.',
  },
  {
    id: 'browser',
    label: 'Browser',
    what: 'Browser with its version',
    answers: ['Browser with its version, and the device'],
    value: ({ person }) => person.browser,
    give: 'Say which: --browser "Chrome 142".',
  },
  {
    id: 'device',
    label: 'Device',
    what: 'Device',
    answers: ['Browser with its version, and the device'],
    value: ({ person }) => person.device,
    give: 'Say which: --device "Dell laptop, Windows 11".',
  },
  {
    id: 'network',
    label: 'Network',
    what: 'Network: office, site, home, phone, VPN',
    answers: ['Network: office'],
    value: ({ person }) => person.network,
    give: 'Say which: --network "office, over VPN".',
  },
  {
    id: 'project-name',
    label: 'Project',
    what: 'Name of the project',
    answers: ['Name of the project'],
    value: ({ person }) => person.projectName,
    give: 'Say which: --project-name "Pier 7 Retrofit".',
  },
  {
    id: 'role',
    label: 'My role in it',
    what: 'Your role or permission in the project',
    answers: ['Your role or permission in it'],
    value: ({ person }) => person.role,
    give: 'Say which: --role "Project manager, Standard on RFIs".',
  },
  {
    id: 'tried',
    label: 'What I tried',
    what: 'What you had tried by then, and what happened',
    answers: ['What you had tried by then'],
    value: (clean) => saidLines(clean.complaint).join(' ') || null,
    give: 'Answer the questions that the doctor asks in a terminal, or say it: --said other-network-fails.',
  },
  {
    id: 'method-and-url',
    label: 'Request',
    what: 'Method and full URL, query included',
    answers: ['Method and full URL'],
    value: (clean) => {
      const asked = askedExchange(clean)
      const { method = null, url = null } = asked?.request ?? {}
      if (method === null || url === null) return null
      return `${method} ${url}${asked?.from === HANDED ? '' : ' (as the examination asked)'}`
    },
    give: HAND_OVER,
  },
  {
    id: 'request-headers',
    label: 'Headers that were sent',
    what: 'Request headers, without Authorization and other secrets',
    answers: ['Request headers'],
    value: (clean) =>
      inFile(
        askedExchange(clean),
        ({ request }) => request.headers !== null && hasAny(request.headers),
      ),
    give: HAND_OVER,
  },
  {
    id: 'request-body',
    label: 'Body that was sent',
    what: 'Request body, without secrets',
    answers: ['Request body'],
    value: (clean) => {
      const main = askedExchange(clean)
      if (main === null) return null
      const { method, body } = main.request
      if (body !== null && body !== '') return `in exchanges.json, number ${main.id}`
      return method === 'GET' || method === 'HEAD' ? `none: a ${method} sends no body` : null
    },
    give: HAND_OVER,
  },
  {
    id: 'status',
    label: 'Status of the answer',
    what: 'Status of the answer',
    answers: ['Status of the answer'],
    value: (clean) => {
      const main = mainExchange(clean)
      if (main === null) return null
      if (main.response?.status != null) return String(main.response.status)
      return main.network === null
        ? null
        : `no answer came: ${main.network.code || main.network.message}`
    },
    give: HAND_OVER,
  },
  {
    id: 'answer',
    label: 'Headers and body of the answer',
    what: 'Headers and body of the answer, as they came',
    answers: ['Headers and body of the answer'],
    value: (clean) =>
      inFile(
        mainExchange(clean),
        ({ response }) => response !== null && (response.body !== '' || hasAny(response.headers)),
      ),
    give: HAND_OVER,
  },
  {
    id: 'request-id',
    label: 'Request id',
    what: 'Request id of the answer, if it carries one',
    answers: ['Request id of the answer'],
    value: (clean) => mainExchange(clean)?.requestIds.join(', ') || null,
    give: 'The answers carry none, or no answer is at hand. Look for a header x-request-id.',
  },
  {
    id: 'company-id',
    label: 'Company id',
    what: 'Company id',
    answers: ['Company id and project id'],
    value: ({ report }) => report?.targets.companyId ?? null,
    give: 'Say which: --company ID.',
  },
  {
    id: 'project-id',
    label: 'Project id',
    what: 'Project id',
    answers: ['Company id and project id'],
    value: ({ report }) => report?.targets.projectId ?? null,
    give: 'Say which: --project ID.',
  },
]

/** Every field, and every further line of the catalogue for this failure, that the packet has not. */
export function missingFields(
  clean: CleanInput,
  extra: Extra,
  further: readonly string[],
): NotCollected[] {
  const missing = EVIDENCE_FIELDS.filter(({ value }) => value(clean, extra) === null)
  return [
    ...missing.map(({ what, give }) => ({ what, because: `Nobody gave it. ${give}` })),
    ...further
      .filter((line) => !isAnswered(line))
      .map((what) => ({
        what,
        because: 'Only you can know it. Add it to message.txt before you send it.',
      })),
  ]
}

/** True when a field of ours answers this line of a list of the catalogue's. */
export function isAnswered(line: string): boolean {
  return EVIDENCE_FIELDS.some(({ answers }) => answers.some((start) => line.startsWith(start)))
}

function inFile(
  main: PacketExchange | null,
  has: (exchange: PacketExchange) => boolean,
): string | null {
  return main !== null && has(main) ? `in exchanges.json, number ${main.id}` : null
}

function hasAny(headers: object): boolean {
  return Object.keys(headers).length > 0
}
