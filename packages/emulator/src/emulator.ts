/**
 * The emulator: Procore, locally. This file is the road of one request, from the journal that opens to
 * the journal that closes; each part on the way has a room of its own.
 */
import type { Call } from './call.ts'
import type { ControlDoor } from './control/control-door.ts'
import type { Faults } from './faults/faults.ts'
import type { Journal } from './journal/journal.ts'
import type { Platform } from './platform.ts'
import { isRefusal, type Reply } from './reply.ts'
import type { Surface } from './surface.ts'

/** Where the control door stands, on the platform's own port. */
export const CONTROL_PREFIX = '/_underpin/'

export interface EmulatorParts {
  readonly platform: Platform
  readonly journal: Journal
  readonly faults: Faults
  readonly door: ControlDoor
  /** In the order in which they are asked; the last one owns every path. */
  readonly surfaces: readonly Surface[]
}

export class Emulator {
  readonly parts: EmulatorParts

  constructor(parts: EmulatorParts) {
    this.parts = parts
  }

  /**
   * The whole road. Never rejects: a defect of ours is logged and answered as `server-error`, since no
   * request of any kind may end the process.
   */
  async reply(request: Request): Promise<Reply> {
    const { journal, faults, door, surfaces } = this.parts
    const path = pathOf(request.url)
    if (path.startsWith(CONTROL_PREFIX)) return answer(await door.handle(request, path))

    const call = journal.open(request, path)
    const surface = surfaces.find((each) => each.owns(path))
    if (!surface) throw new Error(`no surface owns ${path}: the last one must own every path`)
    const raisedBefore = faults.before(call, surface)
    const worked = raisedBefore ?? answer(await this.#work(call, surface))
    const reply = raisedBefore ?? faults.after(call, worked)
    journal.close(call, reply)
    return reply
  }

  async #work(call: Call, surface: Surface): Promise<Response> {
    const { answers, log } = this.parts.platform
    try {
      const result = await surface.handle(call)
      if (!isRefusal(result)) return result
      call.failure = result.failure
      return answers.respond(result)
    } catch (error) {
      log.error('the emulator failed at a request; this is a defect of Underpin', {
        requestId: call.requestId,
        method: call.method,
        path: call.path,
        error,
      })
      call.failure = 'server-error'
      return answers.respond({ failure: 'server-error' })
    }
  }
}

function answer(response: Response): Reply {
  return { kind: 'answer', response }
}

/** The path of an absolute URL, without parsing the rest: this runs for every request. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (start < 0) return '/'
  const end = url.slice(start).search(/[?#]/)
  return end < 0 ? url.slice(start) : url.slice(start, start + end)
}
