// Generated from spec/wire by scripts/generate.js. Do not edit.
import { checkBoolean, checkBytes, checkEach, checkEmbedded, checkInteger, checkReal } from '../check.js'
import type {
  DeviceArrival,
  DeviceBasisShare,
  DeviceCalibrate,
  DeviceCalibrated,
  DeviceCapabilities,
  DeviceClockAnswer,
  DeviceClockChange,
  DeviceClockEra,
  DeviceClockRequest,
  DeviceClose,
  DeviceConnect,
  DeviceCorrect,
  DeviceCorrected,
  DeviceDetected,
  DeviceDistil,
  DeviceDistilled,
  DeviceGate,
  DeviceGated,
  DeviceGenerate,
  DeviceGenerationFailed,
  DeviceHalt,
  DeviceHello,
  DeviceLink,
  DeviceLinkNumber,
  DeviceLinkQuality,
  DeviceLost,
  DeviceMeasure,
  DeviceMeasured,
  DeviceObserve,
  DeviceOperatingPoint,
  DevicePrepare,
  DevicePrepared,
  DeviceReady,
  DeviceRefused,
  DeviceRelease,
  DeviceReset,
  DeviceRestarted,
  DeviceRotation,
  DeviceSilent,
  DeviceStore,
  DeviceStored,
  DeviceSwap,
  DeviceSwapped,
  DeviceSwitch,
  DeviceTwirls,
  DeviceWasReset
} from '../device-messages.js'
import { embedded, member, optional, scalar, schema } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

const deviceBasisShareSchema = schema(
  'DeviceBasisShare',
  [
    scalar('basis', 1, 'uint32', 0, 5),
    scalar('share', 2, 'double', 0, 1)
  ],
  (v): DeviceBasisShare => ({
    basis: v[0] as number,
    share: v[1] as number
  })
)

const deviceRotationSchema = schema(
  'DeviceRotation',
  [
    scalar('x1', 1, 'double', -1.7976931348623157e+308, 1.7976931348623157e+308),
    scalar('y', 2, 'double', -1.7976931348623157e+308, 1.7976931348623157e+308),
    scalar('x2', 3, 'double', -1.7976931348623157e+308, 1.7976931348623157e+308)
  ],
  (v): DeviceRotation => ({
    x1: v[0] as number,
    y: v[1] as number,
    x2: v[2] as number
  })
)

const deviceTwirlsSchema = schema(
  'DeviceTwirls',
  [
    scalar('keep', 1, 'uint32', 0, 11),
    scalar('sacrifice', 2, 'uint32', 0, 11)
  ],
  (v): DeviceTwirls => ({
    keep: v[0] as number,
    sacrifice: v[1] as number
  })
)

