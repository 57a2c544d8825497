/** The companies of the caller; for an app that signs in for itself, those that it is connected to. */
import { listOf } from '../../engine/list.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'

export const companies: Resource = {
  name: 'companies',
  wrapper: null,
  belongsTo: 'company',
  source: '11, Companies; 2.5',
  fields: {},
  paths: [
    {
      scope: 'none',
      tool: null,
      headerExempt: true,
      routes: [{ method: 'GET', path: '/rest/v1.0/companies', operation: 'action', run: listMine }],
    },
  ],
}

function listMine(work: Work) {
  const { directory } = work.platform
  const mine = work.caller.isService
    ? directory.companiesWith(work.caller.clientId)
    : directory.companiesOf(work.userId)
  const shown = [...mine]
    .sort((a, b) => a.id - b.id)
    .map(({ id, name }) => ({
      id,
      name,
      is_active: true,
      logo_url: null,
      pcn_business_experience: null,
      my_company: true,
    }))
  return listOf(work, shown)
}
