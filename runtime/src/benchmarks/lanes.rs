//! What it takes to look a transaction up in the table of lanes.

use crate::{lanes::Lanes, AccountId, ProviderRegistry, RuntimeCall};
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use frame_system::Config;
use pallet_admission::{Claim, Table, Verdict};
use salus_primitives::{
	Action, Capacity, PatientId, ProviderDirectory, Purpose, RecordClass, Target, TicketSecret,
};

/// Stands for the table, as pallets stand for their calls.
pub struct Pallet<T: Config>(PhantomData<T>);

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A practitioner asks, for emergency treatment: of all free calls of an organization the one that asks most.
	#[benchmark]
	fn verdict() {
		let who: AccountId = whitelisted_caller();
		let organization =
			ProviderRegistry::admit_for_benchmark(&who).expect("the registry has organizations");
		let call: RuntimeCall = pallet_audit_log::Call::request_access {
			patient: PatientId([1; 32]),
			target: Target::Class { class: RecordClass(1), content: None },
			action: Action::Access,
			purpose: Purpose::EmergencyTreatment,
			capacity: Capacity::Practitioner { organization },
			custodian: organization,
			reason: None,
			claim: TicketSecret([0x5E; 32]).claim(),
		}
		.into();
		let found;

		#[block]
		{
			found = Lanes::verdict(&who, &call);
		}

		let free = Verdict::Free(Claim::Organization { organization, is_emergency: true });
		assert!(found == free);
	}
}
