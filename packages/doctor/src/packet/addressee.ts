/** To whom the message goes, and what each of them asks for. */
import type { Escalation } from '@underpin/failures'
import type { CleanInput } from './clean-input.ts'

export type Addressee = Escalation['to']

interface AddresseeWords {
  /** After `To:`. Where nobody knows the address, it says how to find it. */
  readonly to: string
  readonly greeting: string
  /** What is asked of them: a whole sentence. */
  readonly request: string
  /** Ids of the fields that they ask for, in the order of the message. */
  readonly fields: readonly string[]
}

const PERSON_FIELDS = [
  'times',
  'screenshot',
  'browser',
  'device',
  'network',
  'project-name',
  'role',
  'tried',
]

const API_FIELDS = [
  'method-and-url',
  'status',
  'request-id',
  'times',
  'company-id',
  'project-id',
  'request-headers',
  'request-body',
  'answer',
]

/** Sources: 503 guide, When to Contact Procore Support; API error code reference, Best practices. */
export const ADDRESSEES: Readonly<Record<Addressee, AddresseeWords>> = {
  'company-admin': {
    to: 'the Procore administrator of our company',
    greeting: 'Hello,',
    request:
      'Could you check our company’s account, its permissions and its apps, and contact Procore support through your administrator account if nothing is wrong there?',
    fields: [...PERSON_FIELDS, 'company-id', 'project-id', 'status', 'request-id'],
  },
  'procore-support': {
    to: 'Procore support, through our company’s administrator account',
    greeting: 'Hello,',
    request: 'Could you find out what is wrong, and tell me when it should work again?',
    fields: [...PERSON_FIELDS, 'company-id', 'project-id', 'status', 'request-id'],
  },
  'apisupport@procore.com': {
    to: 'apisupport@procore.com',
    greeting: 'Hello,',
    request: 'Could you look these requests up, and tell me what went wrong with them?',
    fields: [...API_FIELDS, 'tried', 'network'],
  },
  'own-it': {
    to: 'the people who look after our network',
    greeting: 'Hello,',
    request: 'Could you look at what stands between this machine and Procore?',
    fields: ['times', 'network', 'device', 'browser', 'screenshot', 'tried', 'status'],
  },
  nobody: {
    to: 'nobody yet',
    greeting: 'Hello,',
    request: 'Nobody has to be asked yet.',
    fields: [...PERSON_FIELDS, ...API_FIELDS.filter((field) => field !== 'times')],
  },
}

export function escalationTo({ diagnosis }: CleanInput): Addressee {
  return diagnosis.clock.escalateTo
}
