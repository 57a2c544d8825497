/**
 * A link into the web app, checked for the faults that the web error page names: a broken scheme, an
 * action cut short (`…/rfi/sho`) or misspelt (`…/rfi/showww/123456`).
 */
import { editDistance } from '@underpin/failures'
import { type Readable, readable } from './evidence-read.ts'

/** Fact sheet section 1: `/{project_id}/project/rfi/show/{id}`, `/{company_id}/company/home/list`. */
const ACTIONS = ['show', 'list', 'edit', 'new', 'home', 'index'] as const

const LINK_LIKE = /^(?:h?t?t?tps?\s?(?::|\\|\/)|www\.|[\w.-]*procore(?:gov)?\.com\b)\S*$/i
const PROCORE_HOST = /(^|\.)procore(?:gov)?\.com$/i

/** Null when the text is no link. */
export function readProcoreUrl(text: string): Readable | null {
  if (!LINK_LIKE.test(text)) return null
  const faults = faultsOf(text)
  if (faults.length === 0) {
    return readable(
      'procore-url',
      [],
      [
        'The link is well formed. If it opens an error page, explain the words on that page or its status code.',
      ],
    )
  }
  return { ...readable('procore-url', [], faults), named: ['malformed-link'] }
}

function faultsOf(link: string): string[] {
  const scheme = schemeFault(link)
  if (scheme !== null) return [scheme]
  let url: URL
  try {
    url = new URL(/^https?:/i.test(link) ? link : `https://${link}`)
  } catch {
    return [`${link} cannot be read as an address: copy it again, whole.`]
  }
  const action = PROCORE_HOST.test(url.hostname) ? actionFault(url.pathname) : null
  return action === null ? [] : [action]
}

function schemeFault(link: string): string | null {
  const written = /^(h?t?t?tps?[^a-z0-9]*)(?=[a-z0-9])/i.exec(link)?.[1]
  if (written === undefined || /^https?:\/\/$/i.test(written)) return null
  const mended = link.replace(written, 'https://').replaceAll('\\', '/')
  return `The link starts with "${written}" and not with "https://". Try ${mended}`
}

function actionFault(path: string): string | null {
  const [, action] = /^\/\d+\/(?:project|company)\/[a-z_]+\/([a-z_]+)(?:\/|$)/i.exec(path) ?? []
  if (action === undefined || ACTIONS.some((known) => known === action)) return null
  const meant = ACTIONS.find(
    (known) =>
      known.startsWith(action) || action.startsWith(known) || editDistance(known, action) < 2,
  )
  if (meant === undefined) return null
  const how = meant.startsWith(action) ? 'cut short' : 'misspelt'
  return `The word "${action}" in the link looks ${how}: "${meant}" was probably meant.`
}