const deviceLinkNumberSchema = schema(
  'DeviceLinkNumber',
  [
    scalar('link', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceLinkNumber => ({
    link: v[0] as number
  })
)

const deviceClockEraSchema = schema(
  'DeviceClockEra',
  [
    scalar('clock', 1, 'fixed32', 0, 4294967295),
    scalar('era', 2, 'uint32', 0, 4294967295),
    scalar('reading', 3, 'sint64', -9007199254740991, 9007199254740991),
    scalar('rate', 4, 'double', 0, 1000000000),
    scalar('step', 5, 'bool', 0, 1)
  ],
  (v): DeviceClockEra => ({
    clock: v[0] as number,
    era: v[1] as number,
    reading: v[2] as number,
    rate: v[3] as number,
    step: v[4] as boolean
  })
)

const deviceArrivalSchema = schema(
  'DeviceArrival',
  [
    scalar('hardware', 1, 'bool', 0, 1),
    embedded('bases', 2, deviceBasisShareSchema, 6)
  ],
  (v): DeviceArrival => ({
    hardware: v[0] as boolean,
    bases: v[1] as DeviceBasisShare[]
  })
)

const deviceOperatingPointSchema = schema(
  'DeviceOperatingPoint',
  [
    scalar('brightness', 1, 'double', 0, 1),
    scalar('fidelity', 2, 'double', 0, 1),
    scalar('successProbability', 3, 'double', 0, 1)
  ],
  (v): DeviceOperatingPoint => ({
    brightness: v[0] as number,
    fidelity: v[1] as number,
    successProbability: v[2] as number
  })
)

const deviceLinkSchema = schema(
  'DeviceLink',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('keep', 2, 'bool', 0, 1),
    optional(embedded('arrival', 3, deviceArrivalSchema, 0)),
    embedded('points', 4, deviceOperatingPointSchema, 128),
    scalar('holds', 5, 'bool', 0, 1)
  ],
  (v): DeviceLink => ({
    link: v[0] as number,
    keep: v[1] as boolean,
    arrival: v[2] as DeviceArrival | undefined,
    points: v[3] as DeviceOperatingPoint[],
    holds: v[4] as boolean
  })
)

const deviceCapabilitiesSchema = schema(
  'DeviceCapabilities',
  [
    scalar('qubits', 1, 'uint32', 0, 4294967295),
    scalar('measureDuration', 2, 'uint64', 0, 9007199254740991),
    scalar('correctDuration', 3, 'uint64', 0, 9007199254740991),
    scalar('storeDuration', 4, 'uint64', 0, 9007199254740991),
    scalar('swapping', 5, 'bool', 0, 1),
    scalar('swapDuration', 6, 'uint64', 0, 9007199254740991),
    optional(scalar('swapQuality', 7, 'double', 0, 1)),
    optional(scalar('prepareDuration', 8, 'uint64', 0, 9007199254740991)),
    optional(scalar('gateDuration', 9, 'uint64', 0, 9007199254740991)),
    scalar('distillation', 10, 'bool', 0, 1),
    scalar('distilDuration', 11, 'uint64', 0, 9007199254740991),
    scalar('storage', 12, 'bool', 0, 1),
    scalar('coherenceTime', 13, 'double', 0, Infinity),
    embedded('links', 14, deviceLinkSchema, 256)
  ],
  (v): DeviceCapabilities => ({
    qubits: v[0] as number,
    measureDuration: v[1] as number,
    correctDuration: v[2] as number,
    storeDuration: v[3] as number,
    swapping: v[4] as boolean,
    swapDuration: v[5] as number,
    swapQuality: v[6] as number | undefined,
    prepareDuration: v[7] as number | undefined,
    gateDuration: v[8] as number | undefined,
    distillation: v[9] as boolean,
    distilDuration: v[10] as number,
    storage: v[11] as boolean,
    coherenceTime: v[12] as number,
    links: v[13] as DeviceLink[]
  })
)

const deviceSwitchSchema = schema(
  'DeviceSwitch',
  [
    scalar('interferometers', 1, 'uint32', 1, 4294967295),
    scalar('switchDuration', 2, 'uint64', 0, 9007199254740991)
  ],
  (v): DeviceSwitch => ({
    interferometers: v[0] as number,
    switchDuration: v[1] as number
  })
)

const deviceGenerateSchema = schema(
  'GENERATE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('qubit', 2, 'uint32', 0, 4294967295),
    scalar('firstSlot', 3, 'uint64', 0, 9007199254740991),
    scalar('slots', 4, 'uint64', 0, 9007199254740991),
    scalar('brightness', 5, 'double', 0, 1),
    scalar('arrival', 6, 'uint64', 0, 9007199254740991),
    scalar('period', 7, 'double', 0.001, 9007199254740991),
    embedded('arrivalBases', 8, deviceBasisShareSchema, 6)
  ],
  (v): DeviceGenerate => ({
    type: 'GENERATE',
    link: v[0] as number,
    qubit: v[1] as number,
    firstSlot: v[2] as number,
    slots: v[3] as number,
    brightness: v[4] as number,
    arrival: v[5] as number,
    period: v[6] as number,
    arrivalBases: v[7] as DeviceBasisShare[]
  })
)

