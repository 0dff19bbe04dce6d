/** The main job: one patient's bundle through all pallets of a running chain, step by step. */
import type { Trail } from '@salus/client/chain';
import { SalusError } from '@salus/client/errors';
import type { PatientRecords } from '@salus/client/fhir/records';
import { bytesToHex, className } from '@salus/client/format';
import { outcomesIn, readTrail } from './acts/audit.ts';
import { approve, askForConsent, GRANT_DAYS } from './acts/consent.ts';
import { contest } from './acts/contest.ts';
import { disputeAndCorrect } from './acts/correct.ts';
import { breakGlass, prepareForEmergency } from './acts/emergency.ts';
import { grantAll, moveRecords } from './acts/move.ts';
import { backUp, letHospitalCollect, register } from './acts/prepare.ts';
import { read, release } from './acts/read.ts';
import { anchor, seal } from './acts/record.ts';
import { refuseClass } from './acts/restrict.ts';
import { revoke } from './acts/revoke.ts';
import { makeRounds } from './acts/rounds.ts';
import { loseStores, spread } from './acts/spread.ts';
import { tamper } from './acts/tamper.ts';
import { type Census, takeCensus } from './census.ts';
import { Play } from './play.ts';
import type { Report, StepReport } from './report.ts';
import { secretsOf } from './secrets.ts';
import type { Cast } from './staff.ts';
import { LeftOut, StepLog } from './step.ts';

type Act = (play: Play, log: StepLog) => Promise<string>;

interface Step {
	act: Act;
	report: StepReport;
}

export class Journey {
	readonly play: Play;
	/** Where the blocks are counted: the node's address. */
	readonly #url: string;
	readonly #firstBlock: number;
	readonly #started = performance.now();
	readonly #steps: Step[];
	#census: Census | { notCounted: string } = { notCounted: 'the journey did not get that far' };
	#failure: Report['failure'] = null;

