/** The texts of a ZIP by name, read by its own directory: sharing nothing with what wrote it. */
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50

export function unzipped(zip: Buffer): Record<string, string> {
  let end = zip.length - 22
  while (zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  let at = zip.readUInt32LE(end + 16)
  const texts: Record<string, string> = {}
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const entryAt = zip.readUInt32LE(at + 42)
    const dataAt = entryAt + 30 + zip.readUInt16LE(entryAt + 26) + zip.readUInt16LE(entryAt + 28)
    const data = zip.subarray(dataAt, dataAt + zip.readUInt32LE(at + 20))
    texts[name] = (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString()
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return texts
}
