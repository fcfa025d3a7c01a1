// Drivers for the instrument: its cabinets as the quantum devices of two nodes, its detector as that of a station.
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { Basis, Secret } from '@bellwire/device'

/**
 * @typedef {import('@bellwire/device').QuantumDevice} QuantumDevice
 * @typedef {import('@bellwire/device').DeviceResult} DeviceResult
 * @typedef {import('@bellwire/device').HeraldingDevice} HeraldingDevice
 * @typedef {import('@bellwire/device').StationResult} StationResult
 * @typedef {import('@bellwire/runtime').Clock} Clock
 */

const MILLISECOND = 1_000_000
const ROOT = Math.SQRT1_2
/**
 * Directions of the bases on the Bloch sphere.
 *
 * @type {Map<import('@bellwire/device').BasisCode, number[]>}
 */
const DIRECTIONS = new Map([
  [Basis.Z, [0, 0, 1]],
  [Basis.X, [1, 0, 0]],
  [Basis.Y, [0, 1, 0]],
  [Basis.ZPlus, [ROOT, 0, ROOT]],
  [Basis.ZMinus, [-ROOT, 0, ROOT]]
])

export class Instrument {
  /** What the instrument's clock reads more than ours, nanoseconds. */
  #ahead = 0
  /** @type {Map<string, (...words: string[]) => void>} */
  #told = new Map()

  /**
   * Connects to an instrument, and compares its clock with ours.
   *
   * @param {number} port
   * @param {Clock} clock
   */
  static async connect(port, clock) {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const instrument = new Instrument(socket, clock)
    await instrument.#readClock()
    return instrument
  }

  /**
   * @param {import('node:net').Socket} socket
   * @param {Clock} clock
   */
  constructor(socket, clock) {
    this.socket = socket
    this.clock = clock
    socket.setNoDelay(true)
    createInterface({ input: socket }).on('line', (line) => {
      const [verb = '', ...words] = line.split(' ')
      this.#told.get(verb)?.(...words)
    })
  }

  /** The quickest of some exchanges says best by how much the two clocks differ. */
  async #readClock() {
    let least = Infinity
    for (let exchange = 0; exchange < 10; exchange++) {
      const sent = this.clock.now()
      const there = await new Promise((resolve) => {
        this.on('time', (text) => resolve(Number(text)))
        this.say('time')
      })
      const took = this.clock.now() - sent
      if (took < least) {
        least = took
        this.#ahead = there - Math.round(sent + took / 2)
      }
    }
  }

  /**
   * Our time as the instrument's.
   *
   * @param {number} time
   */
  theirs(time) {
    return time + this.#ahead
  }

  /**
   * @param {string} verb
   * @param {(...words: string[]) => void} listener
   */
  on(verb, listener) {
    this.#told.set(verb, listener)
  }

  /** @param {(string | number)[]} words */
  say(...words) {
    this.socket.write(`${words.join(' ')}\n`)
  }

  close() {
    this.socket.destroy()
  }
}

/**
 * A cabinet, as a QuantumDevice with one link.
 *
 * @implements {QuantumDevice}
 */
export class Cabinet {
  #instrument
  #name
  #link
  /** @type {(result: DeviceResult) => void} */
  #listener = () => undefined
  /** @type {Map<number, (outcome: string) => DeviceResult>} */
  #pending = new Map()

  /**
   * @param {Instrument} instrument
   * @param {string} name
   * @param {number} link
   */
  constructor(instrument, name, link) {
    this.#instrument = instrument
    this.#name = name
    this.#link = link
    /** @type {QuantumDevice['capabilities']} */
    this.capabilities = {
      qubits: 2,
      measureDuration: MILLISECOND,
      correctDuration: MILLISECOND,
      storeDuration: 0,
      swapping: false,
      swapDuration: 0,
      distillation: false,
      distilDuration: 0,
      storage: false,
      coherenceTime: Infinity,
      // A click stops the trains by itself: `holds`.
      links: [
        {
          link,
          keep: true,
          holds: true,
          operatingPoints: [{ brightness: 1, fidelity: 0.95, successProbability: 0.01 }]
        }
      ]
    }
  }

