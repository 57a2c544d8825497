/** The etags that complete an upload: one a part, in the order of the parts. Source: fact sheet section 9. */
import type { Work } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import type { UploadPart } from '../../storage/upload.ts'

export type CheckedEtags =
  /** `isWhole` is false while one of them is null: a part that is yet to come. */
  | { readonly kind: 'right'; readonly isWhole: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** @param field under which they were sent: messages come under it. */
export function checkEtags(
  { platform }: Pick<Work, 'platform'>,
  field: string,
  etags: readonly unknown[] | null,
  parts: readonly UploadPart[],
): CheckedEtags {
  if (etags === null) {
    const fields = { [field]: [platform.answers.wire({ failure: 'missing-field' }).text] }
    return { kind: 'refused', refusal: { failure: 'missing-field', fields } }
  }
  if (etags.length !== parts.length) {
    return refused(platform, field, `${etags.length} etags for ${parts.length} parts`)
  }
  const wrong = parts.find(({ arrived }, at) => {
    const etag = etags[at]
    return etag !== null && plain(etag) !== arrived?.etag
  })
  if (wrong) return refused(platform, field, `the etag of part ${wrong.n} is not its etag`)
  return { kind: 'right', isWhole: etags.every((etag) => etag !== null) }
}

/** Etags that are right, and not all of them, where there is no such thing as in part. */
export function etagMissing({ platform }: Pick<Work, 'platform'>, field: string): Refusal {
  return refused(platform, field, 'an etag is missing').refusal
}

type Refused = Extract<CheckedEtags, { kind: 'refused' }>

function refused({ answers }: Work['platform'], field: string, because: string): Refused {
  const failure = 'upload-digest-mismatch'
  const { text } = answers.wire({ failure, variant: 'etags' })
  return {
    kind: 'refused',
    refusal: { failure, variant: 'etags', fields: { [field]: [text] }, because },
  }
}

/** As a header has it, in quotes, or without. */
function plain(etag: unknown): string | null {
  return typeof etag === 'string' ? etag.replace(/^(?:W\/)?"(.*)"$/, '$1').toLowerCase() : null
}
