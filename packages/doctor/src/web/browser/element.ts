/** Makes elements. What they say is always text: nothing that was pasted can become markup. */

type Child = Node | string | null

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children.filter((child) => child !== null))
  return made
}

/** An element that the page must hold. @throws {Error} when the page and its script do not fit. */
export function found<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const there = document.getElementById(id)
  if (there instanceof kind) return there
  throw new Error(
    `The page has no ${kind.name} #${id}: its script is of another version. Reload it.`,
  )
}
