import type { KeyFrame, KeyReserve } from '@bellwire/wire'
import { isKeyFrame } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { Call, Response } from '../../../subject/kme.js'
import { keysIn } from '../answers.js'
import { keyOf } from '../block.js'
import type { KmeScene } from '../kme-scene.js'
import { base64Of, fromWire, saeDigest, sameDigest } from '../names.js'
import type { PeerKme } from '../peer-kme.js'

/** A reservation of the KME under test, as it was seen. */
interface Seen {
  readonly frame: KeyReserve
  readonly units: readonly string[]
  /** The peer has set its units aside, and the KME was told so in its session. */
  isReserved: boolean
  told?: 'KEY_TAKEN' | 'KEY_BURN'
}

/** What a KME does as a master (section 8.4): no unit twice, no key too early, the right bits under the right name. */
export function reservationsMonitor(scene: KmeScene, peer: PeerKme, accuse: Accuse): Watcher {
  const monitor = new Reservations(scene, peer, accuse)
  return (happening) => {
    if (happening.kind === 'call') monitor.calls.set(happening.call.call, happening.call)
    if (happening.kind === 'response') monitor.responded(happening.response)
    if (happening.kind === 'restarted') monitor.session = 0
    if (happening.kind !== 'sent' && happening.kind !== 'came') return
    const { frame } = happening
    const other = happening.kind === 'sent' ? happening.to : happening.from
    if (other !== peer.place.node || !isKeyFrame(frame)) return
    if (happening.kind === 'sent') monitor.sent(frame)
    else monitor.came(frame)
  }
}

class Reservations {
  readonly calls = new Map<number, Call>()
  /** Of the present process; 0: it has said nothing yet. */
  session = 0
  readonly #seen = new Map<string, Seen>()
  /** Units that have left the pool. */
  readonly #gone = new Set<string>()
  readonly #given = new Set<string>()
  /** Sessions of blocks that the peer has said to have. */
  readonly #confirmed = new Set<string>()

  constructor(
    private readonly scene: KmeScene,
    private readonly peer: PeerKme,
    private readonly accuse: Accuse
  ) {}

  sent(frame: KeyFrame): void {
    this.session = frame.session
    if (frame.type === 'KEY_RESERVE') return this.#reserve(frame)
    if (frame.type !== 'KEY_TAKEN' && frame.type !== 'KEY_BURN') return
    const name = nameOf(frame)
    const seen = this.#seen.get(name)
    if (frame.type === 'KEY_TAKEN') {
      if (seen?.isReserved !== true) this.accuse('KEY-023', `reservation ${name} is taken without a KEY_RESERVED`)
      if (seen?.told === 'KEY_BURN') this.accuse('KEY-028', `reservation ${name} is burnt, and then taken`)
    } else {
      if (seen?.told === 'KEY_TAKEN') this.accuse('KEY-031', `reservation ${name} is delivered, and then burnt`)
      const units = frame.units.map(fromWire)
      if (seen !== undefined && units.join() !== seen.units.join())
        this.accuse('KEY-028', `reservation ${name} has other units than are burnt`)
    }
    if (seen !== undefined) seen.told = frame.type
  }

  came(frame: KeyFrame): void {
    if (frame.type === 'KEY_BLOCK') {
      const session = fromWire(frame.block)
      const block = this.scene.blocks.find((one) => one.session === session)
      if (block?.units.length === frame.units && frame.unitSize === this.scene.unitSize) this.#confirmed.add(session)
    }
    if (frame.type !== 'KEY_RESERVED' || frame.peerSession !== this.session) return
    const seen = this.#seen.get(nameOf(frame))
    if (seen !== undefined) seen.isReserved = true
  }

  responded(response: Response): void {
    const call = this.calls.get(response.call)
    if (call?.path.includes('/enc_keys') !== true) return
    const given = keysIn(response)
    const [first] = given
    if (first === undefined) return
    const seen = [...this.#seen.values()].find(({ units }) => units.includes(first.key_ID))
    // It may be one that is shared with another KME.
    if (seen === undefined) return
    const { frame, units } = seen
    const name = nameOf(frame)
    if (!seen.isReserved) this.accuse('KEY-023', `keys of reservation ${name} are delivered before its KEY_RESERVED`)
    if (seen.told === 'KEY_BURN') this.accuse('KEY-028', `keys of reservation ${name}, which is burnt, are delivered`)
    const [slave = ''] = call.path.split('/').slice(4)
    if (
      !sameDigest(frame.master, saeDigest(call.caller)) ||
      !frame.slaves.some((one) => sameDigest(one, saeDigest(decodeURIComponent(slave))))
    )
      this.accuse('KEY-021', `reservation ${name} does not name ${call.caller} and the slave it asked for`)
    for (const [place, { key_ID: id, key }] of given.entries()) {
      if (this.#given.has(id)) this.accuse('KEY-035', `key ${id} is given twice`)
      this.#given.add(id)
      const those = units.slice(place * frame.unitsPerKey, (place + 1) * frame.unitsPerKey)
      const bits = keyOf(this.scene.blocks, those, frame.size)
      if (id !== those[0]) this.accuse('KEY-006', `key ${place} of reservation ${name} is named ${id}, not ${those[0]}`)
      else if (bits === undefined || key !== base64Of(bits))
        this.accuse('KEY-006', `key ${id} is not the first ${frame.size} bits of its units`)
    }
  }

  #reserve(frame: KeyReserve): void {
    const name = nameOf(frame)
    const units = frame.units.map(fromWire)
    const before = this.#seen.get(name)
    if (before !== undefined) {
      if (before.units.join() !== units.join())
        this.accuse('KEY-026', `reservation ${name} is asked for again with other units`)
      return
    }
    this.#seen.set(name, { frame, units, isReserved: false })
    for (const unit of units) {
      const block = this.scene.blocks.find((one) => one.units.includes(unit) && one.peer === this.peer.place.id)
      if (block === undefined || !block.own.includes(unit))
        this.accuse('KEY-020', `unit ${unit} of reservation ${name} is not this KME's own`)
      else if (!this.#confirmed.has(block.session))
        this.accuse('KEY-010', `unit ${unit} is reserved, of a block that the peer has not said to have`)
      if (this.#gone.has(unit)) this.accuse('KEY-020', `unit ${unit} is reserved a second time`)
      this.#gone.add(unit)
    }
    const needed = Math.ceil(frame.size / this.scene.unitSize)
    if (frame.unitsPerKey !== needed)
      this.accuse('KEY-006', `a key of ${frame.size} bits is of ${frame.unitsPerKey} units, not ${needed}`)
  }
}

function nameOf({ origin, reservation }: { readonly origin: number; readonly reservation: number }): string {
  return `${origin}/${reservation}`
}
