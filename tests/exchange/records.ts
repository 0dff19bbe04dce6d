/** Records, from their canonical bytes to what a reader takes out of a release. */
import assert from 'node:assert/strict';
import {
	BatchOpener, BatchSealer, FormatError, MerkleTree, type PackedRecord, type RecordContext, type ReleasedRecord, allClasses, assertClass, assertKept, bytesToHex, className, commitment, concatBytes,
	isJsonObject, joinPieces, keyPair, leafOf, moveHeader, openPackage, openReleased, openReleases, ownerSalt, packageRoot, packBatch, parseSpan, proveChunk, readRecordContent,
	recordContent, sealReleases, splitIntoPieces, utf8ToBytes, verifyInclusion, hexToBytes,
} from '@salus/client/format';
import type { Random } from './random.ts';
import { mutated, randomResource } from './random-json.ts';
import { Refused, type Tool } from './tool.ts';

/** The same bytes come out of a source, or none: half of the sources are somehow damaged. */
export async function recordContents(random: Random, tool: Tool): Promise<void> {
	const source = randomResource(random, className(random.of(allClasses())));
	const fullUrl = random.of([null, 'urn:uuid:1', 'http://a/é"\\', '']);
	const text = random.chance(0.5) ? source : mutated(random, source);
	const bytes = utf8ToBytes(text.toWellFormed());
	if (random.chance(0.05)) bytes[random.integer(0, bytes.length - 1)]! ^= 0x80;
	const question = { ask: 'entry', fullUrl, resource: bytes };
	const [own, others] = await Promise.all([ownOrNothing(() => ownContent(fullUrl, bytes)), othersOrNothing(tool.ask(question))]);
	assert.equal(own && bytesToHex(own), others?.canonical, `of ${JSON.stringify(text)}`);
	if (!own) return;
	assert.equal(readRecordContent(hexToBytes(others.canonical)).fullUrl, fullUrl ?? undefined);

	// What is altered in the canonical bytes is seen by both or by neither.
	const altered = utf8ToBytes(mutated(random, new TextDecoder().decode(own)).toWellFormed());
	const read = ownOrNothing(() => readRecordContent(altered));
	const { canonical } = (await othersOrNothing(tool.ask({ ask: 'canonicalize', source: altered }))) ?? {};
	if (read) assert.equal(canonical, bytesToHex(altered), `of ${new TextDecoder().decode(altered)}`);
}

export async function commitments(random: Random, tool: Tool): Promise<void> {
	const [root, salt, canonical] = [random.bytes(), random.bytes(), random.bytes(random.integer(0, 600))];
	const [owners, made] = await Promise.all([tool.ask({ ask: 'ownerSalt', root, canonical }), tool.ask({ ask: 'commit', salt, canonical })]);
	assert.equal(owners.salt, bytesToHex(ownerSalt(root, canonical)));
	assert.equal(made.commitment, bytesToHex(commitment(salt, canonical)));
}

export async function trees(random: Random, tool: Tool): Promise<void> {
	const leaves = random.list(1, 40, () => random.bytes());
	const index = random.integer(0, leaves.length - 1);
	const tree = new MerkleTree(leaves);
	const place = random.chance(0.5) ? index : random.integer(0, leaves.length);
	const [{ root }, { proof }, { included }] = await Promise.all([
		tool.ask({ ask: 'merkleRoot', leaves }), tool.ask({ ask: 'merkleProof', leaves, index }),
		tool.ask({ ask: 'verifyInclusion', root: tree.root, leaves: leaves.length, index: place, leaf: leaves[index], proof: tree.proof(index) }),
	]);
	assert.equal(root, bytesToHex(tree.root));
	const siblings = (proof as string[]).map(hexToBytes);
	assert.ok(verifyInclusion(tree.root, leaves.length, index, leaves[index] as Uint8Array, siblings));
	assert.equal(included, place === index);
}

