/** The Photos tool: pictures and the albums that they are in. */
import type { Resource } from '../../engine/resource.ts'
import { imageCategories } from './image-categories.ts'
import { images } from './images.ts'

export const PHOTOS: readonly Resource[] = [imageCategories, images]
