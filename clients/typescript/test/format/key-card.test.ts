import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allClasses } from '../../src/format/classes.ts';
import { classKeyPair, classSecretOf, patientKeyPair, randomRoot } from '../../src/format/epoch-keys.ts';
import { type KeyCard, type KnownPatient, checkCard, keyCardHash, makeKeyCard, readKeyCard, writeKeyCard } from '../../src/format/key-card.ts';
import { ALL_SUITES, X25519, X_WING, publishedKey } from '../../src/format/suites.ts';
import { filled, refused, textFlips } from './helpers.ts';

const root = randomRoot();
const of = { genesis: filled(2), patient: filled(3), epoch: 4 };

async function issue(suite: 1 | 2 = X25519, classes?: number[]) {
	const card = await makeKeyCard({ ...of, suite }, root, classes);
	const known: KnownPatient = { ...of, publicKey: publishedKey(await patientKeyPair(suite, root)), card: keyCardHash(card) };
	return { card, known };
}

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a genuine card gives epoch and keys together`, async () => {
		const { card, known } = await issue(suite, [3, 97]);
		for (const source of [writeKeyCard(card), JSON.parse(writeKeyCard(card))]) {
			const checked = checkCard(source, known);
			assert.deepEqual([checked.epoch, checked.suite], [4, suite]);
			assert.deepEqual(checked.patientKey, { suite, publicKey: card.publicKey });
			const { publicKey } = await classKeyPair(suite, classSecretOf(root), 97);
			assert.deepEqual([...checked.keys.keys()], [3, 97]);
			assert.deepEqual(checked.keys.get(97), { epoch: 4, suite, publicKey });
		}
		assert.deepEqual(readKeyCard(writeKeyCard(card)), card);
	});

	test(`suite ${suite}: a card lists every type, and the same opaque labels as everybody's`, async () => {
		const { card } = await issue(suite);
		assert.deepEqual(card.classes.map((entry) => entry.class), [...allClasses(), ...Array.from({ length: 32 }, (_, i) => 0x8000 + i)]);
	});
}

test('a card that is changed in a single bit is refused', async () => {
	const { card, known } = await issue(X25519, [3, 97]);
	for (const text of textFlips(writeKeyCard(card))) await refused(() => checkCard(text, known), text);
});

test('a card of another chain, patient, epoch, suite or key is refused, also where its hash agrees', async () => {
	const { card, known } = await issue(X25519, [3, 97]);
	const other = await issue(X_WING, [3, 97]);
	const changes: Partial<KnownPatient>[] = [
		{ genesis: filled(9) }, { patient: filled(9) }, { epoch: 5 }, { card: filled(9) }, { card: other.known.card },
		{ publicKey: { suite: X25519, bytes: filled(9) } }, { publicKey: { ...known.publicKey, suite: X_WING } }, { publicKey: other.known.publicKey },
	];
	for (const change of changes) await refused(() => checkCard(writeKeyCard(card), { ...known, ...change }));
	await refused(() => checkCard(writeKeyCard(other.card), known));
});

test('a card that another hand made for the same key does not have the hash that stands on the chain', async () => {
	const { card, known } = await issue(X25519, [3, 97]);
	const forged: KeyCard[] = [
		{ ...card, classes: card.classes.slice(1) },
		{ ...card, classes: [card.classes[0], { class: 97, publicKey: filled(9) }] as KeyCard['classes'] },
		{ ...card, classes: [...card.classes, { class: 98, publicKey: filled(9) }] },
	];
	for (const one of forged) {
		await refused(() => checkCard(writeKeyCard(one), known));
		assert.notDeepEqual(keyCardHash(one), known.card);
	}
});

test('a card lists each class once, ascending, and at least one', async () => {
	const { card } = await issue(X25519, [3, 97]);
	const [first] = card.classes as [KeyCard['classes'][0]];
	for (const classes of [[...card.classes].reverse(), [first, first], []]) {
		await refused(() => readKeyCard(writeKeyCard({ ...card, classes })));
		await refused(() => keyCardHash({ ...card, classes }));
	}
	await refused(() => makeKeyCard({ ...of, suite: X25519 }, root, [97, 3]));
});

test('the keys of a card are of its suite', async () => {
	const [short, long] = [await issue(X25519, [3]), await issue(X_WING, [3])];
	await refused(() => readKeyCard(writeKeyCard({ ...short.card, classes: long.card.classes })));
	await refused(() => readKeyCard(writeKeyCard({ ...short.card, publicKey: long.card.publicKey })));
	await refused(() => readKeyCard(writeKeyCard({ ...short.card, suite: X_WING })));
});
