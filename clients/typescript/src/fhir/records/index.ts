/** A patient's FHIR resources, read and checked before they are sealed. */
export * from './bundle.ts';
