/** Acts of authorities have a trail: who was accredited, suspended, licensed, what was enacted and repealed, in order, for everybody to check. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { checkByBlocks, checkStored, tellEntry } from '@salus/client/audit';
import { actionSet, kindSet, purposeSet, readTrail, roleSet, seed, type told } from '@salus/client/chain';
import { enactPolicy, licenseBreakGlass, policyOf, repealPolicy } from '@salus/client/consent';
import { bytesToHex, classOf } from '@salus/client/format';
import { DAY, type World } from './world.ts';

export function governanceTests(world: () => World): void {
	test('what authorities do stands in a trail of their own, which begins with the chain and leads to its tip', async () => {
		const { chain, dev } = world();
		const from = (await chain.api.rpc.chain.getHeader()).number.toNumber() + 1;
		const physician = await world().physician();
		const { organization, practitioner } = physician;
		const registry = (method: string, named: object) => world().byAuthority(world().call('providerRegistry', method, { organization, ...named }));
		// By one account, so in this order.
		const acts = [
			registry('setEmergencyRole', { practitioner, holds: true }), world().byAuthority(licenseBreakGlass(chain, organization, { maxOpen: 3, maxPerDay: 9 })),
			registry('addAdmin', { account: dev.bob.publicKey }), registry('removeAdmin', { account: dev.bob.publicKey }),
			registry('suspendPractitioner', { practitioner }), registry('reinstatePractitioner', { practitioner }),
			registry('suspendOrganization', {}), registry('reinstateOrganization', {}),
		];
		// For a day in a year, so that it permits nothing to anybody here.
		const year = (await chain.now()) + 365 * DAY;
		const policy = policyOf(await world().byAuthority(enactPolicy(chain, {
			kinds: kindSet('Regulator'), roles: roleSet('Researcher'), scope: { Classes: [classOf('Account') as number] }, actions: actionSet('Access'), purposes: purposeSet('Research'),
			period: { from: year, until: year + DAY }, refusalsBind: true, legalBasis: randomBytes(32),
		})));
		const [repealed, revoked] = await Promise.all([world().byAuthority(repealPolicy(chain, policy)), registry('revokeAccreditation', {}), ...acts]);

		const trail = await readTrail(chain, 'Governance', revoked.block);
		assert.ok(trail.verified);
		const { checkpoint } = (await chain.ask('auditLogApi', 'head', ['Governance'])).toJSON();
		assert.equal(checkpoint, `0x${bytesToHex(seed(chain.genesis, 'Governance'))}`);
		const entries = trail.entries.map(({ entry }) => entry.toJSON());
		for (const entry of entries) {
			assert.ok(entry.actor.authority === null || entry.actor.chain === null, 'somebody else acted as an authority');
			assert.doesNotMatch(tellEntry(entry, { timeZone: 'UTC' }).sentence, /undefined|null|NaN/);
		}
		// Other tests act as authorities, too, at the same time.
		const own = entries.map(({ event }) => event).filter((event) => isAbout(event, organization, policy));
		const id = { account: physician.account.address };
		assert.deepEqual(own.map((event) => {
			const [name, content] = Object.entries(event)[0] as [string, object];
			return [name, 'content' in content ? { ...content, content: undefined } : content];
		}), [
			['organizationAccredited', { organization, until: null }],
			['emergencyRoleSet', { organization, practitioner: id, isGiven: true }],
			['breakGlassLicensed', { organization, isLicensed: true, open: 3, daily: 9 }],
			['adminAdded', { organization, account: dev.bob.address }], ['adminRemoved', { organization, account: dev.bob.address }],
			['practitionerSuspended', { organization, practitioner: id }], ['practitionerReinstated', { organization, practitioner: id }],
			['organizationSuspended', { organization }], ['organizationReinstated', { organization }],
			['policyEnacted', { policy, content: undefined }], ['policyRepealed', { policy }],
			['accreditationRevoked', { organization }],
		]);
		assert.ok((await checkStored(chain, 'Governance', repealed.block)).isWhole);
		const checked = await checkByBlocks(chain, 'Governance', revoked.block, { from });
		assert.ok(checked.isWhole && checked.witnessed >= own.length, JSON.stringify(checked));
	});
}

function isAbout(event: told.AuditedEvent, organization: number, policy: number): boolean {
	const content = Object.values(event)[0] as { organization?: number; policy?: number } | null;
	return content?.organization === organization || content?.policy === policy;
}
