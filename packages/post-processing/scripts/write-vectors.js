// Writes spec/vectors/key-distillation.json. Everything is computed here anew, from the text of spec/90-key-distillation.md
// and without the code of this package: fields and matrices in exact integers, one bit at a time. Run after a change of
// that chapter, then read the difference: a vector that was published never changes.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {readonly number[]} Bits */

/**
 * Bits that nobody chose: of SHA-256 of the name and a counter.
 *
 * @param {string} name
 * @param {number} count
 * @returns {number[]}
 */
function drawn(name, count) {
  /** @type {number[]} */
  const bits = []
  for (let block = 0; bits.length < count; block++) {
    for (const byte of createHash('sha256').update(`${name} ${block}`).digest()) {
      for (let k = 7; k >= 0; k--) bits.push((byte >> k) & 1)
    }
  }
  return bits.slice(0, count)
}

/** @param {Bits} bits */
function hex(bits) {
  let text = ''
  for (let k = 0; k < bits.length; k += 8) {
    let byte = 0
    for (let j = 0; j < 8; j++) byte = 2 * byte + (bits[k + j] ?? 0)
    text += byte.toString(16).padStart(2, '0')
  }
  return text
}

/** @param {readonly number[]} bytes */
function bitsOf(bytes) {
  return bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((k) => (byte >> k) & 1))
}

/**
 * An element that there is.
 *
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @returns {T}
 */
function at(list, index) {
  const element = list[index]
  if (element === undefined) throw new RangeError(`there is no element ${index}`)
  return element
}

/** @param {bigint} value @param {number} bytes */
function bigEndian(value, bytes) {
  return Array.from({ length: bytes }, (_, k) => Number((value >> BigInt(8 * (bytes - 1 - k))) & 255n))
}

/** Polynomials over GF(2): bit j is the coefficient of x^j. @param {Bits} bits */
function polynomial(bits) {
  return bits.reduce((sum, bit, j) => sum | (BigInt(bit) << BigInt(j)), 0n)
}

/** @param {bigint} value @param {number} degree */
function coefficients(value, degree) {
  return Array.from({ length: degree }, (_, j) => Number((value >> BigInt(j)) & 1n))
}

/** @param {bigint} a @param {bigint} b @param {bigint} modulus @param {number} degree */
function product(a, b, modulus, degree) {
  let sum = 0n
  for (let k = 0n; k < BigInt(degree); k++) if ((b >> k) & 1n) sum ^= a << k
  for (let k = BigInt(2 * degree - 2); k >= BigInt(degree); k--)
    if ((sum >> k) & 1n) sum ^= modulus << (k - BigInt(degree))
  return sum
}

const FIELD_64 = (1n << 64n) | 0b11011n
const FIELD_128 = (1n << 128n) | 0b10000111n

/** Σ k_i·r^(i+1), power by power. @param {Bits} key @param {Bits} point */
function verificationTag(key, point) {
  const blocks = []
  for (let k = 0; k < key.length; k += 64) blocks.push(polynomial(key.slice(k, k + 64)))
  blocks.push(polynomial(bitsOf(bigEndian(BigInt(key.length), 8))))
  const r = polynomial(point)
  let power = BigInt(1)
  let tag = BigInt(0)
  for (const block of blocks) {
    power = product(power, r, FIELD_64, 64)
    tag ^= product(block, power, FIELD_64, 64)
  }
  return coefficients(tag, 64)
}

/** @param {readonly (readonly number[])[]} messages bytes @param {Bits} hashKey @param {Bits} pad */
function transcriptTag(messages, hashKey, pad) {
  const bytes = [0x80, ...Array.from({ length: 15 }, () => 0)]
  for (const message of messages) {
    bytes.push(...bigEndian(BigInt(message.length), 16), ...message)
    while (bytes.length % 16 !== 0) bytes.push(0)
  }
  const r = polynomial(hashKey)
  let state = 0n
  for (let k = 0; k < bytes.length; k += 16) {
    state = product(state ^ polynomial(bitsOf(bytes.slice(k, k + 16))), r, FIELD_128, 128)
  }
  return coefficients(state ^ polynomial(pad), 128)
}

/** @param {Bits} key @param {Bits} seed @param {number} length */
function toeplitz(key, seed, length) {
  return Array.from({ length }, (_, i) =>
    key.reduce((parity, bit, j) => parity ^ (bit & at(seed, i - j + key.length - 1)), 0)
  )
}

const MASK = 0xffff_ffffn

