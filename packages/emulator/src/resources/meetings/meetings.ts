/** Meetings: listed in groups of those that follow each other, with agenda and attendees. */
import {
  boolean,
  createdBy,
  date,
  dateTime,
  integer,
  integerList,
  type Json,
  json,
  text,
} from '../../engine/field.ts'
import { othersWhere } from '../../engine/other-records.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import { within } from '../traits/embedded.ts'
import { valueRefused } from '../traits/transitions.ts'

const V10 = '/rest/v1.0/meetings'
const V11 = '/rest/v1.1/projects/{project_id}/meetings'

/** Version 1.0 has a day and two times, 1.1 two instants. */
const ONLY_V10 = ['meeting_date', 'start_time', 'finish_time', 'created_by']
const ONLY_V11 = ['starts_at', 'ends_at', 'meeting_template_id', 'remote_meeting_url', 'created_by']
/** Where topics stand that are in no category. Assumed. */
const UNCATEGORIZED = 'Uncategorized'
const NOT_LISTED = ['minutes', 'conclusion', 'overview', 'attendee_users', 'attachments']

const shownAtV10: RouteRow['present'] = (meeting, work) => whole(without(meeting, ONLY_V11), work)
const shownAtV11: RouteRow['present'] = (meeting, work) => whole(without(meeting, ONLY_V10), work)
const listedAtV10: RouteRow['present'] = (meeting) => without(meeting, [...ONLY_V11, ...NOT_LISTED])
const listedAtV11: RouteRow['present'] = (meeting) => without(meeting, [...ONLY_V10, ...NOT_LISTED])

const lists = (path: string, present: RouteRow['present']): RouteRow[] => [
  { method: 'GET', path, operation: 'list', enclose: grouped, ...(present ? { present } : {}) },
]

