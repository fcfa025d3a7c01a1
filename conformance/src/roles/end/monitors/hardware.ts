import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { EndScene } from '../end-scene.js'
import type { Half } from '../halves.js'

/** The end uses its qubits as their rules are: nothing of a pair that its application has, and nothing while one is worked on. */
export function hardwareMonitor({ halves }: EndScene, accuse: Accuse): Watcher {
  /** Commands that the hardware has not answered, by qubit. */
  const working = new Map<number, string>()
  /** Commands for qubits that the application has: right where it hears at once that the pair is void. */
  let doubtful: { readonly half: Half; readonly what: string; readonly time: number }[] = []

  const judge = (now: number): void => {
    for (const { half, what, time } of doubtful) if (time < now && !half.expired) accuse('PHY-044', what)
    doubtful = doubtful.filter(({ time }) => time >= now)
  }

  return (happening) => {
    judge(happening.time)
    if (happening.kind === 'misuse')
      return accuse(happening.requirement === 'NET-072' ? 'NET-096' : happening.requirement, happening.what)
    if (happening.kind === 'reset') return working.clear()
    if (happening.kind === 'result' && 'qubit' in happening.message) working.delete(happening.message.qubit)
    if (happening.kind !== 'command') return
    const { message, time } = happening
    if (!('qubit' in message)) return
    const { qubit, type } = message
    const before = working.get(qubit)
    if (before !== undefined) accuse('NET-096', `${type} of qubit ${qubit} while ${before} is under way`)
    if (type === 'MEASURE' || type === 'CORRECT') working.set(qubit, type)
    const half = halves.all.findLast((one) => one.qubit === qubit)
    if (half === undefined || !isHeld(half)) return
    const what = `${type} of qubit ${qubit}, of which the application has the pair ${half.epoch}:${half.sequence}`
    doubtful.push({ half, what, time })
  }
}

/** The application has the half, and it is a pair's. */
function isHeld({ early, delivered, expired, isReturned }: Half): boolean {
  const pair = delivered ?? early
  return pair !== undefined && pair.qubit >= 0 && !expired && !isReturned
}