/** @param {Bits} seed 128 @param {number} pass @param {number} length */
function passOrder(seed, pass, length) {
  /** @param {bigint} word */
  const mix = (word) => {
    let h = word & MASK
    h ^= h >> 16n
    h = (h * 0x85ebca6bn) & MASK
    h ^= h >> 13n
    h = (h * 0xc2b2ae35n) & MASK
    return h ^ (h >> 16n)
  }
  /** @param {bigint} word @param {bigint} by */
  const rotated = (word, by) => ((word << by) | (word >> (32n - by))) & MASK
  const s = [0, 1, 2, 3].map((k) => {
    const word = seed.slice(32 * k, 32 * k + 32).reduce((sum, bit) => 2n * sum + BigInt(bit), 0n)
    return mix(word + BigInt(4 * pass + k + 1) * 0x9e3779b9n)
  })
  if (s.every((word) => word === BigInt(0))) s[0] = BigInt(1)
  const draw = () => {
    let [a, b, c, d] = /** @type {[bigint, bigint, bigint, bigint]} */ (/** @type {unknown} */ (s))
    const u = (rotated((b * 5n) & MASK, 7n) * 9n) & MASK
    const t = (b << 9n) & MASK
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotated(d, 11n)
    s.splice(0, 4, a, b, c, d)
    return u
  }
  for (let k = 0; k < 16; k++) draw()
  const order = Array.from({ length }, (_, q) => q)
  for (let i = length - 1; i > 0; i--) exchange(order, i, Number((draw() * BigInt(i + 1)) >> 32n))
  return order
}

/** @param {number[]} list @param {number} i @param {number} j */
function exchange(list, i, j) {
  const kept = at(list, i)
  list[i] = at(list, j)
  list[j] = kept
}

