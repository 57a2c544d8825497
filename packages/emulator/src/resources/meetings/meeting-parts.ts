/** What a meeting consists of: categories of its agenda, their topics, and who was there. */
import {
  boolean,
  choice,
  createdBy,
  date,
  dateTime,
  integer,
  reference,
  references,
  text,
} from '../../engine/field.ts'
import { showDay, showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { within } from '../traits/embedded.ts'
import { ruleBroken, valueRefused } from '../traits/transitions.ts'
import { belowMeeting } from './meetings.ts'

const SOURCE = '11, Meetings'
const parent = { resource: 'meetings', parameter: 'meeting_id' } as const
const levels = { create: 'Admin', update: 'Admin' } as const

export const meetingCategories: Resource = {
  name: 'meeting_categories',
  wrapper: 'meeting_category',
  belongsTo: 'project',
  parent,
  firstId: 59_301,
  source: SOURCE,
  paths: [
    {
      scope: 'project',
      tool: 'meetings',
      levels,
      routes: routesOf('/rest/v1.0/meeting_categories', ['list', 'create', 'update']),
    },
    {
      scope: 'project',
      tool: 'meetings',
      parent: { resource: 'meetings', parameter: 'id' },
      routes: [
        {
          method: 'DELETE',
          path: '/rest/v2.0/companies/{company_id}/projects/{project_id}/meetings/{id}/categories/{category_id}',
          operation: 'delete',
          idParameter: 'category_id',
          success: 204,
        },
      ],
    },
  ],
  fields: {
    title: text({ charsMax: 255 }),
    position: integer(),
    created_by: createdBy(),
  },
  hooks: {
    keeps: ({ id = null }, writing) => {
      const topics = belowMeeting('meeting_topics', writing.parentId, writing)
      const isUsed = topics.some((topic) => within(topic['meeting_category'], 'id') === id)
      return isUsed ? ruleBroken('base', 'the category has topics') : null
    },
  },
}

const TOPICS11 = '/rest/v1.1/projects/{project_id}/meeting_topics'

export const meetingTopics: Resource = {
  name: 'meeting_topics',
  wrapper: 'meeting_topic',
  belongsTo: 'project',
  parent,
  firstId: 59_401,
  source: SOURCE,
  paths: [
    {
      scope: 'project',
      tool: 'meetings',
      levels,
      routes: [
        ...routesOf('/rest/v1.0/meeting_topics', ['create', 'update']),
        ...routesOf(TOPICS11, ['create', 'update']),
        {
          method: 'GET',
          path: `${TOPICS11}/{meeting_topic_id}/parent_minutes`,
          operation: 'action',
          level: 'Read Only',
          run: listParentMinutes,
        },
      ],
    },
  ],
  fields: {
    number: text({ readonly: true }),
    title: text({ charsMax: 255 }),
    description: text(),
    minutes: text(),
    position: integer({ readonly: true }),
    created_on: text({ readonly: true }),
    due_date: date(),
    closed_at: dateTime(),
    status: choice(['Open', 'On Hold', 'Closed'], { default: 'Open' }),
    priority: choice(['High', 'Medium', 'Low']),
    is_private: boolean({ default: false }),
    added_under_agenda: boolean({ default: false }),
    meeting_category: reference('meeting_categories', { input: 'meeting_category_id' }),
    assignments: references('users', { input: 'assignment_ids', default: [] }),
    created_by: createdBy(),
  },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  hooks: { derive: deriveTopic, rule: topicRule, stored: countTopics },
}

export const meetingAttendees: Resource = {
  name: 'meeting_attendee_records',
  wrapper: 'meeting_attendee_record',
  belongsTo: 'project',
  parent,
  firstId: 59_601,
  source: SOURCE,
  paths: [
    {
      scope: 'project',
      tool: 'meetings',
      levels,
      routes: routesOf('/rest/v1.0/meeting_attendee_records', ['create', 'update', 'delete']),
    },
  ],
  fields: {
    meeting_id: integer({ readonly: true }),
    status: choice(['Present', 'Absent', 'For Distribution Only', 'Conference']),
    login_information: reference('users', { input: 'login_information_id', required: true }),
  },
  hooks: {
    derive: (record, { before, writing }) => {
      if (!before) record['meeting_id'] = writing.parentId
    },
    rule: attendsOnce,
    stored: (_record, { writing }) => noteAttendees(writing),
    removed: (_record, writing) => noteAttendees(writing),
  },
}

/** Numbered within the meeting, whose position stands in front: `3.2`. */
function deriveTopic(record: Shown, { input, before, writing }: Change): void {
  record['status'] ??= 'Open'
  const isClosed = record['status'] === 'Closed'
  const isSaid = input['closed_at'] !== undefined
  if (!isClosed) record['closed_at'] = null
  else if (before?.['status'] !== 'Closed' && !isSaid)
    record['closed_at'] = showInstant(writing.nowMs)
  if (before) return
  const position = belowMeeting('meeting_topics', writing.parentId, writing).length + 1
  const meeting = findOther(writing, 'meetings', writing.parentId)
  record['position'] = position
  record['number'] = `${meeting?.shown['position'] ?? 1}.${position}`
  record['created_on'] = showDay(writing.nowMs)
}

/** A topic stands in a category of its own meeting. */
function topicRule(_record: Shown, { input, writing }: Change): Refusal | null {
  const id = input['meeting_category_id']
  if (id === undefined || id === null || id === '') return null
  const category = findOther(writing, 'meeting_categories', Number(id))
  if (category?.stored.parentId === writing.parentId) return null
  return valueRefused('meeting_category_id', `category ${id} is of another meeting`)
}

function countTopics(_record: Shown, { before, writing }: Change): void {
  const meeting = before ? null : findOther(writing, 'meetings', writing.parentId)
  if (!meeting) return
  const count = belowMeeting('meeting_topics', writing.parentId, writing).length
  rewriteOther(writing, meeting, { ...meeting.shown, meeting_topics_count: count })
}

function attendsOnce(record: Shown, { writing }: Change): Refusal | null {
  const idOf = (each: Shown) => within(each['login_information'], 'id')
  const isThere = belowMeeting('meeting_attendee_records', writing.parentId, writing).some(
    (each) => each['id'] !== record['id'] && idOf(each) === idOf(record),
  )
  return isThere ? valueRefused('login_information_id', 'they attend already') : null
}

/** The meeting knows who attends, for the filter of its list. */
function noteAttendees(writing: Writing): void {
  const meeting = findOther(writing, 'meetings', writing.parentId)
  if (!meeting) return
  const people = belowMeeting('meeting_attendee_records', writing.parentId, writing)
  const users = people.map((each) => each['login_information'] ?? null)
  rewriteOther(writing, meeting, { ...meeting.shown, attendee_users: users })
}

/** What was said of the topics of this title in the meetings before. */
function listParentMinutes(work: Work): Result {
  const id = parseId(work.parameters['meeting_topic_id']) ?? 0
  const topic = findOther(work, 'meeting_topics', id)
  if (topic?.stored.parentId !== work.parentId) {
    return { failure: 'resource-not-found', because: `the meeting has no topic ${id}` }
  }
  const before = othersWhere(work, 'meeting_topics', {
    sql: "project_id = ? AND id < ? AND json_extract(data, '$.title') = ?",
    values: [work.projectId, id, String(topic.shown['title'])],
  })
  const rows = before.map(({ stored, shown }) => ({
    id: stored.id,
    meeting_id: stored.parentId,
    created_on: shown['created_on'] ?? null,
    minutes: shown['minutes'] ?? null,
    no_minutes: (shown['minutes'] ?? null) === null,
    marked: false,
    meeting_position: findOther(work, 'meetings', stored.parentId ?? 0)?.shown['position'] ?? null,
  }))
  return jsonReply(work, rows)
}
