/** One request and what came back, or did not; and the redaction that everything shown has passed. */
export {
  type Exchange,
  type ExchangeRequest,
  type ExchangeResponse,
  type HeaderMap,
  headerMap,
  type NetworkError,
  type NetworkPhase,
  type Outcome,
} from './exchange.ts'
export { networkError } from './network-error.ts'
export { createRedactor, type Redactor, type RedactorOptions } from './redactor.ts'
