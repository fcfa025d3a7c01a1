/** Where a KME can be called: by applications, and by other KMEs. */
export type Entrance = 'applications' | 'link'

/** How somebody calls. */
export interface Knock {
  readonly at: Entrance
  /** Whose certificate is shown: an SAE ID or KME ID of the setting, or what a tester's file names beside. Absent: none. */
  readonly as?: string
  /** Default: TLS of whatever version and suite both ends have. */
  readonly by?: 'tcp' | 'tls'
  /** Of TLS. */
  readonly newest?: 'TLSv1.1' | 'TLSv1.2'
  /** Of TLS 1.2, by the names of OpenSSL. */
  readonly suite?: string
}

/** A connection to a KME under test, of which the tester owns every octet. */
export interface Door {
  /** Whether it was opened: TCP, and TLS where it is that. */
  readonly isOpen: boolean
  readonly heard: Uint8Array
  write(octets: Uint8Array): void
  /** Whether the KME ends it within so many milliseconds, of true time. */
  ended(milliseconds: number): Promise<boolean>
  end(): void
}

/** A KME under test as its neighbours in the same house have it: its sockets, and its stores. */
export interface Doors {
  knock(knock: Knock): Promise<Door>
  /** Starts another process by mistake, as the one that runs, with the same stores. Returns what ends it. */
  beside(): () => Promise<void>
  /** Whether the tester can show a certificate under this name. */
  has(name: string): boolean
}
