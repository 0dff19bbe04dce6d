/** What the people and organizations of a journey are called. */
import type { Names } from '@salus/client/chain';
import { bytesToHex } from '@salus/client/format';
import type { Play } from './journey/play.ts';

export function namesOf({ cast, keyCustodians, patient }: Play): Names {
	const { hospital, specialist, physician, familyDoctor, officer, clinicOfficer, pieceKeepers } = cast;
	const organizations = new Map([
		[hospital.organization, 'the hospital'], [specialist.organization, 'the clinic'],
		...keyCustodians.map(({ organization }, index) => [organization, `custodian ${index + 1}`] as const),
	]);
	const nameOf = (organization: number) => organizations.get(organization) ?? `organization ${organization}`;
	const people = new Map([
		...[...pieceKeepers, ...keyCustodians].map(({ clerk, organization }) => [clerk.address, `the store of ${nameOf(organization)}`] as const),
		[hospital.clinician.address, 'the hospital\'s clinician'], [hospital.clerk.address, 'the hospital\'s store'],
		[officer.account.address, 'the hospital\'s privacy officer'], [clinicOfficer.account.address, 'the clinic\'s privacy officer'],
		[specialist.account.address, 'the specialist'], [physician.account.address, 'the physician on duty'], [familyDoctor.account.address, 'the family doctor'],
		[patient.account.address, 'the patient'],
	]);
	const self = `0x${bytesToHex(patient.id)}`;
	return {
		organization: (organization) => organizations.get(organization),
		practitioner: ({ account }) => (account === undefined ? undefined : people.get(account)),
		person: (account) => people.get(account),
		patient: (id) => (id === self ? 'the patient' : undefined),
	};
}
