/**
 * What a run collects for its report: plain data of bounded size, whatever the length of the run. Times are seconds of
 * simulated time, probabilities and fidelities 0..1. Everything but the links' names may be empty: a section of the
 * report without data is left out.
 */
export interface RunSamples {
  readonly links: readonly LinkSamples[]
  /** Frames of the whole network by type. */
  readonly frames: readonly FrameCount[]
  /** What was done to the network on purpose or went wrong by itself: partitions, crashes, restarts. */
  readonly faults: readonly FaultSample[]
}

export interface LinkSamples {
  readonly from: string
  readonly to: string
  /** Pairs delivered, all of them; `pairs` and `delivered` may hold fewer points. */
  readonly count: number
  /** Evenly thinned, in the order of time. */
  readonly pairs: readonly PairSample[]
  /** Pairs delivered up to a time. */
  readonly delivered: readonly { readonly seconds: number; readonly count: number }[]
  readonly waiting: WaitingSamples | null
  /** Heralds, by BellIndex. */
  readonly bellIndices: readonly number[]
  readonly chsh: RunningSeries | null
  /** Error rates of rounds measured in one basis at both ends, one series for each basis. */
  readonly errorRates: readonly RunningSeries[]
  readonly storage: StorageSamples | null
  readonly brightness: BrightnessSamples | null
  /** States that the link has been in, at each end, in the order of time. */
  readonly life: readonly LifeSample[]
}

export interface PairSample {
  readonly seconds: number
  /** Since the pair before, or since the request if there was none. */
  readonly waitingSeconds: number
  /** NaN where the link has none. */
  readonly brightness: number
  /** As the simulated world knows it, when the pair was delivered; NaN where a measurement came before. */
  readonly fidelity: number
  readonly bellIndex: number
}

/** A histogram of waiting times, with the law that they should follow. */
export interface WaitingSamples {
  readonly binSeconds: number
  /** Waiting times in [k, k+1) bins, from 0. */
  readonly counts: readonly number[]
  /** Waits longer than all bins. */
  readonly beyond: number
  readonly meanSeconds: number
  readonly standardError: number
  readonly law: WaitingLaw | null
  /** Time of one attempt: waits come in multiples of it. 0 where it is not known. */
  readonly slotSeconds: number
}

/** How waits are distributed. `offsetSeconds`: what every wait takes whatever is drawn, such as the classical answers. Default 0. */
export type WaitingLaw =
  | { readonly kind: 'exponential'; readonly ratePerSecond: number; readonly offsetSeconds?: number }
  /** k >= 1 attempts of one period each, all but the last of which fail. */
  | {
      readonly kind: 'geometric'
      readonly probability: number
      readonly periodSeconds: number
      readonly offsetSeconds?: number
    }
  /** Waits of several kinds, such as those at several brightnesses; the shares sum to 1. */
  | { readonly kind: 'mixture'; readonly parts: readonly { readonly share: number; readonly law: WaitingLaw }[] }

/** A value to compare with. */
export interface Reference {
  readonly label: string
  readonly value: number
  /** One standard deviation. */
  readonly error?: number
}

/** An estimate as its rounds accumulate; the last point is the whole run's. */
export interface RunningSeries {
  /** Such as 'S' or 'Q, basis Z'. */
  readonly label: string
  readonly points: readonly RunningPoint[]
  readonly references: readonly Reference[]
}

export interface RunningPoint {
  readonly seconds: number
  readonly rounds: number
  readonly value: number
  readonly standardError: number
}

/** Fidelity over the time since the herald. */
export interface StorageSamples {
  readonly points: readonly StoragePoint[]
  /** Closed form, in the order of time; may be empty. */
  readonly curve: readonly { readonly seconds: number; readonly fidelity: number }[]
  readonly curveLabel: string
  /** Published points, beside ours. */
  readonly published: readonly { readonly seconds: number; readonly fidelity: number; readonly error?: number }[]
}

export interface StoragePoint {
  readonly seconds: number
  readonly fidelity: number
  readonly standardError: number
  readonly count: number
}

/** How rate and fidelity trade over the brightness of the emitters. */
export interface BrightnessSamples {
  /** Closed form, in the order of brightness. */
  readonly curve: readonly {
    readonly brightness: number
    readonly fidelity: number
    readonly ratePerSecond: number
  }[]
  /** What the literature writes for the brightness of such a link. Default α. */
  readonly symbol?: string
  /** Brightnesses that the run has used. */
  readonly used: readonly BrightnessPoint[]
}

export interface BrightnessPoint {
  readonly brightness: number
  readonly count: number
  /** Null where no pair's fidelity is known. */
  readonly fidelity: { readonly value: number; readonly standardError: number } | null
  readonly ratePerSecond: { readonly value: number; readonly standardError: number }
}

export interface LifeSample {
  readonly seconds: number
  /** Name of the node. */
  readonly end: string
  /** READY, CALIBRATING, …; the name on the wire. */
  readonly state: string
}

export interface FrameCount {
  readonly type: string
  readonly sent: number
  readonly lost: number
}

export interface FaultSample {
  readonly seconds: number
  readonly at: string
  readonly what: string
}
