/** Audit trails: checking them independently, archiving them, asking what they tell, answering for it, and reading them as a person. */
export * from './activity.ts';
export * from './archive.ts';
export * from './checking.ts';
export * from './faults.ts';
export * from './inquiries.ts';
export * from './releases.ts';
export * from './repeats.ts';
export * from './telling.ts';
export * from './told-tips.ts';
