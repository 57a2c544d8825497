/** The peer: a bare hono route that sends bytes it was given, and does nothing else. */
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const [port, payloadFile] = process.argv.slice(2)
const payload: Record<string, string> = JSON.parse(readFileSync(payloadFile ?? '', 'utf8'))
const headers = { 'content-type': 'application/json' }

const app = new Hono()
app.get('/item', (c) => c.body(payload['item'] ?? '', 200, headers))
app.get('/page', (c) => c.body(payload['page'] ?? '', 200, headers))
app.post('/create', async (c) => {
  await c.req.text()
  return c.body(payload['created'] ?? '', 201, headers)
})
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' })
