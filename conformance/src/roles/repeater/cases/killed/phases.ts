import { ErrorCode, type Frame } from '@bellwire/wire'
import type { Herald } from '../../../../stage/happening.js'
import type { RepeaterSceneOptions } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { expire, request, swapped, track, waitingUpstream } from '../../steps.js'
import { A_WHILE, ALWAYS, CIRCUITS, isExpireOf, judgeForgotten, judgeNext, judgeService } from './judge.js'
import { leftIn } from './left.js'

/** How far a circuit and its pairs are when the process of an inner node is killed. */
interface Phase {
  readonly name: string
  readonly scene?: Omit<RepeaterSceneOptions, 'seed'>
  readonly reach: (test: RepeaterTest) => Promise<void>
}

const PHASES: readonly Phase[] = [
  {
    name: 'asked',
    async reach(test) {
      const { scene } = test
      scene.up.neighbour.say(scene.path())
      await sent(test, 'PATH')
    }
  },
  {
    name: 'opening',
    async reach(test) {
      const { scene } = test
      const { up, down } = scene
      up.neighbour.say(scene.path())
      test.need((await test.heard(down, 'PATH')).length > 0, 'PATH is passed on')
      down.neighbour.say({ type: 'RESV', ...scene.circuit(), label: 0x8007, window: 2 })
      await sent(test, 'RESV')
    }
  },
  {
    name: 'open',
    async reach(test) {
      await test.open()
    }
  },
  {
    name: 'asking',
    async reach(test) {
      const { scene } = test
      const { luck } = scene.down.station
      await test.open()
      scene.down.station.luck = () => undefined
      await request(test)
      await sent(test, 'GEN')
      scene.down.station.luck = luck
    }
  },
  {
    name: 'with-one-half',
    async reach(test) {
      const { scene } = test
      const { up } = scene
      const meet = await waitingUpstream(test, 1)
      // The peer is sure of its half, and knows that the repeater is: what has died is before all that is not settled.
      for (let time = 0; time < 2; time++) {
        up.peer.alive(false)
        await scene.pass(1_000_000)
      }
      meet()
    }
  },
  {
    name: 'swapping',
    // Longer than any frame is under way.
    scene: { swapDuration: 1_000_000 },
    async reach(test) {
      const { scene } = test
      const label = await test.open()
      await request(test)
      scene.up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      const isOrdered = (): boolean =>
        scene.happenings.some((one) => one.kind === 'command' && one.message.type === 'SWAP')
      test.need(await scene.until(isOrdered), 'a swap is ordered')
      // Its TRACK waits.
      track(scene.up, test, scene.heralds(scene.up)[0] as Herald, 1)
      await scene.pass(50_000)
    }
  },
  {
    name: 'swapped',
    async reach(test) {
      await onePair(test)
    }
  },
  {
    name: 'tracked-one-way',
    async reach(test) {
      const { near } = await onePair(test)
      track(test.scene.up, test, near, 1)
      await sent(test, 'TRACK')
    }
  },
  {
    name: 'void',
    async reach(test) {
      const { near } = await onePair(test)
      expire(test.scene.up, test, near)
      await sent(test, 'PAIR_EXPIRE')
    }
  },
  {
    name: 'closing',
    async reach(test) {
      const { scene } = test
      await onePair(test)
      scene.up.neighbour.say({ type: 'TEAR', ...scene.circuit(), reason: ErrorCode.UNSPECIFIED })
      await sent(test, 'TEAR')
    }
  }
]

/** Inner nodes whose process is killed in each phase of a circuit and of a swap (sections 6.4, 6.7 and 11.5). */
export const killedCases: readonly RepeaterCase[] = PHASES.map(({ name, scene, reach }) => ({
  name: `network/killed-${name}`,
  requirements: [...ALWAYS, 'NET-003', ...CIRCUITS],
  capabilities: ['NOD.RESTART'],
  scene: { qubits: 2, isLasting: true, ...scene },
  async play(test) {
    await test.begin()
    await reach(test)
    await test.scene.stage.restart({ keeps: true })
    // A word to the process that is there no more.
    const former = test.scene.path({ circuit: 9 })
    test.scene.up.neighbour.say(former)
    await judgeNext(test, leftIn(test))
    await judgeForgotten(test)
    judgeUnheard(test, former)
    await judgeService(test, 2)
  }
}))

/** What was said to an earlier process changes nothing. */
function judgeUnheard(test: RepeaterTest, { circuit }: { readonly circuit: number }): void {
  const { up, down } = test.scene
  const answers = [...down.neighbour.of('PATH'), ...up.neighbour.of('CIRCUIT_ERR')]
  const isHeard = answers.some((one) => one.circuit === circuit)
  test.check('NET-003', !isHeard, 'a PATH of the session with an earlier process is not acted upon')
}

/** A pair has come on each link, and both were swapped. */
async function onePair(test: RepeaterTest): Promise<{ readonly near: Herald; readonly far: Herald }> {
  const label = await test.open()
  await request(test)
  return swapped(test, label)
}

/** Inner nodes whose process is killed, and the next one, too, before anyone has heard of it. */
export const killedTwiceCases: readonly RepeaterCase[] = [
  {
    name: 'network/killed-twice',
    requirements: [...ALWAYS, 'LNK-095', ...CIRCUITS],
    capabilities: ['NOD.RESTART'],
    scene: { qubits: 2, isLasting: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      await onePair(test)
      const { stage } = scene
      const { way } = stage
      const nodes = scene.arms.map(({ peer }) => peer.node)
      stage.way = (_frame, from, to, delay) => (nodes.includes(from) || nodes.includes(to) ? [] : [delay])
      await stage.restart({ keeps: true })
      await scene.pass(A_WHILE)
      await stage.restart({ keeps: true })
      const left = leftIn(test)
      stage.way = way
      for (const { peer } of scene.arms) peer.greet(false)
      await judgeNext(test, left)
      for (const { arm, epoch } of left.sides) {
        const isTold = scene.happenings
          .slice(left.happenings)
          .some((one) => one.kind === 'sent' && isExpireOf(one, arm, epoch))
        test.check(
          'LNK-095',
          isTold,
          `what the peer has not acknowledged of epoch ${epoch} is told by the third process`
        )
      }
      await judgeForgotten(test)
      await judgeService(test, 2)
    }
  }
]

/** The process does not live to hear that it has come. */
async function sent(test: RepeaterTest, type: Frame['type']): Promise<void> {
  const { scene } = test
  const isSent = (): boolean => scene.happenings.some((one) => one.kind === 'sent' && one.frame.type === type)
  test.need(await scene.until(isSent), `${type} is sent`)
}
