/** How a way is told: in the facts of a finding, and in its sentence. */
import type { Facts } from '../../report/probe-result.ts'
import type { Way } from '../wire/way.ts'

export function wayFacts(way: Way): Facts {
  return way.kind === 'straight' ? {} : { proxy: way.proxy.shown }
}

/** ` through the proxy http://proxy.example:3128`, or nothing. */
export function through(way: Way): string {
  return way.kind === 'straight' ? '' : ` through the proxy ${way.proxy.shown}`
}
