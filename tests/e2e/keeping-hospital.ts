/** The hospital with a custodian in this process: so that tests look into its stores, and reach what a service tells nobody. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain } from '@salus/client/chain';
import { Custodian, ReleaseReports } from '@salus/client/custody';
import { Hospital } from '../../scripts/demo/journey/hospital.ts';
import { CustodianFolder } from './custodian-folder.ts';

export interface KeepingHospitalParts {
	organization: number;
	clinician: KeyringPair;
	/** Redeems tickets. */
	clerk: KeyringPair;
	/** Where it keeps what it keeps. */
	folder: string;
}

export class KeepingHospital extends Hospital<Custodian> {
	declare readonly stores: CustodianFolder;
	/** What it released while it could not reach the chain. */
	readonly reports: ReleaseReports;

	constructor(chain: Chain, { organization, clinician, clerk, folder }: KeepingHospitalParts) {
		const stores = new CustodianFolder(folder);
		super(chain, { organization, clinician, clerk, stores });
		this.reports = new ReleaseReports(chain, { organization, signer: clerk, store: stores.reports });
		this.handTo(new Custodian(chain, { organization, signer: clerk, stores, reports: this.reports, clock: () => Date.now() }));
	}

	/** Watches what it had just released, too. */
	override async resume(): Promise<void> {
		await this.custodian.resume();
		await super.resume();
	}
}
