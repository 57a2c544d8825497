/** Network errors for tests, as `@underpin/exchange` reads them from the platform's. */
import { type NetworkError, type NetworkPhase, networkError as read } from '@underpin/exchange'

export function networkError(code: string, phase?: NetworkPhase): NetworkError {
  const error = read(Object.assign(new Error('fetch failed'), { code }))
  return phase === undefined ? error : { ...error, phase }
}