/** @param {number} value */
function leb128(value) {
  const bytes = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

/** @param {number} pass @param {readonly (readonly [number, number])[]} ranges */
function encodedQueries(pass, ranges) {
  const bytes = leb128(pass)
  let end = 0
  for (const [from, to] of ranges) {
    bytes.push(...leb128(from - end), ...leb128(to - from))
    end = to
  }
  return bytes
}

/** @typedef {{ from: number, to: number, other: number, halves?: [Part, Part] }} Part with the other end's parity */

/**
 * Both ends of Cascade.
 *
 * @param {Bits} alice @param {Bits} bob @param {Bits} seed
 * @param {{ sizes: readonly number[], searchesParts: boolean }} plan
 */
function cascade(alice, bob, seed, plan) {
  const key = [...bob]
  const orders = plan.sizes.map((_, k) => passOrder(seed, k + 1, key.length))
  /** @param {Bits} bits @param {number} pass @param {number} from @param {number} to */
  const parity = (bits, pass, from, to) =>
    at(orders, pass)
      .slice(from, to)
      .reduce((sum, index) => sum ^ at(bits, index), 0)
  /** @type {Part[][]} */
  const blocks = []
  /** @type {{ pass: number, ranges: [number, number][], queries: string, parities: string }[]} */
  const messages = []
  /** @param {number} pass @param {[number, number][]} ranges */
  const ask = (pass, ranges) => {
    if (ranges.length === 0) return []
    const answers = ranges.map(([from, to]) => parity(alice, pass, from, to))
    messages.push({
      pass: pass + 1,
      ranges,
      queries: Buffer.from(encodedQueries(pass + 1, ranges)).toString('hex'),
      parities: hex(answers)
    })
    return answers
  }
  /** @param {number} pass @param {Part} part */
  const isOdd = (pass, part) => parity(key, pass, part.from, part.to) !== part.other
  /** @param {number} pass @param {Part} part */
  const correct = (pass, part) => {
    if (part.to - part.from > 1 || !isOdd(pass, part)) return
    const index = at(at(orders, pass), part.from)
    key[index] = 1 - at(key, index)
  }
  /** @param {number} pass @param {Part} part @returns {Part[]} odd leaves that are searched */
  const searched = (pass, part) => {
    if (part.halves === undefined) return isOdd(pass, part) ? [part] : []
    if (!plan.searchesParts && !isOdd(pass, part)) return []
    return part.halves.flatMap((half) => searched(pass, half))
  }
  let whole = 0
  for (const [pass, size] of plan.sizes.entries()) {
    /** @type {[number, number][]} */
    const ranges = []
    for (let from = 0; from < key.length; from += size) ranges.push([from, Math.min(from + size, key.length)])
    const answers = ask(pass, pass === 0 ? ranges : ranges.slice(0, -1))
    const sum = answers.reduce((total, bit) => total ^ bit, 0)
    if (pass === 0) whole = sum
    else answers.push(whole ^ sum)
    blocks[pass] = ranges.map(([from, to], k) => ({ from, to, other: at(answers, k) }))
    for (const block of blocks[pass] ?? []) correct(pass, block)
    for (;;) {
      const odd = blocks.map((all, k) => ({ pass: k, leaves: all.flatMap((block) => searched(k, block)) }))
      const shortest = odd.map(({ leaves }) => Math.min(...leaves.map(({ from, to }) => to - from)))
      const chosen = shortest.indexOf(Math.min(...shortest))
      const leaves = odd[chosen]?.leaves ?? []
      if (leaves.length === 0) break
      /** @param {Part} leaf */
      const middle = ({ from, to }) => Math.ceil((from + to) / 2)
      const halves = ask(
        chosen,
        leaves.map((leaf) => [leaf.from, middle(leaf)])
      )
      for (const [k, leaf] of leaves.entries()) {
        const other = at(halves, k)
        leaf.halves = [
          { from: leaf.from, to: middle(leaf), other },
          { from: middle(leaf), to: leaf.to, other: leaf.other ^ other }
        ]
        for (const half of leaf.halves) correct(chosen, half)
      }
    }
  }
  return { messages, corrected: key }
}

/** @param {number} seed */
function publicGenerator(seed) {
  let [x, y, z, w] = [123456789n, 362436069n, 521288629n, 88675123n ^ BigInt(seed)]
  const word = () => {
    const t = x ^ ((x << 11n) & MASK)
    x = y
    y = z
    z = w
    w = w ^ (w >> 19n) ^ t ^ (t >> 8n)
    return w
  }
  for (let k = 0; k < 64; k++) word()
  /** @param {number} bound */
  return (bound) => Number((word() * BigInt(bound)) >> 32n)
}

/** The rows of a code, each the set of its columns. @param {number} columns @param {number} rows @param {number} seed */
function codeRows(columns, rows, seed) {
  const below = publicGenerator(seed)
  const dense = 16 * columns ** 2 > rows ** 3
  const free = columns - (rows - 1)
  const most = Math.floor(rows / 2)
  const [high, highDegree, lowDegree] = dense
    ? [Math.floor(free / 4), Math.min(14, most), Math.min(4, most)]
    : [Math.floor((free * 35) / 100), Math.min(11, most), Math.min(3, most)]
  /** @type {number[][]} */
  const columnsOf = Array.from({ length: rows }, () => [])
  /** @type {number[][]} */
  const rowsOf = Array.from({ length: columns }, () => [])
  /** @param {number} j @param {number} r */
  const enter = (j, r) => {
    columnsOf[r]?.push(j)
    rowsOf[j]?.push(r)
  }
  for (let j = 0; j < rows - 1; j++) {
    enter(j, j)
    enter(j, j + 1)
  }
  /** @param {number} j */
  const degreeOf = (j) => (j < rows - 1 ? 2 : j < rows - 1 + high ? highDegree : lowDegree)
  const entries = rowsOf.reduce((sum, _, j) => sum + degreeOf(j), 0)
  /** @type {number[]} */
  const pool = []
  for (let r = 0; r < rows; r++) {
    const wanted = Math.floor(((r + 1) * entries) / rows) - Math.floor((r * entries) / rows)
    for (let k = columnsOf[r]?.length ?? 0; k < wanted; k++) pool.push(r)
  }
  const capacity = 2 * Math.ceil(entries / rows)
  /** @param {number} r @returns {number[]} rows that share a column with it */
  const neighbours = (r) => (columnsOf[r] ?? []).flatMap((j) => rowsOf[j] ?? [])
  for (let j = rows - 1; j < columns; j++) {
    const degree = degreeOf(j)
    for (let k = 0; k < degree; k++) {
      const own = at(rowsOf, j)
      const near = new Set(own.flatMap(neighbours))
      /** @param {number} r */
      const lacking = (r) => !own.includes(r)
      const rivals =
        degree === 3 && k === 2
          ? rowsOf.slice(0, j).filter((other, index) => degreeOf(index) === 3 && other.length === 3)
          : []
      /** @param {number} r */
      const apart = (r) => !near.has(r) && rivals.every((other) => steps([...own, r], other) >= 12)
      /** @param {number} r */
      const wide = (r) => apart(r) && !neighbours(r).some((neighbour) => near.has(neighbour))
      /** @param {number} draws @param {(r: number) => boolean} suits */
      const fromPool = (draws, suits) => {
        for (let draw = 0; draw < draws && pool.length > 0; draw++) {
          const place = below(pool.length)
          const r = at(pool, place)
          if (!suits(r)) continue
          pool[place] = at(pool, pool.length - 1)
          pool.pop()
          return r
        }
        return undefined
      }
      /** @param {(r: number) => boolean} suits */
      const fromAll = (suits) => {
        const start = below(rows)
        for (let step = 0; step < rows; step++) {
          const r = (start + step) % rows
          if ((columnsOf[r]?.length ?? 0) < capacity && suits(r)) return r
        }
        return undefined
      }
      const row =
        (degree <= 4 ? fromPool(16, wide) : undefined) ??
        fromPool(64, apart) ??
        fromAll(apart) ??
        fromPool(64, lacking) ??
        fromAll(lacking)
      enter(j, /** @type {number} */ (row))
    }
  }
  return columnsOf
}

/** The sum of the distances of three rows and three others, paired the shortest way. @param {Bits} a @param {Bits} b */
function steps(a, b) {
  const ways = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0]
  ]
  const sums = ways.map((way) => way.reduce((sum, place, k) => sum + Math.abs(at(a, k) - at(b, place)), 0))
  return Math.min(...sums)
}

