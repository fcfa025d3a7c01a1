import type { KeyOrigin, QkdWish } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import { createRandom, type Journal } from '@bellwire/runtime'
import { QKD_REASON_NAMES, QkdReason } from '@bellwire/wire'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'
import type { ExperimentRun } from './experiment.js'
import { type KeyAccount, type KeyBalance, forgetfulEnd } from './key-ends.js'

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
  readonly account: KeyAccount
}

/**
 * Distributes one key between alice and bob through the whole stack, into the ends that the run has for it.
 *
 * @throws ExperimentError REQUEST_FAILED where the session does not come to an end
 */
export function keySession(network: SimulatedNetwork, wish: QkdWish, run: ExperimentRun): KeySessionResult {
  const [alice, bob] = [network.node('alice'), network.node('bob')]
  const request = { minimumFidelity: MARGIN * alice.link('bob').maximumFidelity }
  const options = { purpose: PURPOSE, request, zShare: wish.probability }
  const sources = alice.keepsPairsWith('bob')
    ? ([alice.linkSource('bob', options), bob.linkSource('alice', options)] as const)
    : ([alice.measuredLinkSource('bob', options), bob.measuredLinkSource('alice', options)] as const)
  const draws = createRandom(run.seed('authentication-key')).stream('authentication-key')
  const shared = new BitString(POOL_BITS)
  for (let k = 0; k < POOL_BITS; k++) shared.set(k, draws.bernoulli(0.5) ? 1 : 0)
  const makeEnd = run.keyEnds ?? forgetfulEnd
  const [{ peer: bobNode }, { peer: aliceNode }] = sources
  const parties = [
    makeEnd({ name: 'alice', node: aliceNode, peer: 'bob', peerNode: bobNode }, shared.clone()),
    makeEnd({ name: 'bob', node: bobNode, peer: 'alice', peerNode: aliceNode }, shared.clone())
  ] as const
  const openings = parties.map(({ pool }) => pool.availableBits)
  const keys: [BitString | undefined, BitString | undefined] = [undefined, undefined]
  const ends: { reason: QkdReason; origin: KeyOrigin }[] = []
  const resources = (end: 0 | 1) => ({
    source: sources[end],
    pool: parties[end].pool,
    journal: FORGETFUL,
    sink: {
      release: (origin: KeyOrigin, key: BitString) => {
        parties[end].sink.release(origin, key)
        keys[end] = key
      }
    }
  })
  let over = 0
  bob.applications.answerDiqkd(PURPOSE, {
    decide: () => ({
      ...resources(1),
      listener: { over: () => (over += 1) }
    })
  })
  alice.applications.diqkd({
    ...wish,
    ...resources(0),
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
  const agree =
    first === undefined && second === undefined ? null : first !== undefined && second?.equals(first) === true
  const balanceOf = (index: 0 | 1): KeyBalance => {
    const { availableBits: closing } = parties[index].pool
    const opening = openings[index] ?? 0
    const burnt = opening - closing
    const released = keys[index]?.length ?? 0
    return { node: ['alice', 'bob'][index] ?? '', opening, closing, burnt, released, net: released - burnt }
  }
  const { session, analysis, label: standing } = end.origin
  const account = { session, analysis, standing, agree, ends: [balanceOf(0), balanceOf(1)] as const }
  run.account(account)
  return { ...end, account }
}
