import type { KeyFrame, KeyReserve } from '@bellwire/wire'
import type { KmeSetting, Response } from '../../subject/kme.js'
import type { Subject } from '../../subject/subject.js'
import { Judgement } from '../../verdict/judgement.js'
import { type Given, keysIn, objectIn, pathOf } from './answers.js'
import { keyOf } from './block.js'
import { KmeScene } from './kme-scene.js'
import { kmeMonitors } from './monitors/kme-monitors.js'
import { base64Of, fromWire } from './names.js'
import type { PeerKme, Terms } from './peer-kme.js'

/** One thing that a KME has to get right, played once. */
export interface KmeCase {
  /** Unique: 'kme/collected-once'. */
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
  play(test: KmeTest): Promise<void>
}

/** What a request for keys says beside, as the standard names it. */
export interface KeyWish {
  readonly number?: number
  readonly size?: number
  readonly additional_slave_SAE_IDs?: readonly string[]
  readonly extension_mandatory?: readonly object[]
  readonly extension_optional?: readonly object[]
}

/** Bits of a key, keys of a request, and slaves beside the first. */
export interface Limits {
  readonly smallest: number
  readonly largest: number
  readonly keys: number
  readonly slaves: number
}

/** One case at one KME. */
export class KmeTest extends Judgement {
  readonly scene: KmeScene

  constructor(subject: Subject<KmeSetting>, seed: number) {
    const scene = new KmeScene(subject, seed)
    super(scene.stage)
    this.scene = scene
    const monitors = kmeMonitors(scene, (requirement, message) => this.broken(requirement, message))
    for (const monitor of monitors) scene.stage.watch(monitor)
  }

  get peer(): PeerKme {
    return this.scene.peer
  }

  async start(): Promise<void> {
    await this.scene.stage.start()
    await this.scene.settle()
  }

  /** An application of the KME under test asks for keys to share with one of the peer. Returns the number of its call. */
  async wish(wish: KeyWish = {}, caller = this.scene.sae(0), slave = this.scene.theirSae(0)): Promise<number> {
    return this.scene.call(caller, 'POST', pathOf(slave, 'enc_keys'), JSON.stringify(wish))
  }

  /** The same, when it has its answer. */
  async wished(wish: KeyWish = {}, caller = this.scene.sae(0), slave = this.scene.theirSae(0)): Promise<Response> {
    return this.answered(await this.wish(wish, caller, slave))
  }

  /** An application of the KME under test collects keys that one of the peer was given. */
  async collect(
    keyIds: readonly string[],
    caller = this.scene.sae(0),
    master = this.scene.theirSae(0)
  ): Promise<number> {
    const body = { key_IDs: keyIds.map((key_ID) => ({ key_ID })) }
    return this.scene.call(caller, 'POST', pathOf(master, 'dec_keys'), JSON.stringify(body))
  }

  async collected(
    keyIds: readonly string[],
    caller = this.scene.sae(0),
    master = this.scene.theirSae(0)
  ): Promise<Response> {
    return this.answered(await this.collect(keyIds, caller, master))
  }

  /** What the KME says of the sizes and numbers that can be asked for (the standard's Get status). */
  async limits(): Promise<Limits> {
    const { scene } = this
    const response = await this.answered(await scene.call(scene.sae(0), 'GET', pathOf(scene.theirSae(0), 'status')))
    const status = objectIn(response.body)
    const limits = {
      smallest: Number(status['min_key_size']),
      largest: Number(status['max_key_size']),
      keys: Number(status['max_key_per_request']),
      slaves: Number(status['max_SAE_ID_count'])
    }
    this.need(Object.values(limits).every(Number.isInteger), 'the status has the limits of the standard')
    return limits
  }

  /** Waits for the answer to a call, and until the KME has done what belongs to it. */
  async answered(call: number): Promise<Response> {
    const { scene } = this
    await scene.until(() => scene.responseTo(call) !== undefined)
    await scene.settle()
    const response = scene.responseTo(call)
    this.need(response !== undefined, 'an application is answered')
    return response ?? { call, status: 0, body: '' }
  }

  /** Keys that cannot be refused. */
  async delivered(wish: KeyWish = {}): Promise<readonly Given[]> {
    const response = await this.wished(wish)
    this.need(response.status === 200, `keys that are there are delivered, not answered ${response.status}`)
    return keysIn(response)
  }

  /** The peer asks for units to be set aside. Returns what it is answered; undefined where it is not. */
  async reserve(terms: Terms, peer = this.peer): Promise<KeyFrame['type'] | undefined> {
    const before = peer.heard.length
    peer.reserve(terms)
    await this.scene.settle()
    return peer.heard
      .slice(before)
      .find(
        (frame) =>
          (frame.type === 'KEY_RESERVED' || frame.type === 'KEY_REFUSED') &&
          frame.origin === peer.session &&
          frame.reservation === terms.reservation
      )?.type
  }

  /** The peer has its keys, and may say so. */
  async held(terms: Terms, isTaken = true): Promise<Terms> {
    this.need((await this.reserve(terms)) === 'KEY_RESERVED', 'units in the pool are set aside for the peer')
    if (!isTaken) return terms
    this.peer.taken(terms)
    await this.scene.settle()
    return terms
  }

  /** Whether the peer may have a unit set aside now: whether it was in the pool. */
  async isInPool(unit: string): Promise<boolean> {
    return (await this.reserve(this.peer.terms([unit]))) === 'KEY_RESERVED'
  }

  /** Whether these are the keys of a reservation, all of them, in its order: KEY-006. */
  areKeysOf(keys: readonly Given[], reservation: Pick<KeyReserve, 'units' | 'size' | 'unitsPerKey'>): boolean {
    const units = reservation.units.map(fromWire)
    const { size, unitsPerKey } = reservation
    return (
      keys.length * unitsPerKey === units.length &&
      keys.every(({ key_ID: id, key }, place) => {
        const those = units.slice(place * unitsPerKey, (place + 1) * unitsPerKey)
        const bits = keyOf(this.scene.blocks, those, size)
        return id === those[0] && bits !== undefined && key === base64Of(bits)
      })
    )
  }

  /** The same of a reservation of the peer. */
  areKeysFor(keys: readonly Given[], { units, size, unitsPerKey }: Terms, places?: readonly number[]): boolean {
    const asked = places ?? Array.from({ length: units.length / unitsPerKey }, (_, place) => place)
    return (
      keys.length === asked.length &&
      asked.every((place, index) => {
        const those = units.slice(place * unitsPerKey, (place + 1) * unitsPerKey)
        const bits = keyOf(this.scene.blocks, those, size)
        const given = keys[index]
        return given?.key_ID === those[0] && bits !== undefined && given?.key === base64Of(bits)
      })
    )
  }

  /** So many keys of one unit are left to this KME's applications, and no more: all of them go. */
  async checkLeft(requirement: string, number: number, message: string): Promise<void> {
    const left: Given[] = []
    for (let isMore = true; isMore && left.length <= number; ) {
      const response = await this.wished({ size: this.scene.unitSize })
      isMore = response.status === 200
      left.push(...keysIn(response))
    }
    this.check(requirement, left.length === number, `${message}: ${left.length} keys are left of ${number}`)
  }
}
