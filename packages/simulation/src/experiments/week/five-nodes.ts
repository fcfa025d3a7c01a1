import { type HeraldingModel, operatingPointsOf } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { LinkDescription, NetworkDescription } from '../../network/description.js'

const SECOND: Nanoseconds = NANOSECONDS_PER_SECOND
const MINUTE: Nanoseconds = 60 * SECOND

/** 5 km of fibre at 2.042·10⁸ m/s. */
const ARM_DELAY: Nanoseconds = 24_486

const EMISSION = 0.02

const MODEL: HeraldingModel = {
  kind: 'single-click',
  parameters: {
    efficiencyA: 0.1,
    efficiencyB: 0.1,
    photonOverlap: 0.99,
    phaseContrast: 0.995,
    operationsContrast: 0.995
  }
}

/** Contrast that a link may lose until its hardware calls it drifting, and out of specification. */
const DRIFTING = 0.02
const OUT_OF_SPECIFICATION = 0.04

interface LinkUpkeep {
  /** From a calibration until the link has lost so much that it wants the next one. */
  readonly interval: Nanoseconds
  /** How long one takes. */
  readonly calibration: Nanoseconds
  /** It gives no warning before it is out of specification. */
  readonly sudden?: boolean
  /** Time in every day when there is no light. */
  readonly dark?: { readonly from: Nanoseconds; readonly until: Nanoseconds }
}

/** One link after the other around the ring. */
const UPKEEP: readonly LinkUpkeep[] = [
  { interval: 20 * MINUTE, calibration: 20 * SECOND },
  { interval: 19 * MINUTE, calibration: 30 * SECOND },
  { interval: 21 * MINUTE, calibration: 40 * SECOND, sudden: true },
  { interval: 20 * MINUTE, calibration: 60 * SECOND },
  { interval: 20.5 * MINUTE, calibration: 25 * SECOND, dark: { from: 30 * MINUTE, until: 45 * MINUTE } }
]

const DAY: Nanoseconds = 24 * 60 * MINUTE
const DAYS = 7

/** The links' conditions change so often. */
export const STEP: Nanoseconds = 10 * SECOND

/** Whoever wants less than this of a link gets it as long as the link is in specification. */
function promisedPoints() {
  // The part of the fidelity that goes with the contrast is at most a half.
  return operatingPointsOf(MODEL, [0, 0], [EMISSION]).map((point) => {
    return { ...point, fidelity: point.fidelity - OUT_OF_SPECIFICATION / 2 }
  })
}

/**
 * Five nodes in a ring of 10 km links by single clicks. Every link loses contrast, and its phase walks: about every 20
 * minutes it must be calibrated, for a time of its own; one of them gives no warning, one is dark for a quarter of an
 * hour each day. What a link promises is what it still gives at the end of its specification. Clocks run wrong by up
 * to 2·10⁻⁹.
 */
export function fiveNodes(): NetworkDescription {
  const names = UPKEEP.map((_, index) => `n${index + 1}`)
  return {
    nodes: names.map((name, index) => ({
      name,
      qubits: 12,
      clock: { offset: 10 * index, drift: 1000 * (index - 2), quality: 20 }
    })),
    stations: names.map((name) => ({ name: `${name} station` })),
    links: UPKEEP.map((upkeep, index) => {
      const [a, b] = [names[index] as string, names[(index + 1) % names.length] as string]
      return link(a, b, upkeep)
    }),
    network: {
      configuration: { stallPatience: 2 * SECOND },
      adjacency: { helloInterval: 10 * SECOND, deadInterval: 40 * SECOND }
    }
  }
}

function link(a: string, b: string, { interval, calibration, sudden = false, dark }: LinkUpkeep): LinkDescription {
  const drifting = sudden ? OUT_OF_SPECIFICATION : DRIFTING
  const days = Array.from({ length: DAYS }, (_, day) => day * DAY)
  return {
    a,
    b,
    station: `${a} station`,
    delays: [ARM_DELAY, ARM_DELAY],
    guard: 100,
    window: 100,
    model: MODEL,
    operatingPoints: promisedPoints(),
    calibrationDuration: calibration,
    // Until a window can begin, both ends must have heard of it: without warning, the link is down for so long.
    ...(sudden && { timers: { repeat: SECOND } }),
    drift: {
      stepInterval: STEP,
      law: { kind: 'linear', time: interval / drifting },
      phaseWalk: 0.001,
      thresholds: { measure: 'contrast', drifting, outOfSpecification: OUT_OF_SPECIFICATION },
      ...(dark && { dark: days.map((day) => ({ from: day + dark.from, until: day + dark.until })) })
    }
  }
}
