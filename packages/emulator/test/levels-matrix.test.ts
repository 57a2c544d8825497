/**
 * The four levels × operations × tools of a company and of a project × administrator, member and stranger,
 * against an oracle that shares no code with the checks: it is written from fact sheet section 7 alone.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from './api-rig.ts'

const LEVELS = ['None', 'Read Only', 'Standard', 'Admin'] as const
type Level = (typeof LEVELS)[number]

const ROLES = ['company administrator', 'member', 'in the company only', 'stranger'] as const
type Role = (typeof ROLES)[number]

interface Operation {
  readonly name: string
  readonly place: 'company' | 'project'
  readonly needs: Level
  readonly isShow?: boolean
  call(rig: ApiRig, as: string): Promise<{ status: number; call: { failure: string | null } }>
}

const P = '/rest/v1.0/projects/5002'
const RFI = { subject: 'S', question: { body: 'Q?' }, assignee_ids: [7001] }

/** The RFI and the vendor that are shown and changed; made by the administrator. */
const made = { rfi: 0, reply: 0, vendor: 0 }

const OPERATIONS: readonly Operation[] = [
  {
    name: 'list of a project',
    place: 'project',
    needs: 'Read Only',
    call: ({ get }, as) => get(`${P}/rfis`, { as }),
  },
  {
    name: 'show of a project',
    place: 'project',
    needs: 'Read Only',
    isShow: true,
    call: ({ get }, as) => get(`${P}/rfis/${made.rfi}`, { as }),
  },
  {
    name: 'create in a project',
    place: 'project',
    needs: 'Standard',
    call: ({ post }, as) => post(`${P}/rfis`, { rfi: RFI }, { as }),
  },
  {
    name: 'update in a project',
    place: 'project',
    needs: 'Standard',
    call: ({ patch }, as) => patch(`${P}/rfis/${made.rfi}`, { rfi: { subject: 'T' } }, { as }),
  },
  {
    name: 'configuration of a project',
    place: 'project',
    needs: 'Admin',
    call: ({ patch }, as) => patch(`${P}/tools`, { tools: [{ id: 204, is_active: true }] }, { as }),
  },
  {
    name: 'list of a company',
    place: 'company',
    needs: 'Read Only',
    call: ({ get }, as) => get('/rest/v1.0/vendors?company_id=4001', { as }),
  },
  {
    name: 'show of a company',
    place: 'company',
    needs: 'Read Only',
    isShow: true,
    call: ({ get }, as) => get(`/rest/v1.0/vendors/${made.vendor}?company_id=4001`, { as }),
  },
  {
    name: 'create in a company',
    place: 'company',
    needs: 'Standard',
    call: ({ post }, as) =>
      post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'V' } }, { as }),
  },
  {
    name: 'people of a company',
    place: 'company',
    needs: 'Admin',
    call: ({ patch }, as) =>
      patch('/rest/v1.0/companies/4001/users/7011', { user: { job_title: 'J' } }, { as }),
  },
]

interface Case {
  readonly role: Role
  /** What the person holds on every tool of the company, and of the project. */
  readonly company: Level
  readonly project: Level
  readonly operation: Operation
  readonly isToolOn: boolean
}

/** Written from the text: who is let through, or else which failure. */
function oracle({ role, company, project, operation, isToolOn }: Case): string | null {
  const isAdmin = role === 'company administrator' || (role !== 'stranger' && company === 'Admin')
  if (role === 'stranger') return 'permission-too-low'
  if (operation.place === 'company') {
    const held = isAdmin ? 'Admin' : company
    return judged(held, operation)
  }
  if (role === 'in the company only') return 'project-out-of-scope'
  // Only the RFI tool is switched on and off here; the tools themselves are the Admin tool's.
  if (!isToolOn && operation.needs !== 'Admin') return 'tool-disabled'
  return judged(isAdmin ? 'Admin' : project, operation)
}

function judged(held: Level, { needs, isShow = false }: Operation): string | null {
  const rank: Record<Level, number> = { None: 0, 'Read Only': 1, Standard: 2, Admin: 3 }
  if (rank[held] >= rank[needs]) return null
  return held === 'None' && isShow ? 'resource-hidden' : 'permission-too-low'
}

const templates = new Map<string, number>()