	/** `firstBlock` is the chain's best block before anything was sent. */
	constructor(cast: Cast, bundle: PatientRecords, { url, firstBlock }: { url: string; firstBlock: number }) {
		this.play = new Play(cast, bundle);
		this.#url = url;
		this.#firstBlock = firstBlock;
		const names = this.play.granted.map(className).join(' and ');
		const acts: [title: string, act: Act][] = [
			['The patient registers with a new key and no coin', register],
			['The patient has the hospital keep the ring of its keys, sealed', backUp],
			['The patient lets the hospital add records', letHospitalCollect],
			['The hospital commits to and seals every resource', seal],
			['The hospital anchors the sealed records, one batch for each class', anchor],
			['The hospital spreads the sealed records over several organizations, in pieces', spread],
			['The patient shares the keys for an emergency among three organizations', prepareForEmergency],
			['A specialist of another clinic asks for a record, and then the patient for consent', askForConsent],
			[`The patient approves less: ${GRANT_DAYS} days of ${names} for treatment`, approve],
			['The specialist asks again, the custodian checks the tickets and releases', release],
			['The specialist opens every released record and checks it against the chain', read],
			['The specialist asks once for a shift, and reads on two ward rounds', makeRounds],
			['Somebody alters a stored record by one bit, and another one with all skill', tamper],
			['Stores are lost, a custodian\'s service with them, and every record is read all the same', loseStores],
			[`The patient refuses the clinic ${className(this.play.refused)}, which stays granted`, refuseClass],
			['An emergency: a physician breaks the glass and reads what was not granted, and somebody of another organization judges it', breakGlass],
			['The patient lifts the refusal, revokes the grant, and starts new keys', revoke],
			['The patient moves the old records to the new keys', moveRecords],
			['The patient lets its family doctor read everything', grantAll],
			['The patient disputes records; the hospital corrects what was wrong, and nothing is lost', disputeAndCorrect],
			['The patient contests an entry of the trail, and the clinic answers for it', contest],
			['The patient reads the trail and re-computes its hash chain', readTrail],
			['An observer counts, out of the blocks alone, what all this left on the chain', (_, log) => this.#countBlocks(log)],
		];
		this.#steps = acts.map(([title, act]) => ({
			act, report: { title, status: 'not reached', said: null, seconds: null, compared: [] },
		}));
	}

	/** The steps by number, with what will happen in each. */
	get titles(): string[] {
		return this.#steps.map(({ report }) => report.title);
	}

	/** The patient's trail, once it was read. */
	get trail(): Trail | undefined {
		return this.play.trail;
	}

	/** Plays a step; a step that is left out throws `LeftOut`, and the next one can be played. */
	async step(index: number, progress: (sentence: string) => void): Promise<string> {
		const { act, report } = this.#steps[index] as Step;
		const log = new StepLog(progress);
		const started = performance.now();
		try {
			report.said = await act(this.play, log);
			report.status = 'passed';
			return report.said;
		} catch (error) {
			report.said = error instanceof Error ? error.message : String(error);
			report.status = error instanceof LeftOut ? 'left out' : 'failed';
			if (report.status === 'failed') {
				this.#failure = { step: report.title, code: error instanceof SalusError ? error.code : 'fault', message: report.said };
			}
			throw error;
		} finally {
			report.seconds = inSeconds(performance.now() - started);
			report.compared = log.compared;
		}
	}

	/** Counts what there is to count after a journey that ended early. */
	async countAfterFailure(): Promise<void> {
		if ('blocks' in this.#census || !this.play.patient.isRegistered) return;
		try {
			this.#census = await this.#takeCensus();
		} catch (error) {
			this.#census = { notCounted: error instanceof Error ? error.message : String(error) };
		}
	}

	report(): Report {
		const { bundle, patient, batches, trail, tampering, afterRevocation, emergency, pieces, moved } = this.play;
		const steps = this.#steps.map(({ report }) => report);
		const outcomes = trail && outcomesIn(trail.entries);
		const isDone = steps.every(({ status }) => status === 'passed' || status === 'left out');
		return {
			bundle: bundle.source,
			outcome: this.#failure ? 'failed' : isDone ? 'passed' : 'stopped',
			failure: this.#failure,
			patient: patient.isRegistered ? `0x${bytesToHex(patient.id)}` : null,
			seconds: inSeconds(performance.now() - this.#started),
			resources: bundle.resources.length,
			unattributed: bundle.unattributed,
			notes: bundle.notes,
			batches: batches.length > 0 ? batches.filter(({ anchor }) => anchor !== undefined).length : null,
			chain: this.#census,
			permitted: outcomes?.permitted ?? null,
			denied: outcomes?.denied ?? null,
			auditEntries: trail?.entries.length ?? null,
			headVerified: trail?.verified ?? null,
			tampering,
			afterRevocation,
			emergency,
			pieces,
			moved,
			leftOut: steps.filter(({ status }) => status === 'left out').map(({ title, said }) => `${title}: ${said}`),
			steps,
		};
	}

	async #countBlocks(log: StepLog): Promise<string> {
		const census = await this.#takeCensus();
		this.#census = census;
		const { sent, sentByServices, preparing } = this.play;
		log.compare('the transactions about the patient in the blocks, of those that were sent', sent.length + sentByServices, census.extrinsics);
		log.compare('the transactions that put people in place', preparing.length, census.preparing);
		log.compare('the fees that the patient paid', '0', census.feesOfPatient);
		log.compare('the texts and unsalted hashes of the bundle on the chain', 0, census.personal.found);
		const { extrinsics, events, state } = census.bytes;
		return `${census.extrinsics + census.preparing} transactions in blocks ${census.blocks.from} to ${census.blocks.to}: ${extrinsics} bytes, ${events} of events, ${state} of state. The patient paid nothing; none of ${census.personal.searchedFor} texts and hashes of the bundle stands there.`;
	}

	async #takeCensus(): Promise<Census> {
		const { patient, preparing, bundle } = this.play;
		return takeCensus(this.#url, {
			patient: patient.id, account: patient.account.address, from: this.#firstBlock, preparing: preparing.map(({ hash }) => hash),
			secrets: secretsOf(bundle),
		});
	}
}

function inSeconds(milliseconds: number): number {
	return Math.round(milliseconds / 100) / 10;
}
