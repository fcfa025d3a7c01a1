/**
 * Serial number arithmetic on 32 bits (RFC 1982). A serial is an unsigned 32-bit integer; order is that of the
 * shorter way round, so it survives the wrap as long as the serials that are compared lie within 2^31 - 1 of each
 * other.
 */

/** Half of the number space: at this distance RFC 1982 leaves the order undefined. */
const HALF = 0x8000_0000

/** The serial `count` after `serial`; a negative count goes back. RFC 1982 defines this for up to 2^31 - 1 steps. */
export function serialAdd(serial: number, count: number): number {
  return (serial + count) >>> 0
}

/**
 * Steps from `from` to `to` the shorter way: -2^31 + 1 to 2^31 - 1, negative where `to` is earlier, and -2^31 where they
 * are 2^31 apart, in either direction.
 */
export function serialDistance(from: number, to: number): number {
  return (to - from) | 0
}

/**
 * -1 where a comes before b, 0 where they are equal, 1 where a comes after b. At distance 2^31, where RFC 1982
 * (section 3.2) leaves the order undefined, the smaller integer comes first: so the result is always one of the three,
 * and swapping the arguments always negates it.
 */
export function serialCompare(a: number, b: number): -1 | 0 | 1 {
  const distance = (b - a) | 0
  if (distance === 0) return 0
  if (distance === -HALF) return a < b ? -1 : 1
  return distance > 0 ? -1 : 1
}

/** True where a comes before b, in the order of serialCompare. */
export function serialLess(a: number, b: number): boolean {
  return serialCompare(a, b) < 0
}

/** True where `serial` is one of the `size` serials that begin with `low`; `size` is 0 to 2^32. */
export function inWindow(serial: number, low: number, size: number): boolean {
  return (serial - low) >>> 0 < size
}
