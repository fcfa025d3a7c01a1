import { type Expire, Outcome } from '@bellwire/wire'
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
    if (truth !== (turned ? 0 : bellIndex))
      accuse(
        turned ? 'LNK-063' : 'LNK-064',
        `pair ${name} of Bell index ${bellIndex} is left as ${truth} by an ${pair.originator ? 'originator' : 'responder'}`
      )
    if (pair.corrected !== (truth === 0 && turned))
      accuse('LNK-063', `pair ${name} is said to be corrected: ${pair.corrected}`)
  }

  return (happening) => {
    if (happening.kind === 'came') {
      const { frame } = happening
      if (frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && frame.epoch === scene.station.epoch)
        announced.set(
          `${frame.epoch}:${frame.sequence}`,
          announced.get(`${frame.epoch}:${frame.sequence}`) ?? frame.bellIndex
        )
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
