/**
 * The names that can be subscribed to: 25 of a company and 96 of a project, as they were seen in a live
 * sandbox (fact sheet section 10, which counts 88), with the events that each does not have. Category and
 * tool are assumed.
 */
import type { Resources } from '../engine/resources.ts'
import { EVENT_TYPES, type EventType } from './hook.ts'

export interface WebhookResource {
  readonly name: string
  readonly category: string
  readonly tool: string
  /** Events that it does not have. */
  readonly except: readonly EventType[]
}

/** After this day updates of people and vendors of a project are not told any more. */
const STOPPED_FROM_MS = Date.UTC(2026, 6, 1)
const STOPPED: ReadonlySet<string> = new Set(['Project Users', 'Project Vendors'])

/** True for an event that is not told any more: one update made one event a project. */
export function isStopped(name: string, eventType: EventType, nowMs: number): boolean {
  return eventType === 'update' && STOPPED.has(name) && nowMs >= STOPPED_FROM_MS
}

/** What can be subscribed to: the known names, and what else the emulator has. */
export function webhookResources(
  scope: 'company' | 'project',
  resources: Resources,
  nowMs: number,
): readonly WebhookResource[] {
  const known = new Map(KNOWN[scope].map((each) => [each.name, each]))
  for (const { event: name, belongsTo } of resources.all) {
    if (name === undefined || belongsTo !== scope || known.has(name)) continue
    known.set(name, { name, category: OTHER, tool: name, except: [] })
  }
  return [...known.values()].map((each) =>
    isStopped(each.name, 'update', nowMs) ? { ...each, except: ['update'] } : each,
  )
}

export function eventsOf({ except }: WebhookResource): EventType[] {
  return EVENT_TYPES.filter((type) => !except.includes(type))
}

const OTHER = 'Other'
const CORE = 'Core'
const PROJECT_MANAGEMENT = 'Project Management'
const QUALITY_AND_SAFETY = 'Quality and Safety'
const FINANCIALS = 'Construction Financials'
const PRECONSTRUCTION = 'Preconstruction'

/** `Bids -create,delete`: a name, and the events that it does not have. */
function group(category: string, tool: string, names: readonly string[]): WebhookResource[] {
  return names.map((given) => {
    const [name = '', without = ''] = given.split(' -')
    const except = EVENT_TYPES.filter((type) => without.split(',').includes(type))
    return { name, category, tool, except }
  })
}

