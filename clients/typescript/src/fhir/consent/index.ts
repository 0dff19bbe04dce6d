/** Consent on the chain as FHIR Consent resources, and back (`docs/fhir-mapping.md`). */
export * from './bundle.ts';
export * from './calls.ts';
export * from './map.ts';
export * from './moments.ts';
export * from './pcf.ts';
export * from './reader.ts';
export type { Reading } from './setting.ts';
export * from './state.ts';
export * from './systems.ts';
export * from './time-zone.ts';
export * from './warnings.ts';
