/** `GET /_underpin/outbox`: every mail and text that was sent, as JSON or as a page for people. */
import type { DoorRoute } from '../control/control-door.ts'
import { jsonAnswer } from '../control/door-answer.ts'
import type { Outbox } from './outbox.ts'
import { outboxPage } from './outbox-page.ts'

export function outboxRoute(outbox: Outbox): DoorRoute {
  return {
    path: 'outbox',
    methods: {
      GET: ({ request }) => {
        const isForPeople = request.headers.get('accept')?.includes('text/html') ?? false
        const messages = outbox.messages()
        if (!isForPeople) return jsonAnswer({ messages })
        return outboxPage(messages, new URL(request.url).searchParams.get('before'))
      },
    },
  }
}