  /** @type {QuantumDevice['listen']} */
  listen(listener) {
    this.#listener = listener
  }

  /**
   * What the instrument says of this cabinet.
   *
   * @param {string} tag
   * @param {string} outcome
   */
  answered(tag, outcome) {
    const result = this.#pending.get(Number(tag))?.(outcome)
    this.#pending.delete(Number(tag))
    if (result !== undefined) this.#listener(result)
  }

  /**
   * A train was ordered too late, and has not begun.
   *
   * @param {string} firstSlot
   */
  late(firstSlot) {
    this.#listener({ type: 'generationFailed', link: this.#link, firstSlot: Number(firstSlot) })
  }

  /** @type {QuantumDevice['execute']} */
  execute(command) {
    const instrument = this.#instrument
    const name = this.#name
    switch (command.type) {
      case 'generate': {
        const { qubit, firstSlot, slots, arrival, period } = command
        return instrument.say('emit', name, qubit, firstSlot, slots, instrument.theirs(arrival), period)
      }
      case 'halt':
        return instrument.say('stop', name)
      case 'measure': {
        const { qubit, basis, tag } = command
        const direction = DIRECTIONS.get(basis)
        if (direction === undefined) throw new RangeError(`basis ${basis}: accepted are 0 to 4`)
        this.#pending.set(tag, (outcome) => ({
          type: 'measured',
          qubit,
          tag,
          outcome: new Secret(outcome === '1' ? 1 : 0)
        }))
        return instrument.say('measure', name, qubit, ...direction, tag)
      }
      case 'correct': {
        const { qubit, pauli, tag } = command
        this.#pending.set(tag, () => ({ type: 'corrected', qubit, tag }))
        return instrument.say('turn', name, qubit, pauli, tag)
      }
      case 'store':
        return this.#listener({ type: 'stored', qubit: command.qubit, tag: command.tag })
      case 'release':
        return instrument.say('clear', name, command.qubit)
      case 'calibrate':
        return this.#listener({ type: 'calibrated', link: this.#link, tag: command.tag })
      default:
        throw new RangeError(`command ${command.type}: this hardware cannot do it, and its capabilities say so`)
    }
  }

  reset() {
    this.#pending.clear()
    this.#instrument.say('reset', this.#name)
  }
}

/**
 * The detector, as the HeraldingDevice of a station with one link.
 *
 * @implements {HeraldingDevice}
 */
class Detector {
  #instrument
  /** @type {(result: StationResult) => void} */
  #listener = () => undefined

  /**
   * @param {Instrument} instrument
   * @param {number} link
   */
  constructor(instrument, link) {
    this.#instrument = instrument
    instrument.on('click', (slot, bell) =>
      this.#listener({ type: 'detected', link, slot: Number(slot), offset: 0, bellIndex: Number(bell) })
    )
    instrument.on('dark', (slot) => this.#listener({ type: 'silent', link, lastSlot: Number(slot) }))
  }

  /** @type {HeraldingDevice['listen']} */
  listen(listener) {
    this.#listener = listener
  }

  /** @type {HeraldingDevice['execute']} */
  execute(command) {
    if (command.type === 'close') return this.#instrument.say('shut')
    if (command.type !== 'observe') throw new RangeError(`command ${command.type}: this hardware has no switch`)
    const { firstSlot, slots, arrival, period } = command
    this.#instrument.say('watch', firstSlot, slots, this.#instrument.theirs(arrival), period)
  }

  reset() {
    this.#instrument.say('shut')
  }
}

/**
 * All of an instrument: two cabinets and a detector for one link.
 *
 * @param {Instrument} instrument
 * @param {number} link
 */
export function drive(instrument, link) {
  const [a, b] = [new Cabinet(instrument, 'a', link), new Cabinet(instrument, 'b', link)]
  const cabinet = (/** @type {string} */ name) => (name === 'a' ? a : b)
  instrument.on('outcome', (name, tag, outcome) => cabinet(name).answered(tag, outcome))
  instrument.on('turned', (name, tag) => cabinet(name).answered(tag, ''))
  instrument.on('late', (name, firstSlot) => cabinet(name).late(firstSlot))
  return { a, b, detector: new Detector(instrument, link) }
}
