import { ErrorCode } from '@bellwire/wire'
import { forget } from '../../../../cases/killed/again.js'
import { killedAfter } from '../../../../cases/killed/killed-after.js'
import { sinceNow } from '../../../../cases/steps.js'
import type { Happening } from '../../../../stage/happening.js'
import type { Arm } from '../../repeater-scene.js'
import { LABEL, type RepeaterCase, type RepeaterTest } from '../../repeater-test.js'
import { adds, ask, track } from '../../steps.js'
import { ALWAYS, CIRCUITS, isExpireOf, judgeForgotten, judgeNext, judgeService } from './judge.js'
import { leftIn } from './left.js'

const COMMON = { capabilities: ['NOD.CUT'], scene: { qubits: 2, isLasting: true } } as const

/** How often a repeater is killed at some time, and after how many more outputs at most. */
const TIMES = 4
const OUTPUTS = 45

/** Outputs of the life of a circuit, each of which the process does not survive. */
const LAST: readonly (readonly [string, (one: Happening) => boolean])[] = [
  ['path', isSent('PATH')],
  ['resv', isSent('RESV')],
  ['resv-conf', isSent('RESV_CONF')],
  ['forward', isSent('FORWARD')],
  ['swap', (one) => one.kind === 'command' && one.message.type === 'SWAP'],
  ['track', isSent('TRACK')],
  ['tear', isSent('TEAR')]
]

/** Inner nodes whose process is killed between two outputs of one reaction (sections 6.4, 6.7 and 11.5). */
export const killedWithinCases: readonly RepeaterCase[] = [
  ...LAST.map(
    ([name, isLast]): RepeaterCase => ({
      name: `network/killed-at-${name}`,
      requirements: [...ALWAYS, ...CIRCUITS],
      ...COMMON,
      async play(test) {
        await test.begin()
        const isKilled = killedAfter(test, isLast)
        await live(test, 1, isKilled)
        test.need(isKilled(), `${name} is said`)
        await judgeNext(test, leftIn(test), true)
        await judgeForgotten(test)
        await judgeService(test, 2)
      }
    })
  ),
  {
    name: 'network/killed-at-add',
    requirements: [...ALWAYS, 'RES-001', 'LNK-098', 'NET-060', 'NET-066', 'NET-067'],
    ...COMMON,
    async play(test) {
      await test.begin()
      const isKilled = killedAfter(test, isSent('ADD'))
      await live(test, 1, isKilled)
      test.need(isKilled(), 'a link is asked')
      await judgeNext(test, leftIn(test), true)
      await judgeService(test, 2)
      const ids = new Set(adds(test, test.scene.down).map(({ createId }) => createId))
      test.check('RES-001', ids.size === 2, 'the next process knows which create ids the peer was told')
    }
  },
  {
    name: 'network/killed-with-all',
    requirements: [...ALWAYS, 'PHY-029'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      await live(test, 1, () => false)
      for (const { peer, station } of scene.arms) forget(peer, station)
      await scene.stage.restart({ keeps: true })
      const left = leftIn(test)
      await judgeNext(test, left)
      for (const { arm, epoch } of left.sides) {
        const hello = scene.happenings.slice(left.happenings).find((one) => isSent('HELLO')(one) && isTo(one, arm))
        const named = hello?.kind === 'sent' && 'epoch' in hello.frame ? hello.frame.epoch : 0
        test.check('PHY-029', named >= epoch, `epoch ${epoch} is over, and HELLO names ${named}`)
      }
    }
  },
  {
    name: 'network/killed-anywhere',
    requirements: [...ALWAYS, 'LNK-098', 'NET-060', 'NET-066', 'NET-067'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      let circuit = 0
      for (let time = 0; time < TIMES; time++) {
        let left = 1 + scene.random.below(OUTPUTS)
        scene.stage.killNow = () => --left === 0
        const isKilled = (): boolean => left <= 0
        while (!isKilled()) await live(test, ++circuit, isKilled)
        await judgeNext(test, leftIn(test), true)
      }
      await judgeService(test, ++circuit)
    }
  },
  {
    name: 'network/killed-while-starting',
    requirements: [...ALWAYS, 'LNK-095', ...CIRCUITS],
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      await live(test, 1, () => false)
      const first = leftIn(test, scene.happenings.length)
      const isKilled = killedAfter(test, ({ kind }) => kind === 'reset', isSent('HELLO'), isSent('NEIGHBOUR'))
      await scene.stage.restart({ keeps: true })
      test.need(await scene.until(isKilled), 'three processes are killed as they start')
      await judgeNext(test, leftIn(test), true)
      for (const { arm, epoch } of first.sides)
        test.check(
          'LNK-095',
          scene.happenings.slice(first.happenings).some((one) => one.kind === 'sent' && isExpireOf(one, arm, epoch)),
          `what the peer has not acknowledged of epoch ${epoch} is told by the last process`
        )
      await judgeForgotten(test)
      await judgeService(test, 2)
    }
  }
]

/** The whole life of a circuit of one pair, as far as it comes. */
async function live(test: RepeaterTest, circuit: number, isOver: () => boolean): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const name = scene.circuit(circuit)
  const before = scene.happenings.length
  const isOf = (one: { readonly circuit: number }): boolean => one.circuit === circuit
  const steps: readonly (readonly [() => void, () => boolean])[] = [
    [() => up.neighbour.say(scene.path({ circuit })), () => down.neighbour.of('PATH').some(isOf)],
    [
      () => {
        down.peer.purposes.add(LABEL + circuit)
        down.neighbour.say({ type: 'RESV', ...name, label: LABEL + circuit, window: 2 })
      },
      () => up.neighbour.of('RESV').some(isOf)
    ],
    [() => up.neighbour.say({ type: 'RESV_CONF', ...name }), () => down.neighbour.of('RESV_CONF').some(isOf)],
    [
      () => {
        ask(test, circuit)
        const { label: purpose = 0 } = up.neighbour.of('RESV').find(isOf) ?? {}
        up.peer.create(1, { purpose, minimumFidelity: 40_000 })
      },
      sinceNow(scene, (one) => one.kind === 'result' && one.message.type === 'SWAPPED')
    ],
    [
      () => {
        const [pair] = scene.heralds(up, before)
        if (pair !== undefined) track(up, test, pair, 1, circuit)
      },
      () => down.neighbour.of('TRACK').some(isOf)
    ],
    [
      () => up.neighbour.say({ type: 'TEAR', ...name, reason: ErrorCode.UNSPECIFIED }),
      () => down.neighbour.of('TEAR').some(isOf)
    ]
  ]
  for (const [act, isDone] of steps) {
    if (isOver()) return
    act()
    await scene.until(() => isOver() || isDone())
  }
}

function isSent(type: Extract<Happening, { kind: 'sent' }>['frame']['type']): (one: Happening) => boolean {
  return (one) => one.kind === 'sent' && one.frame.type === type
}

function isTo(one: Happening, { peer }: Arm): boolean {
  return one.kind === 'sent' && one.to === peer.node
}
