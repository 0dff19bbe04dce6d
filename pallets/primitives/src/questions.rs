//! How often a call asks the directories, and what that costs where they cost more than others.

use crate::{PatientDirectory, ProviderDirectory};
use frame_support::weights::Weight;

/// How often a call asks each directory at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Questions {
	/// The directory of patients.
	pub patients: u64,
	/// The directory of providers.
	pub providers: u64,
}

impl Questions {
	/// What a call costs that asks so often, of which `measured` is known: it holds what each question costs by the directory's
	/// trait, and lacks what the directories say of themselves ([`PatientDirectory::weight`], [`ProviderDirectory::weight`]).
	pub fn weight<AccountId, Patients, Providers>(self, measured: Weight) -> Weight
	where
		Patients: PatientDirectory<AccountId>,
		Providers: ProviderDirectory<AccountId>,
	{
		measured
			.saturating_add(Patients::weight().saturating_mul(self.patients))
			.saturating_add(Providers::weight().saturating_mul(self.providers))
	}
}
