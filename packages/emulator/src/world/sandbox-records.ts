/**
 * What a Developer Sandbox comes with (fact sheet section 1): eight schedule tasks, a basic folder
 * tree, one photo, one drawing set, one RFI, one submittal. Records of a resource that the emulator
 * does not serve yet wait here until its file is there.
 */
import type { WorldRecord, WorldRecords } from './world.ts'

const TASKS = [
  ['Mobilize', '2026-11-02', '2026-11-06'],
  ['Excavation', '2026-11-09', '2026-11-20'],
  ['Foundations', '2026-11-23', '2026-12-11'],
  ['Structural frame', '2026-12-14', '2027-02-05'],
  ['Envelope', '2027-02-08', '2027-03-19'],
  ['Rough-in', '2027-03-01', '2027-04-16'],
  ['Finishes', '2027-04-19', '2027-06-11'],
  ['Handover', '2027-06-14', '2027-06-18'],
] as const

export const SANDBOX_RECORDS: WorldRecords = {
  rfis: [
    {
      subject: 'Anchor bolt spacing at grid line C',
      question: { body: 'Sheets S-101 and S-301 show different spacing. Which one holds?' },
      assignee_ids: [7011],
      rfi_manager_id: 7002,
      due_date: '2026-11-27',
    },
  ],
  tasks: TASKS.map(([name, start, finish], at) => {
    return { name, start: `${start}T00:00:00Z`, finish: `${finish}T00:00:00Z`, row_number: at + 1 }
  }),
  folders: [{ name: 'Drawings' }, { name: 'Photos' }, { name: 'Contracts' }, { name: 'Safety' }],
  images: [{ image_name: 'site-entrance.jpg', description: 'The site entrance, looking north' }],
  drawing_sets: [{ name: 'Issued for construction', date: '2026-10-30' }],
  submittals: [{ number: '1', title: 'Concrete mix design', revision: '0' }],
}

/** One custom field of each plain kind. The first id is the one in the documents' sample (section 3). */
export const CUSTOM_FIELDS: readonly WorldRecord[] = [
  { id: 49_417, label: 'Weld length', data_type: 'decimal' },
  { id: 49_418, label: 'Inspected', data_type: 'boolean' },
  { id: 49_419, label: 'Permit number', data_type: 'string' },
]
