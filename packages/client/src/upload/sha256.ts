/**
 * SHA-256 that takes its bytes a piece at a time. WebCrypto wants them all at once, and a file may be
 * larger than memory; where the bytes are at hand, and many, `digestOf` asks WebCrypto, which is faster.
 *
 * Source: FIPS 180-4, sections 4.1.2, 4.2.2 and 6.2; the constants are those of section 4.2.2.
 */

/** Up to here our own is as fast as the way to WebCrypto and back. A guess. */
const AT_ONCE_BYTES_MAX = 1024 * 1024

const BLOCK_BYTES = 64

// biome-ignore format: a table of eight columns is easier to compare with the standard
const K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
)

/** Lower-case hexadecimal. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (bytes.byteLength <= AT_ONCE_BYTES_MAX) {
    const hash = new Sha256()
    hash.update(bytes)
    return hash.hex()
  }
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export class Sha256 {
  readonly #state = Int32Array.of(
    ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a],
    ...[0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
  )
  readonly #words = new Int32Array(64)
  /** What is left over until a block is full. */
  readonly #block = new Uint8Array(BLOCK_BYTES)
  #blockBytes = 0
  #sizeBytes = 0

  update(bytes: Uint8Array): void {
    this.#sizeBytes += bytes.length
    let at = 0
    if (this.#blockBytes > 0) {
      at = Math.min(BLOCK_BYTES - this.#blockBytes, bytes.length)
      this.#block.set(bytes.subarray(0, at), this.#blockBytes)
      this.#blockBytes += at
      if (this.#blockBytes < BLOCK_BYTES) return
      this.#mix(this.#block, 0)
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) this.#mix(bytes, at)
    this.#block.set(bytes.subarray(at))
    this.#blockBytes = bytes.length - at
  }

  /** In lower case. To be asked once, at the end. */
  hex(): string {
    const sizeBytes = this.#sizeBytes
    const restBytes = sizeBytes % BLOCK_BYTES
    const end = new Uint8Array((restBytes < 56 ? 64 : 128) - restBytes)
    end[0] = 0x80
    const view = new DataView(end.buffer)
    const [high, low] = bitsOf(sizeBytes)
    view.setUint32(end.length - 8, high)
    view.setUint32(end.length - 4, low)
    this.update(end)
    const digest = new DataView(new ArrayBuffer(32))
    for (const [at, word] of this.#state.entries()) digest.setInt32(at * 4, word)
    return hexOf(new Uint8Array(digest.buffer))
  }

  #mix(bytes: Uint8Array, from: number): void {
    const words = this.#words
    const state = this.#state
    // Every index is within its array, as its loop says; asking each time would double the cost.
    for (let i = 0, at = from; i < 16; i++, at += 4) {
      const high = ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16)
      words[i] = high | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    }
    for (let i = 16; i < 64; i++) {
      const near = words[i - 2] as number
      const far = words[i - 15] as number
      const s1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10)
      const s0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)
      words[i] = (s1 + (words[i - 7] as number) + s0 + (words[i - 16] as number)) | 0
    }
    let a = state[0] as number
    let b = state[1] as number
    let c = state[2] as number
    let d = state[3] as number
    let e = state[4] as number
    let f = state[5] as number
    let g = state[6] as number
    let h = state[7] as number
    for (let i = 0; i < 64; i++) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
      const choice = (e & f) ^ (~e & g)
      const one = (h + s1 + choice + (K[i] as number) + (words[i] as number)) | 0
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + s0 + majority) | 0
    }
    state[0] = (state[0] as number) + a
    state[1] = (state[1] as number) + b
    state[2] = (state[2] as number) + c
    state[3] = (state[3] as number) + d
    state[4] = (state[4] as number) + e
    state[5] = (state[5] as number) + f
    state[6] = (state[6] as number) + g
    state[7] = (state[7] as number) + h
  }
}

/** So many bytes in bits, as the halves of a number of 64 bits. */
export function bitsOf(sizeBytes: number): readonly [high: number, low: number] {
  return [Math.floor(sizeBytes / 2 ** 29), (sizeBytes % 2 ** 29) * 8]
}

function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by))
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const each of bytes) hex += each.toString(16).padStart(2, '0')
  return hex
}
