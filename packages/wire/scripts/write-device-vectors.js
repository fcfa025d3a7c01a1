// Writes spec/vectors/device-messages.json: for every device message a typical one, and those in which an optional field
// is absent or a number is no finite one. Bytes come from protobufjs' reflection on the definitions, not from the codec of
// this package. A vector that was published never changes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDefinitions, lookup, protoDirectory } from './definitions.js'

const DeviceMessage = loadDefinitions().lookupType('bellwire.v1.DeviceMessage')
const utf8 = (text) => Buffer.from(text, 'utf8')

const era = { clock: 0x9abcdef0, era: 4, reading: 1234567890123, rate: 0.001, step: true }
const capabilities = {
  qubits: 4,
  measureDuration: 300000,
  correctDuration: 10000,
  storeDuration: 120000,
  swapping: true,
  swapDuration: 110000,
  swapQuality: 0.98,
  prepareDuration: 20000,
  gateDuration: 100000,
  distillation: true,
  distilDuration: 410000,
  storage: true,
  coherenceTime: 62000000,
  links: [
    { link: 3, keep: true, points: [{ brightness: 0.05, fidelity: 0.93, successProbability: 0.0005 }], holds: true },
    {
      link: 4,
      keep: false,
      arrival: {
        hardware: true,
        bases: [
          { basis: 0, share: 0.5 },
          { basis: 1, share: 0.5 }
        ]
      },
      points: [{ brightness: 1, fidelity: 0.97, successProbability: 0.01 }],
      holds: false
    }
  ]
}
const node = { version: 1, incarnation: 0xfffefdfc, clock: era }
const train = { link: 3, qubit: 2, firstSlot: 123456789, slots: 1000, brightness: 0.1, arrival: 1234567890123 }

