/** How each generation of uploads speaks: the same steps, in other words (fact sheet section 9). */
import type { Plan } from './plan.ts'
import type { UploadGeneration } from './upload-options.ts'

/** Where a part goes. */
export interface Link {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Server's clock, milliseconds since the epoch; null when it is not said. */
  readonly expiresAtMs: number | null
}

export interface Opened {
  readonly uploadId: string
  readonly status: string
  /** In the order of the parts. Empty once the upload is complete. */
  readonly links: readonly Link[]
}

export interface Owner {
  readonly company: string | null
  readonly project: string | null
}

export interface FileFacts {
  readonly name: string
  readonly contentType: string
}

export interface Dialect {
  readonly generation: UploadGeneration
  /** The path of the collection, as a template. */
  path(owner: Owner): string
  createBody(facts: FileFacts, plan: Plan): object
  completeBody(etags: readonly string[]): object
  /** Sent with every part, where the server names no other. */
  readonly partHeaders: Readonly<Record<string, string>>
  /** The status from which on a file can be attached. */
  readonly readyStatus: string
}

export const DIALECTS: Readonly<Record<UploadGeneration, Dialect>> = {
  unified: {
    generation: 'unified',
    path: ({ company, project }) => {
      if (company === null)
        throw new TypeError('an upload needs a companyId, here or of the client')
      const base = `/rest/v2.1/companies/${encodeURIComponent(company)}`
      return project === null ? `${base}/uploads` : `${base}/projects/${project}/uploads`
    },
    createBody: ({ name, contentType }, plan) => ({
      file_name: name,
      file_size: plan.source.sizeBytes,
      content_type: contentType,
      sha256: plan.sha256,
      segments: segmentsOf(plan),
    }),
    completeBody: (etags) => ({ part_etags: etags }),
    partHeaders: {},
    readyStatus: 'available',
  },
  direct: {
    generation: 'direct',
    path: ({ company, project }) => {
      if (project !== null) return `/rest/v1.1/projects/${project}/uploads`
      if (company === null) throw new TypeError('an upload needs a projectId, or a companyId')
      return `/rest/v1.1/companies/${encodeURIComponent(company)}/uploads`
    },
    createBody: ({ name, contentType }, plan) => ({
      response_filename: name,
      response_content_type: contentType,
      size: plan.source.sizeBytes,
      segments: segmentsOf(plan),
    }),
    completeBody: (etags) => ({ segments: etags.map((etag) => ({ etag })) }),
    partHeaders: { 'content-type': 'application/octet-stream' },
    readyStatus: 'complete',
  },
}

/** The file is whole at the server from here on. */
export const COMPLETED: ReadonlySet<string> = new Set(['complete', 'available'])

/** Parts are still awaited. */
export const AWAITED: ReadonlySet<string> = new Set(['ready', 'receiving'])

/** Null when it is not the answer of an upload. */
export function readOpened(answer: unknown): Opened | null {
  const outer = recordOf(answer)
  const record = recordOf(outer?.['data']) ?? outer
  const uploadId = record?.['upload_id'] ?? record?.['uuid']
  const status = record?.['status']
  const segments = record?.['segments'] ?? []
  if (typeof uploadId !== 'string' || uploadId === '' || !Array.isArray(segments)) return null
  return {
    uploadId,
    status: typeof status === 'string' ? status : '',
    links: segments.flatMap((segment: unknown) => linkOf(recordOf(segment)) ?? []),
  }
}

function linkOf(segment: Readonly<Record<string, unknown>> | null): Link | null {
  const url = segment?.['url']
  if (typeof url !== 'string') return null
  const expiresAtMs = Date.parse(String(segment?.['url_expires_at'] ?? ''))
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(recordOf(segment?.['headers']) ?? {})) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value)
  }
  return { url, headers, expiresAtMs: Number.isNaN(expiresAtMs) ? null : expiresAtMs }
}

function segmentsOf({ parts }: Plan): object[] {
  return parts.map(({ fromByte, toByte, sha256 }) => ({ size: toByte - fromByte, sha256 }))
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Readonly<Record<string, unknown>>) : null
}
