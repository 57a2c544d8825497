/** One file of the documents: what it is, its versions, and the form that brings a new one. */
import { html } from 'hono/html'
import { messageOf } from '../../engine/messages.ts'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { storedFilePath } from '../../storage/get-file.ts'
import { storageOrigin } from '../../storage/storage-origin.ts'
import { type Field, fileField } from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { table } from '../elements/table.ts'
import { sizeShown, textShown, timeShown } from '../elements/words.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { nameOf, recordOf, type Shown, shownList, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'
import { linksAbove } from './documents.ts'

/** How long the link lasts that a download is sent on to: as that of the API. A guess. */
const DOWNLOAD_LINK_MS = 15 * 60 * 1_000
/** Versions shown. A guess. */
const VERSIONS_MAX = 100

const DATA: Field = { name: 'file[data]', label: 'File', isRequired: true }

export const file: PageHandlers = { show: (visit) => filePage(visit, visit.form, 200), take }
export const downloadFile: PageHandlers = { show: download }

/** An update without bytes would change nothing, and is refused as a new file without them is. */
function take(visit: Visit): Result {
  const given = visit.posted['file']
  const hasFile = typeof given === 'object' && given !== null && 'data' in given
  const written = hasFile
    ? visit.ask('PATCH', apiPath(visit), visit.posted)
    : ({ failure: 'missing-field', fields: { data: [messageOf('missing-field')] } } as const)
  if ('failure' in written) {
    return formAgain(visit, written, (form, status) => filePage(visit, form, status))
  }
  return visit.redirect(visit.call.path, 'uploaded')
}

function filePage(visit: Visit, form: FormState, status: number): Result {
  const found = visit.ask('GET', apiPath(visit))
  if ('failure' in found) return found
  const shown = recordOf(found)
  const id = textOf(shown['id'])
  const mayWrite = visit.holds('documents', 'Standard')
  return visit.page({
    title: textOf(shown['name']),
    status,
    above: linksAbove(visit, shown),
    actions: html`<a class="button" href="${downloadPath(visit, id)}">Download</a>`,
    body: html`${formProblems([DATA], form)}
<dl class="facts">
<dt>Size</dt><dd>${sizeShown(shown['size'])}</dd>
<dt>Visible to</dt><dd>${shown['private'] === true ? 'Administrators of the Documents tool, and who uploaded it' : 'Everybody who may read the documents'}</dd>
<dt>Description</dt><dd class="said">${textShown(shown['description'])}</dd>
<dt>Uploaded by</dt><dd>${nameOf(shown['created_by']) || '–'}</dd></dl>
<section aria-labelledby="versions"><h2 id="versions">Versions</h2>${versions(visit, id, shown)}</section>
${mayWrite ? versionForm(visit, form) : ''}`,
  })
}

function versions(visit: Visit, id: string, shown: Shown): Html {
  return table<Shown>({
    caption: 'Versions of this file, the newest first',
    rows: shownList(shown['file_versions']).slice(0, VERSIONS_MAX),
    columns: [
      {
        title: 'Version',
        cell: (row) =>
          html`<a href="${downloadPath(visit, id)}?version=${textOf(row['number'])}">Version ${textOf(row['number'])}</a>`,
      },
      { title: 'Size', cell: (row) => sizeShown(row['size']) },
      { title: 'By', cell: (row) => nameOf(row['created_by']) || '–' },
      { title: 'Uploaded', cell: (row) => timeShown(row['created_at']) },
    ],
    empty: html`<p>This file has no bytes yet.</p><p>Upload a version of it.</p>`,
  })
}

function versionForm(visit: Visit, form: FormState): Html {
  return html`<section aria-labelledby="new"><h2 id="new">Upload a new version</h2>
<form method="post" enctype="multipart/form-data" class="sheet" novalidate>${formToken(visit)}
${fileField(DATA, form)}
<div class="actions"><button type="submit">Upload version</button></div></form></section>`
}

/** As the API's own address of a file: on to the storage, with a link that lasts a while. */
function download(visit: Visit): Result {
  const found = visit.ask('GET', apiPath(visit))
  if ('failure' in found) return found
  const all = shownList(recordOf(found)['file_versions'])
  const wanted = visit.query.get('version')
  const version = wanted === null ? all[0] : all.find((each) => textOf(each['number']) === wanted)
  const token = textOf(version?.['url']).split('/').at(-1) ?? ''
  const { storage, clock, assumptions } = visit.engine.parts.platform
  if (storage.files.findByToken(token) === null) {
    return { failure: 'resource-not-found', because: `the file has no version ${wanted ?? ''}` }
  }
  const nowMs = clock.nowMs()
  const path = storedFilePath(token)
  const link = storage.links.link('GET', path, nowMs, nowMs + DOWNLOAD_LINK_MS)
  const location = `${storageOrigin(visit.call, assumptions)}${link}`
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, text: '' }
}

function downloadPath({ projectId }: Visit, id: string): string {
  return pathTo('download-file', { project_id: projectId, id })
}

function apiPath(visit: Visit): string {
  return `/rest/v1.0/files/${visit.parameter('id')}?project_id=${visit.projectId}`
}
