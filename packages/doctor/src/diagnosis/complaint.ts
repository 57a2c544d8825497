/** What the person says: the part of the story that no probe can find out. Everything may be left out. */
import type { FailureId } from '@underpin/failures'

export interface Complaint {
  /** Since when, in milliseconds since the epoch. */
  readonly sinceMs: number | null
  readonly onlyOurCompany: boolean | null
  /** Was another network tried, and did it work there? Null: not tried, or not known. */
  readonly otherNetworkWorks: boolean | null
  readonly onlyOnePerson: boolean | null
  readonly oneAction: boolean | null
  readonly privateWindowWorks: boolean | null
  readonly maintenanceAnnounced: boolean | null
  readonly repeatedOverDays: boolean | null
  readonly workedBefore: boolean | null
  readonly bulkWork: boolean | null
  /** The errors that they met, as they were recognised; likeliest first. */
  readonly seen: readonly FailureId[]
}

export const NO_COMPLAINT: Complaint = {
  sinceMs: null,
  onlyOurCompany: null,
  otherNetworkWorks: null,
  onlyOnePerson: null,
  oneAction: null,
  privateWindowWorks: null,
  maintenanceAnnounced: null,
  repeatedOverDays: null,
  workedBefore: null,
  bulkWork: null,
  seen: [],
}
