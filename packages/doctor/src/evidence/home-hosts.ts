/**
 * Whose host it is: a browser's recording holds the failures of a dozen other services too (counters,
 * chats, fonts), and whoever asks about Procore does not ask about those.
 */

/** Procore's own (fact sheet section 1), the clouds that hold its files, and this machine (the emulator). */
const HOME =
  /(?:^|\.)(?:procore\.com|procoregov\.com|amazonaws\.com|storage\.googleapis\.com|localhost)(?::\d+)?$|^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i

/** True for a host that is known, and neither Procore's nor one that Procore sends people to. */
export function isElsewhere(host: string | null): boolean {
  return host !== null && !HOME.test(host)
}
