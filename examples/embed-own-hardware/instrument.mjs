// A small instrument on a bench, as a program of its own: two cabinets, `a` and `b`, each with some places for a qubit, and
// a detector between them. It knows nothing of Bellwire. It speaks lines of text over TCP:
//
//   time                                     -> time NANOSECONDS
//   emit CABINET PLACE FIRST SLOTS ARRIVAL PERIOD   a train: slots are numbered, times are the instrument's own
//                                            -> late CABINET FIRST, where it has emitted that slot before it was last stopped
//   stop CABINET
//   watch FIRST SLOTS ARRIVAL PERIOD         -> click SLOT BELL | dark SLOT
//   shut
//   measure CABINET PLACE X Y Z TAG          -> outcome CABINET TAG 0|1
//   turn CABINET PLACE PAULI TAG             -> turned CABINET TAG
//   clear CABINET PLACE, reset CABINET
//
// In a slot in which both cabinets emit and the detector watches, it clicks with a probability of 1 %, and the two
// places are then a pair with a fidelity of 0.95 to one of the Bell states Psi+ and Psi-. A click stops both trains, and
// none begins in a cabinet before it is told to stop.
import { createServer } from 'node:net'
import { pathToFileURL } from 'node:url'

const CLICK = 0.01
const WERNER = (4 * 0.95 - 1) / 3
/** Signs of XX, YY and ZZ in the states of Bell index 0 to 3: Phi+, Psi+, Phi-, Psi-. */
const SIGNS = [
  [1, -1, 1],
  [1, 1, -1],
  [-1, 1, 1],
  [-1, -1, -1]
]

/** Starts an instrument; gives its port and what ends it. */
export async function startInstrument() {
  const server = createServer((socket) => new Bench(socket))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: server.address().port, stop }
}

class Bench {
  trains = { a: undefined, b: undefined }
  /** Where a click has stopped the train. */
  holds = { a: false, b: false }
  /** The last slot that was emitted before the train was last stopped. */
  emitted = { a: -1, b: -1 }
  window = undefined
  /** What is in the places, by cabinet and place: half of a pair, or a Bloch vector of its own. */
  places = new Map()
  timer = undefined

  constructor(socket) {
    this.socket = socket
    this.started = performance.now()
    let rest = ''
    socket.setEncoding('utf8')
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('close', () => clearTimeout(this.timer))
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines) this.take(...line.split(' '))
    })
  }

  get now() {
    return Math.round((performance.now() - this.started) * 1e6)
  }

  say(...words) {
    this.socket.write(`${words.join(' ')}\n`)
  }

  take(verb, ...words) {
    const numbers = words.map(Number)
    const [cabinet] = words
    const [, place] = numbers
    const key = `${cabinet}${place}`
    switch (verb) {
      case 'time':
        return this.say('time', this.now)
      case 'emit': {
        const [, , first, slots, arrival, period] = numbers
        if (this.holds[cabinet]) return
        if (first <= this.emitted[cabinet]) return this.say('late', cabinet, first)
        this.places.delete(key)
        this.trains[cabinet] = { place, ...train(first, slots, arrival, period) }
        return this.plan()
      }
      case 'stop':
        this.stop(cabinet)
        return this.plan()
      case 'watch':
        this.window = train(...numbers)
        return this.plan()
      case 'shut':
        this.window = undefined
        return this.plan()
      case 'measure': {
        const [, , x, y, z, tag] = numbers
        return this.say('outcome', cabinet, tag, this.measure(key, [x, y, z]))
      }
      case 'turn':
        this.turn(key, numbers[2])
        return this.say('turned', cabinet, numbers[3])
      case 'clear':
        return this.places.delete(key)
      case 'reset':
        this.stop(cabinet)
        for (const held of this.places.keys()) if (held.startsWith(cabinet)) this.places.delete(held)
        return this.plan()
    }
  }

  stop(cabinet) {
    const { first, last, origin, period } = this.trains[cabinet] ?? {}
    const slot = Math.min(last, Math.floor((this.now - origin) / period))
    if (slot >= first) this.emitted[cabinet] = slot
    this.trains[cabinet] = undefined
    this.holds[cabinet] = false
  }

  /** Draws which slot clicks next, from the first one that is still to come; slots before are dark. */
  plan() {
    clearTimeout(this.timer)
    const { a, b } = this.trains
    const { window } = this
    if (window === undefined) return
    const soon = Math.ceil((this.now - window.origin) / window.period)
    let slot = Math.max(window.first, soon)
    if (a !== undefined && b !== undefined) {
      const from = Math.max(slot, a.first, b.first)
      const wait = Math.floor(Math.log(1 - Math.random()) / Math.log(1 - CLICK))
      if (from + wait <= Math.min(window.last, a.last, b.last)) return this.at(window, from + wait, true)
    }
    this.at(window, window.last, false)
  }

  at(window, slot, clicks) {
    const due = window.origin + slot * window.period
    this.timer = setTimeout(() => (clicks ? this.click(slot) : this.dark(slot)), Math.max(0, (due - this.now) / 1e6))
  }

  click(slot) {
    const bell = Math.random() < 0.5 ? 1 : 3
    const keys = [`a${this.trains.a.place}`, `b${this.trains.b.place}`]
    const pair = { signs: SIGNS[bell].map((sign) => sign * WERNER), keys }
    for (const key of keys) this.places.set(key, { pair })
    this.trains = { a: undefined, b: undefined }
    this.holds = { a: true, b: true }
    this.emitted = { a: slot, b: slot }
    this.window = undefined
    this.say('click', slot, bell)
  }

  dark(slot) {
    this.window = undefined
    this.say('dark', slot)
  }

  /** Of a pair, the first outcome is a coin, and leaves the other place with the Bloch vector that belongs to it. */
  measure(key, direction) {
    const held = this.places.get(key)
    if (held?.pair === undefined) {
      const bloch = held?.bloch ?? [0, 0, 1]
      const mean = bloch.reduce((sum, part, axis) => sum + part * direction[axis], 0)
      const outcome = Math.random() < (1 + mean) / 2 ? 0 : 1
      this.places.set(key, { bloch: direction.map((part) => (outcome === 0 ? part : -part)) })
      return outcome
    }
    const { signs, keys } = held.pair
    const outcome = Math.random() < 0.5 ? 0 : 1
    const sign = outcome === 0 ? 1 : -1
    const other = keys[0] === key ? keys[1] : keys[0]
    if (this.places.get(other)?.pair === held.pair)
      this.places.set(other, { bloch: direction.map((part, axis) => sign * signs[axis] * part) })
    this.places.set(key, { bloch: direction.map((part) => sign * part) })
    return outcome
  }

  /** A Pauli operator, bit 0: X, bit 1: Z. */
  turn(key, pauli) {
    const [x, z] = [pauli & 1 ? -1 : 1, pauli & 2 ? -1 : 1]
    const flips = [z, x * z, x]
    const held = this.places.get(key)
    if (held?.pair !== undefined) held.pair.signs = held.pair.signs.map((sign, axis) => sign * flips[axis])
    else if (held !== undefined) held.bloch = held.bloch.map((part, axis) => part * flips[axis])
  }
}

/** Slots first..last; `origin` is when slot 0 would be due. */
function train(first, slots, arrival, period) {
  return { first, last: first + slots - 1, origin: arrival - first * period, period }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { port } = await startInstrument()
  console.log(port)
}
