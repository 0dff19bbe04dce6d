/** A trail of the chain as FHIR AuditEvents, and back (`docs/fhir-mapping.md`). */
export { AUTHZ_CONSENT, DISCLOSURE_SOURCE, balpFaults } from './balp.ts';
export * from './bundle.ts';
export * from './hashes.ts';
export * from './trail.ts';
