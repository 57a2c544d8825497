/** The causes that a diagnosis tells apart. */

export const CAUSE_IDS = [
  'scheduled-maintenance',
  'heavy-load',
  'regional-outage',
  'procore-defect',
  'throttling',
  'routing',
  'our-company',
  'our-app',
  'our-token',
  'our-permission',
  'our-network',
  'our-clock',
  'our-webhook-receiver',
  'browser-session',
  'our-request',
] as const

export type CauseId = (typeof CAUSE_IDS)[number]
