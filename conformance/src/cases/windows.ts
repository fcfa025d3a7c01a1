import { Role, WIRE_VERSIONS } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

/** Codes of LINK_STATE. */
const [READY, CALIBRATING] = [0, 1]

/** The rest of a HELLO that answers. */
const ANSWER = {
  answer: true,
  minimumVersion: WIRE_VERSIONS.minimum,
  maximumVersion: WIRE_VERSIONS.maximum,
  kinds: 0,
  bases: 0,
  heraldingPlace: 0
}

/** What the monitor of a link's hardware says. */
const [IN_SPECIFICATION, DRIFTING] = [0, 1]

/** Maintenance windows that both ends have agreed on (section 2.6). */
export const windowCases: readonly Case[] = [
  {
    name: 'physical/window-of-master',
    requirements: ['PHY-061', 'PHY-063', 'PHY-064'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const { way } = scene.stage
      // That the window is agreed comes late; it begins when it begins.
      scene.stage.way = (frame, from, to, delay) =>
        frame.type === 'MAINTENANCE_ACK' && scene.sent('MAINTENANCE').length < 2 ? [] : way(frame, from, to, delay)
      scene.qubits.report(scene.link.link, DRIFTING)
      test.need(await scene.until(() => scene.came('MAINTENANCE_ACK').length > 0, 10 * A_WHILE), 'a window is agreed')
      const [window] = scene.sent('MAINTENANCE')
      const { serial = 0, firstSlot: first = 0, endSlot: end = 0 } = window ?? {}
      const said = scene.sent('MAINTENANCE').length
      const isDrifting = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'LINK_STATE')
      await scene.pass(scene.station.timeOf(first) - scene.stage.now - scene.link.slotPeriod)
      test.check('PHY-064', !isDrifting(), 'the link is not CALIBRATING before the window')
      test.check('PHY-061', scene.sent('MAINTENANCE').length === said, `window ${serial} is not proposed again then`)
      scene.qubits.report(scene.link.link, IN_SPECIFICATION)
      await scene.pass(scene.station.timeOf(end) - scene.stage.now + 10 * A_WHILE)
      const states = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.frame.type === 'LINK_STATE' ? [{ time: one.time, state: one.frame.state }] : []
      )
      const { slotPeriod } = scene.link
      const begins = states.find(({ state }) => state === CALIBRATING)?.time ?? 0
      test.check(
        'PHY-064',
        Math.abs(begins - scene.station.timeOf(first)) <= slotPeriod,
        `CALIBRATING is said at ${begins} ns, the window begins at ${scene.station.timeOf(first)} ns`
      )
      const ends = states.find(({ time, state }) => time > begins && state !== CALIBRATING)
      const isInTime = Math.abs((ends?.time ?? 0) - scene.station.timeOf(end)) <= slotPeriod
      test.check('PHY-064', ends?.state === READY && isInTime, `it ends at ${ends?.time} ns, in state ${ends?.state}`)
      test.check('PHY-063', attemptedIn(test, first, end).length === 0, 'no attempts are made in its slots')
      test.check('PHY-063', attemptedIn(test, end, end + 200).length > 0, 'but after them')
    }
  },
  {
    name: 'physical/other-window-acknowledged',
    requirements: ['PHY-061'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'MAINTENANCE_ACK' ? [] : [delay])
      scene.qubits.report(scene.link.link, DRIFTING)
      test.need(await scene.until(() => scene.sent('MAINTENANCE').length > 0, 10 * A_WHILE), 'a window is proposed')
      const serial = (scene.sent('MAINTENANCE')[0]?.serial ?? 0) + 1
      await scene.stage.deliver(scene.peer.node, { type: 'MAINTENANCE_ACK', ...scene.peer.header(), serial }, 'forged')
      const said = scene.sent('MAINTENANCE').length
      const { endSlot = 0 } = scene.sent('MAINTENANCE')[0] ?? {}
      await scene.pass(scene.station.timeOf(endSlot) - scene.stage.now - 1)
      test.check('PHY-061', scene.sent('MAINTENANCE').length > said, 'the answer to another window answers nothing')
    }
  },
  {
    name: 'physical/window-replaced',
    requirements: ['PHY-062', 'PHY-063', 'PHY-064'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const earlier = scene.station.slot + 200
      const later = earlier + 200
      // Both end in one slot.
      propose(test, 8, earlier, later + 20)
      propose(test, 9, later, later + 20)
      await scene.pass(A_WHILE / 10)
      propose(test, 9, later, later + 20)
      await scene.pass(A_WHILE / 10)
      const answers = scene.sent('MAINTENANCE_ACK').map(({ serial }) => serial)
      test.check('PHY-062', answers.join() === '8,9,9', `proposals 8, 9 and 9 again are answered by ${answers.join()}`)
      await passUntil(test, later - 50)
      test.check('PHY-064', !isSaid(test, CALIBRATING), 'another proposal takes the place of the one agreed before')
      test.check('PHY-063', attemptedIn(test, earlier, earlier + 20).length > 0, 'whose slots are free again')
      await passUntil(test, later + 2)
      test.check('PHY-064', isSaid(test, CALIBRATING), 'the link is CALIBRATING in the later window')
      propose(test, 9, later, later + 20)
      await scene.pass(A_WHILE / 40)
      test.check('PHY-062', scene.sent('MAINTENANCE_ACK').length === 4, 'a proposal is answered in its window, too')
      await passUntil(test, later + 60)
      test.check('PHY-064', scene.sent('LINK_STATE').at(-1)?.state === READY, 'and READY after it')
      test.check('PHY-063', attemptedIn(test, later, later + 20).length === 0, 'no attempts are made in its slots')
      test.check('PHY-063', attemptedIn(test, later + 20, later + 60).length > 0, 'but after them')
    }
  },
  {
    name: 'physical/proposal-ends-with-epoch',
    requirements: ['PHY-066'],
    role: 'master',
    // Repetitions take long, and windows come later than those.
    scene: { link: { peerDelay: 200_000 } },
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'MAINTENANCE_ACK' ? [] : [delay])
      scene.qubits.report(scene.link.link, DRIFTING)
      test.need(await scene.until(() => scene.sent('MAINTENANCE').length > 0), 'a window is proposed')
      const [window] = scene.sent('MAINTENANCE')
      const { firstSlot: first = 0, endSlot: end = 0 } = window ?? {}
      scene.qubits.report(scene.link.link, IN_SPECIFICATION)
      await scene.pass(1)
      const { epoch } = scene.peer
      // The station knows it to be over: it is soon that another one is open.
      scene.station.voidEpoch = epoch
      await scene.stage.deliver(
        scene.station.node,
        { type: 'HELLO', ...scene.station.header(), epoch, node: scene.station.node, role: Role.STATION, ...ANSWER },
        'forged'
      )
      const isUp = (): boolean => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > epoch
      test.need(await scene.until(isUp), 'another epoch is open')
      await scene.create()
      await attempting(test)
      test.need(scene.station.slot < first, 'the window has not begun')
      await passUntil(test, end + 50)
      test.check('PHY-066', attemptedIn(test, first, end).length > 0, 'slots that were proposed in it are free again')
    }
  },
  {
    name: 'physical/windows-end-with-epoch',
    requirements: ['PHY-066'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.pass(A_WHILE)
      const first = scene.station.slot + 500
      propose(test, 3, first, first + 50)
      test.need(await scene.until(() => scene.sent('MAINTENANCE_ACK').length > 0), 'a window is agreed')
      const { epoch } = scene.peer
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      const isUp = (): boolean => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > epoch
      test.need(await scene.until(isUp), 'another epoch is open')
      await scene.create()
      await attempting(test)
      test.need(scene.station.slot < first, 'the window has not begun')
      await passUntil(test, first + 100)
      test.check('PHY-066', !isSaid(test, CALIBRATING), 'a window that was agreed is forgotten with its epoch')
      test.check('PHY-066', attemptedIn(test, first, first + 50).length > 0, 'and its slots are free again')
    }
  }
]

function propose({ scene: { peer } }: Test, serial: number, firstSlot: number, endSlot: number): void {
  peer.send({ type: 'MAINTENANCE', ...peer.header(), serial, request: false, firstSlot, endSlot })
}

function isSaid({ scene }: Test, state: number): boolean {
  return scene.sent('LINK_STATE').some((frame) => frame.state === state)
}

/** Trains that the hardware was told to emit in some of these slots, and not to stop before. */
function attemptedIn({ scene }: Test, first: number, end: number) {
  return scene.happenings.filter((one, index) => {
    if (one.kind !== 'command' || one.message.type !== 'GENERATE') return false
    const { firstSlot, slots } = one.message
    if (firstSlot >= end || firstSlot + slots <= first) return false
    const stop = scene.happenings
      .slice(index + 1)
      .find((next) => next.kind === 'command' && (next.message.type === 'HALT' || next.message.type === 'GENERATE'))
    return (stop?.time ?? Infinity) > scene.station.timeOf(Math.max(first, firstSlot)) - scene.link.stationDelay
  })
}

/** Lets time pass until a slot is at the station. */
async function passUntil({ scene }: Test, slot: number): Promise<void> {
  await scene.pass(scene.station.timeOf(slot) - scene.stage.now)
}
