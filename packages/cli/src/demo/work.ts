/** The work that both sides are given: the same vendors, the same RFIs, due at the same times. */

export const COMPANY_ID = 4001
export const PROJECT_ID = 5001
export const VENDOR_COUNT = 250
export const RFI_COUNT = 20

/** The project manager of the default world. */
const ASSIGNEE_ID = 7002

const MINUTE_MS = 60_000

export interface WantedVendor {
  readonly name: string
  /** Our number for it, which a sync finds it again by. */
  readonly originId: string
}

export interface WantedRfi {
  readonly subject: string
  /** When the site reports it, in milliseconds from the start of the hour. */
  readonly dueMs: number
}

export const VENDORS: readonly WantedVendor[] = Array.from({ length: VENDOR_COUNT }, (_, at) => ({
  name: `Supplier ${String(at + 1).padStart(3, '0')}`,
  originId: `erp-${at + 1}`,
}))

/** One every two and a half minutes, from five past: they fall into every stretch of the hour. */
export const RFIS: readonly WantedRfi[] = Array.from({ length: RFI_COUNT }, (_, at) => ({
  subject: `RFI from site ${String(at + 1).padStart(2, '0')}`,
  dueMs: (5 + at * 2.5) * MINUTE_MS,
}))

/** What both sides post for an RFI: the fields that Procore requires. */
export function rfiBody({ subject }: WantedRfi) {
  const question = { body: 'Which detail holds here?' }
  return { rfi: { subject, question, assignee_ids: [ASSIGNEE_ID] } }
}
