/** Says that a requirement was broken. */
export type Accuse = (requirement: string, message: string) => void
