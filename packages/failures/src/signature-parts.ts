/** What a signature looks for, in words: the pages of the catalogue show it. */
import type { Signature } from './failure-mode.ts'
import { judgement } from './judgements.ts'

export interface SignaturePart {
  /** `text`, `status 503`. */
  readonly says: string
  /** The source of a regular expression that follows the words; null without one. */
  readonly pattern: string | null
}

export function signatureParts(signature: Signature): readonly SignaturePart[] {
  const { surface, statuses, text, shape, headers, method, path, sent, networkCode } = signature
  const test = signature.judgement === undefined ? undefined : judgement(signature.judgement)
  return [
    statuses === undefined ? [] : words(`status ${statuses.join(' or ')}`),
    surface === undefined ? [] : words(`surface ${surface}`),
    method === undefined ? [] : words(`method ${method.join(' or ')}`),
    shape === undefined ? [] : words(`body shape ${shape.join(' or ')}`),
    pattern('text', text),
    Object.entries(headers ?? {}).flatMap(([name, each]) => pattern(`header ${name}`, each)),
    pattern('address', path),
    pattern('body sent', sent),
    pattern('network code', networkCode),
    test === undefined ? [] : words(test.says),
  ].flat()
}

function words(says: string): SignaturePart[] {
  return [{ says, pattern: null }]
}

function pattern(says: string, found: RegExp | undefined): SignaturePart[] {
  return found === undefined ? [] : [{ says, pattern: found.source }]
}
