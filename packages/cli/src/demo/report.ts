/** What a demonstration came to, as it is printed. What did not happen is null. */
export interface DemoReport {
  /** Milliseconds that frames between processes are allowed. */
  readonly frameDelayMilliseconds: number
  processes: number
  /** From the start of the command until every process is ready, and until both ends of the chain have a pair. */
  startSeconds: number | null
  firstPairSeconds: number | null
  /** From end to end of the chain, over two repeaters: by what both ends measured. */
  pairs: { number: number; perSecond: number; errorRate: { x: number | null; z: number | null } } | null
  /** Share of qubits that were found in the state in which they were prepared. */
  teleports: { number: number; fidelity: number } | null
  bbm92: Bbm92Report | null
  diqkd: DiqkdReport | null
  kill: KillReport | null
  seconds: number
  /** What was promised and did not happen. */
  failures: string[]
}

export interface Bbm92Report {
  readonly rounds: number
  /** Of the published rounds. */
  readonly qber: number | null
  /** Of the key that was released at both ends. */
  readonly bits: number
  readonly standing: string
  readonly seconds: number
  /** As the applications of both ends collected it (ETSI GS QKD 014). */
  readonly keyId: string | null
  readonly equal: boolean
}

export interface DiqkdReport {
  readonly rounds: number
  /** As the two announced. */
  readonly chsh: number | null
  /** Of the raw key: errors that were corrected. */
  readonly qber: number | null
  /** How the session ended: NONE with a key, otherwise the reason why there is none. */
  readonly reason: string
  /** Bits of key of this session, by each way to say so. Only what the session declared before is released. */
  readonly analyses: readonly { readonly name: string; readonly standing: string; readonly bits: number }[]
  /** What no party of the session can know: of the pairs as the simulated hardware made them. */
  readonly worldView: { readonly meanFidelity: number; readonly chsh: number; readonly qber: number } | null
}

export interface KillReport {
  readonly node: string
  /** From its death until it says that it is ready again. */
  readonly readySeconds: number | null
  /** From its death until a pair has come from end to end of the chain again. */
  readonly servingSeconds: number | null
}
