import type { RepeaterCase } from '../repeater-test.js'
import { comes } from './tracks.js'
import { request } from '../steps.js'

const A_WHILE = 1_000_000

/** The room of an inner node, as the node upstream knows it (section 6.6). */
export const creditCases: readonly RepeaterCase[] = [
  {
    name: 'network/tells-of-room',
    requirements: ['NET-112', 'NET-059'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      const { window = 0 } = up.neighbour.of('RESV').at(-1) ?? {}
      for (const arm of [up, down]) arm.station.luck = () => undefined
      await request(test)
      const fill = async (): Promise<void> => {
        up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
        await comes(test, up)
        await scene.pass(A_WHILE)
      }
      const judge = async (what: string, act: () => Promise<unknown>): Promise<void> => {
        const before = up.neighbour.of('CREDIT').length
        await act()
        await scene.pass(A_WHILE)
        const credits = up.neighbour.of('CREDIT').slice(before)
        const credit = credits.at(-1)
        const last = scene.heralds(up).at(-1)
        test.must('NET-112', credit !== undefined, `that there is room again when ${what} is said`)
        test.check('NET-059', credit?.window === 1, `when ${what}, for one pair: ${credit?.window}`)
        const isLast = credit?.epoch === last?.epoch && credit?.sequence === last?.sequence
        test.check('NET-059', isLast, `when ${what}, after pair ${last?.sequence}: ${credit?.sequence}`)
      }
      for (let count = 0; count < window; count++) await fill()
      await judge('a neighbour says that a half is void', async () => {
        const { epoch, sequence } = scene.heralds(up)[0] ?? { epoch: 0, sequence: 0 }
        up.neighbour.say({ type: 'PAIR_EXPIRE', ...scene.circuit(), epoch, sequence })
      })
      await fill()
      await judge('two halves are swapped', () => comes(test, down))
      await fill()
      await judge('its link says that a half is void', async () => {
        const { sequence } = scene.heralds(up).at(-window) ?? { sequence: 0 }
        up.peer.expire(sequence, (sequence + 1) >>> 0)
      })
      await judge('a half was void before it came', async () => {
        const { epoch, sequence } = up.station
        up.neighbour.say({ type: 'PAIR_EXPIRE', ...scene.circuit(), epoch, sequence })
        await fill()
      })
    }
  }
]
