/** Which bit is at each place in a pass, the first pass being 1: KEY-210. @param seed of 16 octets */
export function passOrder(seed: Uint8Array, pass: number, length: number): readonly number[] {
  const draw = drawsOf(seed, pass)
  const order = Array.from({ length }, (_, index) => index)
  for (let place = length - 1; place > 0; place--) {
    const other = Math.floor((draw() * (place + 1)) / 2 ** 32)
    const bit = order[place] ?? 0
    order[place] = order[other] ?? 0
    order[other] = bit
  }
  return order
}

/** Of so many rounds that match, those that are chosen, in the order of the list: APP-042. */
export function sample(rounds: readonly number[], size: number, seed: Uint8Array, pass: number): readonly number[] {
  const places = passOrder(seed, pass, rounds.length).slice(0, size)
  return places.toSorted((a, b) => a - b).map((place) => rounds[place] ?? 0)
}

function drawsOf(seed: Uint8Array, pass: number): () => number {
  const view = new DataView(seed.buffer, seed.byteOffset)
  const word = (k: number): number => mix((view.getUint32(4 * k) + Math.imul(4 * pass + k + 1, 0x9e37_79b9)) >>> 0)
  let [s0, s1, s2, s3] = [word(0), word(1), word(2), word(3)]
  if ((s0 | s1 | s2 | s3) === 0) s0 = 1
  const draw = (): number => {
    const drawn = Math.imul(rotated(Math.imul(s1, 5), 7), 9) >>> 0
    const shifted = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotated(s3, 11)
    return drawn
  }
  for (let k = 0; k < 16; k++) draw()
  return draw
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

function mix(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return mixed ^ (mixed >>> 16)
}
