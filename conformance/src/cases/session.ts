import { WIRE_VERSIONS } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { noLuck, sinceNow } from './steps.js'

const A_WHILE = 2_000_000
const SECOND = 1_000_000_000

/** Of processes of a node, one after the other. */
const STARTS = 4

/** Who is there, which epoch, and who counts (sections 2.1 and 2.2, 3.9, 3.10). */
export const sessionCases: readonly Case[] = [
  {
    name: 'physical/greets',
    requirements: ['PHY-010', 'PHY-003', 'LNK-097'],
    async play(test) {
      const { scene } = test
      scene.stage.way = () => []
      await scene.stage.start()
      await scene.pass(50 * A_WHILE)
      const greeted = new Set(
        scene.happenings.flatMap((one) => (one.kind === 'sent' && one.frame.type === 'HELLO' ? [one.to] : []))
      )
      test.check(
        'PHY-010',
        greeted.has(scene.peer.node) && greeted.has(scene.station.node),
        'peer and station are greeted'
      )
      test.check('PHY-010', scene.sent('HELLO').length >= 6, 'again and again')
      test.check(
        'PHY-003',
        scene.sent('HELLO').every(({ incarnation }) => incarnation > 0),
        'HELLO has an incarnation'
      )
      test.check('LNK-097', scene.happenings[1]?.kind === 'reset', 'qubits are initialised before anything is said')
    }
  },
  {
    name: 'physical/new-incarnation',
    requirements: ['PHY-002'],
    async play(test) {
      const { scene } = test
      scene.stage.way = () => []
      for (let start = 0; start < STARTS; start++) {
        await scene.stage.start(scene.random.bits32())
        await scene.pass(A_WHILE)
      }
      const incarnations = [...new Set(scene.sent('HELLO').map(({ incarnation }) => incarnation))]
      test.check(
        'PHY-002',
        incarnations.length === STARTS,
        `${STARTS} starts have had ${incarnations.length} incarnations`
      )
      // One time in 2^32 all of them are.
      test.check('PHY-002', Math.max(...incarnations) >= 2 ** 24, 'incarnations are drawn from all 32 bits')
    }
  },
  {
    name: 'physical/master-opens',
    requirements: ['PHY-014', 'PHY-007'],
    role: 'master',
    async play(test) {
      const { scene } = test
      const isUp = await scene.up()
      const opens = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.frame.type === 'OPEN' ? [{ to: one.to, frame: one.frame }] : []
      )
      test.check('PHY-014', new Set(opens.map(({ to }) => to)).size === 2, 'OPEN goes to peer and station')
      test.check(
        'PHY-014',
        opens.every(
          ({ frame }) =>
            frame.peerIncarnation === scene.peer.incarnation && frame.stationIncarnation === scene.station.incarnation
        ),
        'and names their incarnations'
      )
      test.check(
        'PHY-007',
        opens.every(({ frame }) => frame.version === WIRE_VERSIONS.maximum),
        'in the highest common version'
      )
      test.check('PHY-014', isUp, 'an epoch is open when both have acknowledged')
    }
  },
  {
    name: 'physical/other-adopts',
    requirements: ['PHY-015', 'PHY-016'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      const [open] = scene.came('OPEN')
      test.check('PHY-015', scene.sent('OPEN_ACK')[0]?.epoch === open?.epoch, 'OPEN is answered with its epoch')
      const before = scene.sent('OPEN_ACK').length
      if (open !== undefined) scene.stage.send(scene.peer.node, open, 'replayed')
      await scene.pass(A_WHILE)
      test.check('PHY-016', scene.sent('OPEN_ACK').length === before + 1, 'and answered again when it comes again')
    }
  },
  {
    name: 'physical/answers-hello',
    requirements: ['PHY-011'],
    async play(test) {
      const { scene } = test
      await test.up()
      // Greetings of the beginning may still be under way.
      await scene.pass(A_WHILE)
      const before = scene.sent('HELLO').length
      scene.peer.greet(false)
      await scene.pass(A_WHILE)
      const answers = scene.sent('HELLO').slice(before)
      test.check('PHY-011', answers.length === 1 && answers[0]?.answer === true, 'a HELLO that asks is answered once')
      scene.peer.greet(true)
      await scene.pass(A_WHILE)
      test.check('PHY-011', scene.sent('HELLO').length === before + 1, 'one that answers is not')
    }
  },
  {
    name: 'physical/foreign-frames',
    requirements: ['PHY-004', 'PHY-005'],
    async play(test) {
      const { scene } = test
      await test.up()
      const pairs = await test.pairs(1)
      const low = pairs[0]?.sequence ?? 0
      const expire = { type: 'EXPIRE', ...scene.peer.header(), low, high: (low + 1) >>> 0 } as const
      const before = scene.happenings.filter(({ kind }) => kind === 'sent').length
      const cancel = { type: 'RELEASED', ...scene.peer.header(), low, high: (low + 1) >>> 0 } as const
      scene.stage.send(scene.peer.node, { ...expire, incarnation: expire.incarnation + 1 }, 'forged')
      scene.stage.send(scene.peer.node, { ...cancel, epoch: cancel.epoch + 1 }, 'forged')
      scene.stage.send(scene.peer.node, { ...expire, link: expire.link + 1 }, 'forged')
      scene.stage.send(scene.station.node, expire, 'forged')
      await scene.pass(A_WHILE / 100)
      test.check(
        'PHY-004',
        scene.answers.every(({ type }) => type !== 'expired'),
        'another incarnation expires nothing'
      )
      test.check(
        'PHY-005',
        scene.happenings.filter((one) => one.kind === 'sent' && one.frame.type === 'EXPIRE_ACK').length === 0,
        'nor does another link, or the station'
      )
      test.need(before > 0, 'the node has spoken')
    }
  },
  {
    name: 'physical/restarted-peer',
    requirements: ['PHY-018', 'PHY-019', 'LNK-019'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      const { createId } = await scene.create()
      test.need(await scene.until(() => scene.sent('GEN').length > 0), 'attempts are under way')
      scene.peer.incarnation += 1
      const { epoch } = scene.peer
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.must(
        'PHY-018',
        await scene.until(() => scene.peer.epoch > epoch),
        'the epoch has ended, and another is opened'
      )
      const halts = scene.happenings.filter((one) => one.kind === 'command' && one.message.type === 'HALT')
      test.check('PHY-019', halts.length > 0 || scene.sent('GEN').at(-1)?.slots === 0, 'attempts have stopped')
      const error = scene.answers.find((answer) => answer.type === 'err' && answer.createId === createId)
      test.check('LNK-019', error !== undefined, 'the request that was open has ended')
    }
  },
  {
    name: 'physical/epoch-is-over',
    requirements: ['PHY-018', 'PHY-019', 'LNK-019'],
    async play(test) {
      const { scene } = test
      for (const party of [scene.peer, scene.station]) {
        if (party === scene.peer) await test.up()
        else test.need(await scene.until(() => scene.sent('LINK_STATE').at(-1)?.epoch === 2), 'another epoch is open')
        noLuck(scene)
        const { createId } = await scene.create()
        const { epoch } = scene.peer
        const isTried = () => scene.sent('GEN').at(-1)?.epoch === epoch
        test.need(await scene.until(isTried), 'attempts are under way')
        // Nobody opens another meanwhile.
        scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'OPEN' ? [] : [delay])
        const isHalted = sinceNow(scene, (one) => one.kind === 'command' && one.message.type === 'HALT')
        party.voidEpoch = epoch
        party.greet(true)
        await scene.pass(A_WHILE)
        const isAnswered = scene.answers.some((answer) => answer.type === 'err' && answer.createId === createId)
        test.must('PHY-018', isAnswered, 'an epoch ends that another party knows to be over')
        test.check('LNK-019', isAnswered, 'the request that was open has ended')
        test.check('PHY-019', isHalted(), 'attempts have stopped')
        scene.peer.epoch = 0
        scene.stage.way = (_frame, _from, _to, delay) => [delay]
      }
    }
  },
  {
    name: 'physical/out-of-specification',
    requirements: ['PHY-050', 'PHY-055'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      await scene.create()
      test.need(await scene.until(() => scene.sent('GEN').length > 0), 'attempts are under way')
      const serial = scene.sent('LINK_STATE').at(-1)?.serial ?? 0
      scene.qubits.report(scene.link.link, 3)
      await scene.pass(A_WHILE)
      const state = scene.sent('LINK_STATE').at(-1)
      test.check('PHY-055', state?.state === 4 && state.serial > serial, 'the peer hears that there is no light')
      const batches = scene.sent('GEN').length
      await scene.pass(A_WHILE)
      test.check('PHY-050', scene.sent('GEN').length === batches, 'no attempts are made meanwhile')
    }
  },
  {
    name: 'physical/withdraws',
    requirements: ['PHY-059', 'PHY-039'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      await scene.create()
      test.need(await scene.until(() => (scene.sent('GEN').at(-1)?.slots ?? 0) > 0), 'attempts are under way')
      scene.qubits.report(scene.link.link, 3)
      await scene.pass(A_WHILE / 100)
      test.check('PHY-059', scene.sent('GEN').at(-1)?.slots === 0, 'the batch is withdrawn')
      test.check('PHY-039', scene.sent('GEN').at(-1)?.slots === 0, 'by a GEN of no slots')
    }
  },
  {
    name: 'link/alive',
    requirements: ['LNK-081', 'LNK-085', 'LNK-080'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.peer.alive(false)
      test.must(
        'LNK-081',
        await scene.until(() => scene.sent('KEEPALIVE').some(({ answer }) => answer)),
        'KEEPALIVE is answered'
      )
      const said = scene.sent('KEEPALIVE').length
      scene.peer.alive(true)
      await scene.pass(A_WHILE)
      test.check('LNK-081', scene.sent('KEEPALIVE').length === said, 'and one that answers is not')
      test.check(
        'LNK-085',
        scene.sent('KEEPALIVE').every(({ confirmed }) => confirmed === scene.link.firstSequence),
        'nothing is confirmed yet'
      )
      test.must(
        'LNK-080',
        await scene.until(() => scene.sent('KEEPALIVE').some(({ answer }) => !answer), 100 * SECOND),
        'the node asks by itself for a sign of life'
      )
    }
  },
  {
    name: 'link/silent-peer',
    requirements: ['LNK-082', 'LNK-083'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, from, to, delay) =>
        frame.type === 'KEEPALIVE' && (from === scene.peer.node || to === scene.peer.node) ? [] : [delay]
      const { epoch } = scene.peer
      const over = () =>
        scene.sent('HELLO').some((hello) => hello.epoch === epoch) ||
        scene.sent('OPEN').some((open) => open.epoch > epoch)
      const asked = () => scene.sent('KEEPALIVE').filter(({ answer }) => !answer).length
      await scene.until(() => over() || asked() > 100, 100 * SECOND)
      test.check('LNK-083', over(), 'the epoch has ended for want of a sign of life')
      test.check('LNK-082', asked() >= 2, 'after more than one question')
    }
  },
  {
    name: 'link/signs-of-life-count-anew',
    requirements: ['LNK-083'],
    async play(test) {
      const { scene } = test
      await test.up()
      // How many questions without an answer the node is set up for, the end of one epoch shows.
      const number = await silence(test, Infinity)
      const { epoch: former } = scene.peer
      const isUp = () => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > former
      test.need(await scene.until(isUp, 100 * SECOND), `another epoch is open after ${number} questions`)
      const { epoch } = scene.peer
      for (const times of number > 1 ? [number - 1, 1] : []) {
        await silence(test, times)
        const answers = () => scene.came('KEEPALIVE').filter(({ answer }) => answer).length
        const before = answers()
        const isAnswered = await scene.until(() => answers() > before || scene.peer.epoch !== epoch, 100 * SECOND)
        test.must('LNK-083', scene.peer.epoch === epoch, `${times} of ${number} questions in a row end no epoch`)
        test.need(isAnswered, 'the next question is answered')
      }
      const again = await silence(test, Infinity)
      test.check('LNK-083', again === number, `after answers it takes ${again} questions in a row, and took ${number}`)
    }
  }
]

/**
 * The peer's KEEPALIVEs and those of the node are lost until the node has asked so many times, or has ended the epoch.
 * Returns how often it has asked.
 */
async function silence({ scene }: Test, times: number): Promise<number> {
  const { way } = scene.stage
  scene.stage.way = (frame, from, to, delay) =>
    frame.type === 'KEEPALIVE' && (from === scene.peer.node || to === scene.peer.node)
      ? []
      : way(frame, from, to, delay)
  const { epoch } = scene.peer
  const before = scene.sent('KEEPALIVE').length
  const asked = () => scene.sent('KEEPALIVE').length - before
  const over = () =>
    scene.sent('HELLO').some((hello) => hello.epoch === epoch) || scene.sent('OPEN').some((open) => open.epoch > epoch)
  await scene.until(() => over() || asked() >= Math.min(times, 100), 100 * SECOND)
  scene.stage.way = way
  return asked()
}
