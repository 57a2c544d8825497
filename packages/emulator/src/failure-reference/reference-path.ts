/** Where the catalogue is to be read, on the platform's own port. */
import type { FailureId } from '@underpin/failures'

export const REFERENCE_PATH = '/_underpin/failures'

export function failurePath(id: FailureId): string {
  return `${REFERENCE_PATH}/${id}`
}
