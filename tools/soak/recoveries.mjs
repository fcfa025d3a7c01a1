// How long a network took to serve again after kills.

/** Milliseconds within which it should. */
const RECOVERY = 5000

/** @typedef {{ killed: string, kind: string, took: number }} Recovery */

export class Recoveries {
  /** @type {Recovery[]} */
  #all = []

  /** @param {(name: string) => string} kindOf of a process */
  constructor(kindOf) {
    this.kindOf = kindOf
  }

  /** @param {readonly string[]} victims @param {number} took milliseconds */
  add(victims, took) {
    const names = new Set(victims)
    const [first = ''] = names
    this.#all.push({ killed: victims.join(', '), kind: names.size > 1 ? 'two' : this.kindOf(first), took })
  }

  /** Milliseconds: of all, and by what was killed. */
  get figures() {
    const all = this.#all
    const kinds = [...new Set(all.map(({ kind }) => kind))].toSorted((a, b) => a.localeCompare(b))
    return {
      all: sharesOf(all),
      late: all.filter(({ took }) => took > RECOVERY).length,
      kinds: Object.fromEntries(kinds.map((kind) => [kind, sharesOf(all.filter((one) => one.kind === kind))]))
    }
  }

  get slowest() {
    return this.#all.toSorted((a, b) => b.took - a.took).slice(0, 5)
  }
}

/** @param {readonly Recovery[]} recoveries */
function sharesOf(recoveries) {
  const took = recoveries.map((recovery) => recovery.took).toSorted((a, b) => a - b)
  const share = (/** @type {number} */ of) =>
    Math.round(took[Math.min(took.length - 1, Math.floor(of * took.length))] ?? 0)
  return { number: took.length, p50: share(0.5), p90: share(0.9), p99: share(0.99), max: share(1) }
}
