/** A multipart body for tests: attributes as text, and files as `[name, content]`. */
export function formOf(
  wrapper: string,
  attributes: Readonly<Record<string, string | readonly [name: string, content: string]>>,
): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(attributes)) {
    const name = `${wrapper}[${key}]`
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new Blob([value[1]]), value[0])
  }
  return form
}