const deviceHaltSchema = schema(
  'HALT',
  [
    scalar('link', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceHalt => ({
    type: 'HALT',
    link: v[0] as number
  })
)

const deviceMeasureSchema = schema(
  'MEASURE',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('basis', 2, 'uint32', 0, 5),
    optional(embedded('rotation', 3, deviceRotationSchema, 0)),
    scalar('tag', 4, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceMeasure => ({
    type: 'MEASURE',
    qubit: v[0] as number,
    basis: v[1] as number,
    rotation: v[2] as DeviceRotation | undefined,
    tag: v[3] as number
  })
)

const deviceMeasuredSchema = schema(
  'MEASURED',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991),
    scalar('outcome', 3, 'uint32', 0, 1),
    optional(scalar('basis', 4, 'uint32', 0, 5))
  ],
  (v): DeviceMeasured => ({
    type: 'MEASURED',
    qubit: v[0] as number,
    tag: v[1] as number,
    outcome: v[2] as number,
    basis: v[3] as number | undefined
  })
)

const deviceReleaseSchema = schema(
  'RELEASE',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceRelease => ({
    type: 'RELEASE',
    qubit: v[0] as number
  })
)

const deviceCorrectSchema = schema(
  'CORRECT',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('pauli', 2, 'uint32', 0, 3),
    scalar('tag', 3, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceCorrect => ({
    type: 'CORRECT',
    qubit: v[0] as number,
    pauli: v[1] as number,
    tag: v[2] as number
  })
)

const deviceCorrectedSchema = schema(
  'CORRECTED',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceCorrected => ({
    type: 'CORRECTED',
    qubit: v[0] as number,
    tag: v[1] as number
  })
)

const deviceSwapSchema = schema(
  'SWAP',
  [
    scalar('a', 1, 'uint32', 0, 4294967295),
    scalar('b', 2, 'uint32', 0, 4294967295),
    scalar('tag', 3, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceSwap => ({
    type: 'SWAP',
    a: v[0] as number,
    b: v[1] as number,
    tag: v[2] as number
  })
)

const deviceSwappedSchema = schema(
  'SWAPPED',
  [
    scalar('a', 1, 'uint32', 0, 4294967295),
    scalar('b', 2, 'uint32', 0, 4294967295),
    scalar('tag', 3, 'sint64', -9007199254740991, 9007199254740991),
    scalar('outcome', 4, 'uint32', 0, 3)
  ],
  (v): DeviceSwapped => ({
    type: 'SWAPPED',
    a: v[0] as number,
    b: v[1] as number,
    tag: v[2] as number,
    outcome: v[3] as number
  })
)

const deviceObserveSchema = schema(
  'OBSERVE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('firstSlot', 2, 'uint64', 0, 9007199254740991),
    scalar('slots', 3, 'uint64', 0, 9007199254740991),
    scalar('arrival', 4, 'uint64', 0, 9007199254740991),
    scalar('period', 5, 'double', 0.001, 9007199254740991)
  ],
  (v): DeviceObserve => ({
    type: 'OBSERVE',
    link: v[0] as number,
    firstSlot: v[1] as number,
    slots: v[2] as number,
    arrival: v[3] as number,
    period: v[4] as number
  })
)

const deviceCloseSchema = schema(
  'CLOSE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceClose => ({
    type: 'CLOSE',
    link: v[0] as number
  })
)

const deviceDetectedSchema = schema(
  'DETECTED',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('slot', 2, 'uint64', 0, 9007199254740991),
    scalar('offset', 3, 'uint64', 0, 9007199254740991),
    scalar('bellIndex', 4, 'uint32', 0, 3)
  ],
  (v): DeviceDetected => ({
    type: 'DETECTED',
    link: v[0] as number,
    slot: v[1] as number,
    offset: v[2] as number,
    bellIndex: v[3] as number
  })
)

const deviceSilentSchema = schema(
  'SILENT',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('lastSlot', 2, 'uint64', 0, 9007199254740991)
  ],
  (v): DeviceSilent => ({
    type: 'SILENT',
    link: v[0] as number,
    lastSlot: v[1] as number
  })
)

