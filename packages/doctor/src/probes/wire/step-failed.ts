/** One step of the way to an answer failed: which step, and the platform's code. */
import { type NetworkError, type NetworkPhase, networkError } from '@underpin/exchange'

/** The code of a step that was given up, by what was under way; the codes that Node's `fetch` has for it. */
const GIVEN_UP_CODES: Readonly<Record<NetworkPhase, string>> = {
  resolve: 'EAI_AGAIN',
  connect: 'UND_ERR_CONNECT_TIMEOUT',
  tls: 'ETIMEDOUT',
  exchange: 'UND_ERR_HEADERS_TIMEOUT',
  unknown: 'ETIMEDOUT',
}

export class StepFailed extends Error {
  override readonly name = 'StepFailed'
  readonly phase: NetworkPhase
  readonly code: string

  /** @param phase the step that was under way; it is known here, and need not be guessed from the code. */
  constructor(phase: NetworkPhase, cause: unknown) {
    const { code, message } = networkError(cause)
    super(message, { cause })
    this.phase = phase
    this.code = code
  }

  /** Nothing came within the time. */
  static givenUp(phase: NetworkPhase, reason: unknown): StepFailed {
    const said = reason instanceof Error ? reason.message : String(reason)
    return new StepFailed(phase, Object.assign(new Error(said), { code: GIVEN_UP_CODES[phase] }))
  }
}

export function stepError(thrown: unknown): NetworkError {
  if (!(thrown instanceof StepFailed)) return networkError(thrown)
  const { code, message, phase } = thrown
  return { code, message, phase }
}