export async function pieces(random: Random, tool: Tool): Promise<void> {
	const records: PackedRecord[] = random.list(1, 6, () => ({ commitment: random.bytes(), sealed: random.bytes(random.integer(0, 900)) }));
	if (random.chance(0.02)) records.push({ commitment: random.bytes(), sealed: random.bytes(random.integer(60_000, 200_000)) });
	const number = random.integer(1, 16);
	const needed = random.integer(1, number);
	const own = packBatch(records);
	const others = await tool.ask({ ask: 'packBatch', records });
	assert.equal(others.package, bytesToHex(own));
	const [made, split] = await Promise.all([splitIntoPieces(own, needed, number), tool.ask({ ask: 'splitIntoPieces', package: own, needed, pieces: number })]);
	assert.deepEqual(split.pieces, made.pieces.map(bytesToHex));
	assert.deepEqual(split.plan.roots, made.plan.roots.map(bytesToHex));
	// Some are lost; what is left is joined by the other.
	const kept = random.ascending(needed, number - 1).map((place) => made.pieces[place] as Uint8Array);
	const joined = await tool.ask({ ask: 'joinPieces', plan: { needed, roots: made.plan.roots }, pieces: kept });
	assert.deepEqual(joined, { package: bytesToHex(own), bad: [] });
	const { bytes } = await joinPieces(made.plan, random.ascending(needed, number - 1).map((place) => hexToBytes(split.pieces[place])));
	assert.deepEqual(openPackage({ root: packageRoot(records), records: records.length }, bytes), records);
	const piece = made.pieces[0] as Uint8Array;
	const proven = proveChunk(piece, 0);
	const { included } = await tool.ask({ ask: 'verifyChunk', root: made.plan.roots[0], length: piece.length, ...proven });
	assert.ok(included);
}

