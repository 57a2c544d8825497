/** Numbers that are made up by their schema's bounds. */
import { at, type Node, numberAt } from './node.ts'

interface Range {
  readonly min: number
  readonly max: number
  /** Whether the bounds themselves are left out: OpenAPI 3.0 says it with a boolean, 3.1 with a number. */
  readonly isMinOut: boolean
  readonly isMaxOut: boolean
}

export function suitsNumber(number: number, rules: Node, type: 'integer' | 'number'): boolean {
  if (type === 'integer' && !Number.isInteger(number)) return false
  const { min, max, isMinOut, isMaxOut } = rangeOf(rules)
  if (number < min || (isMinOut && number === min)) return false
  return number < max || (!isMaxOut && number === max)
}

/** The usual number, or the next one that the bounds allow. */
export function sampleNumber(usual: number, rules: Node, type: 'integer' | 'number'): number {
  const step = numberAt(rules, 'multipleOf')
  const isStepped = step !== null && step > 0
  const { min, max, isMinOut, isMaxOut } = rangeOf(rules)
  const unit = isStepped ? step : 1
  if (suitsNumber(usual, rules, type) && !isStepped) return usual
  const from = Math.max(min, Math.min(usual, max))
  const up = Math.ceil(from / unit) * unit
  const candidates = [up, up + unit, Math.floor(max / unit) * unit, up - unit]
  const fitting = candidates.find((each) => suitsNumber(each, rules, type))
  if (fitting !== undefined) return fitting
  if (Number.isFinite(min) && Number.isFinite(max) && (isMinOut || isMaxOut)) return (min + max) / 2
  return Number.isFinite(from) ? from : usual
}

function rangeOf(rules: Node): Range {
  const min = numberAt(rules, 'minimum') ?? Number.NEGATIVE_INFINITY
  const max = numberAt(rules, 'maximum') ?? Number.POSITIVE_INFINITY
  const over = numberAt(rules, 'exclusiveMinimum') ?? Number.NEGATIVE_INFINITY
  const under = numberAt(rules, 'exclusiveMaximum') ?? Number.POSITIVE_INFINITY
  const isMinOut = at(rules, 'exclusiveMinimum') === true || over >= min
  const isMaxOut = at(rules, 'exclusiveMaximum') === true || under <= max
  return { min: Math.max(min, over), max: Math.min(max, under), isMinOut, isMaxOut }
}
