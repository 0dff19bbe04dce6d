/** A custodian's service, asked over HTTP. */
export { fetchPieces, type FetchedPieces, type PieceService, type PlannedPiece } from './pieces.ts';
export { RemoteCustodian, type RemoteCustodianParts, type ServiceWord } from './remote-custodian.ts';
export type { Writer } from './session.ts';
export type { Timing } from './exchange.ts';
