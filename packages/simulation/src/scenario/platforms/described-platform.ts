import type { OperatingPoint } from '@bellwire/device'
import {
  type HeraldingPlace,
  heraldingPlace,
  type HeraldingModel,
  operatingPointsOf,
  pairSourcePoint,
  opticsBudget,
  type Platform,
  type PublishedHardware
} from '@bellwire/physics'
import { slotPeriodOf } from '../../network/description.js'
import { armsOf } from '../models/kinds.js'
import { heldPhaseOf } from '../models/phase.js'
import { linkOf, nodeOf } from '../network/network-of.js'
import { platformParameters } from './parameters.js'
import type { PlatformInput } from '../schema/platform.js'
import { linkOnPlatform, nodeOnPlatform } from './resolve.js'

/** A description as a platform of the physics: its links and nodes are those that a scenario would have. */
export function describedPlatform(name: string, description: PlatformInput, published?: PublishedHardware): Platform {
  const { title, length } = description
  const place = heraldingPlace(description.emission)
  const phase = heldPhaseOf(description.emission)
  const paper = description.paper ?? published?.paper
  return {
    name,
    title,
    ...(paper !== undefined && { paper }),
    heraldingPlace: place,
    offers: description.keep === false || measuresOnArrival(place) ? ['measure'] : ['keep', 'measure'],
    parameters: published?.parameters ?? platformParameters(description),
    figures: () => published?.figures() ?? [],
    ...(length !== undefined && { lengthKilometres: length }),
    link(asked) {
      const lengthKilometres = length ?? asked
      const input = linkOnPlatform(
        { a: 'a', b: 'b', station: 'station', length: lengthKilometres, model: { kind: 'platform', platform: name } },
        description
      )
      const link = linkOf(input)
      const arms = armsOf(input)
      const noise = link.noise ?? [0, 0]
      return {
        lengthKilometres,
        model: link.model,
        window: link.window,
        guard: link.guard,
        noise,
        operatingPoints: link.operatingPoints ?? pointsOf(link.model, noise, link.window),
        ...(link.photon && { photon: link.photon }),
        ...(link.detectors && { detectors: link.detectors }),
        slotPeriod: slotPeriodOf(link),
        delays: link.delays,
        ...(phase && { phase }),
        budgets:
          published?.budgets?.() ??
          arms.map(({ chain }, end) => ({
            name: `photons of ${end === 0 ? 'a' : 'b'}`,
            // What nobody has said anything of is no row.
            elements: opticsBudget(
              chain.filter((element) => element.efficiency !== 1 || element.name.startsWith('fibre'))
            )
          }))
      }
    },
    node() {
      const { name: _name, qubits: _qubits, ...node } = nodeOf(nodeOnPlatform({ name, qubits: 1 }, description))
      return node
    }
  }
}

/** What a link of this model gives where nobody has chosen among its brightnesses. */
function pointsOf(model: HeraldingModel, noise: readonly [number, number], window: number): readonly OperatingPoint[] {
  return model.kind === 'pair-source' ? [pairSourcePoint(model.parameters, window)] : operatingPointsOf(model, noise)
}

/** Of an end that measures photons as they come nothing is left to keep. */
function measuresOnArrival(place: HeraldingPlace): boolean {
  return place === 'receiver' || place === 'both-ends'
}
