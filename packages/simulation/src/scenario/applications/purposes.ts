/** Purposes of requests and circuits are below this where there are applications; those of sockets begin at 2^14. */
export const FIRST_APPLICATION_PURPOSE = 0x3000

/** Ways of one application, at most. */
const WAYS = 2

/** @param way 0, or 1 for the way back */
export function purposeOf(application: number, way: 0 | 1 = 0): number {
  return FIRST_APPLICATION_PURPOSE + WAYS * application + way
}

/** Whether pairs of a link are an application's, or a socket's: these dispose of them. */
export function isOfApplication(purpose: number): boolean {
  return purpose >= FIRST_APPLICATION_PURPOSE && purpose < 0x8000
}
