/** What the demo prints when the steps are done: the trail as its patient reads it, and the figures. */
import { type told, wordingOfEvent } from '@salus/client/chain';
import { bytesToHex, className } from '@salus/client/format';
import type { Journey } from './journey/journey.ts';
import type { Report, Tally } from './journey/report.ts';

/** The patient's trail: when, who, what, why and what came of it. */
export function trailTable({ play, trail }: Journey): string {
	const { hospital, specialist } = play.cast;
	const organizations = new Map([[hospital.organization, 'the hospital'], [specialist.organization, 'the clinic']]);
	const nameOf = (organization: number) => organizations.get(organization) ?? `organization ${organization}`;
	const anchors = new Map<number, string>();
	const rows = (trail?.entries ?? []).map(({ sequence, entry }) => {
		const { at, actor, event } = entry.toJSON();
		if (event.recordsAnchored) anchors.set(event.recordsAnchored.anchor, className(event.recordsAnchored.class));
		const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
		return [String(sequence), when, describeActor(actor, nameOf), ...describe(event, nameOf, anchors)];
	});
	return table([['#', 'when (UTC)', 'who', 'what', 'why', 'what came of it'], ...rows]);
}

/** The figures of all bundles; a dash where a journey did not get as far. */
export function reportTable(reports: Report[]): string {
	const header = [
		'bundle', 'outcome', 'resources', 'batches', 'extrinsics', 'their bytes', 'permitted', 'denied', 'alterations noticed',
		'ways closed by revoking', 'audit entries', 'head verified', 'seconds',
	];
	const figure = (value: number | null) => (value === null ? '-' : String(value));
	const of = ({ noticed, tried }: Tally) => (tried === 0 ? '-' : `${noticed} of ${tried}`);
	const rows = reports.map((report) => {
		const { chain, headVerified } = report;
		const counted = 'blocks' in chain ? chain : undefined;
		return [
			report.bundle, report.outcome, String(report.resources), figure(report.batches),
			figure(counted ? counted.extrinsics + counted.preparing : null), figure(counted?.bytes.extrinsics ?? null),
			figure(report.permitted), figure(report.denied), of(report.tampering), of(report.afterRevocation), figure(report.auditEntries),
			headVerified === null ? '-' : headVerified ? 'yes' : 'NO', report.seconds.toFixed(1),
		];
	});
	const leftOut = reports.flatMap((report) => report.leftOut.map((step) => `Left out for ${report.bundle}: ${step}`));
	return [table([header, ...rows]), ...leftOut].join('\n');
}

/** The patient as the chain knows it: an id that says nothing about the person. */
export function patientLine(journey: Journey): string {
	return `Patient 0x${bytesToHex(journey.play.patient.id)}`;
}

function describeActor({ practitioner, gateway, authority }: told.Actor, nameOf: (organization: number) => string): string {
	if (practitioner) return `practitioner of ${nameOf(practitioner.organization)}`;
	if (gateway) return `practitioner of ${nameOf(gateway.organization)}, by its gateway`;
	return authority === null ? 'an authority' : 'the patient';
}

function describe(event: told.AuditedEvent, nameOf: (organization: number) => string, anchors: Map<number, string>): string[] {
	const { accessRequested, encryptionKeyReplaced, recordsAnchored, consentGranted, consentRevoked, consentRequested } = event;
	const { refusalMade, refusalLifted, emergencyOpened, emergencyClosed, emergencyReviewed, emergencyDenied, emergencyFlagged, emergencyAnswered } = event;
	if (accessRequested) {
		const { action, purpose, target, outcome } = accessRequested;
		const what = target.class ? className(target.class.class) : (anchors.get(target.anchor as number) ?? `anchor ${target.anchor}`);
		return [`asks: ${action.toLowerCase()} ${what}`, purpose, 'permitted' in outcome ? 'permitted' : 'DENIED'];
	}
	if (recordsAnchored) return [`adds ${className(recordsAnchored.class)}`, recordsAnchored.purpose, 'anchored'];
	if (consentGranted) return [`grants to ${nameOf(consentGranted.organization)}`, '', `grant ${consentGranted.grant}`];
	if (consentRevoked) return [`revokes from ${nameOf(consentRevoked.organization)}`, '', `grant ${consentRevoked.grant} ended`];
	if (encryptionKeyReplaced) return ['replaces the encryption key', '', `epoch ${encryptionKeyReplaced.epoch}`];
	if (consentRequested) return ['asks the patient for consent', '', 'waits for an answer'];
	if (refusalMade) return ['refuses', '', `refusal ${refusalMade.refusal}`];
	if (refusalLifted) return ['lifts a refusal', '', `refusal ${refusalLifted.refusal} ended`];
	if (emergencyOpened) return ['breaks the glass', emergencyOpened.reason, `session ${emergencyOpened.session}`];
	if (emergencyClosed) return ['closes the emergency', '', `session ${emergencyClosed.session} closed`];
	if (emergencyReviewed) {
		const { justified, isFinal } = emergencyReviewed;
		return ['judges the emergency', '', `${justified ? 'justified' : 'NOT JUSTIFIED'}${isFinal ? '' : ', not the last word'}`];
	}
	if (emergencyDenied) return ['wants to break the glass', '', 'DENIED'];
	if (emergencyFlagged) return ['exceeds the terms', '', `session ${emergencyFlagged.session} flagged`];
	if (emergencyAnswered) return ['answers the verdict', '', `on session ${emergencyAnswered.session}`];
	if ('patientRegistered' in event) return ['registers', '', 'registered'];
	return [wordingOfEvent(event), '', ''];
}

function table(rows: string[][]): string {
	const widths = (rows[0] as string[]).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
	const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] as number)).join('  ').trimEnd();
	const [header, ...body] = rows as [string[], ...string[][]];
	return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}
