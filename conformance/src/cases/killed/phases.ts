import { Outcome } from '@bellwire/wire'
import type { Luck } from '../../stage/station.js'
import type { SceneOptions } from '../../stage/scene.js'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'
import { judgeMemory } from '../afterwards.js'
import { A_WHILE, attempting, noLuck, released, settle } from '../steps.js'
import { judgeNext } from './judge.js'
import { leftIn } from './left.js'

/** How far requests and pairs are when the process of their node is killed. */
interface Phase {
  readonly name: string
  /** Requirements beside those of every phase. */
  readonly about: readonly string[]
  readonly capabilities?: readonly string[]
  readonly scene?: Pick<SceneOptions, 'hardware'>
  /** @param luck that of a station where attempts succeed */
  readonly reach: (test: Test, luck: Luck) => Promise<void>
}

const ALWAYS = ['PHY-002', 'LNK-094', 'LNK-097', 'RES-005', 'RES-010', 'LNK-098', 'LNK-062']

const PHASES: readonly Phase[] = [
  {
    name: 'idle',
    about: [],
    async reach(test) {
      await released(test)
      // Both are sure, and each that the other is.
      await settle(test)
      await settle(test)
    }
  },
  {
    name: 'adding',
    about: ['RES-006'],
    async reach({ scene }) {
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD' ? [] : [delay])
      await scene.create()
    }
  },
  {
    name: 'attempting',
    about: ['RES-006'],
    async reach(test) {
      noLuck(test.scene)
      await test.scene.create()
      // It waits for the first.
      await test.scene.create()
      await attempting(test)
    }
  },
  {
    name: 'heralded',
    about: ['RES-006'],
    scene: { hardware: { correctDuration: A_WHILE } },
    async reach(test) {
      const { scene } = test
      scene.station.luck = ({ firstSlot }) =>
        test.heralds.length === 0 ? { slot: firstSlot + 1, bellIndex: 2 } : undefined
      await scene.create()
      const isKnown = (): boolean => scene.came('REPLY').some(({ outcome }) => outcome === Outcome.SUCCESS)
      test.need(await scene.until(isKnown), 'a success is told to the node')
      await scene.pass(A_WHILE / 10)
      test.need(scene.delivered.length === 0, 'its pair is not turned yet')
    }
  },
  {
    name: 'holding',
    about: ['RES-006', 'RES-007', 'LNK-096'],
    async reach(test, luck) {
      const { scene } = test
      let most = 1
      scene.station.luck = (batch) => (test.heralds.length < most ? luck(batch) : undefined)
      await scene.create({ number: 3 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'a pair comes')
      await settle(test)
      most = 2
      test.need(await scene.until(() => scene.delivered.length === 2), 'and another, of which the peer is not sure')
    }
  },
  {
    name: 'holding-for-peer',
    about: ['RES-007', 'LNK-096'],
    async reach(test) {
      await test.pairsForPeer(1)
    }
  },
  {
    name: 'given-back',
    about: ['RES-007'],
    async reach(test) {
      await released(test)
    }
  },
  {
    name: 'measuring',
    about: ['RES-006'],
    capabilities: ['LNK.MEASURE'],
    scene: { hardware: { measureDuration: A_WHILE } },
    async reach(test) {
      const { scene } = test
      await scene.create({ kind: 'measure' })
      const isMeasured = (): boolean =>
        scene.happenings.some((one) => one.kind === 'command' && one.message.type === 'MEASURE')
      test.need(await scene.until(isMeasured), 'a pair is measured')
      await scene.pass(A_WHILE / 10)
    }
  },
  {
    name: 'measured',
    about: ['RES-006', 'RES-007'],
    capabilities: ['LNK.MEASURE'],
    async reach(test, luck) {
      const { scene } = test
      let most = 2
      scene.station.luck = (batch) => (test.heralds.length < most ? luck(batch) : undefined)
      await scene.create({ kind: 'measure', number: 4 })
      test.need(await scene.until(() => scene.delivered.length === 2), 'two outcomes come')
      await settle(test)
      most = 3
      test.need(await scene.until(() => scene.delivered.length === 3), 'and another, of which the peer is not sure')
    }
  },
  {
    name: 'closing',
    about: [],
    async reach(test) {
      const { scene } = test
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' || frame.type === 'END_ACK' ? [] : [delay])
      await scene.create()
      const isClosing = (): boolean => scene.happenings.some((one) => one.kind === 'lost' && one.frame.type === 'END')
      test.need(await scene.until(isClosing), 'the request is to end')
      await scene.pass(A_WHILE / 20)
    }
  }
]

/** A process that is killed in each phase of its requests and pairs, and the next one (sections 3.10 and 11.5). */
export const killedInPhaseCases: readonly Case[] = PHASES.map(({ name, about, capabilities = [], scene, reach }) => ({
  name: `link/killed-${name}`,
  requirements: [...ALWAYS, ...about],
  capabilities: ['NOD.RESTART', 'LNK.KEEP', ...capabilities],
  scene: { isLasting: true, ...scene },
  async play(test) {
    const { station, stage } = test.scene
    const { luck } = station
    const { way } = stage
    await test.up()
    await reach(test, luck)
    await test.scene.restart()
    station.luck = luck
    stage.way = way
    await judgeNext(test, leftIn(test.scene))
    await judgeMemory(test)
  }
}))
