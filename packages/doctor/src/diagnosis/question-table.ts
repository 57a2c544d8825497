/** What a person can be asked: each question of the complaint, and which sign each answer is. */
import type { Sign } from '../report/sign.ts'
import type { Complaint } from './complaint.ts'

/** The fields that are answered with yes or no. */
export type YesNoField = {
  [Field in keyof Complaint]: Complaint[Field] extends boolean | null ? Field : never
}[keyof Complaint]

export interface YesNoQuestion {
  readonly field: YesNoField
  /** As it is put to a person. */
  readonly asks: string
  readonly yes: Sign | null
  readonly no: Sign | null
  /** Signs that a probe found which answer it: then nobody is asked. */
  readonly answeredBy: readonly Sign[]
}

export const YES_NO_QUESTIONS: readonly YesNoQuestion[] = [
  {
    field: 'onlyOurCompany',
    asks: 'Does Procore work for other companies, while it fails for yours?',
    yes: 'only-our-company',
    no: 'other-companies-too',
    answeredBy: ['other-company-answers', 'other-company-unavailable'],
  },
  {
    field: 'otherNetworkWorks',
    asks: 'Does it work over another network, such as a phone’s hotspot?',
    yes: 'other-network-works',
    no: 'other-network-fails',
    answeredBy: ['captive-portal', 'proxy-refuses'],
  },
  {
    field: 'onlyOnePerson',
    asks: 'Does only one person have it, while colleagues can work?',
    yes: 'only-one-person',
    no: 'several-people',
    answeredBy: [],
  },
  {
    field: 'oneAction',
    asks: 'Does one action fail, while the rest of Procore works?',
    yes: 'one-action',
    no: 'all-actions',
    answeredBy: ['all-hosts-unreachable'],
  },
  {
    field: 'privateWindowWorks',
    asks: 'Does it work in a private window of the browser?',
    yes: 'private-window-works',
    no: 'private-window-fails',
    answeredBy: [
      ...(['app-maintenance', 'app-unavailable', 'app-heavy-load', 'app-server-error'] as const),
      'all-hosts-unreachable',
    ],
  },
  {
    field: 'maintenanceAnnounced',
    asks: 'Was a maintenance announced for this time?',
    yes: 'maintenance-announced',
    no: null,
    answeredBy: ['status-operational', 'status-maintenance', 'status-incident', 'status-degraded'],
  },
  {
    field: 'repeatedOverDays',
    asks: 'Has it come back over several days?',
    yes: 'repeated-days',
    no: null,
    answeredBy: [],
  },
  {
    field: 'workedBefore',
    asks: 'Has the same worked before?',
    yes: 'worked-before',
    no: 'never-worked',
    answeredBy: [],
  },
  {
    field: 'bulkWork',
    asks: 'Was a large import running, or a program that makes many calls?',
    yes: 'bulk-work',
    no: null,
    answeredBy: ['limits-fine', 'limit-hourly-spent', 'limit-spike-spent'],
  },
]

/** The two that are not answered with yes or no. */
export const OPEN_QUESTIONS = {
  seen: 'What did you see? The words of the error, or its number',
  sinceMs: 'Since when? 07:15, or 30m for half an hour ago',
} as const satisfies Partial<Record<keyof Complaint, string>>
