import { Role, WIRE_VERSIONS } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, sinceNow } from './steps.js'

/** Of instants that a node reckons. */
const ROUNDING = 1000

/** What is said again, and when (section 2.2). */
export const againCases: readonly Case[] = [
  {
    name: 'physical/forgets-former-incarnation',
    requirements: ['PHY-013', 'PHY-028'],
    async play(test) {
      const { scene } = test
      // Nothing but what is said here.
      scene.stage.way = () => []
      await scene.stage.start()
      const { incarnation } = scene.peer
      const isAnswered = async (of: number): Promise<boolean> => {
        const isIt = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'HELLO' && one.frame.answer)
        await hello(test, { incarnation: of, answer: false })
        return isIt()
      }
      test.need(await isAnswered(incarnation), 'a HELLO is answered')
      test.need(await isAnswered(incarnation + 1), 'and that of another incarnation')
      test.check('PHY-013', !(await isAnswered(incarnation)), 'one of the former incarnation is not')
      const isAgain = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'HELLO' && !one.frame.answer)
      test.need(await scene.until(isAgain), 'the node says HELLO again')
      test.check('PHY-028', await isAnswered(incarnation), 'which incarnations were former is forgotten then')
    }
  },
  {
    name: 'physical/opens-less-and-less',
    requirements: ['PHY-014'],
    role: 'master',
    async play(test) {
      const { scene } = test
      scene.stage.way = (frame, from, _to, delay) =>
        from === scene.station.node && frame.type === 'OPEN_ACK' ? [] : [delay]
      await scene.stage.start()
      await scene.pass(50 * A_WHILE)
      const times = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.to === scene.station.node && one.frame.type === 'OPEN' ? [one.time] : []
      )
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      const doubles = waits.slice(1).every((wait, index) => wait >= 2 * (waits[index] ?? 0) - ROUNDING)
      test.check('PHY-014', waits.length > 2 && doubles, `OPEN comes again after ${waits.join()} ns`)
    }
  },
  {
    name: 'physical/opens-for-another-process',
    requirements: ['PHY-018', 'PHY-014'],
    role: 'master',
    async play(test) {
      const { scene } = test
      scene.stage.way = (frame, from, _to, delay) =>
        from === scene.station.node && frame.type === 'OPEN_ACK' ? [] : [delay]
      await scene.stage.start()
      test.need(await scene.until(() => scene.sent('OPEN').length > 0), 'an epoch is opened')
      await scene.pass(A_WHILE / 10)
      const { epoch = 0 } = scene.sent('OPEN').at(-1) ?? {}
      scene.peer.incarnation += 1
      scene.peer.epoch = 0
      const isOther = (): boolean => scene.sent('OPEN').some((open) => open.epoch > epoch)
      scene.peer.greet(false)
      await scene.until(isOther, 10 * A_WHILE)
      test.must('PHY-018', isOther(), 'an epoch that is being opened ends with a process that it is for')
      const { peerIncarnation } = scene.sent('OPEN').at(-1) ?? {}
      test.check('PHY-014', peerIncarnation === scene.peer.incarnation, 'the next one is for the next process')
    }
  },
  {
    name: 'physical/answers-while-opening',
    requirements: ['PHY-018', 'PHY-014'],
    role: 'master',
    async play(test) {
      const { scene } = test
      // The station agrees to nothing.
      scene.stage.way = (frame, from, _to, delay) =>
        from === scene.station.node && frame.type === 'OPEN_ACK' ? [] : [delay]
      await scene.stage.start()
      test.need(await scene.until(() => scene.sent('OPEN').length > 0), 'an epoch is opened')
      const present = (): number => scene.sent('OPEN').at(-1)?.epoch ?? 0
      const { incarnation } = scene.peer
      const epoch = present()
      await hello(test, { answer: true, incarnation })
      await scene.pass(A_WHILE)
      test.check('PHY-014', present() === epoch, 'a HELLO that is no news begins no other epoch')
      scene.peer.incarnation = incarnation + 1
      scene.peer.epoch = 0
      await hello(test, { answer: true })
      await scene.until(() => present() > epoch, A_WHILE)
      test.check('PHY-018', present() > epoch, 'one of another process ends the epoch that is being opened')
      const { peerIncarnation } = scene.sent('OPEN').at(-1) ?? {}
      test.check('PHY-014', peerIncarnation === incarnation + 1, 'the next one is for that process')
    }
  },
  {
    name: 'physical/given-up-before-open',
    requirements: ['PHY-177', 'PHY-018'],
    role: 'master',
    async play(test) {
      const { scene } = test
      // The station agrees to nothing, and the peer gives up whatever is opened.
      scene.stage.way = (frame, from, _to, delay) =>
        frame.type === 'OPEN_ACK' || (from === scene.peer.node && frame.type === 'HELLO') ? [] : [delay]
      await scene.stage.start()
      await hello(test, { answer: true })
      test.need(await scene.until(() => scene.sent('OPEN').length > 0), 'an epoch is opened')
      const waits: number[] = []
      for (let time = 0; time < 4; time++) {
        const { epoch = 0 } = scene.sent('OPEN').at(-1) ?? {}
        const since = scene.stage.now
        await hello(test, { answer: true, epoch })
        const isNext = (): boolean => (scene.sent('OPEN').at(-1)?.epoch ?? 0) > epoch
        test.must('PHY-018', await scene.until(isNext), 'another epoch is opened in the place of one that is over')
        waits.push(scene.stage.now - since)
      }
      test.check(
        'PHY-177',
        waits.every((wait, index) => wait > 0 && (index === 0 || wait >= 2 * (waits[index - 1] ?? 0) - ROUNDING)),
        `another epoch is begun after ${waits.join()} ns`
      )
    }
  }
]

/** The peer says HELLO, now. */
async function hello(
  { scene: { stage, peer } }: Test,
  fields: { incarnation?: number; epoch?: number; answer: boolean }
): Promise<void> {
  const { minimum: minimumVersion, maximum: maximumVersion } = WIRE_VERSIONS
  const rest = { minimumVersion, maximumVersion, kinds: 0, bases: 0, heraldingPlace: 0 }
  const { node } = peer
  await stage.deliver(
    node,
    { type: 'HELLO', ...peer.header(), epoch: 0, node, role: Role.NODE, ...rest, ...fields },
    'forged'
  )
}
