/** How the control door answers: JSON, and an error that says what, with which value, and what to do. */
import type { TextAnswer } from '../reply.ts'

/** Thrown by a door; becomes its answer. The statuses are the door's own: it is no part of Procore. */
export class DoorError extends Error {
  override readonly name = 'DoorError'
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.details = details
  }
}

/** Input that cannot be used. @param details what a program may want: the field, near names. */
export function unusable(message: string, details?: Readonly<Record<string, unknown>>): DoorError {
  return new DoorError(422, message, details)
}

export function jsonAnswer(body: unknown, status = 200): TextAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    text: `${JSON.stringify(body)}\n`,
  }
}

export function errorAnswer(error: DoorError): TextAnswer {
  return jsonAnswer({ error: error.message, ...error.details }, error.status)
}
