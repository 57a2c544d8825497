/** Makes the URL of a call: path parameters, and queries in the bracketed way that Procore reads. */

export type QueryScalar = string | number | bigint | boolean
export type QueryValue =
  | QueryScalar
  | null
  | undefined
  | readonly QueryScalar[]
  | { readonly [key: string]: QueryValue }
export type Query = { readonly [key: string]: QueryValue }
export type PathParameters = { readonly [name: string]: string | number | bigint }

/** How deep a query may nest: `filters[a][b]` is two. Deeper is a mistake, or a cycle. */
const QUERY_DEPTH_MAX = 5

/**
 * @param template begins with `/`; `{name}` stands for a path parameter.
 * @throws {TypeError} when the template is no path, or a parameter is missing or would leave its place.
 */
export function targetUrl(
  apiUrl: string,
  template: string,
  path?: PathParameters,
  query?: Query,
): string {
  if (template.charCodeAt(0) !== 47) {
    throw new TypeError(`a path begins with "/", and this one does not: ${template}`)
  }
  let url = apiUrl + (template.includes('{') ? fillIn(template, path) : template)
  if (query) {
    const text = queryText(query)
    if (text !== '') url += (url.includes('?') ? '&' : '?') + text
  }
  return url
}

/** `filters: { id: [1, 2] }` becomes `filters[id][]=1&filters[id][]=2`. Null and undefined are left out. */
export function queryText(query: Query): string {
  let text = ''
  const add = (key: string, value: QueryValue, depth: number): void => {
    if (value === null || value === undefined) return
    if (typeof value !== 'object') {
      text += `${text === '' ? '' : '&'}${encodeKey(key)}=${encodeURIComponent(String(value))}`
      return
    }
    if (depth > QUERY_DEPTH_MAX) throw new TypeError(`query "${key}" nests too deep`)
    if (Array.isArray(value)) for (const each of value) add(`${key}[]`, each, depth + 1)
    else for (const [name, each] of Object.entries(value)) add(`${key}[${name}]`, each, depth + 1)
  }
  for (const key in query) add(key, query[key], 1)
  return text
}

function fillIn(template: string, path: PathParameters | undefined): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = path?.[name]
    if (value === undefined)
      throw new TypeError(`path parameter "${name}" of ${template} is missing`)
    const text = String(value)
    // `..` survives encoding, and the URL parser would climb out of the path with it.
    if (text === '' || text === '.' || text === '..') {
      throw new TypeError(`path parameter "${name}" of ${template} cannot be "${text}"`)
    }
    return encodeURIComponent(text)
  })
}

/** Brackets stay readable: every server of Procore's decodes them either way. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%5B', '[').replaceAll('%5D', ']')
}
