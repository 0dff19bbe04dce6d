/** The patient's trail as FHIR AuditEvents. */
import { toAuditBundle } from '@salus/client/fhir/audit';
import { copyTrail } from '@salus/client/fhir/audit/chain';
import { bytesToHex } from '@salus/client/format';
import type { Play } from './journey/play.ts';

/** As it stands in the final chain, once that holds all that was sent. */
export async function trailBundle({ chain, patient, sent }: Play) {
	await Promise.all(sent.map(({ finalized }) => finalized));
	return toAuditBundle(await copyTrail(chain, { trail: { patient: `0x${bytesToHex(patient.id)}` } }), 'R4');
}
