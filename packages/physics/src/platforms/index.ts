export { asymptoticKeyFraction, ca40Figures, ca40RepeaterFigures } from './ca40-figures.js'
export { ca40Parameters } from './ca40-parameters.js'
export { type Ca40Assumptions, type Ca40Refit, refitCa40 } from './ca40-refit.js'
export {
  ca40Arm,
  ca40FixedMicroseconds,
  ca40GateFlipRate,
  ca40Memory,
  ca40OpticsChain,
  ca40SingleClick,
  ca40SingleClick101km,
  ca40SingleClick10km,
  ca40StoredPair
} from './ca40-single-click.js'
export { erYsoFigures } from './er-yso-figures.js'
export { erYsoArm, erYsoLink, erYsoModes } from './er-yso-link.js'
export { erYsoLinkParameters } from './er-yso-link-parameters.js'
export { type ErYsoMaps, erYsoMaps } from './er-yso-maps.js'
export { erYsoParameters } from './er-yso-parameters.js'
export { erYsoSource, erYsoWithoutComb, undrivenErYso } from './er-yso-source.js'
export type { ExperimentFigure, FigureKind, PublishedValue } from './experiment-figure.js'
export {
  rb87Memory,
  rb87NetworkLink,
  rb87NetworkLinks,
  type Rb87NetworkLink,
  rb87OperationsContrast,
  rb87Prompt,
  rb87Retrieval,
  rb87Stored
} from './rb87-dlcz.js'
export type { OpticsBudget, PairUse, Platform, PlatformLink, PlatformNode } from './platform.js'
export { type PublishedHardware, publishedHardware } from './published-hardware.js'
export { rb87Figures } from './rb87-figures.js'
export { rb87Parameters } from './rb87-parameters.js'
export { type Rb87Refit, refitRb87 } from './rb87-refit.js'
export {
  rb87FrequencyCalibration,
  rb87PhaseLoop,
  rb87Stabilisation,
  rb87StabilisationFigures
} from './rb87-stabilisation.js'
export type { ParameterTag, TaggedParameter } from './tagged-parameter.js'
export { ybEuChshRange } from './yb-eu-bell-figures.js'
export { ybEuFigures } from './yb-eu-figures.js'
export {
  type YbEuPolarisation,
  ybEuConversionChain,
  ybEuLink,
  ybEuMeanEfficiency,
  ybEuOpticsChain,
  ybEuRawNoise,
  ybEuSchedule
} from './yb-eu-link.js'
export { ybEuParameters } from './yb-eu-parameters.js'
