/**
 * The end-to-end tests: stock polkadot.js against a real node. One node serves all of them, and they run
 * at the same time, each with accounts of its own, because each waits for blocks; at the end, stock
 * polkadot.js reads all that they left on the chain.
 */
import { after, before, describe } from 'node:test';
import { accountingTests } from './accounting.ts';
import { auditEventTests } from './audit-events.ts';
import { auditTrailTests } from './audit-trail.ts';
import { authorTests } from './authors.ts';
import { blameTests } from './blame.ts';
import { censusTests } from './census.ts';
import { closedTests } from './closed.ts';
import { consentTests } from './consent.ts';
import { contestingTests } from './contesting.ts';
import { correctionTests } from './corrections.ts';
import { demoTests } from './demo.ts';
import { disputeTests } from './disputes.ts';
import { emergencyTests } from './emergencies.ts';
import { emergencyRingTests } from './emergency-ring.ts';
import { envelopeTests } from './envelopes.ts';
import { erasureTests } from './erasure.ts';
import { everythingTests } from './everything.ts';
import { fhirTests } from './fhir.ts';
import { findingTests } from './finding.ts';
import { firstStepsTests } from './first-steps.ts';
import { governanceTests } from './governance.ts';
import { identityTests } from './identity.ts';
import { journeyTests } from './journey.ts';
import { manyTests } from './many.ts';
import { movingTests } from './moving.ts';
import { pieceTests } from './pieces.ts';
import { recoveryTests } from './recovery.ts';
import { refusalTests } from './refusals.ts';
import { releaseTests } from './releases.ts';
import { reportTests } from './reports.ts';
import { restrictionTests } from './restrictions.ts';
import { runTests } from './runs.ts';
import { secondImplementationTests } from './second-implementation.ts';
import { serviceTests } from './services.ts';
import { stockApiTests } from './stock-api.ts';
import { trailTests } from './trails.ts';
import { wearableTests } from './wearables.ts';
import { wrongPatientTests } from './wrong-patient.ts';
import { World } from './world.ts';

let started: World | undefined;
const world = () => {
	if (!started) throw new Error('The node is not up yet.');
	return started;
};

describe('Salus on a real node', { concurrency: 1, timeout: 1_800_000 }, () => {
	before(async () => {
		started = await World.start();
	});
	after(async () => {
		await started?.stop();
	});
	describe('what is done there', { concurrency: true }, () => {
		describe('on the chain', { concurrency: true }, () => {
			accountingTests();
			auditEventTests(world);
			auditTrailTests(world);
			authorTests(world);
			blameTests(world);
			censusTests(world);
			closedTests(world);
			consentTests(world);
			contestingTests(world);
			correctionTests(world);
			disputeTests(world);
			reportTests(world);
			restrictionTests(world);
			emergencyTests(world);
			emergencyRingTests(world);
			envelopeTests(world);
			erasureTests(world);
			everythingTests(world);
			fhirTests(world);
			findingTests(world);
			governanceTests(world);
			identityTests(world);
			journeyTests(world);
			manyTests(world);
			movingTests(world);
			pieceTests(world);
			recoveryTests(world);
			refusalTests(world);
			releaseTests(world);
			runTests(world);
			secondImplementationTests(world);
			serviceTests(world);
			trailTests(world);
			wearableTests(world);
			wrongPatientTests(world);
		});
		// Each starts a client of its own, and some a node: two at a time are enough for a small machine.
		describe('the demo and the first steps', { concurrency: 2 }, () => {
			demoTests(world);
			firstStepsTests();
		});
	});
	// Last, since it reads what all others left.
	describe('what stock polkadot.js reads of it', () => stockApiTests(world));
});
