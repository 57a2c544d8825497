/** `12,345`. By hand: asking the platform loads its tables of languages, which takes 15 ms of a command. */
export function counted(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}