async function setUp(): Promise<ApiRig> {
  const rig = apiRig()
  await rig.patch(`${P}/tools`, { tools: [{ id: 204, is_active: true }] })
  made.rfi = (await rig.post(`${P}/rfis`, { rfi: RFI })).json.id
  const vendor = { company_id: 4001, vendor: { name: 'Shown' } }
  made.vendor = (await rig.post('/rest/v1.0/vendors', vendor)).json.id
  const tools = {
    company_tools: ['portfolio', 'directory', 'admin'],
    global: ['rfi', 'directory', 'admin'],
  }
  for (const type of ['company_tools', 'global'] as const) {
    for (const level of LEVELS) {
      const user_access_levels = Object.fromEntries(tools[type].map((tool) => [tool, level]))
      const { json } = await rig.post('/rest/v1.0/companies/4001/permission_templates', {
        permission_template: { name: level, type, user_access_levels },
      })
      templates.set(`${type} ${level}`, json.id)
    }
  }
  return rig
}

/** Makes a person of this role through the API, as an administrator would. */
async function person(rig: ApiRig, { role, company, project }: Case, n: number): Promise<string> {
  const far = 598_134_325_779_301
  const isStranger = role === 'stranger'
  const where = isStranger ? { company: far } : {}
  const level = role === 'company administrator' ? 'Admin' : company
  const { json } = await rig.post(
    `/rest/v1.0/companies/${isStranger ? far : 4001}/users`,
    {
      user: {
        email_address: `p${n}@x.example`,
        last_name: 'P',
        ...(isStranger
          ? {}
          : { company_permission_template_id: templates.get(`company_tools ${level}`) }),
      },
    },
    where,
  )
  if (role === 'company administrator' || role === 'member') {
    await rig.post(`${P}/users/${json.id}/actions/add`, {
      user: { permission_template_id: templates.get(`global ${project}`) },
    })
  }
  return `user-${json.id}`
}

async function toggle(rig: ApiRig, isToolOn: boolean): Promise<void> {
  await rig.patch(`${P}/tools`, { tools: [{ id: 204, is_active: isToolOn }] })
}

it('every cell of the matrix is what the text says', async () => {
  const rig = await setUp()
  let n = 0
  const wrong: unknown[] = []
  for (const role of ROLES) {
    for (const company of LEVELS) {
      for (const project of LEVELS) {
        const as = await person(rig, { role, company, project } as Case, n++)
        for (const isToolOn of [true, false]) {
          await toggle(rig, isToolOn)
          for (const operation of OPERATIONS) {
            const want = oracle({ role, company, project, operation, isToolOn })
            const { status, call } = await operation.call(rig, as)
            const got = status < 400 ? null : call.failure
            if (got !== want)
              wrong.push([role, company, project, operation.name, isToolOn, got, want])
            // What it let through may have switched the tool on.
            if (operation.needs === 'Admin' && operation.place === 'project')
              await toggle(rig, isToolOn)
          }
        }
      }
    }
  }
  expect(n).toBe(64)
  expect(wrong).toEqual([])
})

it('it stays so while templates are given, taken and changed, in any order', async () => {
  const level = fc.constantFrom(...LEVELS)
  const step = fc.oneof(
    fc.record({ kind: fc.constant('company' as const), level }),
    fc.record({ kind: fc.constant('project' as const), level }),
    fc.record({ kind: fc.constant('remove' as const) }),
    fc.record({ kind: fc.constant('tool' as const), isOn: fc.boolean() }),
    fc.record({ kind: fc.constant('call' as const), operation: fc.constantFrom(...OPERATIONS) }),
  )
  const rig = await setUp()
  let n = 1_000
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const state = {
        company: 'None' as Level,
        project: 'None' as Level,
        isMember: false,
        isToolOn: true,
      }
      await toggle(rig, true)
      const as = await person(
        rig,
        { role: 'in the company only', company: 'None', project: 'None' } as Case,
        n++,
      )
      const id = as.slice('user-'.length)
      for (const each of steps) {
        if (each.kind === 'company') {
          const user = {
            company_permission_template_id: templates.get(`company_tools ${each.level}`),
          }
          await rig.patch(`/rest/v1.0/companies/4001/users/${id}`, { user })
          state.company = each.level
        } else if (each.kind === 'project') {
          const user = { permission_template_id: templates.get(`global ${each.level}`) }
          await rig.post(`${P}/users/${id}/actions/add`, { user })
          Object.assign(state, { project: each.level, isMember: true })
        } else if (each.kind === 'remove') {
          await rig.send('DELETE', `${P}/users/${id}/actions/remove`)
          state.isMember = false
        } else if (each.kind === 'tool') {
          await toggle(rig, each.isOn)
          state.isToolOn = each.isOn
        } else {
          const role = state.isMember ? 'member' : 'in the company only'
          const want = oracle({ ...state, role, operation: each.operation })
          const { status, call } = await each.operation.call(rig, as)
          expect([each.operation.name, status < 400 ? null : call.failure]).toEqual([
            each.operation.name,
            want,
          ])
          await toggle(rig, state.isToolOn)
        }
      }
    }),
    { numRuns: 150 },
  )
})
