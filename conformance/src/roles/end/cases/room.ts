import { MINIMUM } from '../end-scene.js'
import type { PlayedEndCase } from '../end-test.js'

const A_WHILE = 20_000_000

/** Room for pairs at either node of the link (section 6.6). */
export const roomCases: readonly PlayedEndCase[] = [
  {
    name: 'end/room-of-the-neighbour',
    requirements: ['NET-057'],
    scene: { isHead: true, qubits: 8 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const { initiator, circuit, code } = await test.ask()
      test.need(code === 0 && (await test.heard('PATH')).length === 1, 'PATH goes out')
      const label = test.resv({ initiator, circuit }, 1)
      const name = { initiator, circuit, label }
      test.need(await scene.until(() => test.opened(name) !== undefined), 'the circuit is open')
      // Measured at once: the end itself has room for more.
      await test.request(name, { number: 9, kind: 'measure' })
      for (let room = 1; room <= 3; room++) {
        const half = await test.half(name)
        await scene.pass(A_WHILE)
        test.check(
          'NET-057',
          scene.halves.all.length === room,
          `of room for ${room} pairs, ${scene.halves.all.length} are made`
        )
        const { epoch, sequence } = half
        scene.neighbour.say({ type: 'CREDIT', initiator, circuit, window: 1, epoch, sequence })
      }
    }
  },
  {
    name: 'end/credit',
    requirements: ['NET-112', 'NET-059', 'NET-042'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const name = await test.open()
      const room = neighbour.of('RESV')[0]?.window ?? 0
      test.must(
        'NET-042',
        room >= 1 && room <= scene.stage.setting.hardware.qubits,
        `RESV promises room for ${room} pairs`
      )
      const asked = await test.request(name, { number: 9 })
      const held = []
      for (let index = 0; index < room; index++) held.push(await test.pair(asked))
      const before = neighbour.of('CREDIT').length
      const [first] = held
      const last = held.at(-1)
      if (first === undefined || last === undefined) return
      await scene.stage.ask({ type: 'return', pair: first.pair.pair })
      const credits = await test.heard('CREDIT', before + 1)
      const credit = credits.at(-1)
      test.must('NET-112', credits.length > before, 'that there is room again after there was none is said')
      test.check('NET-059', credit?.window === 1, `for as many pairs as there is, ${credit?.window}`)
      test.check(
        'NET-059',
        credit?.epoch === last.half.epoch && credit.sequence === last.half.sequence,
        `after the last that has come, ${credit?.epoch}:${credit?.sequence}`
      )
    }
  },
  {
    name: 'end/before-it-is-open',
    requirements: ['NET-064'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour, peer } = scene
      await test.begin()
      const path = test.path()
      neighbour.say(path)
      const [resv] = await test.heard('RESV')
      test.need(resv !== undefined, 'PATH is accepted')
      peer.create(1, { purpose: resv?.label ?? 0, minimumFidelity: MINIMUM })
      test.need(await scene.until(() => scene.halves.all.length > 0), 'a pair with its label comes')
      await scene.pass(A_WHILE)
      const [half] = scene.halves.all
      test.check('NET-064', neighbour.of('TRACK').length === 0, 'a pair of a circuit that is not open is not used')
      test.check('NET-064', half?.isReleased === true, 'but given back')
    }
  }
]
