/** The Drawings tool: areas, sets and disciplines, the drawings in them, their revisions and uploads. */
import type { Resource } from '../../engine/resource.ts'
import { drawingAreas, drawingDisciplines, drawingSets } from './drawing-areas.ts'
import { drawingRevisions } from './drawing-revisions.ts'
import { drawingUploads } from './drawing-uploads.ts'
import { drawings } from './drawings.ts'

export const DRAWINGS: readonly Resource[] = [
  drawingAreas,
  drawingSets,
  drawingDisciplines,
  drawings,
  drawingRevisions,
  drawingUploads,
]
