import {
  type DeviceCommand,
  type DeviceResult,
  DeviceServer,
  RemoteDevice,
  RemoteHeraldingDevice,
  type StationCommand,
  type StationResult
} from '@bellwire/device'
import { World } from '@bellwire/physics'
import { createRandom, VirtualClock, type WallTime } from '@bellwire/runtime'
import { memoryChannels } from '@bellwire/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const LINK = 7
/** When histories begin: sessions are up then. */
const BEGIN = 20_000_000

type Name = 'alice' | 'bob' | 'middle'
type Told = { readonly at: number; readonly name: Name; readonly said: unknown }

/** A command of a history, so long after its begin. */
type Step =
  | { readonly at: number; readonly name: 'alice' | 'bob'; readonly command: DeviceCommand }
  | { readonly at: number; readonly name: 'middle'; readonly command: StationCommand }

/** Two nodes whose answers never come in the same nanosecond as a command, and a station. */
function hardware() {
  const clock = new VirtualClock()
  const world = new World({ clock, random: createRandom(4) })
  const durations = { measure: 51, correct: 102, store: 204, swap: 408, distil: 816, prepare: 1634, gate: 3268 }
  const node = (name: string) =>
    world.addNode({ name, clock, qubits: 3, durations, twoQubitGate: { depolarising: 0.02 } })
  const [alice, bob] = [node('alice'), node('bob')]
  const middle = world.addStation({ name: 'middle', clock })
  const model = { kind: 'ideal', parameters: { successProbability: 0.3, fidelity: 0.9 } } as const
  world.addLink({
    link: LINK,
    a: { node: 'alice' },
    b: { node: 'bob' },
    station: 'middle',
    model,
    window: 50,
    guard: 10
  })
  return { clock, devices: { alice, bob, middle } }
}

const seen = (result: DeviceResult | StationResult): unknown =>
  result.type === 'measured' ? { ...result, outcome: result.outcome.reveal() } : result

/** What is said when every command comes to the hardware `delay` after it was given. */
function playBeside(history: readonly Step[], delay: number): Told[] {
  const { clock, devices } = hardware()
  const told: Told[] = []
  for (const name of ['alice', 'bob', 'middle'] as const) {
    devices[name].listen((result: DeviceResult | StationResult) =>
      told.push({ at: clock.now(), name, said: seen(result) })
    )
  }
  for (const step of history) {
    const execute = () =>
      step.name === 'middle' ? devices.middle.execute(step.command) : devices[step.name].execute(step.command)
    clock.at(BEGIN + step.at + delay, {
      run: () => {
        try {
          execute()
        } catch (error) {
          told.push({ at: clock.now(), name: step.name, said: (error as Error).message })
        }
      }
    })
  }
  clock.run({ until: 2 * BEGIN })
  return told
}

/** The same when commands and results go over channels. */
function playBehindChannels(history: readonly Step[], delay: number): Told[] {
  const { clock, devices } = hardware()
  const told: Told[] = []
  const server = new DeviceServer({
    hardware: new Map([
      ['alice', { role: 'node', device: devices.alice, clock }],
      ['bob', { role: 'node', device: devices.bob, clock }],
      ['middle', { role: 'station', device: devices.middle, clock }]
    ]),
    random: createRandom(5)
  })
  const time: WallTime = {
    now: () => clock.now() / 1e6,
    wait: (milliseconds, wake) => {
      const timer = clock.timer({ run: wake })
      timer.arm(clock.now() + Math.ceil(milliseconds * 1e6))
      return () => timer.cancel()
    }
  }
  const options = (name: Name) => ({
    name,
    time,
    // Else those beside would have to wait, too.
    releaseWait: 0,
    watch: { refused: (text: string) => void told.push({ at: clock.now(), name, said: text }) }
  })
  const remotes = {
    alice: new RemoteDevice(options('alice')),
    bob: new RemoteDevice(options('bob')),
    middle: new RemoteHeraldingDevice(options('middle'))
  }
  for (const name of ['alice', 'bob', 'middle'] as const) {
    const [there, here] = memoryChannels(clock, delay, ['world', name])
    server.accept(there)
    remotes[name].attach(here)
    remotes[name].listen((result: DeviceResult | StationResult) =>
      told.push({ at: clock.now(), name, said: seen(result) })
    )
  }
  for (const step of history) {
    clock.at(BEGIN + step.at, {
      run: () =>
        step.name === 'middle' ? remotes.middle.execute(step.command) : remotes[step.name].execute(step.command)
    })
  }
  clock.run({ until: 2 * BEGIN })
  return told
}