const KNOWN = {
  company: [
    ...group(CORE, 'Directory', ['Company Users -delete', 'Company Vendors -delete']),
    ...group(CORE, 'Directory', ['Company Insurances']),
    ...group(CORE, 'Portfolio', ['Projects -delete', 'Programs', 'Project Bid Types']),
    ...group(CORE, 'Portfolio', ['Project Owner Types', 'Project Regions', 'Project Stages']),
    ...group(CORE, 'Portfolio', ['Project Types']),
    ...group(CORE, 'Documents', ['Company File Versions', 'Company Files', 'Company Folders']),
    ...group(CORE, 'Admin', ['Departments', 'Offices', 'Trades -update', 'Form Templates']),
    ...group(FINANCIALS, 'Admin', ['Change Order Change Reasons', 'Change Types']),
    ...group(FINANCIALS, 'Admin', ['Line Item Types', 'Standard Cost Codes', 'ERP Requests']),
    ...group(FINANCIALS, 'Admin', ['Standard Cost Code Lists -update,delete']),
    ...group(PROJECT_MANAGEMENT, 'Admin', ['Timecard Time Types -update']),
    ...group(PRECONSTRUCTION, 'Bidding', ['Bids -create,delete']),
  ],
  project: [
    ...group(CORE, 'Directory', ['Project Users', 'Project Vendors', 'Project Insurances']),
    ...group(CORE, 'Documents', ['Project Files', 'Project File Versions', 'Project Folders']),
    ...group(CORE, 'Documents', ['File Versions', 'Pdf Download Pages']),
    ...group(CORE, 'Admin', ['Locations', 'Cost Codes', 'Sub Jobs', 'Project Dates']),
    ...group(CORE, 'Tasks', ['Tasks', 'Task Items -delete', 'ToDos', 'Generic Tool Items']),
    ...group(PROJECT_MANAGEMENT, 'RFIs', ['RFIs', 'RFI Replies']),
    ...group(PROJECT_MANAGEMENT, 'Submittals', ['Submittals', 'Submittal Packages']),
    ...group(PROJECT_MANAGEMENT, 'Meetings', ['Meetings', 'Meeting Topics', 'Meeting Categories']),
    ...group(PROJECT_MANAGEMENT, 'Meetings', ['Meeting Attendees']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Daily Logs', 'Daily Log/Entries', 'Call Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Accident Logs', 'Delivery Logs', 'Dumpster Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Daily Construction Report Logs', 'Equipment Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Inspection Logs', 'Manpower Logs', 'Notes Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Plan Revision Logs', 'Productivity Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Quantity Logs', 'Safety Violation Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Visitor Logs', 'Waste Logs', 'Work Logs']),
    ...group(PROJECT_MANAGEMENT, 'Daily Log', ['Weather Logs -delete', 'Timecard Entries']),
    ...group(PROJECT_MANAGEMENT, 'Drawings', ['Drawings', 'Drawing Sets', 'Drawing Uploads']),
    ...group(PROJECT_MANAGEMENT, 'Drawings', ['Drawing Areas', 'Markup Layers -delete']),
    ...group(PROJECT_MANAGEMENT, 'Specifications', ['Specification Sections -delete']),
    ...group(PROJECT_MANAGEMENT, 'Specifications', ['Specification Section Revisions']),
    ...group(PROJECT_MANAGEMENT, 'Specifications', ['Specification Section Divisions']),
    ...group(PROJECT_MANAGEMENT, 'Specifications', ['Specification Sets', 'Specification Areas']),
    ...group(PROJECT_MANAGEMENT, 'Photos', ['Images', 'Image Categories']),
    ...group(PROJECT_MANAGEMENT, 'Models', ['BIM Models', 'BIM Model Revisions']),
    ...group(PROJECT_MANAGEMENT, 'Models', ['BIM File Extractions']),
    ...group(PROJECT_MANAGEMENT, 'Coordination Issues', ['Coordination Issues']),
    ...group(PROJECT_MANAGEMENT, 'Coordination Issues', ['Coordination Issue Activities']),
    ...group(PROJECT_MANAGEMENT, 'Instructions', ['Site Instructions']),
    ...group(QUALITY_AND_SAFETY, 'Punch List', ['Punch Items']),
    ...group(QUALITY_AND_SAFETY, 'Inspections', ['Inspection Checklists -delete']),
    ...group(QUALITY_AND_SAFETY, 'Observations', ['Observation Items']),
    ...group(QUALITY_AND_SAFETY, 'Observations', ['Observation Item Response Logs -update,delete']),
    ...group(QUALITY_AND_SAFETY, 'Incidents', ['Incidents']),
    ...group(QUALITY_AND_SAFETY, 'Forms', ['Forms']),
    ...group(FINANCIALS, 'Budget', ['Budget Line Items', 'Budget Changes', 'Budget Modifications']),
    ...group(FINANCIALS, 'Budget', ['Budget Change Adjustments']),
    ...group(FINANCIALS, 'Budget', ['Budget Change Adjustment Line Items']),
    ...group(FINANCIALS, 'Budget', ['Budget Change Production Quantities']),
    ...group(FINANCIALS, 'Budget', ['Budget View Snapshots -update,delete']),
    ...group(FINANCIALS, 'Change Events', ['Change Events', 'Change Event Line Items']),
    ...group(FINANCIALS, 'Change Events', ['RFQs', 'RFQ Quotes -delete', 'RFQ Responses -delete']),
    ...group(FINANCIALS, 'Change Orders', ['Change Order Packages', 'Change Order Requests']),
    ...group(FINANCIALS, 'Change Orders', ['Potential Change Orders']),
    ...group(FINANCIALS, 'Change Orders', ['Potential Change Order Line Items']),
    ...group(FINANCIALS, 'Commitments', ['Purchase Order Contracts', 'Work Order Contracts']),
    ...group(FINANCIALS, 'Commitments', ['Purchase Order Contract Line Items']),
    ...group(FINANCIALS, 'Commitments', ['Work Order Contract Line Items', 'Contract Payments']),
    ...group(FINANCIALS, 'Prime Contracts', ['Prime Contracts', 'Prime Contract Line Items']),
    ...group(FINANCIALS, 'Prime Contracts', ['Payment Applications', 'Draw Requests']),
    ...group(FINANCIALS, 'Direct Costs', ['Direct Costs', 'Direct Cost Line Items']),
    ...group(FINANCIALS, 'Direct Costs', ['Company Direct Cost Line Items']),
  ],
} as const
