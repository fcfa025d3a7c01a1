/**
 * Applications of entanglement. What two of them have to say to each other goes through {@link Dialogues}: steps of
 * question and answer, each once, over a network that loses and repeats.
 *
 * @packageDocumentation
 */
export { type DialogueConfiguration, DEFAULT_DIALOGUE_CONFIGURATION } from './dialogue/configuration.js'
export type { Conversation, Dialogue, DialogueListener, DialogueName } from './dialogue/dialogue.js'
export { type Answerer, DIALOGUE_MACHINES, Dialogues, type DialoguesOptions } from './dialogue/dialogues.js'
export type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  MeasuredOnArrival,
  OutcomeListener,
  PairName
} from './entanglement/source.js'
export { giveUp } from './entanglement/give-up.js'
export type { DoneListener, LocalQubits } from './entanglement/local-qubits.js'
export {
  DEFAULT_TELEPORTATION_CONFIGURATION,
  type TeleportationConfiguration
} from './teleportation/configuration.js'
export {
  type ReceivedQubit,
  type ReceiverListener,
  type ReceiverOptions,
  TeleportReceiver
} from './teleportation/receiver.js'
export { type TeleportEnd, type TeleportListener, TeleportSender } from './teleportation/sender.js'
export type { TeleportsOptions } from './teleportation/core.js'
export { TELEPORTATION_MACHINES, Teleports } from './teleportation/teleports.js'
export type { DialoguePort } from './dialogue/port.js'
export { type RemoteGateEnd, RemoteGates, type TargetOf } from './gate/remote-gates.js'
export type {
  CharacterisationListener,
  CharacterisationWish,
  Characterised
} from './characterisation/characterisation.js'
export { Characterisations, type CharacterisationsOptions } from './characterisation/characterisations.js'
export type { BounceListener, BounceWays, BounceWish } from './characterisation/bounces.js'
export type { BouncePoint, BounceResult } from './characterisation/bounce-tally.js'
export { type DecayFit, type DecayPoint, fitDecay } from './characterisation/decay-fit.js'
export { ApplicationError, type ApplicationErrorCode } from './errors.js'
export { type AuthenticationPool, LedgerPool } from './qkd/authentication-pool.js'
export { DEFAULT_QKD_CONFIGURATION, type QkdConfiguration } from './qkd/configuration.js'
export type { ProtocolRules, QkdFigures, Role } from './qkd/protocol/rules.js'
export type { KeyOrigin, KeySink, SessionListener } from './qkd/session.js'
export { QKD_MACHINES } from './qkd/outputs.js'
export type { QkdPolicy, SessionHandle, SessionResources } from './qkd/session-resources.js'
export { QkdSessions, type SessionsOptions } from './qkd/sessions.js'
export { meantBy, type ProtocolName, type QkdWish, type ReconciliationName } from './qkd/wish.js'
export {
  BEST_TABLES,
  type Habit,
  interceptedPairs,
  LOCAL_TABLES,
  localStrategy,
  mislabelledPairs,
  rememberingDevices,
  silentDevices,
  winsAt
} from './played/adversaries.js'
export {
  angleOf,
  type Fate,
  type Measured,
  type PlayedOptions,
  PlayedPairs,
  type Strategy,
  wernerPairs
} from './played/played-pairs.js'
export { type Ending, NODES, type Released, TwoEnds, type TwoEndsOptions } from './played/two-ends.js'
