/** The patient disputes records; the hospital corrects some and stands by others. What was wrong stays, and says so. */
import { wordingOfRejection } from '@salus/client/chain';
import { Resource } from '@salus/client/fhir/records';
import { className, commitment, isJsonObject, type JsonObject, keyOfClass, monthOf, randomSalt, recordContent, utf8ToBytes } from '@salus/client/format';
import { answerDispute, disagree, disputeOf, disputeRecords, findAnchors, type Verdict, versionsOf } from '@salus/client/records';
import type { Batch } from '../hospital.ts';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

const REJECTED = 'AccurateAndComplete';

export async function disputeAndCorrect(play: Play, log: StepLog): Promise<string> {
	const { granted: [wrong, right] } = play;
	const batch = play.batchOf(wrong as number);
	// Where the bundle has one class only, nothing else is there to be disputed.
	const standing = right === undefined ? undefined : play.batchOf(right);
	await Promise.all([dispute(play, batch, 'Upheld'), standing && dispute(play, standing, { reason: REJECTED, explanation: committed('Two physicians have confirmed it.') })]);
	log.progress('Disputed and answered; the hospital seals the correction');
	const [corrected] = await Promise.all([correct(play, batch), standing && disagreeAbout(play, standing)]);
	log.compare('the versions by the chain, and where they stand', [[batch.anchor, 'Superseded'], [corrected.anchor, 'Current']], await versionsTold(play, batch));
	const told = await disputeOf(play.chain, play.patient.id, batch.anchor as number);
	log.compare('what the old version says of the dispute', 'upheld', told?.answer && 'upheld' in told.answer.verdict ? 'upheld' : 'something else');
	await readCorrected(play, log, corrected);
	const stands = standing === undefined ? '' : await rejectionTold(play, log, standing);
	const listed = await list(play, log);
	const name = className(wrong as number);
	return `The hospital corrected ${name}: anchor ${corrected.anchor} took the place of anchor ${batch.anchor}, which stays; the family doctor read the correction.${stands} ${listed}`;
}

/** A salted commitment to words, which stay off the chain. */
function committed(words: string): Uint8Array {
	return commitment(randomSalt(), utf8ToBytes(words));
}

/** The patient says that records are wrong, and the hospital answers. */
async function dispute(play: Play, { anchor }: Batch, verdict: Verdict): Promise<void> {
	const { chain, cast: { hospital }, patient } = play;
	const statement = committed('That is not what was measured.');
	await play.send(disputeRecords(chain, patient.id, anchor as number, statement), patient.account);
	const capacity = { Practitioner: { organization: hospital.organization } };
	const answer = answerDispute(chain, { patient: patient.id, anchor: anchor as number, statement, verdict, purpose: 'Treatment', capacity });
	await play.send(answer, hospital.clinician);
}

async function disagreeAbout(play: Play, { anchor }: Batch): Promise<void> {
	const { chain, patient } = play;
	await play.send(disagree(chain, patient.id, anchor as number, committed('I was not asked.')), patient.account);
}

/** Seals the batch anew, with its first record corrected, to the patient's present keys. */
async function correct(play: Play, { recordClass, anchor }: Batch): Promise<Batch> {
	const { chain, cast: { hospital }, patient, bundle } = play;
	const anchoring = monthOf(await chain.now());
	const [first, ...others] = bundle.resources.filter((resource) => resource.recordClass === recordClass) as [Resource, ...Resource[]];
	const card = await hospital.checkCard(await patient.keyCard(), patient.id);
	const [batch] = await hospital.sealAll(patient.id, card, [correctedCopy(first, anchoring), ...others]);
	play.keep(await hospital.amend(batch as Batch, anchor as number, 'DisputeUpheld'));
	return batch as Batch;
}

/** The next version of a resource, as FHIR marks one. */
function correctedCopy(original: Resource, anchoring: number): Resource {
	const { fullUrl, resource } = original.content();
	const meta: JsonObject = { ...(isJsonObject(resource['meta']) ? resource['meta'] : {}), versionId: '2' };
	const status: JsonObject = original.resourceType === 'Observation' ? { status: 'corrected' } : {};
	const canonical = recordContent(fullUrl, { ...resource, ...status, meta });
	return new Resource(original.resourceType, original.recordClass, canonical, original.months(anchoring));
}

async function versionsTold({ chain, patient }: Play, { anchor }: Batch): Promise<[number, string][]> {
	const { versions = [] } = (await versionsOf(chain, patient.id, anchor as number)) ?? {};
	return versions.map(({ number, status }) => [number, status]);
}

async function readCorrected(play: Play, log: StepLog, { recordClass, anchor, records }: Batch): Promise<void> {
	const { cast: { hospital, familyDoctor } } = play;
	const { receipt: asked, ticket } = await play.expectPermitted(log, anchor as number, familyDoctor);
	await asked.finalized;
	const { receipt, release } = await familyDoctor.fetch(hospital.custodian, ticket);
	play.keep(receipt);
	const keys = await familyDoctor.keysIn(release, play.familyDoctorsGrant);
	const versions: unknown[] = [];
	for await (const { content } of release.records(() => keyOfClass(keys, recordClass))) {
		const { meta } = content.resource;
		versions.push(isJsonObject(meta) ? meta['versionId'] : undefined);
	}
	log.compare('the records of the corrected batch, and the version of the first', [records.length, '2'], [versions.length, versions[0]]);
}

async function rejectionTold({ chain, patient }: Play, log: StepLog, { recordClass, anchor }: Batch): Promise<string> {
	const told = await disputeOf(chain, patient.id, anchor as number);
	const reason = told?.answer && 'rejected' in told.answer.verdict ? told.answer.verdict.rejected?.reason : undefined;
	log.compare('why the other dispute was rejected, and whether the patient disagrees', [REJECTED, true], [reason, (told?.disagreement ?? null) !== null]);
	return ` It stands by ${className(recordClass)} (${wordingOfRejection(REJECTED)}); the patient disagrees, and whoever asks sees both.`;
}

/** All of the patient's anchors, page by page. */
async function list({ chain, patient, batches, granted }: Play, log: StepLog): Promise<string> {
	const standing: Record<string, number> = {};
	const disputed: number[] = [];
	for await (const { number, status, dispute: told } of findAnchors(chain, patient.id, {}, { limit: 5 })) {
		standing[status] = (standing[status] ?? 0) + 1;
		if (told) disputed.push(number);
	}
	log.compare('the patient\'s anchors by where they stand', { Current: batches.length, Superseded: 1 }, standing);
	log.compare('how many of them are disputed', granted.length, disputed.length);
	const current: number[] = [];
	for await (const { number } of findAnchors(chain, patient.id, { recordClass: granted[0] as number, status: 'Current' })) current.push(number);
	log.compare('the current anchors of the corrected class', 1, current.length);
	return `Listed: ${batches.length} anchors in their latest version, 1 that was superseded, ${disputed.length} with a dispute.`;
}
