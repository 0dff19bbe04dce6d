/** The figures that the demo prints when the steps are done. */
import { bytesToHex } from '@salus/client/format';
import type { Journey } from './journey/journey.ts';
import type { Report, Tally } from './journey/report.ts';
import { table } from './table.ts';

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
