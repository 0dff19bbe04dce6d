/** The first steps of the README, to the letter: `tests/e2e/first-steps.ts` runs them against a node and a custodian's service. */
// #region steps
import { Keyring } from '@polkadot/api';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { actionSet, Chain, findEvent, publishPractitionerKey, purposeSet, registerPatient } from '@salus/client/chain';
import { classesScope, daysFrom, grant, grantOf, sealTo } from '@salus/client/consent';
import { askFor, checkCardOf, Reader, RemoteCustodian, sealBatches, type SealedBatch } from '@salus/client/custody';
import {
	blake2b256, bytesToHex, classOf, classSecretOf, contentMonths, keyCardHash, keyOfClass, keysOfClasses, makeKeyCard, monthOf, randomKeyPair,
	randomRoot, recordContent, writeKeyCard, X25519,
} from '@salus/client/format';
import { anchorBatch, anchorIn } from '@salus/client/records';

const [node = '', organization, url = ''] = process.argv.slice(2); // the node's address, the custodian's number and its address
const chain = await Chain.connect(node);
const keyring = new Keyring({ type: 'sr25519' });
const OBSERVATION = classOf('Observation')!;

// Of the development chain's hospital the well-known account Bob is a physician. He publishes a key, to which patients seal theirs.
const [hospital, bob, bobsKey] = [0, keyring.addFromUri('//Bob'), await randomKeyPair(X25519)];
const asPhysician = { purpose: 'Treatment', capacity: { Practitioner: { organization: hospital } } } as const;
await chain.send(await publishPractitionerKey(chain, { organization: hospital, practitioner: { Account: bob.publicKey }, key: bobsKey }), bob);

// A patient is an account without a coin, and a root from which all keys come. The card has the public keys, with which others seal records. Its
// hash does not depend on the patient's id, which comes with registering: the card is made with zeros in its place, and gets it then.
const [account, root] = [keyring.addFromMnemonic(mnemonicGenerate()), randomRoot()];
const card = await makeKeyCard({ genesis: chain.genesis, patient: new Uint8Array(32), epoch: 0, suite: X25519 }, root);
const salt = crypto.getRandomValues(new Uint8Array(32));
const registered = await chain.send(await registerPatient(chain, salt, { key: card, card: keyCardHash(card) }), account);
const patient = findEvent(registered, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
const handedOver = writeKeyCard({ ...card, patient });

// The patient lets Bob add observations (`Collect`) and read them (`Access`) for 30 days, and seals the key of their class to him.
const bond = { patient, organization: hospital, grantee: { Practitioner: bob.publicKey } };
const keysForBob = await keysOfClasses({ suite: X25519, classSecret: classSecretOf(root) }, [OBSERVATION]);
const { envelope, sealed: sealedKeys } = await sealTo(chain, bond, 0, keysForBob);
const provision = {
	grantee: bond.grantee, scope: classesScope(OBSERVATION), content: null,
	actions: actionSet('Collect', 'Access'), purposes: purposeSet('Treatment'), period: daysFrom(await chain.now(), 30),
};
const granted = await chain.send(grant(chain, hospital, { patient, provision, envelope }), account);

// The hospital seals a record with the patient's card, which the chain confirms, and anchors the batch. Its store is one in memory here.
const kept = new Map<string, Uint8Array>();
const store = {
	put: async (sealed: Uint8Array) => {
		const name = bytesToHex(blake2b256(sealed));
		kept.set(name, sealed);
		return name;
	},
	get: async (name: string) => kept.get(name)!,
};
const resource = { resourceType: 'Observation', status: 'final', effectiveDateTime: '2026-03-14', code: { text: 'Blood group' }, valueString: 'AB' };
const months = contentMonths(resource, monthOf(await chain.now()));
const records = [{ recordClass: OBSERVATION, canonical: recordContent(undefined, resource), months }];
const [batch] = (await sealBatches(store, patient, await checkCardOf(chain, patient, handedOver), records)) as [SealedBatch];
const custodian = Number(organization);
const anchored = await chain.send(anchorBatch(chain, batch, { custodian, ...asPhysician }), bob);
const anchor = anchorIn(anchored);

// The custodian's service gets the batch from the hospital, and from the patient the envelope with the keys for Bob.
const clock = () => Date.now();
const service = new RemoteCustodian(chain, { organization: custodian, url, clock, writer: { signer: bob, side: { organization: hospital } } });
await anchored.finalized;
await service.takeBatch({ ...batch, anchor }, store);
await service.takeEnvelope(patient, sealedKeys);

// Bob asks the chain for access, and with the ticket, once it is final, the service for the records.
const { receipt, ticket } = await askFor(chain, bob, { patient, custodian, ...asPhysician }, { Anchor: anchor });
if (!ticket) throw new Error('It is not permitted. The patient reads why in the trail.');
await receipt.finalized;
const reader = new Reader(chain, { signer: bob, key: bobsKey, clock });
const request = await reader.request(ticket);
const { stream } = await service.release(request);
const release = await reader.open(ticket, request, stream);
const { keys } = await release.classKeys(bond, grantOf(granted));
const opened = release.records((recordClass) => keyOfClass(keys, recordClass)); // each is checked against the chain
for await (const { content } of opened) console.log(content.resource['valueString']);

await chain.disconnect(); // otherwise Node never exits
// #endregion steps
