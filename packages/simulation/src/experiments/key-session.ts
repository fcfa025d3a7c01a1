import { type KeyOrigin, LedgerPool, type QkdWish } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import { createRandom, type Journal } from '@bellwire/runtime'
import { QKD_REASON_NAMES, QkdReason } from '@bellwire/wire'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'

const PURPOSE = 5
const FOREVER = Number.MAX_SAFE_INTEGER

/** Fidelities are rounded on the wire: what is asked for must be a little less than the best. */
const MARGIN = 0.99

/** Authentication key that the two nodes begin with: 1 KiB. */
const POOL_BITS = 8192

/** Nothing crashes here, and nobody reads what was written down. */
const FORGETFUL: Journal = { append: () => undefined, records: () => [], truncate: () => undefined }

/** What a session of key distribution came to. */
export interface KeySessionResult {
  readonly reason: QkdReason
  /** What the end that corrects says of the session. */
  readonly origin: KeyOrigin
  /** Both ends have the same key, or neither has one. */
  readonly agree: boolean
  /** What the session has taken from the authentication key of each end, bits. */
  readonly spent: readonly [number, number]
}

/**
 * Distributes one key between alice and bob through the whole stack. The authentication key comes out of the run's seed: a
 * simulation's keys protect nothing.
 *
 * @throws ExperimentError REQUEST_FAILED where the session does not come to an end
 */
export function keySession(network: SimulatedNetwork, wish: QkdWish, seed: string): KeySessionResult {
  const [alice, bob] = [network.node('alice'), network.node('bob')]
  const request = { minimumFidelity: MARGIN * alice.link('bob').maximumFidelity }
  const draws = createRandom(seed).stream('authentication-key')
  const shared = new BitString(POOL_BITS)
  for (let k = 0; k < POOL_BITS; k++) shared.set(k, draws.bernoulli(0.5) ? 1 : 0)
  const pools = [new LedgerPool(shared.clone()), new LedgerPool(shared.clone())] as const
  const keys: [BitString | undefined, BitString | undefined] = [undefined, undefined]
  const ends: { reason: QkdReason; origin: KeyOrigin }[] = []
  const resources = (end: 0 | 1) => ({
    pool: pools[end],
    journal: FORGETFUL,
    sink: {
      release: (_origin: KeyOrigin, key: BitString) => {
        keys[end] = key
      }
    }
  })
  let over = 0
  bob.applications.answerDiqkd(PURPOSE, {
    decide: () => ({
      ...resources(1),
      source: bob.linkSource('alice', { purpose: PURPOSE, request }),
      listener: { over: () => (over += 1) }
    })
  })
  alice.applications.diqkd({
    ...wish,
    ...resources(0),
    source: alice.linkSource('bob', { purpose: PURPOSE, request }),
    listener: {
      over: (reason, origin) => {
        over += 1
        ends.push({ reason, origin })
      }
    }
  })
  network.run(FOREVER, () => over < 2)
  const [end] = ends
  if (end === undefined) throw new ExperimentError('REQUEST_FAILED', 'the session did not come to an end')
  if (end.reason === QkdReason.ROUNDS) {
    throw new ExperimentError('REQUEST_FAILED', `the session ended with ${QKD_REASON_NAMES[end.reason]}`)
  }
  const [first, second] = keys
  const agree = first === undefined || second === undefined ? first === second : first.equals(second)
  return { ...end, agree, spent: [pools[0].ledger.burntBits, pools[1].ledger.burntBits] }
}
