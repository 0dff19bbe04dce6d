/** A Salus chain: connecting, sending transactions, asking questions, reading trails, meta transactions, guardians. */
export * from './chain.ts';
export * from './codes.ts';
export * from './connect.ts';
export * from './guardians.ts';
export * from './meta-transaction.ts';
export * from './trail.ts';
