/** `/_underpin/failures`: the catalogue to read and to search, with a page for each id. Open to everybody. */
import { isFailureId } from '@underpin/failures'
import type { DoorCall, DoorRoute } from '../control/control-door.ts'
import type { Mount } from '../control/mount.ts'
import { nearFailures } from '../control/near-failures.ts'
import { failurePage, noFailurePage } from './failure-page.ts'
import { FailureSearch, SEARCH_CHARS_MAX } from './failure-search.ts'
import { indexPage } from './index-page.ts'

/** Of an id that there is not, so much is shown and compared. */
const ID_CHARS_MAX = 64

/** @param mounts that the pages link to. */
export function failureRoutes(mounts: readonly Mount[]): readonly DoorRoute[] {
  // Made when somebody searches: an emulator in a test is made and gone in milliseconds.
  let search: FailureSearch | null = null

  const list = ({ request }: DoorCall) => {
    const typed = new URL(request.url).searchParams.get('q')?.trim().slice(0, SEARCH_CHARS_MAX)
    if (!typed) return indexPage(null, mounts)
    search ??= new FailureSearch()
    return indexPage({ typed, modes: search.find(typed) }, mounts)
  }

  const one = ({ request, part }: DoorCall) => {
    if (isFailureId(part)) return failurePage(part, new URL(request.url).origin, mounts)
    const given = readable(part).slice(0, ID_CHARS_MAX)
    return noFailurePage(given, nearFailures(given), mounts)
  }

  return [
    { path: 'failures', isOpen: true, methods: { GET: list, HEAD: list } },
    { path: 'failures/{id}', isOpen: true, methods: { GET: one, HEAD: one } },
  ]
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // Not encoded as addresses are: shown as it came.
  }
}
