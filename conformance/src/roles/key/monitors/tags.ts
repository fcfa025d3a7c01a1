import type { Accuse } from '../../../monitors/accuse.js'
import { FIRST_PAD, SESSION } from '../account.js'
import { sameOctets } from '../distillation/bits.js'
import type { KeyScene } from '../key-scene.js'
import type { MessageWatcher, Session } from '../sessions.js'
import type { End } from '../view.js'

/** A tag that was made, and by which bits of the pool. */
interface Made {
  readonly session: Session
  readonly end: End
  readonly from: number
  readonly tag: Uint8Array
}

const TAG_BITS = 128

/** Tags are right, and no bit of the pool makes two of them (sections 9.7 and 9.8). */
export function tagsMonitor(scene: KeyScene, accuse: Accuse): MessageWatcher {
  const made: Made[] = []
  /** By node: the first bit that no session has had, as far as its own words tell. */
  const next = new Map<number, number>()
  return (session, end, heard, isSent) => {
    if (!isSent || heard.message === undefined) return
    const { message } = heard
    const node = session.nodeOf(end)
    const view = session.views[end]
    const first = next.get(node) ?? FIRST_PAD
    if (message.type === 'PROPOSAL' && message.poolOffset < first)
      accuse('KEY-246', `a session is proposed from bit ${message.poolOffset}; up to ${first} another one has had them`)
    if (message.type === 'AGREEMENT') {
      const { poolOffset: proposed = 0 } = view.of('corrector', 'PROPOSAL') ?? {}
      if (message.poolOffset < Math.max(first, proposed))
        accuse('KEY-248', `pads begin at bit ${message.poolOffset}; proposed was ${proposed}, and ${first} is free`)
      next.set(node, message.poolOffset + SESSION)
    } else if (end === 'corrector' && message.type !== 'PROPOSAL') {
      const { poolOffset } = view.of('reference', 'AGREEMENT') ?? {}
      if (poolOffset !== undefined) next.set(node, Math.max(first, poolOffset + SESSION))
    }
    if (message.type !== 'FINISH') return
    const place = view.messages.indexOf(heard)
    const expected = scene.account.tagOf(view, place, node)
    if (expected === undefined) return
    const { tag } = message
    // A FINISH without a tag is authentic nowhere: whether one was due, cases judge.
    if (tag.length === 0) return
    if (!sameOctets(tag, expected)) accuse('KEY-240', `the tag of the ${end} is not that of its transcript and its pad`)
    const { poolOffset = 0 } = view.of('reference', 'AGREEMENT') ?? {}
    const from = scene.account.padOf(node, poolOffset)
    for (const other of made) {
      if (Math.abs(other.from - from) >= TAG_BITS || (other.session === session && sameOctets(other.tag, tag))) continue
      accuse('KEY-246', `bit ${Math.max(other.from, from)} of the pool makes two tags`)
      if (other.session === session) accuse('KEY-275', `the ${end} makes two tags of one session`)
    }
    made.push({ session, end, from, tag })
  }
}
