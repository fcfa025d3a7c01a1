// What an attacker sends: bytes that are wrong in one way or another.
/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */

/**
 * Valid bytes with one to four faults, such as a writer, a line or somebody who knows the format would make.
 *
 * @param {Uint8Array} valid
 * @param {readonly Uint8Array[]} others to take parts of
 * @param {RandomStream} random
 * @returns {Uint8Array}
 */
export function damaged(valid, others, random) {
  /** @type {Uint8Array} */
  let bytes = Uint8Array.from(valid)
  for (let fault = random.below(4); fault >= 0; fault--) bytes = oneFault(bytes, others, random)
  return bytes
}

/** @param {Uint8Array} bytes @param {readonly Uint8Array[]} others @param {RandomStream} random */
function oneFault(bytes, others, random) {
  const at = random.below(bytes.length + 1)
  const until = at + random.below(bytes.length - at + 1)
  switch (random.below(9)) {
    case 0:
      return changed(bytes, at, (byte) => byte ^ (1 << random.below(8)))
    case 1:
      return changed(bytes, at, () => random.below(256))
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(until))
    case 3:
      return bytes.slice(0, at)
    case 4:
      return joined(bytes.subarray(0, at), noise(random.below(8), random), bytes.subarray(at))
    case 5:
      return joined(bytes.subarray(0, until), bytes.subarray(at))
    case 6:
      return joined(bytes.subarray(0, at), (others[random.below(others.length)] ?? bytes).subarray(at))
    case 7:
      // A length, or a number, that is far too large.
      return joined(
        bytes.subarray(0, at),
        new Uint8Array(random.below(12)).fill(255),
        Uint8Array.of(127),
        bytes.subarray(at)
      )
    default:
      // A field that nobody knows, of any wire type, critical ones among them.
      return joined(
        bytes.subarray(0, at),
        Uint8Array.of(0x80 | random.below(128), random.below(128), random.below(4)),
        bytes.subarray(at)
      )
  }
}

/** @param {Uint8Array} bytes @param {number} at @param {(byte: number) => number} change */
function changed(bytes, at, change) {
  const copy = Uint8Array.from(bytes)
  if (at < copy.length) copy[at] = change(copy[at] ?? 0)
  return copy
}

/** @param {number} length @param {RandomStream} random */
export function noise(length, random) {
  return Uint8Array.from({ length }, () => random.below(256))
}

/** @param {readonly Uint8Array[]} parts */
function joined(...parts) {
  return Uint8Array.from(Buffer.concat(parts))
}

/**
 * The bytes of a WebSocket frame as a client sends it: final, masked by zeros.
 *
 * @param {number} opcode
 * @param {Uint8Array} payload
 */
export function webSocketFrame(opcode, payload) {
  const { length } = payload
  const head =
    length < 126
      ? [0x80 | opcode, 0x80 | length]
      : length < 65_536
        ? [0x80 | opcode, 0x80 | 126, length >> 8, length & 255]
        : [
            0x80 | opcode,
            0x80 | 127,
            0,
            0,
            0,
            0,
            length >>> 24,
            (length >> 16) & 255,
            (length >> 8) & 255,
            length & 255
          ]
  return joined(Uint8Array.from(head), new Uint8Array(4), payload)
}
