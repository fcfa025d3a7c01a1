import { ca40Parameters, ca40SingleClick, operatingPoints, windowNoise } from '@bellwire/physics'
import type { ArmInput, OpticsInput } from '../schema/optics.js'
import { choice, described, list, optional, share } from '../schema/values.js'
import { modelKind } from './model-kind.js'

type Platform = 'ca40-10km' | 'ca40-101km' | 'ca40'

const PUBLISHED_LENGTHS = { 'ca40-10km': 10, 'ca40-101km': 101 } as const

/** Published hardware, all of whose optics is known. */
export const platform = modelKind(
  'platform',
  {
    platform: described(
      choice(['ca40-10km', 'ca40-101km', 'ca40']),
      'Published hardware; ca40 takes the length of the link'
    ),
    brightnesses: optional(list(share()), 'Bright-state populations to choose from')
  },
  {
    light({ platform: name, brightnesses }, optics) {
      const parameters = ca40SingleClick(platformLength(name, optics))
      return {
        model: { kind: 'single-click', parameters },
        noise: windowNoise(parameters),
        ...(brightnesses && { operatingPoints: operatingPoints(parameters, brightnesses) }),
        slotPeriod: Math.round(1e9 / parameters.attemptsPerSecond),
        window: parameters.windowNanoseconds
      }
    },
    arms({ platform: name }, optics) {
      const half = platformLength(name, optics) / 2
      const arm = (given: ArmInput = {}): ArmInput => ({
        ...given,
        length: given.length ?? half,
        velocity: ca40Parameters.fibreVelocity.value
      })
      return [arm(optics.arms?.a), arm(optics.arms?.b)]
    },
    fixesLength: ({ platform: name }) => (name === 'ca40' ? undefined : name),
    *problems({ platform: name }, optics, at) {
      if (name === 'ca40' && optics.length === undefined) {
        yield { path: at('length'), value: 'missing', accepted: "a length such as '10 km', for platform ca40" }
      }
    }
  }
)

/** Kilometres of the whole link. */
function platformLength(name: Platform, { length }: OpticsInput): number {
  return name === 'ca40' ? (length ?? 0) : PUBLISHED_LENGTHS[name]
}
