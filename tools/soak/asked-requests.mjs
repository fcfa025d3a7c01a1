// Requests to the managements of nodes that are killed: each must come to one end, and say so ever after.
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ManagementError } from '@bellwire/live'

/** Milliseconds: without a line for so long a request is stuck, and so is one that has not ended for so long. */
const QUIET = 90_000
const LONGEST_END = 30_000

/** A result that no request has. */
const BEYOND = 999_999_999

/**
 * @typedef {Record<string, unknown>} Line
 * @typedef {import('../../packages/cli/src/demo/management.js').Managements} Managements
 * @typedef {import('../../packages/cli/src/demo/fleet.js').Fleet} Fleet
 *
 * @typedef {object} Asked
 * @property {string} id
 * @property {string} node
 * @property {string} kind
 * @property {number} starts of its node before it was asked
 * @property {boolean} accepted it was begun: the node has said so
 * @property {number} results
 * @property {string | undefined} end how it ended: its state and reason
 */

export class AskedRequests {
  counts = { asked: 0, complete: 0, incomplete: 0, refused: 0, unknown: 0 }
  #number = 0
  /** @type {Set<Asked>} */
  #open = new Set()
  /** Since the last rest. @type {Asked[]} */
  #over = []

  /**
   * @param {Managements} managements
   * @param {Fleet} fleet
   * @param {string[]} violations
   * @param {(node: string) => string} recordsOf folder of what a node has written down
   */
  constructor(managements, fleet, violations, recordsOf) {
    this.managements = managements
    this.fleet = fleet
    this.violations = violations
    this.recordsOf = recordsOf
    /** A name of its own: a node may remember those of another run. */
    this.run = Math.floor(performance.timeOrigin).toString(36)
  }

  /**
   * Asks a node, and takes what comes until it is over, however often the node is killed.
   *
   * @param {string} node
   * @param {{ kind: string } & object} wish
   * @param {(line: Line) => void} take
   * @returns {Promise<Asked>}
   */
  async ask(node, wish, take) {
    const id = `${this.run}-${++this.#number}`
    /** @type {Asked} */
    const asked = {
      id,
      node,
      kind: wish.kind,
      starts: this.fleet.starts(node),
      accepted: false,
      results: 0,
      end: undefined
    }
    this.counts.asked += 1
    this.#open.add(asked)
    let heard = performance.now()
    const watch = setInterval(() => {
      if (performance.now() - heard < QUIET || /^(receive|answer)/.test(wish.kind)) return
      heard = Number.POSITIVE_INFINITY
      this.violations.push(`${this.#name(asked)} has said nothing for ${QUIET / 1000} s`)
      void this.#cancel(asked)
    }, 1000)
    try {
      for await (const line of this.managements.of(node).lines('POST', '/v1/requests', { ...wish, id })) {
        asked.accepted = true
        heard = performance.now()
        if (asked.end !== undefined) this.violations.push(`${this.#name(asked)} goes on after its end`)
        if (line['id'] === id) this.#ended(asked, line)
        else {
          asked.results += 1
          take(line)
        }
      }
    } catch (error) {
      if (error instanceof ManagementError) {
        this.counts.refused += 1
        this.#open.delete(asked)
        asked.end = `refused: ${error.message}`
        return asked
      }
    } finally {
      clearInterval(watch)
    }
    if (asked.end === undefined) await this.#find(asked)
    this.#open.delete(asked)
    this.#over.push(asked)
    return asked
  }

  /** Tells those that are open, again and again, that nobody wants them any more. @param {Promise<unknown>} over when no more are asked */
  async cancelAll(over) {
    const end = performance.now() + LONGEST_END
    const state = { isOver: false }
    const known = over.finally(() => (state.isOver = true))
    while (!state.isOver && performance.now() < end) {
      await Promise.all([...this.#open].map(async (asked) => this.#cancel(asked)))
      await Promise.race([known, sleep(200)])
    }
    for (const asked of this.#open) this.violations.push(`${this.#name(asked)} does not end`)
  }

  /** Nodes say of everything that is over what they said before. */
  async checkEnds() {
    for (const asked of this.#over.splice(0)) {
      if (asked.end === 'unknown') continue
      const view = await this.#view(asked)
      if (view === undefined) continue
      const [now, results] = [endOf(view), view['results']]
      if (now !== asked.end) this.violations.push(`${this.#name(asked)} was ${asked.end}, and is ${now}`)
      if (Number(results) < asked.results)
        this.violations.push(`${this.#name(asked)} gave ${asked.results} results, and has ${String(results)}`)
      // Its node, or the other end, was killed: that is told also of requests that are over (LNK-069, RES-007).
      const more = Number(results) > asked.results ? await this.#view(asked, asked.results) : undefined
      const page = /** @type {Line[]} */ (more?.['page'] ?? [])
      if (page.some((line) => line['void'] !== true))
        this.violations.push(`${this.#name(asked)} has results beyond its end: ${JSON.stringify(page)}`)
    }
  }

  /** @param {Asked} asked */
  async #cancel({ node, id }) {
    await this.managements
      .of(node)
      .ask('DELETE', `/v1/requests/${id}`)
      .catch(() => undefined)
  }

  /** Its stream broke: asks the node for it, as soon as that is there again. @param {Asked} asked */
  async #find(asked) {
    const end = performance.now() + QUIET
    while (performance.now() < end) {
      const view = await this.#view(asked)
      if (view === undefined) {
        asked.end = 'unknown'
        this.counts.unknown += 1
        return
      }
      if (view['state'] !== 'open') {
        if (Number(view['results']) < asked.results) this.violations.push(`${this.#name(asked)} has lost results`)
        asked.results = Number(view['results'])
        return this.#ended(asked, view)
      }
      await sleep(500)
    }
    this.violations.push(`${this.#name(asked)} has not ended ${QUIET / 1000} s after its stream broke`)
    await this.#cancel(asked)
    asked.end = 'unknown'
  }

  /**
   * How it stands; undefined where its node may have forgotten it.
   *
   * @param {Asked} asked @param {number} [from] the first of its results to show
   */
  async #view(asked, from = BEYOND) {
    /** @type {Line | undefined} */
    let view
    await this.managements.until(async () => {
      try {
        view = /** @type {Line} */ (
          await this.managements.of(asked.node).ask('GET', `/v1/requests/${asked.id}?from=${from}`)
        )
      } catch (error) {
        if (!(error instanceof ManagementError) || error.status !== 404 || !error.message.includes(asked.id))
          throw error
        // What was not accepted may not have been begun; a node that writes nothing down knows nothing of its former life.
        const killed = this.fleet.starts(asked.node) > asked.starts
        if (asked.accepted && !(killed && !existsSync(this.recordsOf(asked.node))))
          this.violations.push(`${this.#name(asked)} is unknown`)
      }
      return true
    })
    return view
  }

  /** @param {Asked} asked @param {Line} view */
  #ended(asked, view) {
    asked.end = endOf(view)
    this.counts[view['state'] === 'complete' ? 'complete' : 'incomplete'] += 1
  }

  /** @param {Asked} asked */
  #name({ node, kind, id }) {
    return `the request ${id} (${kind}) of ${node}`
  }
}

/** All that was asked for has come. @param {Asked} asked */
export function isComplete({ end }) {
  return end === endOf({ state: 'complete' })
}

/** @param {Line} view */
function endOf({ state, reason }) {
  return reason === undefined ? JSON.stringify(state) : JSON.stringify([state, reason])
}
