/** What submittals choose from: statuses and types of a company, responses, and the packages of a project. */
import { boolean, choice, createdBy, json, reference, text } from '../../engine/field.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

/** What a response counts as. Source: the enumeration of the create operation. */
export const CONSIDERED = [
  'approved',
  'approved as noted',
  'for record only',
  'forwarded for review',
  'pending',
  'rejected',
  'revise and resubmit',
  'submitted',
  'void',
]

/** Every company has these; the names are those of the web app. */
const STATUSES = ['Draft', 'Open', 'Closed']

/** As the web app offers them; assumed, as no schema lists them. */
const TYPES = [
  'Document',
  'Other',
  'Payroll',
  'Plans',
  'Prints',
  'Product Information',
  'Product Manual',
  'Sample',
  'Shop Drawing',
  'Specification',
]

const P = '/rest/v1.0/projects/{project_id}'
const C = '/rest/v1.0/companies/{company_id}'

export const submittalStatuses: Resource = {
  name: 'submittal_statuses',
  wrapper: 'submittal_status',
  belongsTo: 'company',
  firstId: 51_001,
  source: '11, Submittals',
  paths: [{ scope: 'company', tool: null, routes: routesOf(`${C}/submittal_statuses`, ['list']) }],
  fields: { name: text({ required: true }), status: choice(STATUSES, { required: true }) },
  shownAs: { id: 'id', name: 'name', status: 'status' },
  given: STATUSES.map((status) => ({ name: status, status })),
}

export const submittalTypes: Resource = {
  name: 'submittal_types',
  wrapper: 'submittal_type',
  belongsTo: 'company',
  firstId: 51_101,
  source: '11, Submittals',
  paths: [{ scope: 'company', tool: null, routes: routesOf(`${C}/submittal_types`, ['list']) }],
  fields: { name: text({ required: true }), translated_name: text() },
  given: TYPES.map((name) => ({ name, translated_name: name })),
}

const legacyResponses: RouteRow = {
  method: 'GET',
  path: '/rest/v1.0/submittal_responses',
  operation: 'list',
}

export const submittalResponses: Resource = {
  name: 'submittal_responses',
  wrapper: 'submittal_response',
  belongsTo: 'company',
  firstId: 51_201,
  source: '11, Submittals',
  paths: [
    {
      scope: 'project',
      tool: 'submittals',
      levels: { create: 'Admin' },
      routes: [...routesOf(`${P}/submittal_responses`, ['list', 'create']), legacyResponses],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    considered: choice(CONSIDERED, { required: true }),
  },
  // The operation documents 422 and no 409.
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  shownAs: { id: 'id', name: 'name', considered: 'considered' },
  given: CONSIDERED.map((considered) => ({ name: titleOf(considered), considered })),
}

export const submittalPackages: Resource = {
  name: 'submittal_packages',
  wrapper: 'submittal_package',
  belongsTo: 'project',
  firstId: 51_301,
  source: '11, Submittals',
  paths: [
    {
      scope: 'project',
      tool: 'submittals',
      // Made in the web app, and by a world: no operation makes one.
      routes: routesOf(`${P}/submittal_packages`, ['list']),
    },
  ],
  fields: {
    number: text(),
    title: text({ required: true }),
    description: text(),
    private: boolean({ default: false }),
    specification_section: reference('specification_sections', {
      input: 'specification_section_id',
    }),
    attachments: json({ readonly: true, default: [] }),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', number: 'number', title: 'title', description: 'description' },
}

/** `approved as noted` is named `Approved as Noted`. */
function titleOf(considered: string): string {
  const titled = considered.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
  return titled.replace(/ (As|For|And) /g, (word) => word.toLowerCase())
}
