/** Asks a running emulator for the Integration Health of its apps, and for the report of their calls. */
import { couldNotCheck } from '../exit-code.ts'
import { askDoor, askDoorForText, type DoorAddress } from '../fault/control-door.ts'
import type { ShownHealth } from './shown-health.ts'

/** @throws {CommandError} wrong usage when there is no such app, could-not-check when nobody is there. */
export async function healthOfEmulator(
  door: DoorAddress,
  clientId: string | null,
): Promise<ShownHealth> {
  const path = `/integration-health${queryOf(clientId)}`
  const answer = await askDoor(door, { method: 'GET', path })
  if (!isHealth(answer)) {
    throw couldNotCheck(`The emulator at ${door.url} is of a version that tells no health.`)
  }
  const { window, summary, apps } = answer
  return { source: door.url, window, summary, apps }
}

/** CSV. @throws {CommandError} as `healthOfEmulator` does. */
export async function activityOfEmulator(
  door: DoorAddress,
  clientId: string | null,
): Promise<string> {
  const path = `/call-activity.csv${queryOf(clientId)}`
  return askDoorForText(door, { method: 'GET', path })
}

function queryOf(clientId: string | null): string {
  return clientId === null ? '' : `?clientId=${encodeURIComponent(clientId)}`
}

function isHealth(answer: unknown): answer is ShownHealth {
  if (typeof answer !== 'object' || answer === null) return false
  const { window, summary, apps } = answer as Partial<Record<keyof ShownHealth, unknown>>
  return typeof window === 'object' && typeof summary === 'object' && Array.isArray(apps)
}
