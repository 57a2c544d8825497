/** The addresses of files that records show: they need the bearer, and send on to the storage (section 9). */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import type { Asked } from '../checks/check.ts'
import { companyHeader } from '../checks/company-header.ts'
import { CHECKS } from '../checks/index.ts'
import { checkToken } from '../checks/token.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import type { Engine } from '../engine/engine.ts'
import { Query } from '../engine/query.ts'
import type { Route } from '../engine/route-table.ts'
import type { Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import { FILE_PATH } from './file-table.ts'
import { storedFilePath } from './get-file.ts'
import { storageOrigin } from './storage-origin.ts'

/** How long the link that a download is sent on to lasts. A guess. */
const DOWNLOAD_LINK_MS = 15 * 60 * 1_000

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.api, ...FAILURE_IDS.network])

/** No header is asked for here: the file itself says whose it is. */
const FILE_CHECKS = CHECKS.filter((check) => check !== companyHeader)

/** What the checks look at of a route: here is none of a resource's. */
const ROUTE: Route = {
  method: 'GET',
  path: `${FILE_PATH}{token}`,
  operation: 'show',
  resource: {
    name: 'files',
    wrapper: null,
    belongsTo: 'company',
    paths: [],
    fields: {},
    source: '9',
  },
  group: { scope: 'either', tool: null, routes: [] },
  row: { method: 'GET', path: `${FILE_PATH}{token}`, operation: 'show' },
  level: 'Read Only',
  success: 302,
  isV2: false,
  source: '9',
}

export class FileAccess implements Surface {
  readonly name = 'api'
  readonly #engine: Engine
  readonly #tokens: TokenLookup

  constructor(parts: { readonly engine: Engine; readonly tokens: TokenLookup }) {
    this.#engine = parts.engine
    this.#tokens = parts.tokens
  }

  owns(path: string): boolean {
    return path.startsWith(FILE_PATH)
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  handle(call: Call): Result {
    const { platform } = this.#engine.parts
    const verdict = checkToken(call.request.headers.get('authorization'), this.#tokens)
    call.caller = verdict.caller
    if (verdict.kind === 'refused') return verdict.refusal
    const isRead = call.method === 'GET' || call.method === 'HEAD'
    if (!isRead) return { failure: 'route-unknown', because: 'files are read here, and no more' }
    call.route = ROUTE.path
    const token = call.path.slice(FILE_PATH.length)
    const file = platform.storage.files.findByToken(token)
    if (!file) return { failure: 'resource-not-found', because: 'there is no such file' }
    const { companyId, projectId } = file
    call.companyId = companyId
    if (projectId !== 0) call.projectId = projectId
    const asked: Asked = {
      route: ROUTE,
      query: new Query(call.search),
      caller: verdict.caller,
      companyHeader: null,
      headerCompanyId: companyId,
      projectId,
      userId: this.#engine.actingUser(verdict.caller, companyId),
    }
    for (const check of FILE_CHECKS) {
      const refusal = check.run(asked, platform)
      if (refusal) return refusal
    }
    const nowMs = platform.clock.nowMs()
    const path = storedFilePath(token)
    const link = platform.storage.links.link('GET', path, nowMs, nowMs + DOWNLOAD_LINK_MS)
    const location = `${storageOrigin(call, platform.assumptions)}${link}`
    return { status: 302, headers: { location, 'cache-control': 'no-store' }, text: '' }
  }
}
