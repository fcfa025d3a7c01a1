import type { OrderedFrame, Path } from '@bellwire/wire'
import { restartsMonitor } from '../../monitors/restarts.js'
import type { Watcher } from '../../stage/happening.js'
import type { RepeaterSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Judgement } from '../../verdict/judgement.js'
import { type Arm, RepeaterScene, type RepeaterSceneOptions } from './repeater-scene.js'
import { sessionMonitor } from './session-monitor.js'

/** One thing that an inner node of circuits has to get right, played once. */
export interface RepeaterCase {
  /** Unique: 'network/refuses-what-it-cannot'. */
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
  readonly scene?: Omit<RepeaterSceneOptions, 'seed'>
  play(test: RepeaterTest): Promise<void>
}

/** The label that the neighbour downstream gives a circuit. */
export const LABEL = 0x8005

/** One case at one repeater. */
export class RepeaterTest extends Judgement {
  readonly scene: RepeaterScene

  constructor(subject: Subject<RepeaterSetting>, options: RepeaterSceneOptions) {
    const scene = new RepeaterScene(subject, options)
    super(scene.stage)
    this.scene = scene
    scene.stage.watch(this.#sessions())
    scene.stage.watch(sessionMonitor((requirement, message) => this.broken(requirement, message)))
    for (const { link } of scene.arms) {
      const restarts = restartsMonitor((requirement, message) => this.broken(requirement, message))
      scene.stage.watch(ofLink(link.link, restarts))
    }
  }

  async begin(): Promise<void> {
    this.need(await this.scene.begin(), 'both links come up, and both neighbours have a session')
  }

  /** Waits for a frame from the repeater. */
  async heard<Type extends OrderedFrame['type']>(
    { neighbour }: Arm,
    type: Type,
    number = 1
  ): Promise<readonly Extract<OrderedFrame, { type: Type }>[]> {
    await this.scene.until(() => neighbour.of(type).length >= number)
    return neighbour.of(type)
  }

  /** A circuit stands: both neighbours have agreed. Returns the label of its pairs on the link upstream. */
  async open(fields: Partial<Omit<Path, 'type'>> = {}): Promise<number> {
    const { scene } = this
    const { up, down } = scene
    const path = scene.path(fields)
    const { initiator, circuit } = path
    const before = up.neighbour.of('RESV').length
    up.neighbour.say(path)
    const isOf = (one: { readonly circuit: number }): boolean => one.circuit === circuit
    this.need(await scene.until(() => down.neighbour.of('PATH').some(isOf)), 'PATH is passed on')
    const label = LABEL + circuit
    down.peer.purposes.add(label)
    down.neighbour.say({ type: 'RESV', initiator, circuit, label, window: 4 })
    const resv = await this.heard(up, 'RESV', before + 1)
    this.need(resv.some(isOf), 'RESV is passed on')
    up.neighbour.say({ type: 'RESV_CONF', initiator, circuit })
    this.need(await scene.until(() => down.neighbour.of('RESV_CONF').some(isOf)), 'RESV_CONF is passed on')
    return resv.find(isOf)?.label ?? 0
  }

  /** What must hold whatever is played: what is sent in a session names it. */
  #sessions(): Watcher {
    const { up, down } = this.scene
    return (happening) => {
      if (happening.kind === 'misuse') return this.broken(happening.requirement, happening.what)
      if (happening.kind === 'nonsense')
        return this.broken('WIR-017', `what was sent is no ${happening.where}: ${happening.reason}`)
      if (happening.kind !== 'sent' || !('serial' in happening.frame) || !('session' in happening.frame)) return
      const { frame, to } = happening
      const neighbour = [up, down].find(({ peer }) => peer.node === to)?.neighbour
      if (neighbour !== undefined && frame.peerSession !== neighbour.session)
        this.broken('NET-002', `${frame.type} to node ${to} is of its session ${frame.peerSession}`)
    }
  }
}

/** Has what looks on at a node of one link look on at one link of several. */
function ofLink(link: number, watcher: Watcher): Watcher {
  return (happening) => {
    if (happening.kind !== 'sent' || ('link' in happening.frame && happening.frame.link === link)) watcher(happening)
  }
}
