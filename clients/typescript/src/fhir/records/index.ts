/** A patient's FHIR resources, read and checked before they are sealed. */
export * from './read.ts';
export * from './resource.ts';
