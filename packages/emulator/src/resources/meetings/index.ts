/** Meetings, and what they consist of. */
import type { Resource } from '../../engine/resource.ts'
import { meetingAttendees, meetingCategories, meetingTopics } from './meeting-parts.ts'
import { meetings } from './meetings.ts'

export const MEETINGS_TOOL: readonly Resource[] = [
  meetings,
  meetingCategories,
  meetingTopics,
  meetingAttendees,
]
