/** A patient grants, a doctor asks twice, a custodian releases to the doctor and to a team's reader, and the glass is broken. */
import { encodeAddress } from '@polkadot/util-crypto';
import type { AuditEntry } from '../../../src/chain/generated/told.ts';
import { PATIENT } from './random-trail.ts';

const account = (byte: number) => encodeAddress(new Uint8Array(32).fill(byte), 42);
export const DOCTOR = account(2);
export const TEAM = `0x${'7e'.repeat(32)}`;
const AT = 1_790_000_000_000;
const doctor = { practitioner: { organization: 3, account: DOCTOR } };
const clerk = { practitioner: { organization: 9, account: account(4) } };
const reader = { gateway: { organization: 3, account: account(5), practitioner: TEAM } };
const asked = { patient: null, action: 'Access', purpose: 'Treatment', custodian: 9, reason: null, encounter: null } as const;

const entry = (minute: number, actor: AuditEntry['actor'], event: AuditEntry['event']): AuditEntry => ({ version: 'One', at: AT + 60_000 * minute, actor, event });

export const STORY: AuditEntry[] = [
	entry(0, { person: account(1) }, { consentGranted: { grant: 12, organization: 3, content: `0x${'cc'.repeat(32)}` } }),
	entry(1, doctor, {
		accessRequested: {
			...asked, claim: `0x${'c1'.repeat(16)}`, encounter: { hours: 8, holder: { role: 'Nurse' } },
			answers: [{ outcome: { permitted: { grant: 12 } }, targets: [{ anchor: 4 }, { class: { class: 101, content: { from: 600, until: 612 } } }] }],
		},
	}),
	entry(2, reader, { accessRequested: { ...asked, claim: null, answers: [{ outcome: { denied: { notPractising: 'NotLicensed' } }, targets: [{ anchor: 5 }] }] } }),
	entry(3, clerk, { recordsReleased: { ticket: 1, recipient: { requester: null }, targets: [] } }),
	entry(4, clerk, {
		releaseReported: {
			patient: PATIENT, ticket: 1, recipient: { actor: reader }, action: 'Access', purpose: 'Treatment', targets: [{ anchor: 4 }], releasedAt: AT, cause: 'Downtime',
			flaw: 'NotProven', statement: null,
		},
	}),
	entry(5, doctor, { emergencyOpened: { session: 8, reason: 'Unresponsive', until: AT + 3_600_000 } }),
];
