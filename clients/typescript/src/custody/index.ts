/** Beside the chain: what those do who keep, read and write records, and patients with their keys. */
export * from './anchored-index.ts';
export * from './custodian.ts';
export * from './emergency.ts';
export * from './emergency-watch.ts';
export { erasedAnchors } from './erased.ts';
export * from './faults.ts';
export * from './moving.ts';
export type { KeptHeaders, PatientAnswer } from './patient-desk.ts';
export * from './patient-side.ts';
export * from './present-key.ts';
export * from './reader.ts';
export * from './recovery.ts';
export * from './renewal.ts';
export * from './ring-choice.ts';
export { isShareRequestSigned, type ShareRequest } from './share-request.ts';
export * from './stores.ts';
export * from './writer.ts';
