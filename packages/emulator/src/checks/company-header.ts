/** Every call names the company that it is for. Source: fact sheet section 3, "Procore-Company-Id rules". */
import type { Asked, Check } from './check.ts'

export const companyHeader: Check = {
  name: 'company-header',
  needs: 'head',
  run(asked) {
    if (asked.headerCompanyId !== null) return null
    if (asked.companyHeader !== null) {
      return {
        failure: 'company-header-missing',
        because: 'the company header holds no company id',
      }
    }
    if (isExempt(asked)) return null
    return { failure: 'company-header-missing', because: 'the company header is missing' }
  },
  mend: () => ({
    words: 'Send the header Procore-Company-Id with the id of the company, as a whole number.',
    calls: [],
  }),
}

/** `/me` and `/companies`, unless an app signs in for itself or the query names a company or project. */
function isExempt({ route, caller, query }: Asked): boolean {
  if (!route.group.headerExempt || caller.isService) return false
  return query.isEmpty || (query.get('company_id') === null && query.get('project_id') === null)
}