const messages = [
  ['HELLO typical', { minimumVersion: 1, maximumVersion: 2, role: 1, name: utf8('alice') }],
  ['READY of a node', { ...node, capabilities }],
  [
    'READY of the least node',
    { ...node, clock: { ...era, rate: 0 }, capabilities: { ...least(), coherenceTime: Infinity } }
  ],
  ['READY of a station', node],
  ['READY of a station with a switch', { ...node, switch: { interferometers: 2, switchDuration: 10000000 } }],
  ['REFUSED typical', { reason: 0, command: 17, text: utf8('qubit: got 9, accepted is an integer 0..3') }],
  ['RESET typical', { life: 3 }],
  ['WAS_RESET typical', { life: 3 }],
  ['RESTARTED typical', { incarnation: 0x01020304 }],
  ['LOST typical', { text: utf8('no answer') }],
  ['CLOCK_REQUEST typical', { exchange: 300 }],
  ['CLOCK_ANSWER typical', { exchange: 300, era: 4, reading: 1234567890999 }],
  ['CLOCK_CHANGE typical', { era }],
  ['GENERATE typical', { ...train, period: 100000.0000125, arrivalBases: [] }],
  [
    'GENERATE with bases',
    {
      ...train,
      period: 100000,
      arrivalBases: [
        { basis: 0, share: 0.25 },
        { basis: 1, share: 0.75 }
      ]
    }
  ],
  ['HALT typical', { link: 3 }],
  ['MEASURE typical', { qubit: 2, basis: 1, tag: -7 }],
  ['MEASURE rotated', { qubit: 2, basis: 5, rotation: { x1: 0.5, y: -Math.PI / 2, x2: 0 }, tag: 8 }],
  ['MEASURED typical', { qubit: 2, tag: -7, outcome: 1 }],
  ['MEASURED on arrival', { qubit: 2, tag: 8, outcome: 0, basis: 0 }],
  ['PREPARE typical', { qubit: 1, rotation: { x1: 0.1, y: Math.PI, x2: 1e-300 }, tag: -9 }],
  ['PREPARED typical', { qubit: 1, tag: -9 }],
  ['CORRECT typical', { qubit: 1, pauli: 3, tag: 10 }],
  ['CORRECTED typical', { qubit: 1, tag: 10 }],
  ['STORE typical', { qubit: 1, tag: 11 }],
  ['STORED typical', { qubit: 1, tag: 11 }],
  ['SWAP typical', { a: 1, b: 2, tag: 12 }],
  ['SWAPPED typical', { a: 1, b: 2, tag: 12, outcome: 3 }],
  ['GATE typical', { gate: 0, control: 1, target: 2, tag: -13 }],
  ['GATED typical', { control: 1, target: 2, tag: -13 }],
  ['DISTIL typical', { keep: 1, sacrifice: 2, protocol: 0, side: 1, twirls: { keep: 11, sacrifice: 0 }, tag: 14 }],
  ['DISTIL double selection', { keep: 1, sacrifice: 2, second: 0, protocol: 2, side: 0, tag: 15 }],
  ['DISTILLED typical', { keep: 1, sacrifice: 2, tag: 14, outcome: 1 }],
  ['DISTILLED double selection', { keep: 1, sacrifice: 2, second: 0, tag: 15, outcome: 2 }],
  ['RELEASE typical', { qubit: 2 }],
  ['CALIBRATE typical', { link: 3, tag: 16 }],
  ['CALIBRATED typical', { link: 3, tag: 16 }],
  ['GENERATION_FAILED typical', { link: 3, firstSlot: 123456800 }],
  ['LINK_QUALITY typical', { link: 3, quality: 1, validFor: 5000000000 }],
  ['LINK_QUALITY for good', { link: 3, quality: 3, validFor: Infinity }],
  ['OBSERVE typical', { link: 3, firstSlot: 123456789, slots: 1000, arrival: 1234567890123, period: 100000 }],
  ['CLOSE typical', { link: 3 }],
  ['CONNECT typical', { links: [{ link: 3 }, { link: 9 }] }],
  ['CONNECT to nothing', { links: [] }],
  ['DETECTED typical', { link: 3, slot: 123457012, offset: 48250, bellIndex: 1 }],
  ['SILENT typical', { link: 3, lastSlot: 123457788 }]
]

function least() {
  const zero = { qubits: 0, measureDuration: 0, correctDuration: 0, storeDuration: 0, swapping: false, swapDuration: 0 }
  return { ...zero, distillation: false, distilDuration: 0, storage: false, links: [] }
}

const memberOf = (type) => {
  const name = type.toLowerCase().replace(/_./g, (letter) => letter.slice(1).toUpperCase())
  const field = DeviceMessage.oneofsArray[0].fieldsArray.find((one) => one.name === name)
  return { name, message: lookup(field) }
}

/** As it stands in the file: every field that is not optional, in the order of the definitions; bytes in hexadecimal. */
function inFull(message, body) {
  const fields = message.fieldsArray.flatMap((field) => {
    const value = body[field.name]
    if (value === undefined) return []
    const part = lookup(field)
    const whole = (one) => (part?.fieldsArray ? inFull(part, one) : text(one))
    return [[field.name, Array.isArray(value) ? value.map(whole) : whole(value)]]
  })
  return Object.fromEntries(fields)
}
const text = (value) => (Buffer.isBuffer(value) ? value.toString('hex') : value === Infinity ? 'Infinity' : value)

const vectors = messages.map(([name, body]) => {
  const type = name.split(' ')[0]
  const member = memberOf(type)
  const bytes = Buffer.from(DeviceMessage.encode(DeviceMessage.fromObject({ [member.name]: body })).finish())
  return { name, bytes: bytes.toString('hex'), message: { type, ...inFull(member.message, body) } }
})
const lines = vectors.map((vector) => `  ${JSON.stringify(vector)}`)
writeFileSync(join(protoDirectory, '../vectors/device-messages.json'), `[\n${lines.join(',\n')}\n]\n`)
