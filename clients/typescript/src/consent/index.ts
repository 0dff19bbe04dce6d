/** Consent on the chain: grants, requests, referrals, refusals, emergencies, policies, envelopes, the decision. */
export * from './changes-since.ts';
export * from './decision.ts';
export * from './emergencies.ts';
export * from './emergency-ring.ts';
export * from './envelopes.ts';
export * from './grants.ts';
export * from './policies.ts';
export * from './provision.ts';
export * from './referrals.ts';
export * from './refusals.ts';
export * from './requests.ts';
export * from './sealed-keys.ts';
