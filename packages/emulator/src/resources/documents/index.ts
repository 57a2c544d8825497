/** The Documents tool: folders and files of projects and companies, in one table. */
import type { Resource } from '../../engine/resource.ts'
import { documents } from './documents.ts'
import { FILES } from './files.ts'
import { FOLDERS } from './folders.ts'

export const DOCUMENTS: readonly Resource[] = [documents, ...FOLDERS, ...FILES]
