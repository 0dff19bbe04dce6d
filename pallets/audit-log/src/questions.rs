//! How often the pallet asks its neighbours.

use crate::{Config, Pallet};
use frame_support::weights::Weight;
use salus_primitives::Questions;

/// How often a call asks them at most.
const QUESTIONS: Questions = Questions { patients: 4, providers: 4 };

impl<T: Config> Pallet<T> {
	/// What a call costs that asks, of which `measured` is known.
	pub(crate) fn with_questions(measured: Weight) -> Weight {
		QUESTIONS.weight::<T::AccountId, T::Patients, T::Providers>(measured)
	}
}
