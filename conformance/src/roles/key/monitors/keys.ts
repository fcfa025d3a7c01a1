import { QkdProtocol } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { ReleasedKey } from '../../../subject/key.js'
import { amplified } from '../distillation/amplified.js'
import { packed, sameOctets } from '../distillation/bits.js'
import { verificationTag } from '../distillation/field.js'
import type { KeyScene } from '../key-scene.js'
import type { Session } from '../sessions.js'
import { Truth } from '../truth.js'
import { type End, sameSoFar, type View } from '../view.js'
import { checkParities, leakIn } from './leak.js'

/** Of the verification: its tag, and whether it was right. */
const VERIFICATION_BITS = 65

/** A key leaves an end once, when everything is confirmed, and is that of both ends (sections 7.3 and 9.5 to 9.7). */
export function keysMonitor(scene: KeyScene, accuse: Accuse): Watcher {
  const released = new Map<Session, Map<End, ReleasedKey>>()
  return (happening) => {
    if (happening.kind !== 'key') return
    const { key, node = 0 } = happening
    const session = scene.sessions.find(key)
    if (session === undefined)
      return accuse('APP-034', `a key of session ${key.opener}/${key.dialogue}, which there is not`)
    const end = session.endOf(node)
    const keys = released.get(session) ?? new Map<End, ReleasedKey>()
    released.set(session, keys)
    if (keys.has(end)) return accuse('APP-036', `the ${end} gives a key out twice`)
    const reason = session.reasons.get(end)
    if (reason !== undefined && reason !== 0)
      accuse('APP-034', `the ${end} has ended with reason ${reason}, and gives a key`)
    const other = [...keys.values()][0]
    if (other !== undefined && !sameOctets(other.bytes, key.bytes)) accuse('KEY-231', 'the keys of the two ends differ')
    keys.set(end, key)
    checkConfirmed(scene, session, end, accuse)
    checkKey(scene, session, end, key, accuse)
  }
}

/** The other end's last word is here, and its tag right; and so is everything before. */
function checkConfirmed(scene: KeyScene, session: Session, end: End, accuse: Accuse): void {
  const view = session.views[end]
  const by = end === 'corrector' ? 'reference' : 'corrector'
  const place = view.messages.findLastIndex((one) => one.by === by)
  const last = view.messages[place]?.message
  if (last?.type !== 'FINISH' || last.reason !== 0)
    return accuse('APP-034', `the ${end} gives a key out before the other end has finished`)
  const expected = scene.account.tagOf(view, place, session.nodeOf(by))
  if (expected === undefined || !sameOctets(last.tag, expected))
    accuse('KEY-241', `the ${end} gives a key out on a tag that is not right`)
  if (!sameSoFar(session.views.corrector, session.views.reference))
    accuse('APP-033', `the ${end} gives a key out of a session whose messages were changed`)
  if (view.of('reference', 'VERIFIED')?.equal !== true)
    accuse('KEY-231', `the ${end} gives a key out that was not found equal`)
}

function checkKey(scene: KeyScene, session: Session, end: End, key: ReleasedKey, accuse: Accuse): void {
  const view = session.views[end]
  const proposal = view.of('corrector', 'PROPOSAL')
  const amplification = view.of('corrector', 'AMPLIFICATION')
  if (proposal === undefined || amplification === undefined) return accuse('APP-034', 'a key without an AMPLIFICATION')
  const { length, seed } = amplification
  const { protocol, analysis, minimumLength } = proposal
  if (key.length !== length || key.bytes.length !== Math.ceil(length / 8))
    accuse('APP-034', `a key of ${key.length} bits is given out; agreed was ${length}`)
  if (length < Math.max(1, minimumLength))
    accuse('APP-034', `a key of ${length} bits, where ${minimumLength} are the least`)
  if (key.analysis !== analysis) accuse('APP-034', `the key is said to be by analysis ${key.analysis}, not ${analysis}`)
  const proof = protocol === QkdProtocol.BBM92 ? 'proof, trusted devices' : 'proof'
  const isProof = protocol !== QkdProtocol.SIFTED
  if ((key.proof === proof) !== isProof) accuse('APP-180', `what stands behind the key is called ${key.proof}`)
  const leak = leakIn(view) + VERIFICATION_BITS
  if (key.published < leak) accuse('APP-034', `${key.published} bits are said to be published of ${leak}`)
  if (proposal.flips > 0) return
  const truth = new Truth(scene.pairs, session, view)
  const rounds = keyRoundsOf(truth, view)
  if (rounds === undefined)
    return accuse('KEY-230', 'the tag of the verification is not that of the reference’s raw key')
  if (length + leak > rounds.length)
    accuse('APP-034', `${rounds.length} bits of which ${leak} are published give ${length}`)
  const raw = rounds.map((index) => truth.outcome('reference', index))
  if (!sameOctets(key.bytes, amplified(raw, seed, length)))
    accuse('KEY-235', 'the key is not what its seed makes of the raw key')
  checkParities(view, raw, accuse)
}

/**
 * The rounds of the raw key. In BBM92 the analysis says how many: as many as the seed of amplification is for, and the tag of the
 * verification of. Undefined where that is the tag of none of them.
 */
export function keyRoundsOf(truth: Truth, view: View): readonly number[] | undefined {
  const verification = view.of('corrector', 'VERIFICATION')
  const amplification = view.of('corrector', 'AMPLIFICATION')
  if (verification === undefined || amplification === undefined) return undefined
  const most = 8 * amplification.seed.length - amplification.length + 1
  const sizes = truth.isBbm92 ? Array.from({ length: 8 }, (_, less) => Math.max(0, most - less)) : [0]
  return sizes
    .map((size) => truth.keyRounds(size))
    .find((rounds) => {
      const raw = packed(rounds.map((index) => truth.outcome('reference', index)))
      return sameOctets(verificationTag(raw, rounds.length, verification.point), verification.tag)
    })
}
