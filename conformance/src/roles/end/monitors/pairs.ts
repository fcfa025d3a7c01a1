import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { CircuitPair, CircuitRequest } from '../../../subject/circuit-service.js'
import type { EndScene } from '../end-scene.js'
import type { Half } from '../halves.js'
import { isFlipped } from '../wire-terms.js'
import { requestsOf } from './requests.js'

/** What is handed over is what its heralds and swaps have made of it, was tracked, and is handed over once. */
export function pairsMonitor(scene: EndScene, accuse: Accuse): Watcher {
  const { halves, isHead } = scene
  const requests = requestsOf(scene)
  /** As handed over: the halves, before and after they were tracked. */
  const early = new Set<Half>()
  const delivered = new Set<Half>()
  /** Void before it was handed over. */
  const isVoid = new Set<Half>()

  const deliver = (pair: CircuitPair): void => {
    const half = halves.of(pair)
    const name = `${pair.headEpoch}:${pair.headSequence} ${pair.tailEpoch}:${pair.tailSequence}`
    if (half === undefined) return accuse('HAR-062', `pair ${name} is handed over, of which the end has no half`)
    const request = requests.get(pair.request)
    if (!pair.tracked) return offer(pair, half, request, name)
    if (delivered.has(half)) accuse('HAR-062', `pair ${name} is handed over twice`)
    delivered.add(half)
    if (isVoid.has(half)) accuse('NET-092', `pair ${name} is handed over after it was void`)
    if (half.came === undefined) return accuse('NET-085', `pair ${name} is handed over before its TRACK has come`)
    // What a step has made of it, cases judge.
    if (half.isDistilled) return
    named(pair, half, name)
    if (pair.qubit >= 0) kept(pair, half, request, name)
    else measured(pair, half, request, name)
  }

  const offer = (pair: CircuitPair, half: Half, request: CircuitRequest | undefined, name: string): void => {
    if (early.has(half)) accuse('HAR-062', `pair ${name} is handed over twice before it is tracked`)
    early.add(half)
    if (request?.early !== true)
      accuse('NET-085', `pair ${name} is handed over before its TRACK has come, which was not asked for`)
    if (half.corrections > 0) accuse('NET-088', `the half of an early pair ${name} is turned`)
    if (pair.qubit !== half.qubit) accuse('HAR-062', `pair ${name} is said to be on qubit ${pair.qubit}`)
  }

  /** What is told of a pair is what its TRACK says. */
  const named = (pair: CircuitPair, half: Half, name: string): void => {
    const { came } = half
    if (came === undefined) return
    const [epoch, sequence] = isHead ? [pair.tailEpoch, pair.tailSequence] : [pair.headEpoch, pair.headSequence]
    if (epoch !== came.originEpoch || sequence !== came.originSequence)
      accuse('HAR-063', `pair ${name} is ${came.originEpoch}:${came.originSequence} at the other end`)
    if (pair.bellIndex !== came.bellIndex)
      accuse('HAR-063', `pair ${name} of Bell index ${came.bellIndex} is handed over as ${pair.bellIndex}`)
    if (came.request !== 0 && pair.request !== came.request)
      accuse('NET-084', `pair ${name} of request ${came.request} is handed over for ${pair.request}`)
  }

  const kept = (pair: CircuitPair, half: Half, request: CircuitRequest | undefined, name: string): void => {
    if (pair.qubit !== half.qubit || half.isReleased)
      accuse('HAR-062', `pair ${name} is said to be on qubit ${pair.qubit}`)
    const isTurned = isHead && request?.raw === false && !request.early
    const left = (half.bellIndex ?? 0) ^ half.turned
    if (!isHead && half.corrections > 0) accuse('NET-090', `a tail-end turns its half of pair ${name}`)
    if (isTurned ? left !== 0 : isHead && half.corrections > 0)
      accuse('NET-088', `pair ${name} of Bell index ${half.bellIndex} is left as ${left}`)
    if (isHead && pair.corrected !== isTurned)
      accuse('NET-088', `pair ${name} is said to be ${pair.corrected ? '' : 'not '}corrected`)
  }

  const measured = (pair: CircuitPair, half: Half, request: CircuitRequest | undefined, name: string): void => {
    if (pair.outcome < 0) return
    if (half.measured === undefined) return accuse('NET-085', `pair ${name} is handed over before it is measured`)
    const { basis, outcome } = half.measured
    const isTurned = isHead && request?.raw === false && isFlipped(basis, half.bellIndex ?? 0)
    if (pair.outcome !== (isTurned ? 1 - outcome : outcome))
      accuse(
        isHead ? 'NET-089' : 'NET-090',
        `of pair ${name}, of Bell index ${half.bellIndex}, ${outcome} was measured in basis ${basis} and ${pair.outcome} is told`
      )
    if (pair.basis !== basis) accuse('HAR-063', `pair ${name} was measured in basis ${basis}, not ${pair.basis}`)
  }

  return (happening) => {
    if (happening.kind === 'came' && happening.frame.type === 'PAIR_EXPIRE') {
      const half = halves.find(happening.frame)
      // Of another circuit it says nothing.
      if (half?.sent?.circuit === happening.frame.circuit && !delivered.has(half)) isVoid.add(half)
    }
    if (happening.kind === 'answer' && happening.answer.type === 'pair') deliver(happening.answer)
  }
}
