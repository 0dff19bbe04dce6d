/** What the runtime reads in the calls that are made here. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CORRECTION_REASONS, REJECTION_REASONS } from '../../src/chain/codes.ts';
import { BatchSealer } from '../../src/format/batch.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { randomKeyPair, X25519 } from '../../src/format/suites.ts';
import {
	amendBatch, anchorBatch, anchorRun, announceErasure, answerDispute, type BatchToAnchor, cancelErasure, coSign, disagree, disputeRecords, eraseRecords, extendRetention, holdPiece,
	markEnteredInError, planCustody, reinstate, releasePiece, reportMixUp, unsettle, withdrawCoSignature, withdrawDispute,
} from '../../src/records/index.ts';
import type { AnchorView } from '../../src/chain/generated/told.ts';
import { type Change, FakeRecords } from './fake-records.ts';
import { decoded, RuntimeDouble } from './runtime-double.ts';

const chain = new RuntimeDouble().asChain;
const filled = (byte: number) => new Uint8Array(32).fill(byte);
const hex = (bytes: Uint8Array) => `0x${bytesToHex(bytes)}`;
const [patient, root, statement] = [filled(0xaa), filled(1), filled(2)];
const capacity = { Practitioner: { organization: 7 } } as const;
const toldCapacity = { practitioner: { organization: 7 } };
const anchoring = { custodian: 9, purpose: 'Treatment', capacity } as const;
let batch: BatchToAnchor;

before(async () => {
	const { header } = await BatchSealer.begin({ patient, recordClass: 96 }, { ...(await randomKeyPair(X25519)), epoch: 3 });
	batch = { patient, recordClass: 96, header, records: [1, 2, 3], content: { from: 600, until: 612 }, root };
});

const toldBatch = { class: 96, root: hex(root), leaves: 3, content: { from: 600, until: 612 }, custodian: 9, keyEpoch: 3 };
const told = { patient: hex(patient), purpose: 'Treatment', capacity: toldCapacity };

test('a batch is anchored with its custodian, and with the epoch that its header names', () => {
	assert.deepEqual(decoded(anchorBatch(chain, batch, anchoring)), ['recordAnchor.anchor', { ...told, batch: toldBatch }]);
});

test('records that are sealed to none of the patient\'s keys name no epoch', () => {
	const { header: _, ...without } = batch;
	assert.deepEqual(decoded(anchorBatch(chain, without, anchoring))[1]['batch'], { ...toldBatch, keyEpoch: null });
});

test('a run names for each batch whose it is and why', () => {
	const other = { ...batch, patient: filled(0xbb), recordClass: 40_000 };
	const run = anchorRun(chain, [{ batch, custodian: 9, purpose: 'Treatment' }, { batch: other, custodian: 4, purpose: 'PublicHealth' }], capacity);
	assert.deepEqual(decoded(run), ['recordAnchor.anchorRun', {
		capacity: toldCapacity,
		run: [
			{ patient: hex(patient), batch: toldBatch, purpose: 'Treatment' },
			{ patient: hex(filled(0xbb)), batch: { ...toldBatch, class: 40_000, custodian: 4 }, purpose: 'PublicHealth' },
		],
	}]);
});

test('an amendment names the version that was seen, and every reason is one of the runtime\'s', () => {
	for (const reason of CORRECTION_REASONS) {
		assert.deepEqual(
			decoded(amendBatch(chain, batch, { ...anchoring, supersedes: 5, reason })),
			['recordAnchor.amend', { ...told, batch: toldBatch, supersedes: 5, reason }],
		);
	}
});

test('anchors are marked together', () => {
	const marked = markEnteredInError(chain, patient, [4, 2], { reason: 'WrongPatient', purpose: 'Treatment', capacity });
	assert.deepEqual(decoded(marked), ['recordAnchor.markEnteredInError', { ...told, anchors: [4, 2], reason: 'WrongPatient' }]);
});

test('an anchor is reinstated as of the mark that was seen, or else of the moment from which it was withheld', () => {
	const records = new FakeRecords();
	const seen = (change: Change) => records.views[records.add(change)] as AnchorView;
	const markedAt = (view: AnchorView) => {
		const [call, { markedAt: at, ...rest }] = decoded(reinstate(chain, patient, view, 'Person'));
		assert.deepEqual([call, rest], ['recordAnchor.reinstate', { patient: hex(patient), anchor: view.number, capacity: { person: null } }]);
		return at;
	};
	assert.equal(markedAt(seen({ enteredInError: { at: 7, reason: 'WrongContent' } })), 7);
	assert.equal(markedAt(seen({ withheldSince: 5 })), 5);
	assert.equal(markedAt(seen({ enteredInError: { at: 7, reason: 'WrongPatient' }, withheldSince: 5 })), 7);
	assert.throws(() => reinstate(chain, patient, seen({}), 'Person'), { name: 'InputError', code: 'records.not-marked' });
	assert.deepEqual(decoded(unsettle(chain, patient, 4)), ['recordAnchor.unsettle', { patient: hex(patient), anchor: 4 }]);
});

test('a patient is told of a mix-up by class, moment and notice, and of nobody else', () => {
	const mixUp = reportMixUp(chain, { patient, recordClass: 96, since: 1_700_000_000_000, notice: statement, purpose: 'Treatment', capacity });
	assert.deepEqual(decoded(mixUp), ['recordAnchor.reportMixUp', { ...told, class: 96, since: 1_700_000_000_000, notice: hex(statement) }]);
});

test('a co-signature names the root that was read', () => {
	const signing = { patient, anchor: 4, root, purpose: 'Treatment', capacity } as const;
	assert.deepEqual(decoded(coSign(chain, signing)), ['recordAnchor.coSign', { ...told, anchor: 4, root: hex(root) }]);
	assert.deepEqual(decoded(withdrawCoSignature(chain, patient, 4, capacity)), ['recordAnchor.withdrawCoSignature', { patient: hex(patient), anchor: 4, capacity: toldCapacity }]);
});

test('a dispute is stated, answered either way with every reason, and withdrawn', () => {
	const named = { patient: hex(patient), anchor: 4 };
	assert.deepEqual(decoded(disputeRecords(chain, patient, 4, statement)), ['recordAnchor.dispute', { ...named, statement: hex(statement) }]);
	assert.deepEqual(decoded(disagree(chain, patient, 4, statement)), ['recordAnchor.disagree', { ...named, statement: hex(statement) }]);
	assert.deepEqual(decoded(withdrawDispute(chain, patient, 4)), ['recordAnchor.withdrawDispute', named]);
	const verdict = (given: Parameters<typeof answerDispute>[1]['verdict']) =>
		decoded(answerDispute(chain, { patient, anchor: 4, statement, verdict: given, purpose: 'Treatment', capacity }))[1];
	assert.deepEqual(verdict('Upheld'), { ...told, anchor: 4, statement: hex(statement), verdict: { upheld: null } });
	for (const reason of REJECTION_REASONS) assert.deepEqual(verdict({ reason })['verdict'], { rejected: { reason, explanation: null } });
	const explained = verdict({ reason: 'NotCreatedHere', explanation: filled(1) })['verdict'];
	assert.deepEqual(explained, { rejected: { reason: 'NotCreatedHere', explanation: hex(filled(1)) } });
});

test('an erasure is announced, cancelled and done by anchor', () => {
	const named = { patient: hex(patient), anchor: 4 };
	assert.deepEqual(decoded(announceErasure(chain, patient, 4)), ['recordAnchor.announceErasure', named]);
	assert.deepEqual(decoded(cancelErasure(chain, patient, 4)), ['recordAnchor.cancelErasure', named]);
	assert.deepEqual(decoded(eraseRecords(chain, patient, 4)), ['recordAnchor.erase', named]);
});

test('a plan of custody gives each piece its custodian, in order', () => {
	const plan = { needed: 1, roots: [root, statement] };
	const planned = { patient, anchor: 4, plan, purpose: 'Treatment', capacity } as const;
	assert.deepEqual(decoded(planCustody(chain, { ...planned, custodians: [9, 5] })), ['recordAnchor.planCustody', {
		...told, anchor: 4, threshold: 1, pieces: [{ custodian: 9, root: hex(root) }, { custodian: 5, root: hex(statement) }],
	}]);
	for (const custodians of [[9], [9, 5, 6], []]) assert.throws(() => planCustody(chain, { ...planned, custodians }), { name: 'InputError', code: 'custody.plan' });
});

test('a piece is held until a moment, and released', () => {
	const piece = { patient, anchor: 4, piece: 1, capacity } as const;
	const named = { patient: hex(patient), anchor: 4, piece: 1, capacity: toldCapacity };
	assert.deepEqual(decoded(holdPiece(chain, { ...piece, root, until: 1_700_000_000_000 })), ['recordAnchor.hold', { ...named, root: hex(root), until: 1_700_000_000_000 }]);
	assert.deepEqual(decoded(releasePiece(chain, piece)), ['recordAnchor.release', named]);
});

test('retention is extended by whole days that do not end too soon, or for good', () => {
	const extended = (until?: number) =>
		decoded(extendRetention(chain, { patient, anchor: 4, ...(until === undefined ? {} : { until }), purpose: 'Treatment', capacity }))[1];
	const day = 24 * 60 * 60 * 1000;
	assert.deepEqual(extended(), { ...told, anchor: 4, until: null });
	assert.deepEqual([extended(20_000 * day), extended(20_000 * day + 1)].map(({ until }) => until), [20_000, 20_001]);
});
