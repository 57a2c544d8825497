/** Who the caller is. */
import { jsonReply } from '../../engine/json-reply.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'

export const me: Resource = {
  name: 'me',
  wrapper: null,
  belongsTo: 'company',
  source: '11, Me',
  fields: {},
  paths: [
    {
      scope: 'none',
      tool: null,
      headerExempt: true,
      routes: [{ method: 'GET', path: '/rest/v1.0/me', operation: 'action', run: showMe }],
    },
  ],
}

function showMe(work: Work) {
  const user = work.platform.directory.user(work.userId)
  return jsonReply(work, { id: work.userId, login: user?.email ?? null, name: user?.name ?? null })
}
