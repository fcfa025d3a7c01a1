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

  /** What multiplies by one element, four coefficients at a time. */
  by(element: bigint): (other: bigint) => bigint {
    const places = Array.from({ length: this.degree / 4 }, () => new Array<bigint>(16).fill(0n))
    let power = element
    for (const products of places)
      for (let bit = 1; bit < 16; bit *= 2) {
        for (let lower = 0; lower < bit; lower++) products[bit + lower] = power ^ (products[lower] ?? 0n)
        power = this.#timesX(power)
      }
    return (other) => {
      let product = 0n
      let left = other
      for (const products of places) {
        product ^= products[Number(left & 0xfn)] ?? 0n
        left >>= 4n
      }
      return product
    }
  }

  #timesX(element: bigint): bigint {
    const product = element << 1n
    return product >> BigInt(this.degree) === 1n ? product ^ this.#modulus : product
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
  const timesPoint = FIELD_64.by(FIELD_64.read(point))
  const last = new Uint8Array(8)
  new DataView(last.buffer).setUint32(4, length)
  let tag = timesPoint(FIELD_64.read(last))
  for (let block = Math.ceil(length / 64) - 1; block >= 0; block--)
    tag = timesPoint(tag ^ FIELD_64.read(key, 8 * block))
  return FIELD_64.write(tag)
}

/** The tag of messages in order: KEY-240. */
export function transcriptTag(messages: readonly Uint8Array[], hashKey: Uint8Array, pad: Uint8Array): Uint8Array {
  const timesKey = FIELD_128.by(FIELD_128.read(hashKey))
  let hash = 0n
  const absorb = (octets: Uint8Array): void => {
    for (let from = 0; from < octets.length; from += 16) hash = timesKey(hash ^ FIELD_128.read(octets, from))
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