/** @param {Bits} key @param {number} syndromeLength @param {number} seed */
function ldpc(key, syndromeLength, seed) {
  const below = publicGenerator(seed)
  const order = key.map((_, k) => k)
  for (let k = key.length - 1; k > 0; k--) exchange(order, k, below(k + 1))
  const rows = codeRows(key.length, syndromeLength, seed)
  const syndrome = rows.map((columns) => columns.reduce((sum, j) => sum ^ at(key, at(order, j)), 0))
  return { rows, order, syndrome }
}

/** @param {readonly number[]} bytes */
const bytesHex = (bytes) => Buffer.from(bytes).toString('hex')

export function makeVectors() {
  const verification = [0, 1, 63, 64, 65, 200].map((length) => {
    const [key, point] = [drawn(`verified ${length}`, length), drawn(`point ${length}`, 64)]
    return { length, key: hex(key), point: hex(point), tag: hex(verificationTag(key, point)) }
  })
  const authentication = [[], [0], [16, 3], [1, 0, 40]].map((lengths, index) => {
    const messages = lengths.map((length, k) =>
      Array.from(Buffer.from(hex(drawn(`message ${index} ${k}`, 8 * length)), 'hex'))
    )
    const [hashKey, pad] = [drawn(`hash key ${index}`, 128), drawn(`pad ${index}`, 128)]
    const tag = transcriptTag(messages, hashKey, pad)
    return { messages: messages.map(bytesHex), hashKey: hex(hashKey), pad: hex(pad), tag: hex(tag) }
  })
  const amplification = [
    [1, 1],
    [9, 4],
    [200, 77],
    [1000, 1000]
  ].map(([n = 0, length = 0]) => {
    const [key, seed] = [drawn(`amplified ${n}`, n), drawn(`matrix ${n}`, n + length - 1)]
    return { keyLength: n, key: hex(key), seed: hex(seed), length, output: hex(toeplitz(key, seed, length)) }
  })
  const shuffles = [
    [1, 1],
    [1, 20],
    [2, 20],
    [300, 33]
  ].map(([pass = 0, length = 0]) => {
    const seed = drawn(`shuffle ${pass}`, 128)
    return { seed: hex(seed), pass, length, order: passOrder(seed, pass, length) }
  })
  const alice = drawn('alice', 256)
  const bob = alice.map(
    (bit, k) =>
      bit ^
      (drawn('errors', 256 * 5)
        .slice(5 * k, 5 * k + 5)
        .every((one) => one === 1)
        ? 1
        : 0)
  )
  const seed = drawn('cascade', 128)
  /** @type {[string, { sizes: number[], searchesParts: boolean }][]} */
  const plans = [
    ['original', { sizes: [25, 50, 100, 200], searchesParts: false }],
    ['option3', { sizes: [34, 68, ...Array.from({ length: 14 }, () => 128)], searchesParts: false }],
    ['option7', { sizes: [64, 256, ...Array.from({ length: 12 }, () => 128)], searchesParts: true }]
  ]
  const runs = plans.map(([variant, plan]) => {
    const { messages, corrected } = cascade(alice, bob, seed, plan)
    return { variant, expectedErrorRate: 0.03, blockSizes: plan.sizes, messages, corrected: hex(corrected) }
  })
  const codes = [
    { length: 40, syndromeLength: 16, seed: 1 },
    { length: 200, syndromeLength: 100, seed: 0xdead_beef }
  ].map((parameters) => {
    const key = drawn(`code ${parameters.length}`, parameters.length)
    const { rows, order, syndrome } = ldpc(key, parameters.syndromeLength, parameters.seed)
    return { ...parameters, order, rows, key: hex(key), syndrome: hex(syndrome) }
  })
  return {
    verification,
    authentication,
    amplification,
    shuffles,
    cascade: { alice: hex(alice), bob: hex(bob), length: 256, seed: hex(seed), runs },
    codes
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../../../spec/vectors/key-distillation.json', import.meta.url)
  // One row of a list of numbers on a line.
  const text = JSON.stringify(makeVectors(), null, 2).replace(/\[[\s\d,]*\]/g, (list) => list.replace(/\s+/g, ' '))
  writeFileSync(file, `${text}\n`)
}
