/** Money, as these tools show it: text with two decimals. Reckoned in whole cents, so that sums are exact. */
import type { Json } from '../../engine/field.ts'

/** 0 for what is no number. */
export function centsOf(value: Json | undefined): number {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0
  return Number.isFinite(number) ? Math.round(number * 100) : 0
}

export function moneyText(cents: number): string {
  return (cents / 100).toFixed(2)
}

/** As it is shown; null stays null. */
export function asMoney(value: Json | undefined): Json {
  return value === null || value === undefined ? null : moneyText(centsOf(value))
}
