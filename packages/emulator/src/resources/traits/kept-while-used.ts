/** A record that others refer to cannot be deleted: the hook `keeps` of such a resource. */
import type { FailureId } from '@underpin/failures'
import { messageOf } from '../../engine/messages.ts'
import { findDependant } from '../../engine/references.ts'
import type { Hooks } from '../../engine/resource.ts'

/** @param failure what a delete is refused with: `business-rule` where 422 is documented, and so on. */
export function keptWhileUsed(resource: string, failure: FailureId): NonNullable<Hooks['keeps']> {
  return (record, writing) => {
    const user = findDependant(writing, resource, Number(record['id']), writing.companyId)
    if (!user) return null
    const because = `${user.resource} ${user.id} refers to it`
    return { failure, fields: { base: [messageOf(failure)] }, because }
  }
}
