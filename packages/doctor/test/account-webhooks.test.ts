import type { Emulator } from '@underpin/emulator'
import { afterEach, describe, expect, it } from 'vitest'
import { ADMIN, closeAll, everything, examine, listening, PM, start } from './account-rig.ts'

afterEach(closeAll)

describe('webhooks', () => {
  const hookTo = async (url: string, token: string, destination: string) => {
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'procore-company-id': '4001' },
      'content-type': 'application/json',
    }
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { id: number }
    }
    const hook = { api_version: 'v2', namespace: 'mine', destination_url: destination }
    const { id } = await post('/rest/v1.0/webhooks/hooks', { project_id: 5001, hook })
    const trigger = { resource_name: 'RFIs', event_type: 'create' }
    await post(`/rest/v1.0/webhooks/hooks/${id}/triggers`, {
      project_id: 5001,
      api_version: 'v2',
      trigger,
    })
    await post('/rest/v1.0/projects/5001/rfis', {
      rfi: { subject: 'Anchor', question: { body: 'Where?' }, assignee_ids: [7002] },
    })
  }
  const receive = async (status: number) => {
    const url = await listening((_, response) => response.writeHead(status).end())
    return `${url}/in?key=s3cret`
  }
  const settled = async (emulator: Emulator) => {
    await emulator.parts.courier.settled()
  }

  it('deliveries that fail are found, with the receiver’s host and not its secrets', async () => {
    const { emulator, url, signIn } = await start()
    const token = await signIn(ADMIN)
    await hookTo(url, token, await receive(503))
    await settled(emulator)
    const { of } = await examine(token, everything(url))
    expect(of('webhooks')).toMatchObject({
      ...{ verdict: 'fail', signs: ['webhooks-failing'], failure: 'webhook-delivery-failing' },
      facts: { hooks: 1, lastStatus: 503 },
    })
    const { says, facts } = of('webhooks')
    expect(JSON.stringify([says, facts])).not.toContain('s3cret')
  })

  it('deliveries that arrive', async () => {
    const { emulator, url, signIn } = await start()
    const token = await signIn(ADMIN)
    await hookTo(url, token, await receive(200))
    await settled(emulator)
    const { of } = await examine(token, everything(url))
    expect(of('webhooks')).toMatchObject({ verdict: 'pass', signs: ['webhooks-delivered'] })
  })

  it('set up, and nothing sent yet: nothing is claimed', async () => {
    const { url, signIn } = await start()
    const token = await signIn(ADMIN)
    const answer = await fetch(`${url}/rest/v1.0/webhooks/hooks`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'procore-company-id': '4001' },
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        company_id: 4001,
        hook: { api_version: 'v2', namespace: 'mine', destination_url: 'http://127.0.0.1:9/' },
      }),
    })
    expect(answer.status).toBe(201)
    const { of } = await examine(token, everything(url))
    expect(of('webhooks')).toMatchObject({ verdict: 'pass', signs: [], facts: { hooks: 1 } })
  })

  it('without the permission it is not known', async () => {
    const { url, signIn } = await start()
    const { of } = await examine(await signIn(PM), everything(url))
    expect(of('webhooks')).toMatchObject({ verdict: 'unknown', signs: [] })
  })
})
