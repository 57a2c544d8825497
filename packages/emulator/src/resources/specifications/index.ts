/** The Specifications tool: divisions, sections and their revisions, sets, areas and uploads. */
import type { Resource } from '../../engine/resource.ts'
import {
  specificationAreas,
  specificationDivisions,
  specificationSections,
} from './specification-sections.ts'
import {
  specificationRevisions,
  specificationSets,
  specificationUploads,
} from './specification-uploads.ts'

export const SPECIFICATIONS: readonly Resource[] = [
  specificationDivisions,
  specificationSections,
  specificationAreas,
  specificationSets,
  specificationRevisions,
  specificationUploads,
]
