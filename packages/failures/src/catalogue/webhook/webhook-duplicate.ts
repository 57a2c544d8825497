/** One event, delivered more than once. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours } from '../sources.ts'
import { HOUR_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'

/**
 * The same id under the same key: one record may name its event twice, under two keys. The distance
 * is bounded so that a long list costs no more than its length; eight records fit into it.
 */
const SAME_EVENT_TWICE =
  /(?="(event_id|ulid|id)"\s{0,9}:\s{0,9}"([0-9a-z]{26})"[\s\S]{0,4000}?"\1"\s{0,9}:\s{0,9}"\2")/i

/** As people say it. */
const SAID =
  /webhooks?\b.{0,60}\b(?:twice|duplicat|(?:two|three|several|multiple) times|more than once)|duplicat\w* .{0,20}webhook/i

const FROM = [
  fact('10', 'documented'),
  ours('an event keeps its ULID, and no other has it'),
] as const

export const webhookDuplicateKnown: KnownMode = {
  id: 'webhook-duplicate',
  surface: 'webhook',
  status: null,
  party: 'integration',
  applied: 'yes',
  recovery: 'none',
  signatures: [
    { surface: 'webhook', text: SAME_EVENT_TWICE, from: FROM },
    // The list of deliveries is itself answered 200, whatever is in it.
    { surface: 'webhook', statuses: [200], text: SAME_EVENT_TWICE, from: FROM },
    { surface: 'webhook', text: SAID, from: [fact('10', 'documented'), ours('words for it')] },
  ],
}

export const webhookDuplicate: FailureMode = /* @__PURE__ */ told(webhookDuplicateKnown, {
  title: 'Procore delivered the same notice more than once.',
  summary: {
    says: 'Two deliveries carry the same event id. Procore repeats a delivery whenever it is not sure that the first was received, so this is expected; handling both would do the work twice.',
    from: [fact('10', 'documented')],
  },
  wire: null,
  causes: [
    {
      says: 'The receiver did the work, but its answer came too late or got lost.',
      tellApart:
        'The first delivery record of the event says failed or retried, and the log of the receiver shows it as done.',
      from: [fact('10', 'documented')],
    },
    {
      says: 'Procore sent it twice, which it does not promise not to do.',
      tellApart: 'Both deliveries of the event were answered 2xx in time.',
      from: [fact('10', 'documented')],
    },
    {
      says: 'Two hooks point to the same receiver.',
      tellApart:
        'List the hooks of the company and of the project, in every namespace: two have the same destination. The ids of the events then differ, as a rule.',
      from: [
        fact('10', 'documented'),
        ours('whether two hooks share the id of an event is not documented'),
      ],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the connected program if something shows up there twice.',
      from: [ours('people see the connected program, and not the deliveries')],
    },
    integration: {
      says: 'Answer 2xx, and drop every event whose id you have handled: keep the ids for longer than the twelve hours in which Procore repeats.',
      from: [fact('10', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 12 * HOUR_MS },
    says: 'A repeat arrives between a second and twelve hours after the first.',
    from: [fact('10', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [],
    to: 'nobody',
    evidence: [],
    from: [fact('10', 'documented'), ours('duplicates are part of the contract')],
  },
  from: [fact('10', 'documented')],
})
