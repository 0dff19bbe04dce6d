/** What the demo prints when the steps are done: the trail as its patient reads it, and the figures. */
import { type told, wordingOfCorrection, wordingOfEvent } from '@salus/client/chain';
import { bytesToHex, className } from '@salus/client/format';
import type { Journey } from './journey/journey.ts';
import type { Report, Tally } from './journey/report.ts';

/** The patient's trail: when, who, what, why and what came of it. */
export function trailTable({ play, trail }: Journey): string {
	const { hospital, specialist } = play.cast;
	const organizations = new Map([[hospital.organization, 'the hospital'], [specialist.organization, 'the clinic']]);
	const nameOf = (organization: number) => organizations.get(organization) ?? `organization ${organization}`;
	const anchors = new Map<number, string>();
	const rows: string[][] = [];
	const entries = trail?.entries.map(({ sequence, entry }) => ({ sequence, ...entry.toJSON() })) ?? [];
	for (const [first, last] of runsOfCustody(entries.map(({ event }) => event))) {
		const { sequence, at, actor, event } = entries[first]!;
		if (event.recordsAnchored) anchors.set(event.recordsAnchored.anchor, className(event.recordsAnchored.class));
		if (event.recordsAmended) anchors.set(event.recordsAmended.anchor, anchors.get(event.recordsAmended.supersedes) ?? 'records');
		const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
		const [numbers, who, what] = first === last
			? [String(sequence), describeActor(actor, nameOf), describe(event, nameOf, anchors)]
			: [`${sequence}-${sequence + last - first}`, 'those who keep the records', [`${CUSTODY[Object.keys(event)[0] as string]}, ${last - first + 1} times`, '', '']];
		rows.push([numbers, when, who, ...what]);
	}
	return table([['#', 'when (UTC)', 'who', 'what', 'why', 'what came of it'], ...rows]);
}

/** What there is much of, in a few words. */
const CUSTODY: Record<string, string> = {
	custodyPlanned: 'plan who keeps the pieces of a batch', custodyTaken: 'keep a piece', custodyReleased: 'no longer keep a piece',
};

/** The entries that are told together, each as its first and its last place: those of one kind that say who keeps what, one after the other. */
export function runsOfCustody(events: told.AuditedEvent[]): [first: number, last: number][] {
	const runs: [number, number][] = [];
	for (const [place, event] of events.entries()) {
		const [kind = ''] = Object.keys(event);
		const run = runs.at(-1);
		if (run && kind in CUSTODY && kind in events[run[1]]!) run[1] = place;
		else runs.push([place, place]);
	}
	return runs;
}

/** The figures of all bundles; a dash where a journey did not get as far. */
export function reportTable(reports: Report[]): string {
	const header = [
		'bundle', 'outcome', 'resources', 'batches', 'extrinsics', 'their bytes', 'permitted', 'denied', 'alterations noticed',
		'ways closed by revoking', 'stores lost', 'audit entries', 'head verified', 'seconds',
	];
	const figure = (value: number | null) => (value === null ? '-' : String(value));
	const of = ({ noticed, tried }: Tally) => (tried === 0 ? '-' : `${noticed} of ${tried}`);
	const rows = reports.map((report) => {
		const { chain, headVerified } = report;
		const counted = 'blocks' in chain ? chain : undefined;
		return [
			report.bundle, report.outcome, String(report.resources), figure(report.batches),
			figure(counted ? counted.extrinsics + counted.preparing : null), figure(counted?.bytes.extrinsics ?? null),
			figure(report.permitted), figure(report.denied), of(report.tampering), of(report.afterRevocation),
			report.pieces ? `${report.pieces.lost} of ${report.pieces.stores}` : '-', figure(report.auditEntries),
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
	const { recordsAmended, recordsDisputed, disputeAnswered, disagreementStated } = event;
	const named = (anchor: number) => `${anchors.get(anchor) ?? 'records'} (anchor ${anchor})`;
	if (accessRequested) {
		const { action, purpose, target, outcome } = accessRequested;
		const what = target.class ? className(target.class.class) : (anchors.get(target.anchor as number) ?? `anchor ${target.anchor}`);
		return [`asks: ${action.toLowerCase()} ${what}`, purpose, 'permitted' in outcome ? 'permitted' : 'DENIED'];
	}
	if (recordsAnchored) return [`adds ${className(recordsAnchored.class)}`, recordsAnchored.purpose, 'anchored'];
	if (recordsAmended) return [`corrects ${named(recordsAmended.supersedes)}`, wordingOfCorrection(recordsAmended.reason), `superseded by anchor ${recordsAmended.anchor}`];
	if (recordsDisputed) return [`disputes ${named(recordsDisputed.anchor)}`, '', 'waits for an answer'];
	if (disputeAnswered) return ['answers the dispute', '', disputeAnswered.isUpheld ? 'upheld' : 'rejected'];
	if (disagreementStated) return ['disagrees with the answer', '', 'stated'];
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
