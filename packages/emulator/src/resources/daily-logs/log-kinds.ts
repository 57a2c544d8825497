/** The nineteen kinds of daily log. Source: fact sheet section 11, and the schemas for attributes. */
import { boolean, date, decimal, integer, json, reference, text } from '../../engine/field.ts'
import { clockTime, costCode, counts, type LogKind, texts } from './log-kind.ts'
import { setDuration, setManHours } from './log-sums.ts'
import { TIMECARD_ENTRIES } from './timecard-entries.ts'
import { WEATHER_LOGS } from './weather-logs.ts'

const REQUIRED = { required: true }

/** Hours by trade and by group of people, as texts of decimal numbers. */
const REPORT_HOURS = [
  'apprentice_hours',
  'first_year_hours',
  'foreman_hours',
  'journeyman_hours',
  'local_city_hours',
  'local_county_hours',
  'minority_hours',
  'other_hours',
  'veteran_hours',
  'women_hours',
] as const

const PRODUCTIVITY_AMOUNTS = [
  'previously_delivered',
  'previously_used',
  'quantity_delivered',
  'quantity_used',
] as const

export const LOG_KINDS: readonly LogKind[] = [
  {
    name: 'accident_logs',
    wrapper: 'accident_log',
    fields: {
      ...texts('comments', 'involved_name', 'involved_company'),
      ...clockTime('time', REQUIRED),
    },
  },
  {
    name: 'call_logs',
    wrapper: 'call_log',
    fields: {
      ...texts('subject_to', 'subject_from', 'description'),
      ...clockTime('start'),
      ...clockTime('end'),
    },
  },
  {
    name: 'daily_construction_report_logs',
    wrapper: 'daily_construction_report_log',
    customFields: true,
    configurable: 'DailyConstructionReportLog',
    amounts: REPORT_HOURS,
    fields: {
      ...texts(...REPORT_HOURS, 'notes'),
      ...counts(
        'number_of_apprentice_workers',
        'number_of_foreman_workers',
        'number_of_journeyman_workers',
        'number_of_other_workers',
      ),
      vendor: reference('vendors', { input: 'vendor_id', required: true }),
      trade: reference('trades', { input: 'trade_id', required: true }),
    },
  },
  {
    name: 'delay_logs',
    wrapper: 'delay_log',
    configurable: 'DelayLog',
    fields: {
      ...texts('comments', 'delay_type', 'start_time', 'end_time'),
      ...clockTime('start_time'),
      ...clockTime('end_time'),
      duration: integer({ readonly: true }),
    },
    derive: setDuration,
  },
  {
    name: 'delivery_logs',
    wrapper: 'delivery_log',
    fields: {
      ...texts('comments', 'contents', 'delivery_from', 'tracking_number'),
      ...clockTime('time', REQUIRED),
    },
  },
  {
    name: 'dumpster_logs',
    wrapper: 'dumpster_log',
    fields: { ...texts('comments'), ...counts('quantity_delivered', 'quantity_removed') },
  },
  {
    name: 'equipment_logs',
    wrapper: 'equipment_log',
    takesPath: true,
    customFields: true,
    configurable: 'EquipmentLog',
    amounts: ['hours_idle', 'hours_operating'],
    fields: {
      ...texts('hours_idle', 'hours_operating', 'notes', 'equipment_name'),
      inspected: boolean({ default: false }),
      ...clockTime('inspection'),
      equipment_id: integer(),
      equipment_register_id: text(),
      ...costCode(),
    },
  },
  {
    name: 'inspection_logs',
    wrapper: 'inspection_log',
    takesPath: true,
    fields: {
      ...texts('area', 'comments', 'inspecting_entity', 'inspection_type', 'inspector_name'),
      ...clockTime('start', REQUIRED),
      ...clockTime('end', REQUIRED),
    },
  },
  {
    name: 'manpower_logs',
    wrapper: 'manpower_log',
    takesPath: true,
    customFields: true,
    configurable: 'ManpowerLog',
    amounts: ['num_hours'],
    fields: {
      ...texts('notes', 'num_hours'),
      ...counts('num_workers'),
      man_hours: text({ readonly: true }),
      user: reference('users', { input: 'user_id' }),
      contact: reference('users', { input: 'contact_id' }),
      trade: reference('trades', { input: 'trade_id' }),
      ...costCode(),
    },
    derive: setManHours,
  },
  {
    name: 'notes_logs',
    wrapper: 'notes_log',
    takesPath: true,
    customFields: true,
    configurable: 'NotesLog',
    fields: {
      ...texts('comment'),
      is_issue_day: boolean({ default: false }),
      created_by_collaborator: boolean({ readonly: true, default: false }),
    },
  },
  {
    name: 'plan_revision_logs',
    wrapper: 'plan_revision_log',
    fields: texts('category', 'comments', 'plan_number', 'revision', 'title'),
  },
  {
    name: 'productivity_logs',
    wrapper: 'productivity_log',
    amounts: PRODUCTIVITY_AMOUNTS,
    fields: {
      line_item_id: integer({ required: true }),
      line_item_description: text({ readonly: true }),
      ...texts('company', 'contract', 'notes', ...PRODUCTIVITY_AMOUNTS),
    },
  },
  {
    name: 'quantity_logs',
    wrapper: 'quantity_log',
    takesPath: true,
    fields: { ...texts('description', 'unit'), quantity: decimal(), ...costCode() },
  },
  {
    name: 'safety_violation_logs',
    wrapper: 'safety_violation_log',
    fields: {
      ...texts('comments', 'issued_to', 'safety_notice', 'subject'),
      compliance_due: date(),
      ...clockTime('time', REQUIRED),
    },
  },
  TIMECARD_ENTRIES,
  {
    name: 'visitor_logs',
    wrapper: 'visitor_log',
    customFields: true,
    configurable: 'VisitorLog',
    fields: {
      ...texts('subject', 'details'),
      ...clockTime('begin', REQUIRED),
      ...clockTime('end', REQUIRED),
    },
  },
  {
    name: 'waste_logs',
    wrapper: 'waste_log',
    fields: {
      ...texts('description', 'disposal_location', 'material', 'method_of_disposal'),
      approximate_quantity: decimal(),
      contact: reference('users', { input: 'contact_id' }),
      ...clockTime('time', REQUIRED),
    },
  },
  WEATHER_LOGS,
  {
    name: 'work_logs',
    wrapper: 'work_log',
    fields: {
      ...texts('comments', 'resource_name'),
      ...counts('workers'),
      hours: decimal({ min: 0 }),
      hourly_rate: decimal({ min: 0 }),
      reimbursable: boolean({ default: false }),
      showed: boolean({ default: false }),
      scheduled_tasks: json({ readonly: true, default: [] }),
    },
  },
]
