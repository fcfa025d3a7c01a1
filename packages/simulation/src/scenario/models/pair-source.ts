import {
  type MeasuringEnd,
  type PairSourceLinkParameters,
  type RecordedTags,
  usualClockSearch
} from '@bellwire/physics'
import * as v from 'valibot'
import type { OpticsInput } from '../schema/optics.js'
import { both, choice, described, fields, optional, quantity, share } from '../schema/values.js'
import type { Arm } from './arm.js'
import { modelKind } from './model-kind.js'

const kind = 'pair-source'

/** A gate lasts this long at least, nanoseconds, and two round trips: otherwise slots would be shut for most of the time. */
const SHORTEST_GATE = 10_000
const ROUND_TRIPS = 2

/**
 * A herald is told when its gate closes, and with the shortest slots the next GEN would come just in time if clocks were
 * never off: every herald would cost a slot. Nanoseconds.
 */
const SLOT_MARGIN = 1000
/** Shorter than a slot, so that the bases of two heralds have nothing to do with each other. Nanoseconds. */
const DEFAULT_SETTING = 1000

const detectors = fields({
  efficiency: optional(share(), 'Probability that a photon makes a click. Default 1'),
  darkCounts: optional(quantity('rate'), 'Of each detector. Default none'),
  jitter: optional(quantity('time'), 'Standard deviation of the time of a click. Default none'),
  deadTime: optional(quantity('time'), 'After a click the detector sees nothing for this long. Default none')
})

const basis = fields({
  choice: described(
    choice(['passive', 'active']),
    'By a beam splitter, photon by photon; or by a modulator, set as requests say'
  ),
  zShare: optional(share(), 'Probability of Z. Default 50 %'),
  setting: optional(
    quantity('time', { minimum: 1e-3, note: ', more than 0' }),
    "Active: how long a setting lasts, less than a slot for bases that are independent. Default '1 us'"
  )
})

const end = {
  detectors: optional(detectors, 'Of each end: four with passive choice of basis, two with active'),
  basis: optional(basis, 'How each end chooses its basis. Default passive, half Z and half X')
}

/** The files of two recordings, and what they hold once they are read. */
export interface TagFiles {
  readonly a: string
  readonly b: string
  readonly recorded?: RecordedTags
}

const file = v.pipe(v.string('the name of a file'), v.minLength(1, 'the name of a file'))

/** A continuously pumped source of photon pairs between two ends that measure them as they come. */
export const pairSource = modelKind(
  kind,
  {
    brightness: described(quantity('rate'), 'Pairs that the source makes in a second'),
    visibility: described(
      v.union([share(), both(share())], 'a share, or a list of two: in Z and in X'),
      'Of the correlations, in both bases or in Z and in X'
    ),
    ...end,
    a: optional(fields(end), 'What is different at a'),
    b: optional(fields(end), 'What is different at b'),
    coincidenceWindow: described(quantity('time'), 'Two clicks are a coincidence within ± half of this'),
    clockSearch: optional(
      fields({
        offset: optional(quantity('time'), "Largest difference of the ends' clocks. Default '1.1 ms'"),
        drift: optional(quantity('drift'), "Largest difference of their rates. Default '1 ppm'"),
        resolution: optional(quantity('time'), "Finest bins. Default '1 ns'")
      }),
      'Where the station looks for the relation of the clocks'
    ),
    tags: optional(
      v.pipe(
        fields({ a: described(file, 'Of a'), b: described(file, 'Of b') }),
        v.transform((files): TagFiles => files)
      ),
      'Files of recorded time tags, in place of the model'
    )
  },
  {
    light(model, optics, arms) {
      const parameters = parametersOf(model, arms)
      const window = gateOf(optics, arms)
      return { model: { kind, parameters }, window, guard: Math.ceil(window / 2), slotMargin: SLOT_MARGIN }
    },
    *problems(_model, optics, at) {
      for (const field of ['noise', 'detectors'] as const) {
        if (optics[field] !== undefined)
          yield { path: at(field), value: 'given', accepted: `no ${field} of the station: each end has its detectors` }
      }
    }
  }
)

type EndInput = v.InferOutput<ReturnType<typeof endSchema>>
const endSchema = () => fields(end)

type PairSourceInput = v.InferOutput<typeof pairSource.schema>

function parametersOf(model: PairSourceInput, arms: readonly [Arm, Arm]): PairSourceLinkParameters {
  const { brightness, visibility, coincidenceWindow, clockSearch, tags } = model
  const [visibilityZ, visibilityX] = typeof visibility === 'number' ? [visibility, visibility] : visibility
  return {
    source: {
      pairsPerSecond: brightness,
      visibilityZ,
      visibilityX,
      alice: measuringEnd({ ...model, ...model.a }, arms[0]),
      bob: measuringEnd({ ...model, ...model.b }, arms[1])
    },
    coincidencePicoseconds: 1000 * coincidenceWindow,
    ...(clockSearch && {
      clockSearch: {
        largestOffsetPicoseconds:
          clockSearch.offset === undefined ? usualClockSearch.largestOffsetPicoseconds : 1000 * clockSearch.offset,
        largestDrift: clockSearch.drift === undefined ? usualClockSearch.largestDrift : clockSearch.drift / 1e12,
        resolutionPicoseconds:
          clockSearch.resolution === undefined ? usualClockSearch.resolutionPicoseconds : 1000 * clockSearch.resolution
      }
    }),
    ...(tags?.recorded && { tags: tags.recorded })
  }
}

/** The source stands at the station: light to an end takes as long as word from there. */
function measuringEnd({ detectors: of = {}, basis: by = { choice: 'passive' } }: EndInput, arm: Arm): MeasuringEnd {
  const { zShare = 0.5 } = by
  return {
    channelEfficiency: arm.efficiency,
    delayPicoseconds: 1000 * arm.delay,
    basisChoice:
      by.choice === 'passive'
        ? { kind: 'passive', zShare }
        : { kind: 'active', zShare, settingPicoseconds: 1000 * (by.setting ?? DEFAULT_SETTING) },
    detector: {
      efficiency: of.efficiency ?? 1,
      darkCountsPerSecond: (of.darkCounts ?? 0) + arm.noiseCountsPerSecond,
      jitterPicoseconds: 1000 * (of.jitter ?? 0),
      deadTimeNanoseconds: of.deadTime ?? 0
    }
  }
}

function gateOf({ window }: OpticsInput, arms: readonly [Arm, Arm]): number {
  return window ?? Math.max(SHORTEST_GATE, 2 * ROUND_TRIPS * Math.max(arms[0].delay, arms[1].delay))
}
