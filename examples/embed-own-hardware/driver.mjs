// Drivers for the instrument: its cabinets as the quantum devices of two nodes, its detector as that of a station.
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { Basis, Secret } from '@bellwire/device'

const MILLISECOND = 1_000_000
const ROOT = Math.SQRT1_2
/** Directions of the bases on the Bloch sphere. */
const DIRECTIONS = {
  [Basis.Z]: [0, 0, 1],
  [Basis.X]: [1, 0, 0],
  [Basis.Y]: [0, 1, 0],
  [Basis.ZPlus]: [ROOT, 0, ROOT],
  [Basis.ZMinus]: [-ROOT, 0, ROOT]
}

export class Instrument {
  /** What the instrument's clock reads more than ours, nanoseconds. */
  #ahead = 0
  #told = new Map()
  /** Connects to an instrument, and compares its clock with ours. */
  static async connect(port, clock) {
    const socket = connect(port, '127.0.0.1')
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    const instrument = new Instrument(socket, clock)
    await instrument.#readClock()
    return instrument
  }

  constructor(socket, clock) {
    this.socket = socket
    this.clock = clock
    socket.setNoDelay(true)
    createInterface({ input: socket }).on('line', (line) => {
      const [verb, ...words] = line.split(' ')
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

  /** Our time as the instrument's. */
  theirs(time) {
    return time + this.#ahead
  }

  on(verb, listener) {
    this.#told.set(verb, listener)
  }

  say(...words) {
    this.socket.write(`${words.join(' ')}\n`)
  }

  close() {
    this.socket.destroy()
  }
}

/** A cabinet, as a QuantumDevice with one link. */
export class Cabinet {
  #instrument
  #name
  #link
  #listener = () => undefined
  #pending = new Map()

  constructor(instrument, name, link) {
    this.#instrument = instrument
    this.#name = name
    this.#link = link
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

  listen(listener) {
    this.#listener = listener
  }

  /** What the instrument says of this cabinet. */
  answered(tag, outcome) {
    const result = this.#pending.get(Number(tag))?.(outcome)
    this.#pending.delete(Number(tag))
    if (result !== undefined) this.#listener(result)
  }

  execute(command) {
    const [instrument, name] = [this.#instrument, this.#name]
    switch (command.type) {
      case 'generate': {
        const { qubit, firstSlot, slots, arrival, period } = command
        return instrument.say('emit', name, qubit, firstSlot, slots, instrument.theirs(arrival), period)
      }
      case 'halt':
        return instrument.say('stop', name)
      case 'measure': {
        const { qubit, basis, tag } = command
        if (DIRECTIONS[basis] === undefined) throw new RangeError(`basis ${basis}: accepted are 0 to 4`)
        this.#pending.set(tag, (outcome) => ({ type: 'measured', qubit, tag, outcome: new Secret(Number(outcome)) }))
        return instrument.say('measure', name, qubit, ...DIRECTIONS[basis], tag)
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

/** The detector, as the HeraldingDevice of a station with one link. */
export class Detector {
  #instrument
  #listener = () => undefined

  constructor(instrument, link) {
    this.#instrument = instrument
    const tell = (result) => this.#listener({ link, ...result })
    instrument.on('click', (slot, bell) =>
      tell({ type: 'detected', slot: Number(slot), offset: 0, bellIndex: Number(bell) })
    )
    instrument.on('dark', (slot) => tell({ type: 'silent', lastSlot: Number(slot) }))
  }

  listen(listener) {
    this.#listener = listener
  }

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

/** All of an instrument: two cabinets and a detector for one link. */
export function drive(instrument, link) {
  const cabinets = { a: new Cabinet(instrument, 'a', link), b: new Cabinet(instrument, 'b', link) }
  instrument.on('outcome', (cabinet, tag, outcome) => cabinets[cabinet].answered(tag, outcome))
  instrument.on('turned', (cabinet, tag) => cabinets[cabinet].answered(tag))
  return { ...cabinets, detector: new Detector(instrument, link) }
}
