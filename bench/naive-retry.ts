/** The peer in behaviour: what integrations are mostly written with. It tries, and tries again at once. */
import type { VirtualStage } from './virtual-stage.ts'

const RETRIES = 3

/** False when the last try failed as well. */
export async function naiveGet({ fetch, headers }: VirtualStage, url: string): Promise<boolean> {
  for (let attempt = 0; attempt <= RETRIES; attempt++) {
    const response = await fetch(url, { headers })
    await response.text()
    if (response.ok) return true
  }
  return false
}
