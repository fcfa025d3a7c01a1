// What programs ask of the network of the demonstration while its processes are killed.
import { setTimeout as sleep } from 'node:timers/promises'
import { ManagementError } from '@bellwire/live'
import { isComplete } from './asked-requests.mjs'

/** Ends of the chain over two repeaters; of the star, two for pairs and the third for keys: a link serves in order. */
const [HEAD, TAIL] = /** @type {const} */ (['n1', 'n4'])
const STAR = /** @type {const} */ ([
  ['n4', 'n5'],
  ['n4', 'n6']
])
const KEY_ENDS = /** @type {const} */ (['n5', 'n6'])
const PURPOSE = { pairs: 1, teleports: 2, link: 3, key: 4 }
const FIDELITY = 0.85
const MANY = 5000

/** What a program wants at a time, and milliseconds between two times: recovery is that of a machine that is not full. */
const PIECE = { pairs: 1, teleports: 1, link: 2 }
const PACE = 200
/** Milliseconds until one that was refused, or has ended, is asked for again. */
const AGAIN = 50
/** Milliseconds between two sessions of keys, each of which takes all that its link can give. */
const BETWEEN_SESSIONS = 5000

/** What is answered under one name: a node has room for the results of 10,000 sessions, and then forgets the oldest names. */
const SESSIONS_ANSWERED = 20

/** Rounds of a session that make a key of a unit or two. */
const KEY_SESSION = {
  protocol: 'bbm92',
  minimumFidelity: 0.95,
  rounds: 6000,
  probability: 0.62,
  expectedQber: 0.002,
  epsilons: [1e-6, 1e-13],
  leakBudget: 250
}

/** Shares of pairs measured in the same basis that may differ: far more than they are promised to. */
const WORST_ERRORS = 0.25
const FEWEST_COMPARED = 200

/** @typedef {import('./asked-requests.mjs').Line} Line */
/** @typedef {import('./asked-requests.mjs').Asked} Asked */

/** Pairs of one pair of ends: halves that each end has been given. */
class Pairs {
  compared = 0
  different = 0
  /** When the latest pair was whole, milliseconds. */
  latest = Number.NEGATIVE_INFINITY
  whole = 0
  /** @type {Map<string, Line>} */
  #halves = new Map()
  /** By end: the names of their halves. @type {Record<string, Set<string>>} */
  #seen = {}

  /** @param {string} ends @param {string[]} violations */
  constructor(ends, violations) {
    this.ends = ends
    this.violations = violations
  }

  /** @param {string} end @param {Line} half */
  take(end, half) {
    const name = String(half['pair'])
    if (half['void'] === true || !('outcome' in half)) return void this.#halves.delete(name)
    const seen = (this.#seen[end] ??= new Set())
    if (seen.has(name)) this.violations.push(`${end} was given the pair ${name} of ${this.ends} twice`)
    seen.add(name)
    const other = this.#halves.get(name)
    if (other === undefined) return void this.#halves.set(name, half)
    this.#halves.delete(name)
    this.latest = performance.now()
    this.whole += 1
    if (other['basis'] !== half['basis']) return
    this.compared += 1
    if (other['outcome'] !== half['outcome']) this.different += 1
  }

  /** An end that remembers nothing was killed: it may give names anew. */
  forget() {
    this.#halves.clear()
    this.#seen = {}
  }

  check() {
    if (this.compared >= FEWEST_COMPARED && this.different > WORST_ERRORS * this.compared)
      this.violations.push(`${this.different} of ${this.compared} pairs of ${this.ends} differ`)
  }
}

export class NetworkLoad {
  counts = { pairs: 0, linkPairs: 0, teleports: 0, sessions: 0, sessionsWithKey: 0 }
  /** @type {Promise<void>[]} */
  #loops = []
  #isOver = false
  /** By session and end: how it ended there. @type {Map<string, string>} */
  #sessions = new Map()
  /** When each end last said how many rounds of a session there are, milliseconds. @type {Map<string, number>} */
  #rounds = new Map(KEY_ENDS.map((end) => [end, Number.NEGATIVE_INFINITY]))

  /** @param {import('./asked-requests.mjs').AskedRequests} asked @param {string[]} violations */
  constructor(asked, violations) {
    this.asked = asked
    this.violations = violations
    this.chain = new Pairs(`${HEAD} and ${TAIL}`, violations)
    this.star = new Map(STAR.map(([from, to]) => [`${from} and ${to}`, new Pairs(`${from} and ${to}`, violations)]))
  }

