/** Who can be named in a new log, and the sums of a day's manpower. */
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { othersWhere } from '../../engine/other-records.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import { LOG_KINDS } from './log-kinds.ts'
import { daysAsked, logsOfDays } from './logs-of-days.ts'

/** `[{id, name}]` of the company's vendors, or of the project's people. */
export function answerOptions(work: Work, of: 'vendors' | 'users'): Result {
  const { companyId, projectId, platform } = work
  const all = othersWhere(work, of, { sql: 'company_id = ?', values: [companyId] })
  const here = all.filter(({ stored }) => {
    return of === 'vendors' || platform.directory.isMember('project', projectId, stored.id)
  })
  return listOf(
    work,
    here.map(({ shown }) => ({ id: shown['id'], name: shown['name'] })),
  )
}

export function answerTotals(work: Work): Result {
  const days = daysAsked(work)
  if ('failure' in days) return days
  const kind = LOG_KINDS.find(({ name }) => name === 'manpower_logs')
  const logs = kind ? logsOfDays(work, kind, days) : []
  if ('failure' in logs) return logs
  const shown = logs.map(({ data }) => JSON.parse(data) as Shown)
  const sum = (name: string) => shown.reduce((total, log) => total + Number(log[name] ?? 0), 0)
  return jsonReply(work, {
    total_workers: sum('num_workers'),
    total_man_hours: sum('man_hours'),
  })
}
