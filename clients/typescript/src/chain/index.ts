/** A Salus chain: connecting, sending transactions, asking questions, reading trails, meta transactions, guardians. */
export * from './chain.ts';
export * from './codes.ts';
export type { Answer } from './asking.ts';
export { ask } from './connect.ts';
export type { ConnectionOptions } from './connection.ts';
export * from './encryption-keys.ts';
export { ChainError, type ChainErrorCode } from './errors.ts';
export * from './events.ts';
export * from './guardians.ts';
export * from './meta-transaction.ts';
export * from './published-keys.ts';
export { nameOf, type Submission, type Transaction, type Wait } from './sending.ts';
export * from './signer.ts';
export * from './trail.ts';
export type { Arguments, Named, Told } from './types.ts';
export * from './wordings.ts';
export type * as told from './generated/told.ts';