// Commands come at 3 modulo 10, slots and gates are at multiples of 5: nothing depends on the order within a nanosecond.
const when = fc.nat(900_000).map((step) => 10 * step + 3)
const qubit = fc.nat(3)
const tag = fc.integer({ min: -(2 ** 40), max: 2 ** 40 })
const angle = fc.double({ min: -7, max: 7, noNaN: true })
const rotation = fc.record({ x1: angle, y: angle, x2: angle }, { noNullPrototype: true })
const link = fc.constantFrom(LINK, LINK, LINK, 8)
const basis = fc.constantFrom(0, 1, 2, 3, 4)

const command: fc.Arbitrary<DeviceCommand> = fc.oneof(
  fc.record({ type: fc.constant('measure' as const), qubit, basis, rotation: fc.constant(null), tag }),
  fc.record({ type: fc.constant('measure' as const), qubit, basis: fc.constant(5 as const), rotation, tag }),
  fc.record({ type: fc.constant('prepare' as const), qubit, rotation, tag }),
  fc.record({ type: fc.constant('correct' as const), qubit, pauli: fc.nat(3), tag }),
  fc.record({ type: fc.constant('store' as const), qubit, tag }),
  fc.record({ type: fc.constant('swap' as const), a: qubit, b: qubit, tag }),
  fc.record({
    type: fc.constant('gate' as const),
    gate: fc.constant('cnot' as const),
    control: qubit,
    target: qubit,
    tag
  }),
  fc.record({
    type: fc.constant('distil' as const),
    keep: qubit,
    sacrifice: qubit,
    second: qubit,
    protocol: fc.constantFrom('doubleSelection' as const),
    side: fc.constantFrom(0 as const, 1 as const),
    tag
  }),
  fc.record({
    type: fc.constant('distil' as const),
    keep: qubit,
    sacrifice: qubit,
    protocol: fc.constantFrom('bbpssw' as const, 'dejmps' as const),
    side: fc.constantFrom(0 as const, 1 as const),
    twirls: fc.tuple(fc.nat(11), fc.nat(11)),
    tag
  }),
  fc.record({ type: fc.constant('release' as const), qubit }),
  fc.record({ type: fc.constant('halt' as const), link }),
  fc.record({ type: fc.constant('calibrate' as const), link, tag })
)

/** Trains of both nodes and a window of the station for the same slots. */
const batch: fc.Arbitrary<Step[]> = fc
  .record({ at: when, slots: fc.integer({ min: 1, max: 12 }), qubit, firstSlot: fc.nat(2 ** 40), link })
  .map(({ at, slots, qubit: place, firstSlot, link: number }) => {
    const window = { link: number, firstSlot, slots, arrival: BEGIN + at - 3 + 200_000, period: 1000.25 }
    const train = { type: 'generate' as const, ...window, qubit: place, brightness: 0.1 }
    return [
      { at, name: 'alice', command: train },
      { at, name: 'bob', command: train },
      { at, name: 'middle', command: { type: 'observe', ...window } }
    ]
  })

const step: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 2, arbitrary: batch },
  {
    weight: 3,
    arbitrary: fc
      .record({ at: when, name: fc.constantFrom('alice' as const, 'bob' as const), command })
      .map((one) => [one])
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ at: when, link })
      .map(({ at, link: number }) => [
        { at, name: 'middle' as const, command: { type: 'close' as const, link: number } }
      ])
  }
)

/** In order; of one party no two commands at a time. */
const history = fc
  .array(step, { minLength: 5, maxLength: 40, size: 'max' })
  .map((steps) => steps.flat().sort((a, b) => a.at - b.at))

describe('hardware behind a channel', () => {
  it.each([0, 10, 40_000])(
    'says what it says beside its party, later by the way there and back: %i ns (DEV-068)',
    (delay) => {
      let most = 0
      const kinds = new Set<string>()
      fc.assert(
        fc.property(history, (steps) => {
          const beside = playBeside(steps, delay).map((each) => ({ ...each, at: each.at + delay }))
          const wired = playBehindChannels(steps, delay)
          for (const name of ['alice', 'bob', 'middle'] as const) {
            expect(wired.filter((each) => each.name === name)).toEqual(beside.filter((each) => each.name === name))
          }
          most = Math.max(most, wired.length)
          for (const { said } of wired)
            kinds.add(typeof said === 'string' ? 'refused' : (said as { type: string }).type)
        }),
        { seed: 31, numRuns: 60 }
      )
      expect(most).toBeGreaterThan(20)
      expect([...kinds].sort()).toEqual([
        'calibrated',
        'corrected',
        'detected',
        'distilled',
        'gated',
        'measured',
        'prepared',
        'refused',
        'silent',
        'stored',
        'swapped'
      ])
    }
  )
})