/** A batch is sealed, moved, released and read, and one that was altered is not: the whole way of a record. */
export async function batches(random: Random, tool: Tool): Promise<void> {
	const recordClass = random.of([...allClasses(), 0x8000, 0xffff]);
	const type = recordClass < 0x8000 ? className(recordClass) : 'Basic';
	const of: RecordContext = { patient: random.bytes(), recordClass };
	const [suite, later] = [random.suite(), random.suite()];
	const [classKey, newKey, reader] = await Promise.all([keyPair(suite, random.bytes()), keyPair(later, random.bytes()), keyPair(random.suite(), random.bytes())]);
	const epoch = random.integer(0, 0xffff_fffe);
	const plain = random.list(1, 4, () => ({ salt: random.bytes(), canonical: ownContent(null, utf8ToBytes(randomResource(random, type))) }));
	const bond = { patient: of.patient, sequence: random.integer(0, Number.MAX_SAFE_INTEGER), custodian: random.u32(), nonce: random.bytes() };
	const asked = { context: { patient: of.patient, class: recordClass } };
	const [publicPart, newPublic] = [classKey, newKey].map(({ suite: of_, publicKey }) => ({ suite: of_, publicKey }));
	const [privatePart, newPrivate] = [classKey, newKey].map(({ suite: of_, privateKey }) => ({ suite: of_, privateKey }));

	// Sealed and released here, read there; with one byte altered, both say who is to blame.
	const sealer = await BatchSealer.begin(of, { epoch, suite, publicKey: classKey.publicKey });
	const own = plain.map((record) => sealer.seal(record));
	const released = await releaseOf(own);
	const stream: Uint8Array[] = [];
	for await (const bytes of sealReleases(bond, reader, [{ head: headOf(sealer.header, own.length), records: released }])) stream.push(bytes);
	const { parts } = await tool.ask({ ask: 'openRelease', context: bond, key: { suite: reader.suite, privateKey: reader.privateKey }, targets: 1, sealed: concatBytes(...stream) });
	assert.equal(parts[0].contents.header, bytesToHex(sealer.header));
	const anchor = { root: new MerkleTree(own.map(({ leaf }) => leaf)).root, leaves: own.length };
	const read = await tool.ask({ ask: 'readBatch', ...asked, anchor, key: privatePart, header: sealer.header, records: parts[0].records });
	assert.deepEqual(read.records.map(({ canonical }: { canonical: string }) => canonical), plain.map(({ canonical }) => bytesToHex(canonical)));
	const altered = released.map((record) => ({ ...record, sealed: record.sealed.slice() }));
	altered[0]!.sealed[random.integer(0, altered[0]!.sealed.length - 1)]! ^= 1 << random.integer(0, 7);
	const blamed = await tool.ask({ ask: 'readBatch', ...asked, anchor, key: privatePart, header: sealer.header, records: altered });
	assert.equal(blamed.blame, 'custodian');

	// Sealed, moved and released there, read here.
	const made = await tool.ask({ ask: 'sealBatch', ...asked, recipient: { epoch, key: publicPart }, records: plain });
	const { header } = await tool.ask({ ask: 'moveHeader', ...asked, key: privatePart, header: made.header, recipient: { epoch: epoch + 1, key: newPublic } });
	const movedHere = await moveHeader(of, privatePart as typeof classKey, hexToBytes(made.header), { epoch: epoch + 1, ...(newPublic as typeof classKey) });
	const records: ReleasedRecord[] = await releaseOf(made.records.map(({ commitment: committed, sealed }: Record<string, string>) => ({ commitment: hexToBytes(committed!), sealed: hexToBytes(sealed!) })));
	const { recordClass: named, ...contents } = headOf(hexToBytes(header), records.length);
	const { sealed } = await tool.ask({
		ask: 'sealRelease', context: bond, key: { suite: reader.suite, publicKey: reader.publicKey }, parts: [{ contents: { format: 'salus/release/v1', class: named, ...contents }, records }],
	});
	const anchored = { root: hexToBytes(made.root), records: records.length };
	for await (const part of openReleases(bond, reader, 1, [hexToBytes(sealed)])) {
		for (const moved of [part.head.header as Uint8Array, movedHere]) assert.equal((await BatchOpener.begin(of, newPrivate as typeof classKey, moved)).epoch, epoch + 1);
		const opener = await BatchOpener.begin(of, newPrivate as typeof classKey, part.head.header as Uint8Array);
		for await (const record of part.records) {
			assertKept(anchored, record);
			const { canonical } = openReleased(opener, record);
			assert.deepEqual(canonical, plain[record.index]?.canonical);
			assertClass(readRecordContent(canonical), recordClass);
		}
	}

	function headOf(bytes: Uint8Array, count: number) {
		return { anchor: 3, recordClass, header: bytes, records: count, envelope: null, emergency: null };
	}
}

async function releaseOf(records: { commitment: Uint8Array; sealed: Uint8Array }[]): Promise<ReleasedRecord[]> {
	const tree = new MerkleTree(records.map(({ commitment: committed, sealed }) => leafOf(committed, sealed)));
	return records.map(({ commitment: committed, sealed }, index) => ({ index, commitment: committed, proof: tree.proof(index), sealed }));
}

function ownContent(fullUrl: string | null, bytes: Uint8Array): Uint8Array {
	const resource = parseSpan(bytes, { from: 0, to: bytes.length });
	if (!isJsonObject(resource)) throw new FormatError('no object');
	return recordContent(fullUrl ?? undefined, resource);
}

function ownOrNothing<T>(make: () => T): T | undefined {
	try {
		return make();
	} catch (error) {
		if (error instanceof FormatError) return undefined;
		throw error;
	}
}

// biome-ignore lint/suspicious/noExplicitAny: see the tool's answers.
async function othersOrNothing(answer: Promise<any>): Promise<any> {
	return answer.catch((error) => {
		if (error instanceof Refused) return undefined;
		throw error;
	});
}
