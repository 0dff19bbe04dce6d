/** Anchored records: anchoring, finding and proving them, versions, corrections, disputes, co-signatures, custody, erasure, retention. */
export * from './anchoring.ts';
export * from './co-signing.ts';
export * from './correcting.ts';
export * from './custody.ts';
export * from './disputes.ts';
export * from './erasure.ts';
export * from './evicted.ts';
export * from './finding.ts';
export * from './proofs.ts';
export * from './retention.ts';
export * from './versions.ts';
