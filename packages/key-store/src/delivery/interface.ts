/**
 * What crosses the interface of applications: the objects of ETSI GS QKD 014 V1.1.1, with its own names. An application
 * is an SAE (secure application entity).
 */

/** Status, section 6.1. Sizes are in bits. */
export interface Status {
  readonly source_KME_ID: string
  readonly target_KME_ID: string
  readonly master_SAE_ID: string
  readonly slave_SAE_ID: string
  /** The size where none is asked for. */
  readonly key_size: number
  /** Keys of that size that can be had now by this end. */
  readonly stored_key_count: number
  readonly max_key_count: number
  readonly max_key_per_request: number
  readonly max_key_size: number
  readonly min_key_size: number
  /** Additional slaves that may be named; 0: none. */
  readonly max_SAE_ID_count: number
  readonly status_extension?: object
}

/** Key request, section 6.2. */
export interface KeyRequest {
  readonly number?: number | undefined
  /** Bits. */
  readonly size?: number | undefined
  readonly additional_slave_SAE_IDs?: readonly string[] | undefined
  readonly extension_mandatory?: readonly Readonly<Record<string, unknown>>[] | undefined
  readonly extension_optional?: readonly Readonly<Record<string, unknown>>[] | undefined
}

/** Key container, section 6.3. */
export interface KeyContainer {
  readonly keys: readonly {
    readonly key_ID: string
    readonly key_ID_extension?: object
    /** Base64. */
    readonly key: string
    readonly key_extension?: object
  }[]
  readonly key_container_extension?: object
}

/** Key IDs, section 6.4. */
export interface KeyIds {
  readonly key_IDs: readonly { readonly key_ID: string; readonly key_ID_extension?: unknown }[]
  readonly key_IDs_extension?: unknown
}

/** Error, section 6.5. */
export interface ErrorBody {
  readonly message: string
  readonly details?: readonly Readonly<Record<string, string>>[]
}

/** The messages that the standard fixes, section 5. */
export const MESSAGES = Object.freeze({
  sizeNotOctets: 'size shall be a multiple of 8',
  mandatoryUnsupported: 'not all extension_mandatory parameters are supported',
  mandatoryUnmet: 'not all extension_mandatory request options could be met',
  optionalUnhandled: 'not all extension_optional request options handled',
  keysNotFound: 'one or more keys specified are not found on KME'
})

/** The extension that asks for keys of sessions with this label of their security analysis. */
export const LABEL_EXTENSION = 'bellwire_label'
