/** Samples over some time: what tells a blip from an outage. */

export interface Sample {
  readonly atMs: number
  /** Which of the hosts were asked, and what came: a status, or a network error's code. */
  readonly host: 'api' | 'login' | 'app'
  readonly isHealthy: boolean
  readonly status: number | null
  readonly errorCode: string | null
  readonly elapsedMs: number
}

export interface Observation {
  readonly fromMs: number
  readonly toMs: number
  readonly samples: readonly Sample[]
  readonly verdict: 'works-steadily' | 'blip' | 'fails-sometimes' | 'outage-steady' | 'unknown'
  /** One sentence, with the counts and the longest stretch of failing. */
  readonly says: string
}
