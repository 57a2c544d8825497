/** What a page is made of: how it is shown, and how its form is taken. */
import type { Result } from '../reply.ts'
import type { Visit } from './visit.ts'

export interface PageHandlers {
  readonly show: (visit: Visit) => Result
  /** For a page with a form: what `visit.posted` says is done, or the form is shown again. */
  readonly take?: (visit: Visit) => Result | Promise<Result>
}
