import fc, { type Arbitrary } from 'fast-check'
import { Step } from './step.js'

/** The node's process is killed, while it does nothing, and another begins. */
export function killSteps(): readonly Arbitrary<Step>[] {
  return [fc.constant(new Step('the node is killed', ({ test }) => test.scene.restart()))]
}

/** It is killed after one of its next outputs. */
export function cutSteps(): readonly Arbitrary<Step>[] {
  return [
    fc.integer({ min: 1, max: 12 }).map(
      (most) =>
        new Step(`the node is killed ${most} outputs later`, ({ test }) => {
          let left = most
          test.scene.stage.killNow = () => --left === 0
        })
    )
  ]
}
