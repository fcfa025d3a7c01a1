/** Where the world serves its hardware. */
export const DEVICE_PATH = '/device'

/** Of a device message. */
export const DEVICE_MESSAGE_BYTES = 1_048_576
