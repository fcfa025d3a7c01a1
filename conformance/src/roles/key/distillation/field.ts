/** A field of 2^degree elements, whose blocks begin with the coefficient of 1. */
class Field {
  readonly #modulus: bigint

  /** @param rest of its polynomial: the powers below the degree */
  constructor(
    readonly degree: number,
    rest: readonly number[]
  ) {
    this.#modulus = [degree, ...rest].reduce((sum, power) => sum | (1n << BigInt(power)), 0n)
  }

  get octets(): number {
    return this.degree / 8
  }

  times(a: bigint, b: bigint): bigint {
    const top = BigInt(this.degree)
    let product = 0n
    for (let left = b, factor = a; left > 0n; left >>= 1n) {
      if ((left & 1n) === 1n) product ^= factor
      factor <<= 1n
      if (factor >> top === 1n) factor ^= this.#modulus
    }
    return product
  }

  /** One block, from an octet on; what is missing of it is zeros. */
  read(octets: Uint8Array, from = 0): bigint {
    let element = 0n
    for (let index = this.octets - 1; index >= 0; index--)
      element = (element << 8n) | BigInt(reversed(octets[from + index] ?? 0))
    return element
  }

  write(element: bigint): Uint8Array {
    return Uint8Array.from({ length: this.octets }, (_, index) =>
      reversed(Number((element >> BigInt(8 * index)) & 0xffn))
    )
  }
}

/** Its first bit the last. */
function reversed(octet: number): number {
  let turned = 0
  for (let bit = 0; bit < 8; bit++) turned |= ((octet >> bit) & 1) << (7 - bit)
  return turned
}

const FIELD_64 = new Field(64, [4, 3, 1, 0])
const FIELD_128 = new Field(128, [7, 2, 1, 0])

/** The tag of a key of so many bits at a point: KEY-230. */
export function verificationTag(key: Uint8Array, length: number, point: Uint8Array): Uint8Array {
  const at = FIELD_64.read(point)
  const last = new Uint8Array(8)
  new DataView(last.buffer).setUint32(4, length)
  let tag = FIELD_64.times(FIELD_64.read(last), at)
  for (let block = Math.ceil(length / 64) - 1; block >= 0; block--)
    tag = FIELD_64.times(tag ^ FIELD_64.read(key, 8 * block), at)
  return FIELD_64.write(tag)
}

/** The tag of messages in order: KEY-240. */
export function transcriptTag(messages: readonly Uint8Array[], hashKey: Uint8Array, pad: Uint8Array): Uint8Array {
  const at = FIELD_128.read(hashKey)
  let hash = 0n
  const absorb = (octets: Uint8Array): void => {
    for (let from = 0; from < octets.length; from += 16) hash = FIELD_128.times(hash ^ FIELD_128.read(octets, from), at)
  }
  absorb(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  for (const message of messages) {
    const length = new Uint8Array(16)
    new DataView(length.buffer).setUint32(12, message.length)
    absorb(length)
    absorb(message)
  }
  return FIELD_128.write(hash ^ FIELD_128.read(pad))
}
