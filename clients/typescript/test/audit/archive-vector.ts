/** The archive that other implementations are tested by: of a patient's trail of which the first two entries were pruned. */
import { archiveLines } from '../../src/audit/archive.ts';
import { FakeTrail, patient } from './fake-trail.ts';

export async function archiveVector(): Promise<string> {
	const log = FakeTrail.filled(9);
	log.prune({ Patient: patient }, 2);
	let text = '';
	for await (const line of archiveLines(log.asChain, patient, `0x${'11'.repeat(32)}`)) text += `${line}\n`;
	return text;
}
