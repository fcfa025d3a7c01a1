/** What a QUERIES of Cascade asks: stretches of places in the order of a pass (KEY-215). */
export interface Queries {
  readonly pass: number
  readonly stretches: readonly { readonly from: number; readonly size: number }[]
}

/** Undefined where it is none. */
export function queriesIn(octets: Uint8Array): Queries | undefined {
  const [pass, ...numbers] = numbersIn(octets)
  if (pass === undefined || numbers.length % 2 !== 0) return undefined
  const stretches: { from: number; size: number }[] = []
  let end = 0
  for (let at = 0; at < numbers.length; at += 2) {
    const from = end + (numbers[at] ?? 0)
    const size = numbers[at + 1] ?? 0
    stretches.push({ from, size })
    end = from + size
  }
  return { pass, stretches }
}

/** In groups of seven bits, the least significant first. */
function numbersIn(octets: Uint8Array): number[] {
  const numbers: number[] = []
  let [number, weight] = [0, 1]
  for (const octet of octets) {
    number += (octet & 0x7f) * weight
    weight *= 128
    if (octet >= 0x80) continue
    numbers.push(number)
    ;[number, weight] = [0, 1]
  }
  return numbers
}
