import { type Expire, Outcome, type Reply } from '@bellwire/wire'
import type { Delivered } from '../subject/service.js'
import type { Watcher } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Accuse } from './accuse.js'

/**
 * What is delivered was announced, once, as what it was announced, and is what it is said to be: the only monitor that
 * predicts, from the sequence numbers of the REPLYs that came.
 */
export function pairsMonitor(scene: Scene, accuse: Accuse): Watcher {
  /** Bell indices by epoch and sequence number. */
  const announced = new Map<string, number>()
  /** Of the pairs themselves. */
  const real = new Map<string, number>()
  const delivered = new Set<string>()
  /** What the peer has said to be void. A range may be half of all numbers. */
  const expired: Expire[] = []
  const raw = new Map<number, boolean>()
  let asked = false

  const deliver = (pair: Delivered): void => {
    const name = `${pair.epoch}:${pair.sequence}`
    const bellIndex = announced.get(name)
    if (bellIndex === undefined) return accuse('LNK-040', `pair ${name} is delivered, which no success announced`)
    if (delivered.has(name)) accuse('LNK-043', `pair ${name} is delivered twice`)
    if (expired.some((one) => isIn(one, pair))) accuse('LNK-091', `pair ${name} is delivered after it was expired`)
    delivered.add(name)
    if (pair.bellIndex !== bellIndex)
      accuse('LNK-008', `pair ${name} of Bell index ${bellIndex} is delivered as ${pair.bellIndex}`)
    if (pair.qubit >= 0) keep(pair, name, bellIndex)
  }

  const keep = (pair: Delivered, name: string, bellIndex: number): void => {
    const truth = scene.qubits.bellIndexOf(pair.qubit)
    if (truth === undefined)
      return accuse('LNK-067', `pair ${name} is delivered, but its qubit ${pair.qubit} holds none`)
    const turned = pair.originator && raw.get(pair.createId) !== true
    // A station may say another index than that of the pair: the node can but go by its word.
    const heralded = real.get(name) ?? bellIndex
    if (truth !== (turned ? heralded ^ bellIndex : heralded))
      accuse(
        turned ? 'LNK-063' : 'LNK-064',
        `pair ${name} of Bell index ${bellIndex} is left as ${truth} by an ${pair.originator ? 'originator' : 'responder'}`
      )
    if (pair.corrected !== turned) accuse('LNK-063', `pair ${name} is said to be corrected: ${pair.corrected}`)
  }

  const announce = ({ epoch, sequence, bellIndex }: Reply): void => {
    const name = `${epoch}:${sequence}`
    const isOfStation = epoch === scene.station.epoch || real.has(name)
    if (isOfStation && !announced.has(name)) announced.set(name, bellIndex)
  }

  return (happening) => {
    if (happening.kind === 'herald') real.set(`${happening.epoch}:${happening.sequence}`, happening.bellIndex)
    if (happening.kind === 'came') {
      const { frame } = happening
      if (frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS) announce(frame)
      if (frame.type === 'EXPIRE') expired.push(frame)
    }
    if (happening.kind === 'wish' && happening.wish.type === 'create') asked = happening.wish.create.raw
    if (happening.kind !== 'answer') return
    const { answer } = happening
    if (answer.type === 'created') raw.set(answer.createId, asked)
    else if (answer.type === 'ok') deliver(answer)
  }
}

function isIn({ epoch, low, high }: Expire, pair: Delivered): boolean {
  return pair.epoch === epoch && (pair.sequence - low) >>> 0 < (high - low) >>> 0
}