export const meetings: Resource = {
  name: 'meetings',
  wrapper: 'meeting',
  belongsTo: 'project',
  firstId: 59_001,
  source: '11, Meetings',
  event: 'Meetings',
  paths: [
    {
      scope: 'project',
      tool: 'meetings',
      levels: { create: 'Admin', update: 'Admin' },
      routes: [
        ...lists(V10, listedAtV10),
        ...routesOf(V10, ['show', 'create', 'update', 'delete'], shown(shownAtV10)),
        ...lists(V11, listedAtV11),
        ...routesOf(V11, ['show', 'update', 'delete'], shown(shownAtV11)),
        ...routesOf(V11, ['create'], {
          ...shown(shownAtV11),
          requiresFields: ['starts_at', 'ends_at'],
        }),
      ],
    },
  ],
  fields: {
    position: integer({ required: true }),
    title: text({ charsMax: 255 }),
    location: text(),
    meeting_date: date(),
    start_time: text(),
    finish_time: text(),
    starts_at: dateTime(),
    ends_at: dateTime(),
    time_zone: text(),
    occurred: boolean({ default: false }),
    is_private: boolean({ default: false }),
    is_draft: boolean({ default: false }),
    mode: text({ readonly: true, default: 'agenda' }),
    overview: text(),
    description: text({ readonly: true }),
    minutes: text(),
    conclusion: text(),
    parent_id: integer({ readonly: true }),
    meeting_template_id: integer({ readonly: true }),
    remote_meeting_url: text({ readonly: true }),
    meeting_topics_count: integer({ readonly: true, default: 0 }),
    attendees: integerList({ writeonly: true }),
    attendee_users: json({ readonly: true, default: [] }),
    created_by_id: integer({ readonly: true }),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', title: 'title', position: 'position' },
  filters: { assignee_id: { kind: 'any-id', on: '$.attendee_users' } },
  sorts: { position: { on: '$.position' }, title: { on: '$.title' } },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  privateBy: 'is_private',
  privateTo: ['created_by', 'attendee_users'],
  hooks: { derive, rule, stored },
}

function derive(record: Shown, { input, before, writing }: Change): void {
  record['created_by_id'] = before
    ? (before['created_by_id'] ?? null)
    : within(record['created_by'], 'id')
  record['description'] = record['overview'] ?? null
  // Minutes are taken once the meeting is held.
  record['mode'] = record['occurred'] === true ? 'minutes' : 'agenda'
  const { starts_at: startsAt, ends_at: endsAt } = record
  if (input['starts_at'] !== undefined && typeof startsAt === 'string') {
    record['meeting_date'] = startsAt.slice(0, 10)
    record['start_time'] = startsAt.slice(11, 16)
  }
  if (input['ends_at'] !== undefined && typeof endsAt === 'string') {
    record['finish_time'] = endsAt.slice(11, 16)
  }
  if (before) return
  const twin = othersWhere(writing, 'meetings', {
    sql: "project_id = ? AND json_extract(data, '$.title') = ?",
    values: [writing.projectId, String(record['title'])],
  })[0]
  record['parent_id'] = twin ? (twin.shown['parent_id'] ?? twin.stored.id) : null
}

function rule(record: Shown, { input, writing }: Change): Refusal | null {
  const { starts_at: startsAt, ends_at: endsAt } = record
  if (typeof startsAt === 'string' && typeof endsAt === 'string' && endsAt < startsAt) {
    return valueRefused('ends_at', `${endsAt} is before ${startsAt}`)
  }
  const nobody = invited(input).find((id) => !lookUp(writing, 'users', id, writing.companyId))
  return nobody === undefined ? null : valueRefused('attendees', `there is no user ${nobody}`)
}

/** Whoever is invited when a meeting is made has a record of attendance. */
function stored(record: Shown, { input, before, writing }: Change): void {
  const resource = writing.resources.byName('meeting_attendee_records')
  if (before || !resource) return
  const below = { ...writing, parentId: Number(record['id']) }
  for (const login_information_id of invited(input)) {
    writeRecord(below, resource, { login_information_id }, null)
  }
}

function invited(input: Change['input']): number[] {
  const given = input['attendees']
  return Array.isArray(given) ? given.map(Number) : []
}

/** One meeting with those who attend, and its topics by category. */
function whole(meeting: Shown, work: Work): Shown {
  const { attendee_users: _users, ...plain } = meeting
  const id = Number(meeting['id'])
  const attendees = belowMeeting('meeting_attendee_records', id, work).map((each) => {
    const { id = null, status = null, login_information = null } = each
    return { id, status, login_information }
  })
  const topics = belowMeeting('meeting_topics', id, work)
  const categories = belowMeeting('meeting_categories', id, work).map((category) => {
    const { id = null, title = null, position = null } = category
    const of = topics.filter((topic) => within(topic['meeting_category'], 'id') === id)
    return { id, title, position, meeting_topic: of }
  })
  const others = topics.filter((topic) => within(topic['meeting_category'], 'id') === null)
  const rest = { id: null, title: UNCATEGORIZED, position: 0, meeting_topic: others }
  const all = others.length > 0 ? [rest, ...categories] : categories
  return { ...plain, attendees, meeting_categories: all }
}

export function belowMeeting(name: string, meetingId: number, writing: Writing): Shown[] {
  const all = othersWhere(writing, name, { sql: 'parent_id = ?', values: [meetingId] })
  return all.map(({ shown }) => shown)
}

/** The groups in the order in which the page first shows one of each. */
function grouped(page: readonly Shown[]): Json {
  const groups = new Map<string, Shown[]>()
  for (const meeting of page) {
    const title = String(meeting['title'] ?? '')
    const group = groups.get(title) ?? []
    group.push(meeting)
    groups.set(title, group)
  }
  return [...groups].map(([group_title, all]) => ({ group_title, meetings: all }))
}

function shown(present: RouteRow['present']): Pick<RouteRow, 'present'> {
  return present ? { present } : {}
}

function without(meeting: Shown, names: readonly string[]): Shown {
  return Object.fromEntries(Object.entries(meeting).filter(([name]) => !names.includes(name)))
}
