//! How often the pallet asks who practises, and who speaks for an institution.

use crate::{Config, Pallet};
use frame_support::weights::Weight;
use salus_primitives::Questions;

/// How often a call asks them at most.
const QUESTIONS: Questions = Questions { patients: 0, providers: 2 };

impl<T: Config> Pallet<T> {
	/// What a call costs that asks, of which `measured` is known.
	pub(crate) fn with_questions(measured: Weight) -> Weight {
		QUESTIONS.weight::<T::AccountId, (), T::Providers>(measured)
	}
}
