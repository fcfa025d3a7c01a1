/**
 * Mistakes that a compiler of statecharts could make. The tests put each of them into the compiler on purpose and
 * show that the comparison of the runners notices; nothing else uses them.
 */
export type CompilerFault =
  | 'exit-actions-skipped'
  | 'entry-order-reversed'
  | 'guards-ignored'
  | 'guard-order-reversed'
  | 'timer-kept-on-exit'
  | 'timer-not-armed-again'
  | 'delay-before-entry-actions'
  | 'self-target-enters-again'
  | 'self-target-keeps-child'
  | 'reentry-without-exit'
  | 'raised-last-in-first-out'
  | 'assign-sees-new-values'
  | 'emits-before-assigns'
  | 'wildcard-before-exact'
  | 'wildcard-does-not-shadow'
  | 'final-exit-actions-skipped'
  | 'parameters-dropped'