const deviceClockRequestSchema = schema(
  'CLOCK_REQUEST',
  [
    scalar('exchange', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceClockRequest => ({
    type: 'CLOCK_REQUEST',
    exchange: v[0] as number
  })
)

const deviceClockAnswerSchema = schema(
  'CLOCK_ANSWER',
  [
    scalar('exchange', 1, 'uint32', 0, 4294967295),
    scalar('era', 2, 'uint32', 0, 4294967295),
    scalar('reading', 3, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceClockAnswer => ({
    type: 'CLOCK_ANSWER',
    exchange: v[0] as number,
    era: v[1] as number,
    reading: v[2] as number
  })
)

const deviceStoreSchema = schema(
  'STORE',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceStore => ({
    type: 'STORE',
    qubit: v[0] as number,
    tag: v[1] as number
  })
)

const deviceStoredSchema = schema(
  'STORED',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceStored => ({
    type: 'STORED',
    qubit: v[0] as number,
    tag: v[1] as number
  })
)

const devicePrepareSchema = schema(
  'PREPARE',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    embedded('rotation', 2, deviceRotationSchema, 0),
    scalar('tag', 3, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DevicePrepare => ({
    type: 'PREPARE',
    qubit: v[0] as number,
    rotation: v[1] as DeviceRotation,
    tag: v[2] as number
  })
)

const devicePreparedSchema = schema(
  'PREPARED',
  [
    scalar('qubit', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DevicePrepared => ({
    type: 'PREPARED',
    qubit: v[0] as number,
    tag: v[1] as number
  })
)

const deviceGateSchema = schema(
  'GATE',
  [
    scalar('gate', 1, 'uint32', 0, 0),
    scalar('control', 2, 'uint32', 0, 4294967295),
    scalar('target', 3, 'uint32', 0, 4294967295),
    scalar('tag', 4, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceGate => ({
    type: 'GATE',
    gate: v[0] as number,
    control: v[1] as number,
    target: v[2] as number,
    tag: v[3] as number
  })
)

const deviceGatedSchema = schema(
  'GATED',
  [
    scalar('control', 1, 'uint32', 0, 4294967295),
    scalar('target', 2, 'uint32', 0, 4294967295),
    scalar('tag', 3, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceGated => ({
    type: 'GATED',
    control: v[0] as number,
    target: v[1] as number,
    tag: v[2] as number
  })
)

const deviceDistilSchema = schema(
  'DISTIL',
  [
    scalar('keep', 1, 'uint32', 0, 4294967295),
    scalar('sacrifice', 2, 'uint32', 0, 4294967295),
    optional(scalar('second', 3, 'uint32', 0, 4294967295)),
    scalar('protocol', 4, 'uint32', 0, 2),
    scalar('side', 5, 'uint32', 0, 1),
    optional(embedded('twirls', 6, deviceTwirlsSchema, 0)),
    scalar('tag', 7, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceDistil => ({
    type: 'DISTIL',
    keep: v[0] as number,
    sacrifice: v[1] as number,
    second: v[2] as number | undefined,
    protocol: v[3] as number,
    side: v[4] as number,
    twirls: v[5] as DeviceTwirls | undefined,
    tag: v[6] as number
  })
)

const deviceDistilledSchema = schema(
  'DISTILLED',
  [
    scalar('keep', 1, 'uint32', 0, 4294967295),
    scalar('sacrifice', 2, 'uint32', 0, 4294967295),
    optional(scalar('second', 3, 'uint32', 0, 4294967295)),
    scalar('tag', 4, 'sint64', -9007199254740991, 9007199254740991),
    scalar('outcome', 5, 'uint32', 0, 3)
  ],
  (v): DeviceDistilled => ({
    type: 'DISTILLED',
    keep: v[0] as number,
    sacrifice: v[1] as number,
    second: v[2] as number | undefined,
    tag: v[3] as number,
    outcome: v[4] as number
  })
)

const deviceCalibrateSchema = schema(
  'CALIBRATE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceCalibrate => ({
    type: 'CALIBRATE',
    link: v[0] as number,
    tag: v[1] as number
  })
)

const deviceCalibratedSchema = schema(
  'CALIBRATED',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('tag', 2, 'sint64', -9007199254740991, 9007199254740991)
  ],
  (v): DeviceCalibrated => ({
    type: 'CALIBRATED',
    link: v[0] as number,
    tag: v[1] as number
  })
)

const deviceGenerationFailedSchema = schema(
  'GENERATION_FAILED',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('firstSlot', 2, 'uint64', 0, 9007199254740991)
  ],
  (v): DeviceGenerationFailed => ({
    type: 'GENERATION_FAILED',
    link: v[0] as number,
    firstSlot: v[1] as number
  })
)

const deviceLinkQualitySchema = schema(
  'LINK_QUALITY',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('quality', 2, 'uint32', 0, 3),
    scalar('validFor', 3, 'double', 0, Infinity)
  ],
  (v): DeviceLinkQuality => ({
    type: 'LINK_QUALITY',
    link: v[0] as number,
    quality: v[1] as number,
    validFor: v[2] as number
  })
)

const deviceConnectSchema = schema(
  'CONNECT',
  [
    embedded('links', 1, deviceLinkNumberSchema, 256)
  ],
  (v): DeviceConnect => ({
    type: 'CONNECT',
    links: v[0] as DeviceLinkNumber[]
  })
)

const deviceHelloSchema = schema(
  'HELLO',
  [
    scalar('minimumVersion', 1, 'uint32', 1, 65535),
    scalar('maximumVersion', 2, 'uint32', 1, 65535),
    scalar('role', 3, 'uint32', 0, 1),
    scalar('name', 4, 'bytes', 0, 255)
  ],
  (v): DeviceHello => ({
    type: 'HELLO',
    minimumVersion: v[0] as number,
    maximumVersion: v[1] as number,
    role: v[2] as number,
    name: v[3] as Uint8Array
  })
)

const deviceReadySchema = schema(
  'READY',
  [
    scalar('version', 1, 'uint32', 1, 65535),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    embedded('clock', 3, deviceClockEraSchema, 0),
    optional(embedded('capabilities', 4, deviceCapabilitiesSchema, 0)),
    optional(embedded('switch', 5, deviceSwitchSchema, 0))
  ],
  (v): DeviceReady => ({
    type: 'READY',
    version: v[0] as number,
    incarnation: v[1] as number,
    clock: v[2] as DeviceClockEra,
    capabilities: v[3] as DeviceCapabilities | undefined,
    switch: v[4] as DeviceSwitch | undefined
  })
)

const deviceRefusedSchema = schema(
  'REFUSED',
  [
    scalar('reason', 1, 'uint32', 0, 5),
    scalar('command', 2, 'uint64', 0, 9007199254740991),
    scalar('text', 3, 'bytes', 0, 1024)
  ],
  (v): DeviceRefused => ({
    type: 'REFUSED',
    reason: v[0] as number,
    command: v[1] as number,
    text: v[2] as Uint8Array
  })
)

const deviceResetSchema = schema(
  'RESET',
  [
    scalar('life', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceReset => ({
    type: 'RESET',
    life: v[0] as number
  })
)

const deviceWasResetSchema = schema(
  'WAS_RESET',
  [
    scalar('life', 1, 'uint32', 0, 4294967295)
  ],
  (v): DeviceWasReset => ({
    type: 'WAS_RESET',
    life: v[0] as number
  })
)

const deviceClockChangeSchema = schema(
  'CLOCK_CHANGE',
  [
    embedded('era', 1, deviceClockEraSchema, 0)
  ],
  (v): DeviceClockChange => ({
    type: 'CLOCK_CHANGE',
    era: v[0] as DeviceClockEra
  })
)

const deviceRestartedSchema = schema(
  'RESTARTED',
  [
    scalar('incarnation', 1, 'fixed32', 0, 4294967295)
  ],
  (v): DeviceRestarted => ({
    type: 'RESTARTED',
    incarnation: v[0] as number
  })
)

const deviceLostSchema = schema(
  'LOST',
  [
    scalar('text', 1, 'bytes', 0, 1024)
  ],
  (v): DeviceLost => ({
    type: 'LOST',
    text: v[0] as Uint8Array
  })
)

function checkDeviceBasisShare(message: DeviceBasisShare): void {
  checkInteger('basis', message.basis, 0, 5)
  checkReal('share', message.share, 0, 1)
}

function checkDeviceRotation(message: DeviceRotation): void {
  checkReal('x1', message.x1, -1.7976931348623157e+308, 1.7976931348623157e+308)
  checkReal('y', message.y, -1.7976931348623157e+308, 1.7976931348623157e+308)
  checkReal('x2', message.x2, -1.7976931348623157e+308, 1.7976931348623157e+308)
}

function checkDeviceTwirls(message: DeviceTwirls): void {
  checkInteger('keep', message.keep, 0, 11)
  checkInteger('sacrifice', message.sacrifice, 0, 11)
}

function checkDeviceLinkNumber(message: DeviceLinkNumber): void {
  checkInteger('link', message.link, 0, 4294967295)
}

function checkDeviceClockEra(message: DeviceClockEra): void {
  checkInteger('clock', message.clock, 0, 4294967295)
  checkInteger('era', message.era, 0, 4294967295)
  checkInteger('reading', message.reading, -9007199254740991, 9007199254740991)
  checkReal('rate', message.rate, 0, 1000000000)
  checkBoolean('step', message.step)
}

function checkDeviceArrival(message: DeviceArrival): void {
  checkBoolean('hardware', message.hardware)
  checkEach('bases', message.bases, 6, checkDeviceBasisShare)
}

function checkDeviceOperatingPoint(message: DeviceOperatingPoint): void {
  checkReal('brightness', message.brightness, 0, 1)
  checkReal('fidelity', message.fidelity, 0, 1)
  checkReal('successProbability', message.successProbability, 0, 1)
}

function checkDeviceLink(message: DeviceLink): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkBoolean('keep', message.keep)
  if (message.arrival !== undefined) checkEmbedded('arrival', message.arrival, checkDeviceArrival)
  checkEach('points', message.points, 128, checkDeviceOperatingPoint)
  checkBoolean('holds', message.holds)
}

function checkDeviceCapabilities(message: DeviceCapabilities): void {
  checkInteger('qubits', message.qubits, 0, 4294967295)
  checkInteger('measureDuration', message.measureDuration, 0, 9007199254740991)
  checkInteger('correctDuration', message.correctDuration, 0, 9007199254740991)
  checkInteger('storeDuration', message.storeDuration, 0, 9007199254740991)
  checkBoolean('swapping', message.swapping)
  checkInteger('swapDuration', message.swapDuration, 0, 9007199254740991)
  if (message.swapQuality !== undefined) checkReal('swapQuality', message.swapQuality, 0, 1)
  if (message.prepareDuration !== undefined) checkInteger('prepareDuration', message.prepareDuration, 0, 9007199254740991)
  if (message.gateDuration !== undefined) checkInteger('gateDuration', message.gateDuration, 0, 9007199254740991)
  checkBoolean('distillation', message.distillation)
  checkInteger('distilDuration', message.distilDuration, 0, 9007199254740991)
  checkBoolean('storage', message.storage)
  checkReal('coherenceTime', message.coherenceTime, 0, Infinity)
  checkEach('links', message.links, 256, checkDeviceLink)
}

function checkDeviceSwitch(message: DeviceSwitch): void {
  checkInteger('interferometers', message.interferometers, 1, 4294967295)
  checkInteger('switchDuration', message.switchDuration, 0, 9007199254740991)
}

function checkDeviceGenerate(message: DeviceGenerate): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('slots', message.slots, 0, 9007199254740991)
  checkReal('brightness', message.brightness, 0, 1)
  checkInteger('arrival', message.arrival, 0, 9007199254740991)
  checkReal('period', message.period, 0.001, 9007199254740991)
  checkEach('arrivalBases', message.arrivalBases, 6, checkDeviceBasisShare)
}

function checkDeviceHalt(message: DeviceHalt): void {
  checkInteger('link', message.link, 0, 4294967295)
}

function checkDeviceMeasure(message: DeviceMeasure): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('basis', message.basis, 0, 5)
  if (message.rotation !== undefined) checkEmbedded('rotation', message.rotation, checkDeviceRotation)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceMeasured(message: DeviceMeasured): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
  checkInteger('outcome', message.outcome, 0, 1)
  if (message.basis !== undefined) checkInteger('basis', message.basis, 0, 5)
}

function checkDeviceRelease(message: DeviceRelease): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
}

function checkDeviceCorrect(message: DeviceCorrect): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('pauli', message.pauli, 0, 3)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceCorrected(message: DeviceCorrected): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceSwap(message: DeviceSwap): void {
  checkInteger('a', message.a, 0, 4294967295)
  checkInteger('b', message.b, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceSwapped(message: DeviceSwapped): void {
  checkInteger('a', message.a, 0, 4294967295)
  checkInteger('b', message.b, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
  checkInteger('outcome', message.outcome, 0, 3)
}

function checkDeviceObserve(message: DeviceObserve): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('slots', message.slots, 0, 9007199254740991)
  checkInteger('arrival', message.arrival, 0, 9007199254740991)
  checkReal('period', message.period, 0.001, 9007199254740991)
}

function checkDeviceClose(message: DeviceClose): void {
  checkInteger('link', message.link, 0, 4294967295)
}

function checkDeviceDetected(message: DeviceDetected): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('slot', message.slot, 0, 9007199254740991)
  checkInteger('offset', message.offset, 0, 9007199254740991)
  checkInteger('bellIndex', message.bellIndex, 0, 3)
}

function checkDeviceSilent(message: DeviceSilent): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('lastSlot', message.lastSlot, 0, 9007199254740991)
}

function checkDeviceClockRequest(message: DeviceClockRequest): void {
  checkInteger('exchange', message.exchange, 0, 4294967295)
}

function checkDeviceClockAnswer(message: DeviceClockAnswer): void {
  checkInteger('exchange', message.exchange, 0, 4294967295)
  checkInteger('era', message.era, 0, 4294967295)
  checkInteger('reading', message.reading, -9007199254740991, 9007199254740991)
}

function checkDeviceStore(message: DeviceStore): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceStored(message: DeviceStored): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDevicePrepare(message: DevicePrepare): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkEmbedded('rotation', message.rotation, checkDeviceRotation)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDevicePrepared(message: DevicePrepared): void {
  checkInteger('qubit', message.qubit, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceGate(message: DeviceGate): void {
  checkInteger('gate', message.gate, 0, 0)
  checkInteger('control', message.control, 0, 4294967295)
  checkInteger('target', message.target, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceGated(message: DeviceGated): void {
  checkInteger('control', message.control, 0, 4294967295)
  checkInteger('target', message.target, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceDistil(message: DeviceDistil): void {
  checkInteger('keep', message.keep, 0, 4294967295)
  checkInteger('sacrifice', message.sacrifice, 0, 4294967295)
  if (message.second !== undefined) checkInteger('second', message.second, 0, 4294967295)
  checkInteger('protocol', message.protocol, 0, 2)
  checkInteger('side', message.side, 0, 1)
  if (message.twirls !== undefined) checkEmbedded('twirls', message.twirls, checkDeviceTwirls)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceDistilled(message: DeviceDistilled): void {
  checkInteger('keep', message.keep, 0, 4294967295)
  checkInteger('sacrifice', message.sacrifice, 0, 4294967295)
  if (message.second !== undefined) checkInteger('second', message.second, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
  checkInteger('outcome', message.outcome, 0, 3)
}

function checkDeviceCalibrate(message: DeviceCalibrate): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceCalibrated(message: DeviceCalibrated): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('tag', message.tag, -9007199254740991, 9007199254740991)
}

function checkDeviceGenerationFailed(message: DeviceGenerationFailed): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
}

function checkDeviceLinkQuality(message: DeviceLinkQuality): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('quality', message.quality, 0, 3)
  checkReal('validFor', message.validFor, 0, Infinity)
}

function checkDeviceConnect(message: DeviceConnect): void {
  checkEach('links', message.links, 256, checkDeviceLinkNumber)
}

function checkDeviceHello(message: DeviceHello): void {
  checkInteger('minimumVersion', message.minimumVersion, 1, 65535)
  checkInteger('maximumVersion', message.maximumVersion, 1, 65535)
  checkInteger('role', message.role, 0, 1)
  checkBytes('name', message.name, 255)
}

function checkDeviceReady(message: DeviceReady): void {
  checkInteger('version', message.version, 1, 65535)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkEmbedded('clock', message.clock, checkDeviceClockEra)
  if (message.capabilities !== undefined) checkEmbedded('capabilities', message.capabilities, checkDeviceCapabilities)
  if (message.switch !== undefined) checkEmbedded('switch', message.switch, checkDeviceSwitch)
}

function checkDeviceRefused(message: DeviceRefused): void {
  checkInteger('reason', message.reason, 0, 5)
  checkInteger('command', message.command, 0, 9007199254740991)
  checkBytes('text', message.text, 1024)
}

function checkDeviceReset(message: DeviceReset): void {
  checkInteger('life', message.life, 0, 4294967295)
}

function checkDeviceWasReset(message: DeviceWasReset): void {
  checkInteger('life', message.life, 0, 4294967295)
}

function checkDeviceClockChange(message: DeviceClockChange): void {
  checkEmbedded('era', message.era, checkDeviceClockEra)
}

function checkDeviceRestarted(message: DeviceRestarted): void {
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
}

function checkDeviceLost(message: DeviceLost): void {
  checkBytes('text', message.text, 1024)
}

/** Every message between a party and its hardware, by type. */
export const DEVICE_MEMBERS = {
  GENERATE: member(1, deviceGenerateSchema, checkDeviceGenerate, v1.DeviceGenerate.encode),
  HALT: member(2, deviceHaltSchema, checkDeviceHalt, v1.DeviceHalt.encode),
  MEASURE: member(3, deviceMeasureSchema, checkDeviceMeasure, v1.DeviceMeasure.encode),
  MEASURED: member(4, deviceMeasuredSchema, checkDeviceMeasured, v1.DeviceMeasured.encode),
  RELEASE: member(5, deviceReleaseSchema, checkDeviceRelease, v1.DeviceRelease.encode),
  CORRECT: member(6, deviceCorrectSchema, checkDeviceCorrect, v1.DeviceCorrect.encode),
  CORRECTED: member(7, deviceCorrectedSchema, checkDeviceCorrected, v1.DeviceCorrected.encode),
  SWAP: member(8, deviceSwapSchema, checkDeviceSwap, v1.DeviceSwap.encode),
  SWAPPED: member(9, deviceSwappedSchema, checkDeviceSwapped, v1.DeviceSwapped.encode),
  OBSERVE: member(10, deviceObserveSchema, checkDeviceObserve, v1.DeviceObserve.encode),
  CLOSE: member(11, deviceCloseSchema, checkDeviceClose, v1.DeviceClose.encode),
  DETECTED: member(12, deviceDetectedSchema, checkDeviceDetected, v1.DeviceDetected.encode),
  SILENT: member(13, deviceSilentSchema, checkDeviceSilent, v1.DeviceSilent.encode),
  CLOCK_REQUEST: member(14, deviceClockRequestSchema, checkDeviceClockRequest, v1.DeviceClockRequest.encode),
  CLOCK_ANSWER: member(15, deviceClockAnswerSchema, checkDeviceClockAnswer, v1.DeviceClockAnswer.encode),
  STORE: member(16, deviceStoreSchema, checkDeviceStore, v1.DeviceStore.encode),
  STORED: member(17, deviceStoredSchema, checkDeviceStored, v1.DeviceStored.encode),
  PREPARE: member(18, devicePrepareSchema, checkDevicePrepare, v1.DevicePrepare.encode),
  PREPARED: member(19, devicePreparedSchema, checkDevicePrepared, v1.DevicePrepared.encode),
  GATE: member(20, deviceGateSchema, checkDeviceGate, v1.DeviceGate.encode),
  GATED: member(21, deviceGatedSchema, checkDeviceGated, v1.DeviceGated.encode),
  DISTIL: member(22, deviceDistilSchema, checkDeviceDistil, v1.DeviceDistil.encode),
  DISTILLED: member(23, deviceDistilledSchema, checkDeviceDistilled, v1.DeviceDistilled.encode),
  CALIBRATE: member(24, deviceCalibrateSchema, checkDeviceCalibrate, v1.DeviceCalibrate.encode),
  CALIBRATED: member(25, deviceCalibratedSchema, checkDeviceCalibrated, v1.DeviceCalibrated.encode),
  GENERATION_FAILED: member(26, deviceGenerationFailedSchema, checkDeviceGenerationFailed, v1.DeviceGenerationFailed.encode),
  LINK_QUALITY: member(27, deviceLinkQualitySchema, checkDeviceLinkQuality, v1.DeviceLinkQuality.encode),
  CONNECT: member(28, deviceConnectSchema, checkDeviceConnect, v1.DeviceConnect.encode),
  HELLO: member(32, deviceHelloSchema, checkDeviceHello, v1.DeviceHello.encode),
  READY: member(33, deviceReadySchema, checkDeviceReady, v1.DeviceReady.encode),
  REFUSED: member(34, deviceRefusedSchema, checkDeviceRefused, v1.DeviceRefused.encode),
  RESET: member(35, deviceResetSchema, checkDeviceReset, v1.DeviceReset.encode),
  WAS_RESET: member(36, deviceWasResetSchema, checkDeviceWasReset, v1.DeviceWasReset.encode),
  CLOCK_CHANGE: member(37, deviceClockChangeSchema, checkDeviceClockChange, v1.DeviceClockChange.encode),
  RESTARTED: member(38, deviceRestartedSchema, checkDeviceRestarted, v1.DeviceRestarted.encode),
  LOST: member(39, deviceLostSchema, checkDeviceLost, v1.DeviceLost.encode)
}
