/** The values of options: each reader says what it wants when it gets something else. */
import { InvalidArgumentError } from 'commander'

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** A TCP port; 0 lets the system choose a free one. */
export function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.')
  }
  return port
}

/** A count: a whole number from 0. */
export function readCount(text: string): number {
  const count = Number(text)
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number from 0 is wanted.')
  return count
}

export function readPositive(text: string): number {
  const count = readCount(text)
  if (count === 0) throw new InvalidArgumentError('A whole number from 1 is wanted.')
  return count
}

export function readSeed(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('A seed is a whole number.')
  return Number(text)
}

/** `10s`, `2m`, `1.5h`, `500ms`, in milliseconds. */
export function readDurationMs(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? []
  const unitMs = UNIT_MS[unit]
  if (amount === undefined || unitMs === undefined) {
    throw new InvalidArgumentError('A time with its unit is wanted: 500ms, 10s, 2m, 1h or 1d.')
  }
  return Math.round(Number(amount) * unitMs)
}

/** A probability: more than 0, at most 1. */
export function readProbability(text: string): number {
  const probability = Number(text)
  if (!(probability > 0 && probability <= 1)) {
    throw new InvalidArgumentError('A number above 0 and up to 1 is wanted, such as 0.2.')
  }
  return probability
}

/** An `http:` or `https:` address, without a slash at its end. */
export function readHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('An address is wanted, such as http://localhost:4010.')
  }
  return url.href.replace(/(?<!\/)\/+$/, '')
}
