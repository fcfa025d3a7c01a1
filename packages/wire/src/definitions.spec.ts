import { describe, expect, it } from 'vitest'
import { describe as describeField, loadDefinitions, members } from '../scripts/definitions.js'
import * as codes from './codes.js'
import { MEMBERS } from './generated/members.js'
import { CRITICAL_FIELDS, LIMITS, MESSAGE_FIELDS } from './limits.js'

const definitions = loadDefinitions()

describe('the definitions', () => {
  it('begin every message with the header of a link, of neighbours, of a dialogue or of a pair', () => {
    for (const { message } of members(definitions)) {
      const fields = message.fieldsArray.map((field) => `${field.type} ${field.name} = ${field.id}`)
      const header =
        'link' in message.fields
          ? ['uint32 link = 1', 'fixed32 incarnation = 2', 'uint32 epoch = 3']
          : 'session' in message.fields
            ? ['fixed32 session = 1', 'fixed32 peerSession = 2']
            : 'dialogue' in message.fields
              ? ['fixed32 dialogue = 1', 'uint32 purpose = 2', 'uint32 step = 3']
              : ['uint32 purpose = 1', 'uint32 initiator = 2', 'uint32 circuit = 3', 'uint32 headEpoch = 4']
      expect(fields.slice(0, header.length), message.name).toEqual(header)
    }
  })

  it('number fields in the order in which they stand, as the canonical form needs', () => {
    for (const { message } of members(definitions)) {
      const numbers = message.fieldsArray.map((field) => field.id)
      expect(numbers, message.name).toEqual([...numbers].sort((a, b) => a - b))
    }
  })

  it('use no critical number: there is no earlier version', () => {
    for (const { message, number } of members(definitions)) {
      expect(number).toBeGreaterThanOrEqual(MESSAGE_FIELDS.first)
      expect(number).toBeLessThanOrEqual(MESSAGE_FIELDS.last)
      for (const field of message.fieldsArray) expect(field.id).toBeLessThan(CRITICAL_FIELDS.first)
    }
  })

  it('carry integers, and bytes that they do not read, only: no end can compare a floating-point number of the other (WIR-005)', () => {
    const integers = new Set(['bool', 'uint32', 'fixed32', 'uint64', 'sint64', 'bytes'])
    type Message = ReturnType<typeof members>[number]['message']
    const check = (message: Message): void => {
      for (const field of message.fieldsArray) {
        const { resolvedType } = field.resolve()
        if (resolvedType === null) expect(integers, `${message.name}.${field.name}`).toContain(field.type)
        else if ('fieldsArray' in resolvedType) check(resolvedType)
      }
    }
    for (const { message } of members(definitions)) check(message)
  })

  it('bound every repeated field, as the limits say', () => {
    const bounds: Record<string, unknown> = {}
    for (const { type, message } of members(definitions)) {
      for (const field of message.fieldsArray) {
        if (field.repeated) bounds[`${type}.${field.name}`] = describeField(field).maximumCount
      }
    }
    expect(bounds).toEqual({
      'TEST_RESULTS.rounds': LIMITS.testRounds,
      'SCHEDULE.bins': LIMITS.scheduleBins,
      'ADVERTISEMENT.links': LIMITS.advertisedLinks,
      'PATH.hops': LIMITS.hops,
      'SETTLE.tests': LIMITS.settledPairs,
      'PATH.stages': LIMITS.stages,
      'DISTIL.sacrificed': LIMITS.sacrificed,
      'SETTLE.pairs': LIMITS.settledPairs,
      'SETTLE.lost': LIMITS.settledPairs,
      'SETTLED.refused': LIMITS.settledPairs,
      'SETTLED.open': LIMITS.settledPairs,
      'KEY_RESERVE.units': LIMITS.reservedUnits,
      'KEY_RESERVE.slaves': LIMITS.slaves,
      'KEY_BURN.units': LIMITS.reservedUnits
    })
    const { points } = definitions.lookupType('bellwire.v1.AdvertisedLink').fields
    expect(describeField(points!).maximumCount).toBe(LIMITS.advertisedPoints)
  })

  it('bound every field of bytes, as the limits say', () => {
    const bounds = members(definitions).flatMap(({ type, message }) =>
      message.fieldsArray
        .map(describeField)
        .filter(({ kind }) => kind === 'bytes')
        .map(({ name, maximum }) => [`${type}.${name}`, maximum])
    )
    expect(Object.fromEntries(bounds)).toEqual({
      'ASK.body': LIMITS.dialogueBytes,
      'ANSWER.body': LIMITS.dialogueBytes
    })
  })

  it('have few enough fields for the decoder, which keeps one bit for each', () => {
    for (const member of Object.values(MEMBERS)) expect(member.schema.fields.length).toBeLessThanOrEqual(31)
  })

  it.each([
    ['ErrorCode', codes.ErrorCode, codes.ERROR_CODE_NAMES],
    ['HeraldError', codes.HeraldError, codes.HERALD_ERROR_NAMES],
    ['Outcome', codes.Outcome, codes.OUTCOME_NAMES],
    ['BellIndex', codes.BellIndex, codes.BELL_INDEX_NAMES],
    ['State', codes.State, codes.STATE_NAMES],
    ['RequestKind', codes.RequestKind, codes.REQUEST_KIND_NAMES],
    ['DistillationProtocol', codes.DistillationProtocol, codes.DISTILLATION_PROTOCOL_NAMES],
    ['DistillationSchedule', codes.DistillationSchedule, codes.DISTILLATION_SCHEDULE_NAMES],
    ['RandomBasis', codes.RandomBasis, codes.RANDOM_BASIS_NAMES],
    ['Basis', codes.Basis, codes.BASIS_NAMES],
    ['Role', codes.Role, codes.ROLE_NAMES],
    ['HeraldingPlace', codes.HeraldingPlace, codes.HERALDING_PLACE_NAMES]
  ] as [string, Record<string, number>, Record<number, string>][])(
    'agree with the code on %s',
    (name, values, names) => {
      const prefix = `${name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`
      const defined = definitions.lookupEnum(`bellwire.v1.${name}`).values
      expect(Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))).toEqual(defined)
      expect(Object.values(defined).sort((a, b) => a - b)).toEqual(Object.keys(defined).map((_, index) => index))
      for (const [key, value] of Object.entries(values)) expect(names[value]).toBe(key)
    }
  )
})
