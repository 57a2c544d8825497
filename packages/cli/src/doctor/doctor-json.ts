/**
 * What `doctor --json` prints. A stable shape: fields are added, never taken away or changed without a
 * new version. Everything has passed the redactor.
 */
import type { Complaint, Diagnosis, Report } from '@underpin/doctor'
import type { Redactor } from '@underpin/exchange'

export interface DoctorJson {
  readonly version: 1
  readonly report: Report | null
  readonly diagnosis: Diagnosis
  readonly complaint: Complaint
}

export function doctorJson(found: Omit<DoctorJson, 'version'>, redactor: Redactor): string {
  const { report, diagnosis, complaint } = found
  const shown = report && {
    ...report,
    results: report.results.map((result) => ({
      ...result,
      exchanges: result.exchanges.map((exchange) => redactor.exchange(exchange)),
    })),
  }
  const json: DoctorJson = { version: 1, report: shown, diagnosis, complaint }
  return JSON.stringify(redactor.value(json), null, 2)
}
