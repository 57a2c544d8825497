/** The parts of the client that need Node: stores that outlive the process, and files to upload. */
export { fileSource } from './file-source.ts'
export { fileStore } from './file-store.ts'
export { type SqliteStore, sqliteStore } from './sqlite-store.ts'
