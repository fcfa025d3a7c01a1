// Two nodes and a station over hardware of one's own: pairs are asked for, measured at both ends, and compared.
//
// The instrument (instrument.mjs) is another process, reached over TCP; its drivers are in driver.mjs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode } from '@bellwire/node'
import { defaultTimers, Station } from '@bellwire/physical-layer'
import { createRandom, RealClock } from '@bellwire/runtime'
import { MemoryNetwork } from '@bellwire/transport'
import { drive, Instrument } from './driver.mjs'

const [ALICE, BOB, MIDDLE] = [1, 2, 3]
const LINK = 1
const PURPOSE = 7
const ROUNDS = 100
/** One way of a frame, and of a command to the instrument, as long as is allowed for. */
const FRAME_DELAY = 2_000_000
const SLOT = 20_000

const hardware = spawn(process.execPath, [fileURLToPath(new URL('instrument.mjs', import.meta.url))])
const [port] = await once(createInterface({ input: hardware.stdout }), 'line')
const clock = new RealClock()
const instrument = await Instrument.connect(Number(port), clock)
const { a, b, detector } = drive(instrument, LINK)

const random = createRandom(process.hrtime.bigint().toString())
const network = new MemoryNetwork({ clock, random })
const atAlice = network.attach(ALICE, 'alice')
const atBob = network.attach(BOB, 'bob')
const inTheMiddle = network.attach(MIDDLE, 'middle')
network.connect(ALICE, MIDDLE, { delay: 50_000 })
network.connect(BOB, MIDDLE, { delay: 50_000 })
network.connect(ALICE, BOB, { delay: 50_000 })

const timers = defaultTimers(FRAME_DELAY, 2 * FRAME_DELAY)
const { greeting, greetingMaximum, reminder } = timers
const incarnations = random.stream('station')
const station = new Station({
  node: MIDDLE,
  clock,
  transport: inTheMiddle,
  device: detector,
  links: [{ link: LINK, nodes: [ALICE, BOB], guard: 1000, reminder, greeting, greetingMaximum }],
  incarnation: () => Math.max(1, incarnations.bits32()),
  runner: 'generated',
  clockQuality: 0
})
station.start()

/**
 * @param {string} name
 * @param {number} own
 * @param {number} peer
 * @param {string} peerName
 * @param {import('./driver.mjs').Cabinet} device
 * @param {import('@bellwire/transport').Transport} transport
 */
const node = (name, own, peer, peerName, device, transport) =>
  createNode({
    name,
    transport,
    device,
    clock,
    random: random.fork(name),
    links: [
      {
        peerName,
        physical: {
          link: LINK,
          node: own,
          peer,
          station: MIDDLE,
          slotPeriod: SLOT,
          slotOrigin: 0,
          stationDelay: 0,
          frameDelay: FRAME_DELAY,
          // The drivers turn times into the instrument's own: its cabinets and its detector share one clock.
          disciplined: { error: 1000 },
          peerDelay: 2 * FRAME_DELAY,
          guard: 1000,
          attemptSlots: 1,
          batchSlots: 50_000,
          firstSequence: 0,
          testFraction: 0,
          calibrationTime: 0,
          timers
        },
        linkLayer: defaultLinkLayerConfiguration(firstComeFirstServed, 4 * FRAME_DELAY)
      }
    ]
  })
const alice = node('alice', ALICE, BOB, 'bob', a, atAlice)
const bob = node('bob', BOB, ALICE, 'alice', b, atBob)

const here = alice.link('bob')
const there = bob.link('alice')
const received = there.receive(PURPOSE)
await here.ready()

/**
 * Asks for pairs and measures both halves in a basis; gives the share of equal outcomes.
 *
 * @param {'X' | 'Y' | 'Z'} basis
 * @param {number} number
 */
async function compare(basis, number) {
  const measured = { originator: { basis }, responder: { basis } }
  let equal = 0
  for await (const pair of here.create({
    kind: 'measure',
    number,
    minimumFidelity: 0.9,
    purpose: PURPOSE,
    ...measured
  })) {
    const { value: other } = await received.next()
    if (pair.outcome?.reveal() === other.outcome?.reveal()) equal += 1
  }
  return equal / number
}

for (const basis of /** @type {const} */ (['Z', 'X', 'Y'])) {
  const share = await compare(basis, ROUNDS)
  console.log(`${ROUNDS} pairs measured in ${basis}: equal outcomes in ${(100 * share).toFixed(1)} %`)
}

alice.close()
bob.close()
station.stop()
clock.close()
instrument.close()
hardware.kill()
