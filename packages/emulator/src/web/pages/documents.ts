/** The documents of a project: a folder at a time, the folders first and the recycle bin last. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { findRoot } from '../../resources/documents/document-tree.ts'
import { pageOf, pagerOf } from '../elements/pager.ts'
import { table } from '../elements/table.ts'
import { sizeShown, timeShown } from '../elements/words.ts'
import type { Link } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { recordOf, type Shown, shownList, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

export const documents: PageHandlers = { show: showRoot }
export const folder: PageHandlers = { show: (visit) => showFolder(visit, visit.parameter('id')) }

/** A project’s first visit plants its root folder, as its first call does. */
function showRoot(visit: Visit): Result {
  const { projectId, companyId } = visit
  const known = findRoot({ ...visit.engine.parts, companyId, projectId })
  if (known) return showFolder(visit, textOf(known['id']))
  const tree = visit.ask('GET', `/rest/v1.0/folders?project_id=${projectId}`)
  return 'failure' in tree ? tree : showFolder(visit, textOf(recordOf(tree)['id']))
}

function showFolder(visit: Visit, id: string): Result {
  const { projectId } = visit
  const found = visit.ask('GET', `/rest/v1.0/folders/${id}?project_id=${projectId}`)
  if ('failure' in found) return found
  const shown = recordOf(found)
  const isRoot = shown['parent_id'] === null
  const folders = shownList(shown['folders'])
  const isBin = (row: Shown) => row['is_recycle_bin'] === true
  const inside = [
    ...folders.filter((row) => !isBin(row)),
    ...shownList(shown['files']),
    ...folders.filter(isBin),
  ]
  const mayAdd = visit.holds('documents', 'Standard') && shown['is_recycle_bin'] !== true
  return visit.page({
    title: isRoot ? 'Documents' : textOf(shown['name']),
    above: isRoot ? [] : linksAbove(visit, shown),
    actions: mayAdd ? addLinks(visit, id) : html``,
    body: html`${shown['private'] === true ? html`<p class="soft">Only administrators of the Documents tool see this folder.</p>` : ''}
${table<Shown>({
  caption: 'What lies in this folder',
  rows: pageOf(visit, inside),
  columns: [
    { title: 'Name', cell: (row) => nameCell(visit, row) },
    { title: 'Type', cell: (row) => (isFile(row) ? 'File' : 'Folder') },
    { title: 'Size', cell: (row) => (isFile(row) ? sizeShown(row['size']) : '–') },
    { title: 'Changed', cell: (row) => timeShown(row['updated_at']) },
  ],
  empty: html`<p>This folder is empty.</p>${mayAdd ? html`<p><a href="${uploadPath(visit, id)}">Upload a file</a></p>` : html`<p>Who has Standard on Documents may upload files.</p>`}`,
})}
${pagerOf(visit, inside.length)}`,
  })
}

function nameCell(visit: Visit, row: Shown): Html {
  const page = isFile(row) ? 'file' : 'folder'
  const path = pathTo(page, { project_id: visit.projectId, id: textOf(row['id']) })
  const tag = row['private'] === true ? html` <span class="tag">Admins only</span>` : ''
  return html`<a href="${path}">${textOf(row['name'])}</a>${tag}`
}

function isFile(row: Shown): boolean {
  return row['document_type'] === 'file'
}

function addLinks(visit: Visit, id: string): Html {
  const newPath = `${pathTo('new-folder', { project_id: visit.projectId })}?folder=${id}`
  return html`<div class="actions"><a class="button" href="${uploadPath(visit, id)}">Upload a file</a><a class="button plain" href="${newPath}">New folder</a></div>`
}

function uploadPath({ projectId }: Visit, id: string): string {
  return `${pathTo('upload', { project_id: projectId })}?folder=${id}`
}

/** The root, and the folder right above; what lies between, the path says in words. */
export function linksAbove({ projectId }: Visit, document: Shown): Link[] {
  const root = { path: pathTo('documents', { project_id: projectId }), text: 'Documents' }
  const [, ...names] = textOf(document['name_with_path']).split('\\')
  const above = names.at(-2)
  if (above === undefined) return [root]
  const path = pathTo('folder', { project_id: projectId, id: textOf(document['parent_id']) })
  return [root, { path, text: above }]
}
