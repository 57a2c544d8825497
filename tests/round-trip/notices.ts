/**
 * Raises the failures of webhooks on the real wire: an emulator with a hook, a receiver on a loopback port,
 * and a change to tell of. The evidence is the list of deliveries; of a duplicate, what the receiver got.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { headerMap } from '@underpin/exchange'
import type { Evidence, FailureId } from '@underpin/failures'
import { COMPANY, onSocket, PROJECT, signIn, switchOn } from './platform.ts'

interface Receiver {
  readonly url: string
  /** The bodies that came, in order. */
  readonly got: readonly string[]
  close(): void
}

export async function raisedOnADelivery(id: FailureId): Promise<Evidence> {
  const { emulator, url, close } = await onSocket()
  const receiver = await startReceiver()
  try {
    const { access_token: token } = await signIn(fetch, url)
    const headers = {
      authorization: `Bearer ${token}`,
      'procore-company-id': String(COMPANY),
      'content-type': 'application/json',
    }
    const post = async (path: string, body: object): Promise<{ id: number }> => {
      const sent = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (sent.status !== 201) throw new Error(`${path}: ${sent.status} ${await sent.text()}`)
      return sent.json()
    }
    const hook = await post('/rest/v1.0/webhooks/hooks', {
      project_id: PROJECT,
      hook: { api_version: 'v2', namespace: 'round-trip', destination_url: receiver.url },
    })
    await post(`/rest/v1.0/webhooks/hooks/${hook.id}/triggers`, {
      project_id: PROJECT,
      api_version: 'v2',
      trigger: { resource_name: 'RFIs', event_type: 'create' },
    })
    await switchOn(fetch, url, { failure: id, times: 1 })
    await post(`/rest/v1.0/projects/${PROJECT}/rfis`, {
      rfi: { subject: 'Told of', question: { body: 'Who hears of it?' }, assignee_ids: [7002] },
    })
    await emulator.parts.courier.settled()
    if (id === 'webhook-duplicate') {
      return { surface: 'webhook', response: { body: `[${receiver.got.join()}]` } }
    }
    const list = `${url}/rest/v1.0/webhooks/hooks/${hook.id}/deliveries?project_id=${PROJECT}`
    const response = await fetch(list, { headers })
    return {
      request: { method: 'GET', url: list },
      response: {
        status: response.status,
        headers: headerMap(response.headers),
        body: await response.text(),
      },
    }
  } finally {
    await close()
    receiver.close()
  }
}

async function startReceiver(): Promise<Receiver> {
  const got: string[] = []
  const server = createServer(async (request, answer) => {
    let body = ''
    for await (const chunk of request) body += chunk
    got.push(body)
    answer.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/notices`, got, close }
}
