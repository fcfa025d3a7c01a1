/** Where a link's heralds come about: whoever is there announces them. */
export type HeraldingPlace =
  /** Both nodes emit, and the photons meet at a station between them. */
  | 'mid-point'
  /** Node a emits; node b detects what comes, and the station is beside it. */
  | 'receiver'
  /** Node a's photon meets one of a pair at the station; the other goes from there into a memory of node b beside it. */
  | 'source'
  /** Both nodes detect photons of a source between them; a station finds what came to both. */
  | 'both-ends'
