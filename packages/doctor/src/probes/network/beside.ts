/**
 * The status page stands elsewhere, so that it is up when Procore is not: that it is down says nothing of
 * Procore. What shows that somebody on our side meddles is told all the same.
 */
import type { Sign } from '../../report/sign.ts'
import type { Probe } from '../probe.ts'

/** Signs of this side, whichever name or connection shows them. */
const OF_OUR_SIDE: readonly Sign[] = [
  'dns-fails-here-only',
  'dns-answers-private',
  'tls-intercepted',
  'tls-old',
  'proxy-in-use',
  'proxy-refuses',
]

/** The probe of a host that is not Procore's own; only the signs are fewer. */
export function beside(probe: Probe): Probe {
  return {
    ...probe,
    async run(context) {
      const found = await probe.run(context)
      return { ...found, signs: found.signs.filter((sign) => OF_OUR_SIDE.includes(sign)) }
    },
  }
}
