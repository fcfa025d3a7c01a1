import { HeraldError, type More } from '@bellwire/wire'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'
import { ask } from '../steps.js'

const A_WHILE = 200_000

/** Pairs that an inner node calls for on the link downstream (section 3.12). */
export const callCases: readonly RepeaterCase[] = [
  {
    name: 'network/calls-for-pairs',
    requirements: ['LNK-131', 'LNK-134'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      down.station.luck = () => undefined
      await test.open()
      ask(test)
      const isIn = (): boolean =>
        scene.happenings.some(
          (one) => one.kind === 'came' && one.frame.type === 'ADD_ACK' && one.from === down.peer.node
        )
      test.need(await scene.until(isIn), 'the request is in the queue')
      const [first, ...more] = calls(test)
      test.must('LNK-131', first !== undefined, 'what is called for is said when the request has entered the queue')
      test.check('LNK-131', more.length === 0, 'once')
      const gens = () =>
        scene.happenings.flatMap((one) =>
          one.kind === 'sent' && one.frame.type === 'GEN' && one.to === down.station.node && one.frame.slots > 0
            ? [one.frame]
            : []
        )
      test.need(await scene.until(() => gens().length > 0), 'attempts are under way')
      const { queueId = 0, firstSlot: slot = 0 } = gens().at(-1) ?? {}
      const fields = { slot, queueId, peerQueueId: 0, error: HeraldError.NO_MESSAGE_OTHER }
      scene.stage.send(down.station.node, down.station.reply(fields), 'forged')
      await scene.pass(A_WHILE)
      const again = calls(test).at(1)
      test.check(
        'LNK-134',
        again?.number === first?.number && again?.scheduleSlot === first?.scheduleSlot,
        'where the peer has attempted nothing, it is said again'
      )
    }
  }
]

function calls({ scene }: RepeaterTest): readonly More[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'MORE' && one.frame.link === scene.down.link.link ? [one.frame] : []
  )
}