  begin() {
    this.#isOver = false
    const { chain } = this
    this.#repeat(async () => {
      const wish = { kind: 'receive-measured', from: HEAD, purpose: PURPOSE.pairs, number: MANY }
      await this.asked.ask(TAIL, wish, (half) => chain.take(TAIL, half))
    })
    this.#repeat(async () =>
      this.#overCircuit(PURPOSE.pairs, async (circuit) => {
        const wish = { kind: 'measure', circuit, number: PIECE.pairs, basis: 'XZ', peerBasis: 'XZ' }
        return this.asked.ask(HEAD, wish, (half) => chain.take(HEAD, half))
      })
    )
    this.#repeat(async () => {
      const wish = { kind: 'receive-teleported', from: HEAD, purpose: PURPOSE.teleports, number: MANY }
      await this.asked.ask(TAIL, wish, () => undefined)
    })
    this.#repeat(async () =>
      this.#overCircuit(PURPOSE.teleports, async (circuit) => {
        const wish = { kind: 'teleport', circuit, states: Array.from({ length: PIECE.teleports }, () => [0, 0, 0]) }
        return this.asked.ask(HEAD, wish, () => (this.counts.teleports += 1))
      })
    )
    for (const [from, to] of STAR) this.#linkPairs(from, to)
    this.#keySessions()
  }

  /** When there was a pair of those that a process serves, milliseconds: of the one that came last. @param {string} name */
  latestOf(name) {
    const isServed = (/** @type {string} */ ends) => name === 'hub' || name === 'world' || ends.includes(name)
    const star = [...this.star].filter(([ends]) => isServed(ends)).map(([, pairs]) => pairs.latest)
    if (isServed(KEY_ENDS.join(' and '))) star.push(Math.min(...this.#rounds.values()))
    const latest = star.length === 0 ? [] : [Math.max(...star)]
    const inChain = !['hub', 'n5', 'n6'].includes(name)
    return Math.min(...latest, ...(inChain ? [this.chain.latest] : []))
  }

  /** @param {string} node that was killed, and has nothing written down */
  forget(node) {
    if (node === HEAD || node === TAIL) this.chain.forget()
    for (const [ends, pairs] of this.star) if (ends.includes(node)) pairs.forget()
  }

  /** Ends all requests. */
  async end() {
    this.#isOver = true
    await this.asked.cancelAll(Promise.all(this.#loops.splice(0)))
    this.counts.pairs = this.chain.whole
    this.counts.linkPairs = 0
    for (const pairs of [this.chain, ...this.star.values()]) pairs.check()
    for (const pairs of this.star.values()) this.counts.linkPairs += pairs.whole
  }

  /** While nobody is killed and nobody else asks, sessions must bring both ends a key. @param {number} limit milliseconds */
  async distributeKey(limit) {
    const [end, wanted] = [performance.now() + limit, this.counts.sessionsWithKey + KEY_ENDS.length]
    const before = this.#sessions.size
    this.#isOver = false
    this.#keySessions()
    while (this.counts.sessionsWithKey < wanted && performance.now() < end) await sleep(100)
    await this.end()
    if (this.counts.sessionsWithKey >= wanted) return
    const ends = JSON.stringify([...this.#sessions].slice(before))
    this.violations.push(`no session brought a key within ${limit / 1000} s: ${ends}`)
  }

  /** @param {string} from @param {string} to */
  #linkPairs(from, to) {
    const pairs = this.star.get(`${from} and ${to}`)
    this.#repeat(async () => {
      const wish = { kind: 'receive-measured', link: from, purpose: PURPOSE.link, number: MANY }
      await this.asked.ask(to, wish, (half) => pairs?.take(to, half))
    })
    this.#repeat(async () => {
      const measured = { basis: 'XZ', peerBasis: 'XZ', minimumFidelity: 0.9 }
      const wish = { kind: 'measure', link: to, purpose: PURPOSE.link, number: PIECE.link, ...measured }
      await this.asked.ask(from, wish, (half) => pairs?.take(from, half))
    }, PACE)
  }

  #keySessions() {
    const [asker, answerer] = KEY_ENDS
    this.#repeat(async () => {
      const wish = { kind: 'answer-key', link: asker, purpose: PURPOSE.key, number: SESSIONS_ANSWERED }
      await this.asked.ask(answerer, wish, (line) => this.#session(answerer, line))
    })
    this.#repeat(async () => {
      const wish = { kind: 'distribute-key', link: answerer, purpose: PURPOSE.key, ...KEY_SESSION }
      await this.asked.ask(asker, wish, (line) => this.#session(asker, line))
    }, BETWEEN_SESSIONS)
  }

  /** @param {string} end @param {Line} line */
  #session(end, line) {
    if ('rounds' in line && !('session' in line)) this.#rounds.set(end, performance.now())
    if (!('session' in line)) return
    const [name, reason] = [`${String(line['session'])} at ${end}`, String(line['reason'])]
    if (this.#sessions.has(name)) this.violations.push(`the session ${name} ended twice`)
    this.#sessions.set(name, reason)
    this.counts.sessions += 1
    if (reason === 'NONE' && Number(line['length']) > 0) this.counts.sessionsWithKey += 1
  }

  /** Uses a circuit again and again, until it fails. @param {number} purpose @param {(circuit: number) => Promise<Asked>} use */
  async #overCircuit(purpose, use) {
    const client = this.asked.managements.of(HEAD)
    const opened = await client.ask('POST', '/v1/circuits', { to: TAIL, purpose, minimumFidelity: FIDELITY })
    const { id } = /** @type {{ id: number }} */ (opened)
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      while (isComplete(await use(id)) && !this.#isOver) await sleep(PACE)
    } finally {
      // It may have gone with its node.
      await client.ask('DELETE', `/v1/circuits/${id}`).catch(() => undefined)
    }
  }

  /**
   * Again and again, as a program does that expects processes to be away for a while.
   *
   * @param {() => Promise<void>} play @param {number} [pause] milliseconds
   */
  #repeat(play, pause = AGAIN) {
    const loop = async () => {
      while (!this.#isOver) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          await play()
        } catch (error) {
          if (!(error instanceof ManagementError || 'code' in /** @type {Error} */ (error)))
            this.violations.push(String(error))
        }
        // oxlint-disable-next-line no-await-in-loop -- waits
        await sleep(pause)
      }
    }
    this.#loops.push(loop())
  }
}
