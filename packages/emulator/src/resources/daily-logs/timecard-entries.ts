/** Hours that people worked: reached through the project, at the old address, and through the company. */
import { boolean, choice, dateTime, integer, reference, text } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'
import { costCode, type LogKind, texts } from './log-kind.ts'

export const TIMECARD_ENTRIES: LogKind = {
  name: 'timecard_entries',
  wrapper: 'timecard_entry',
  amounts: ['hours', 'lunch_time'],
  morePaths: [
    { path: '/rest/v1.0/timecard_entries', scope: 'project' },
    { path: '/rest/v1.0/companies/{company_id}/timecard_entries', scope: 'either' },
  ],
  fields: {
    ...texts('hours', 'lunch_time', 'time_in', 'time_out', 'description'),
    party: reference('users', { input: 'party_id' }),
    login_information: reference('users', { input: 'login_information_id' }),
    billable: boolean({ default: true }),
    approval_status: choice(['pending', 'reviewed', 'approved', 'completed'], {
      default: 'pending',
    }),
    ...costCode(),
    timecard_time_type_id: integer(),
    timesheet_id: integer(),
    sub_job_id: integer(),
    crew_id: integer(),
    line_item_type_id: integer(),
    clock_in_time: dateTime(),
    clock_out_time: dateTime(),
    procore_signature_id: integer(),
    origin_id: text(),
    origin_data: text(),
  },
  lacks: (log: Shown) => (isBlank(log, 'hours') && isBlank(log, 'time_in') ? 'hours' : null),
}

function isBlank(log: Shown, name: string): boolean {
  return log[name] === null || log[name] === ''
}
