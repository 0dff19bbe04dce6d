/** Record format v1 (`docs/record-format.md`), without a chain and without a file system: it runs in a browser, too. */
export * from './bytes.ts';
export * from './class-keys.ts';
export * from './classes.ts';
export * from './commitment.ts';
export * from './envelope.ts';
export * from './hpke.ts';
export * from './json.ts';
export * from './json-spans.ts';
export * from './key-card.ts';
export * from './merkle.ts';
export * from './months.ts';
export * from './record-store.ts';
export * from './sealed-record.ts';
