/** The observations tool. */
import type { Resource } from '../../engine/resource.ts'
import { observationTypes } from './observation-types.ts'
import { observations } from './observations.ts'
import { responseLogs } from './response-logs.ts'

export const OBSERVATIONS_TOOL: readonly Resource[] = [observationTypes, observations, responseLogs]
