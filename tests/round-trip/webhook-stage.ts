/** An integration that is told of changes: its hook, its receiver with an inbox, and somebody else who makes changes. */
import {
  type Answer,
  authorizationCode,
  type CallOptions,
  clientCredentials,
  ProcoreClient,
} from '@underpin/client'
import { readWebhookEvent, type WebhookInboxOptions, webhookInbox } from '@underpin/client/webhooks'
import { createEmulator, type Emulator } from '@underpin/emulator'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { APP, COMPANY, codeFrom, type Fetch, PROJECT } from './platform.ts'
import { URL_OF_STAGE } from './stage.ts'

const RFIS = `/rest/v1.0/projects/${PROJECT}/rfis`

export interface WebhookStage {
  readonly clock: VirtualClock
  readonly emulator: Emulator
  /** Whose hook it is. */
  readonly client: ProcoreClient
  readonly hookId: number
  readonly fetch: Fetch
  /** What came, in order: the id of the RFI. */
  readonly delivered: readonly string[]
  /** What was handled, in order. */
  readonly handled: readonly string[]
  readonly kinds: readonly string[]
  /** What the receiver does with a delivery before it looks into it. Default: nothing. */
  before: () => Response | null
  /** Handling an event. Default: all is well. */
  handle: (rfi: string) => void | Promise<void>
  /** An RFI of somebody else's, or of our own app. Gives its id. */
  change(whose?: 'own' | 'other'): Promise<string>
  settled(): Promise<void>
  close(): void
}

export async function setUpWebhooks(
  inboxOptions: WebhookInboxOptions = {},
  version: 'v2.0' | 'v3.0' | 'v4.0' = 'v2.0',
): Promise<WebhookStage> {
  const clock = new VirtualClock()
  const inbox = webhookInbox(inboxOptions)
  const delivered: string[] = []
  const handled: string[] = []
  const kinds: string[] = []
  const deliver = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const refused = stage.before()
    if (refused) return refused
    const payload: unknown = JSON.parse(String(init?.body))
    delivered.push(readWebhookEvent(payload)?.resourceId ?? '')
    const received = await inbox.receive(payload)
    kinds.push(received.kind)
    if (received.kind !== 'new') return new Response(null, { status: 200 })
    try {
      await stage.handle(received.event.resourceId)
    } catch {
      await inbox.release(received.event)
      return new Response(null, { status: 500 })
    }
    handled.push(received.event.resourceId)
    return new Response(null, { status: 200 })
  }
  const emulator = createEmulator({
    ...{ clock, random: seededRandom(1), seed: 1, deliver: deliver as typeof globalThis.fetch },
    limits: { hourly: 0, spike: 0 },
  })
  const shared = {
    companyId: COMPANY,
    environment: { apiUrl: URL_OF_STAGE, loginUrl: URL_OF_STAGE },
    fetch: (url: string, init: RequestInit) => emulator.fetch(url, init),
    clock,
    random: seededRandom(2),
  }
  const code = await codeFrom(emulator.fetch, URL_OF_STAGE)
  const client = new ProcoreClient({ ...shared, auth: authorizationCode({ ...APP, code }) })
  const service = { clientId: 'underpin-service', clientSecret: 'underpin-service-secret' }
  const other = new ProcoreClient({ ...shared, auth: clientCredentials(service) })
  const post = (who: ProcoreClient, path: string, options: CallOptions) =>
    clock.run<Answer<{ id: number }>>(who.post(path, options))
  const { data: hook } = await post(
    client,
    '/rest/v2.0/companies/{c}/projects/{p}/webhooks/hooks',
    {
      path: { c: COMPANY, p: PROJECT },
      body: {
        payload_version: version,
        namespace: 'survived',
        destination_url: 'http://localhost/notices',
      },
    },
  )
  const hookId = Number((hook as unknown as { data?: { id: string } }).data?.id ?? hook.id)
  await post(client, `/rest/v1.0/webhooks/hooks/${hookId}/triggers`, {
    body: {
      project_id: PROJECT,
      api_version: 'v2',
      trigger: { resource_name: 'RFIs', event_type: 'create' },
    },
  })
  let count = 0
  const stage: WebhookStage = {
    ...{ clock, emulator, client, hookId, delivered, handled, kinds },
    fetch: (url, init) => emulator.fetch(url, init),
    before: () => null,
    handle: () => undefined,
    change: async (whose = 'other') => {
      count += 1
      const rfi = { subject: `Change ${count}`, question: { body: '?' }, assignee_ids: [7002] }
      const { data } = await post(whose === 'own' ? client : other, RFIS, { body: { rfi } })
      return String(data.id)
    },
    settled: () => emulator.parts.courier.settled(),
    close: () => emulator.close(),
  }
  return stage
}
