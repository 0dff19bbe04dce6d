//! How often the pallet asks its neighbours.

use crate::{types::MAX_RING_CUSTODIANS, Config, Pallet};
use frame_support::weights::Weight;
use salus_primitives::{ProviderDirectory, Questions, RecordDirectory};

/// How often a call asks them at most; [`Call::set_emergency_ring`](crate::Call::set_emergency_ring) asks about each custodian besides.
const QUESTIONS: Questions = Questions { patients: 6, providers: 6 };

/// How often a decision asks them at most, of however many targets.
const QUESTIONS_OF_A_DECISION: Questions = Questions { patients: 3, providers: 2 };

impl<T: Config> Pallet<T> {
	/// What a call costs that asks, of which `measured` is known.
	pub(crate) fn with_questions(measured: Weight) -> Weight {
		QUESTIONS.weight::<T::AccountId, T::Patients, T::Providers>(measured)
	}

	/// What it costs to set a ring, of which each custodian is asked whether it is accredited, and for its key.
	pub(crate) fn with_questions_about_custodians(measured: Weight) -> Weight {
		let about_custodians =
			T::Providers::weight().saturating_mul(2 * u64::from(MAX_RING_CUSTODIANS));
		Self::with_questions(measured).saturating_add(about_custodians)
	}

	/// What a decision costs that looks at so many anchors.
	pub(crate) fn with_questions_of_a_decision(measured: Weight, anchors: u32) -> Weight {
		QUESTIONS_OF_A_DECISION
			.weight::<T::AccountId, T::Patients, T::Providers>(measured)
			.saturating_add(T::Records::weight().saturating_mul(anchors.into()))
	}
}
