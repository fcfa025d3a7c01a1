import { QkdProtocol } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import { bitOf } from '../distillation/bits.js'
import type { KeyScene } from '../key-scene.js'
import type { MessageWatcher, Session } from '../sessions.js'
import { Truth } from '../truth.js'
import type { End } from '../view.js'

/** What an end says of rounds, settings and outcomes is so (section 7.3). */
export function roundsMonitor(scene: KeyScene, accuse: Accuse): MessageWatcher {
  /** How many rounds there were when each session was agreed. */
  const before = new Map<Session, number>()
  return (session, end, { message }, isSent) => {
    if (message?.type === 'AGREEMENT' && !isSent) before.set(session, scene.pairs.rounds.length)
    if (!isSent || message === undefined) return
    if (message.type === 'ROUNDS') checkList(scene, session, before.get(session) ?? 0, accuse)
    else if (message.type === 'INPUTS') checkSettings(scene, session, end, accuse)
    else if (message.type === 'OUTCOMES') checkOutcomes(scene, session, end, accuse)
  }
}

/** An end measures a qubit of a pair once, and only after the pair is there: APP-025. */
export function measurementsMonitor(scene: KeyScene, accuse: Accuse): Watcher {
  const measured = new Set<string>()
  return (happening) => {
    if (happening.kind !== 'command' || happening.message.type !== 'MEASURE') return
    const { node } = happening
    const { qubit } = happening.message
    const at = scene.pairs.rounds[qubit]?.ends.find((one) => one.node === node)
    if (at?.isDelivered !== true) accuse('APP-025', `node ${node} measures qubit ${qubit}, which it has not`)
    if (measured.has(`${node} ${qubit}`)) accuse('APP-025', `node ${node} measures qubit ${qubit} twice`)
    measured.add(`${node} ${qubit}`)
  }
}

function checkList(scene: KeyScene, session: Session, before: number, accuse: Accuse): void {
  const view = session.views.corrector
  const { rounds } = new Truth(scene.pairs, session, view)
  const { rounds: number } = view.of('corrector', 'PROPOSAL') ?? { rounds: 0 }
  if (rounds.length !== number) accuse('APP-023', `the list has ${rounds.length} rounds of ${number}`)
  if (rounds.includes(-1)) accuse('APP-023', 'the list has a pair that nobody was given')
  const isWhole = rounds.every((round, index) => isNext(scene, session, rounds[index - 1] ?? before - 1, round))
  if (!isWhole) accuse('APP-023', 'the list has not all pairs that were delivered to the corrector, in their order')
}

/** Whether a round is the next one that the corrector had asked for. */
function isNext({ pairs }: KeyScene, { opener }: Session, before: number, round: number): boolean {
  for (let index = before + 1; index < pairs.rounds.length; index++)
    if (pairs.rounds[index]?.ends[0].node === opener) return index === round
  return false
}

function checkSettings(scene: KeyScene, session: Session, end: End, accuse: Accuse): void {
  const truth = new Truth(scene.pairs, session, session.views[end])
  for (const index of truth.rounds.keys()) {
    const { measured, isDelivered = false } = truth.at(end, index) ?? {}
    const said = truth.basis(end, truth.setting(end, index) ?? -1)
    if (isDelivered && measured !== undefined && measured.basis !== said)
      return accuse('APP-025', `the ${end} measured round ${index} in basis ${measured.basis}, and says ${said}`)
  }
}

function checkOutcomes(scene: KeyScene, session: Session, end: End, accuse: Accuse): void {
  const clause = session.views[end].of('corrector', 'PROPOSAL')?.protocol === QkdProtocol.BBM92 ? 'APP-042' : 'APP-024'
  if (!publishesTruth(scene, session, end)) accuse(clause, `what the ${end} publishes is not what it has found`)
}

/** Whether the outcomes that an end has published, if it has, are those of the rounds that are to be, as it has found them. */
export function publishesTruth(scene: KeyScene, session: Session, end: End): boolean {
  const view = session.views[end]
  const { outcomes } = view.of(end, 'OUTCOMES') ?? {}
  if (outcomes === undefined) return true
  const truth = new Truth(scene.pairs, session, view)
  // In BBM92 the analysis says how many of those that match.
  const sizes = truth.isBbm92 ? Array.from({ length: 8 }, (_, less) => 8 * outcomes.length - less) : [0]
  return sizes.some((size) => {
    const published = truth.published(size)
    return (
      outcomes.length === Math.ceil(published.length / 8) &&
      published.every((index, place) => bitOf(outcomes, place) === truth.outcome(end, index))
    )
  })
}
