import type { KeyReserve } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { Call, Response } from '../../../subject/kme.js'
import { keysIn } from '../answers.js'
import { keyOf } from '../block.js'
import type { KmeScene } from '../kme-scene.js'
import { base64Of, fromWire, saeDigest, sameDigest } from '../names.js'
import type { PeerKme } from '../peer-kme.js'

/** What a KME gives out as a slave (section 8.5): what its peer has delivered, to whom it is for, once. */
export function collectionsMonitor(scene: KmeScene, peer: PeerKme, accuse: Accuse): Watcher {
  const calls = new Map<number, Call>()
  const asked = new Map<string, KeyReserve>()
  /** Those of which the KME has said that their units are set aside. */
  const held = new Map<string, KeyReserve>()
  const taken = new Set<string>()
  const given = new Set<string>()
  const responded = (response: Response): void => {
    const call = calls.get(response.call)
    if (call?.path.includes('/dec_keys') !== true) return
    const [path = ''] = call.path.split('?')
    const master = decodeURIComponent(path.split('/')[4] ?? '')
    if (!scene.stage.setting.saes.some(({ id, kme }) => id === master && kme === peer.place.id)) return
    for (const { key_ID: id, key } of keysIn(response)) {
      const [name, frame] = [...held].find(([, { units }]) => units.some((unit) => fromWire(unit) === id)) ?? []
      if (name === undefined || frame === undefined) {
        accuse('KEY-036', `key ${id} is given out, for which nothing is set aside`)
        continue
      }
      if (!taken.has(name)) accuse('KEY-033', `key ${id} is given out before the KEY_TAKEN of reservation ${name}`)
      if (!frame.slaves.some((slave) => sameDigest(slave, saeDigest(call.caller))))
        accuse('KEY-036', `key ${id} is given to ${call.caller}, who is none of its slaves`)
      if (!sameDigest(frame.master, saeDigest(master))) accuse('KEY-036', `key ${id} is not one of ${master}`)
      if (given.has(`${call.caller} ${id}`)) accuse('KEY-035', `key ${id} is given to ${call.caller} twice`)
      given.add(`${call.caller} ${id}`)
      const units = frame.units.map(fromWire)
      const first = units.indexOf(id)
      const bits = keyOf(scene.blocks, units.slice(first, first + frame.unitsPerKey), frame.size)
      if (first % frame.unitsPerKey !== 0 || bits === undefined || key !== base64Of(bits))
        accuse('KEY-006', `key ${id} is not the first ${frame.size} bits of its units`)
    }
  }
  return (happening) => {
    if (happening.kind === 'call') calls.set(happening.call.call, happening.call)
    if (happening.kind === 'response') return responded(happening.response)
    if (happening.kind === 'came' && happening.from === peer.place.node) {
      const { frame } = happening
      if (frame.type === 'KEY_RESERVE' && !held.has(nameOf(frame))) asked.set(nameOf(frame), frame)
      if (frame.type === 'KEY_TAKEN') taken.add(nameOf(frame))
    }
    if (happening.kind !== 'sent' || happening.to !== peer.place.node) return
    const { frame } = happening
    if (frame.type !== 'KEY_RESERVED') return
    const terms = asked.get(nameOf(frame))
    if (terms !== undefined && !held.has(nameOf(frame))) held.set(nameOf(frame), terms)
  }
}

function nameOf({ origin, reservation }: { readonly origin: number; readonly reservation: number }): string {
  return `${origin}/${reservation}`
}
