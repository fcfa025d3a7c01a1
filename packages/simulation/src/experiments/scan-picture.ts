import type { ScanCurves, ScanMap } from '@bellwire/physics'

/** A quantity drawn over one parameter or over two. */
export interface ScanPicture {
  readonly title: string
  /** What is assumed, and what is a paper's. */
  readonly note: string
  readonly scan:
    | ({ readonly kind: 'map' } & ScanMap)
    | ({ readonly kind: 'curves'; readonly logarithmic?: readonly ('x' | 'y')[] } & ScanCurves)
}
