/** What situations provoke, in a line each. */
import type { FaultOrder } from '@underpin/emulator'
import { closedPort, front, type Interference } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import type { HostName, Stage } from './stage.ts'

const HOUR_MS = 3_600_000

/** An ISO time, so many hours ahead; behind, when negative. */
export function hoursFromNow(hours: number): string {
  return new Date(systemClock.nowMs() + hours * HOUR_MS).toISOString()
}

export function minutesAgoMs(minutes: number): number {
  return systemClock.nowMs() - minutes * 60_000
}

/** Switches on what the whole platform, or a part of it, answers. */
export async function fault({ door }: Stage, ...orders: readonly FaultOrder[]): Promise<void> {
  for (const order of orders) await door('faults', order)
}

/** The hosts stay where they are, behind something that does this to each request. */
export async function putInFront(
  stage: Stage,
  hosts: readonly HostName[],
  interfere: (path: string, headers: Readonly<Record<string, unknown>>) => Interference,
): Promise<void> {
  for (const host of hosts) {
    const upstream = host === 'status' ? stage.statusUrl : stage.platformUrl
    const rig = front({ upstream, interfere: ({ url = '', headers }) => interfere(url, headers) })
    stage.place([host], await stage.keep(rig))
  }
}

/** A hook of project 5001 whose receiver is gone, and some changes that it was to be told of. */
export async function failDeliveries(stage: Stage): Promise<void> {
  const gone = await stage.keep(closedPort())
  const hook = { api_version: 'v2', namespace: 'our-app', destination_url: `${gone.url}/notices` }
  const made = await posted(stage, '/rest/v1.0/webhooks/hooks', { project_id: 5001, hook })
  const trigger = { resource_name: 'RFIs', event_type: 'create' }
  await posted(stage, `/rest/v1.0/webhooks/hooks/${made['id']}/triggers`, {
    ...{ project_id: 5001, api_version: 'v2', trigger },
  })
  for (const subject of ['Joint', 'Footing', 'Anchor']) {
    const rfi = { subject, question: { body: 'Which one?' }, assignee_ids: [7002] }
    await posted(stage, '/rest/v1.0/projects/5001/rfis', { rfi })
  }
  await stage.emulator.parts.courier.settled()
}

async function posted(
  { api }: Stage,
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await api(path, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** So many calls, one after the other. */
export async function spend({ api }: Stage, calls: number): Promise<void> {
  for (let made = 0; made < calls; made++) await (await api('/rest/v1.0/me')).text()
}
