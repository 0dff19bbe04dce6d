//! What other pallets ask about anchors.

use crate::{Anchors, Config, Pallet};
use salus_primitives::{AnchorId, PatientId, RecordDirectory, RecordSummary};

impl<T: Config> RecordDirectory<T::AccountId> for Pallet<T> {
	fn record(patient: &PatientId, anchor: AnchorId) -> Option<RecordSummary<T::AccountId>> {
		Anchors::<T>::get(patient, anchor).map(|anchored| anchored.summary())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(
		patient: &PatientId,
		class: salus_primitives::RecordClass,
	) -> Option<AnchorId> {
		use crate::{class_bucket, Anchor, AnchorByRoot, Batch, RecordIndexes, Side};
		use frame_support::traits::Time;
		use salus_primitives::{Actor, Months};

		let mut index = RecordIndexes::<T>::get(patient);
		let number = index.next;
		let bucket = class_bucket(class);
		let mut root = sp_core::H256(patient.0);
		root.0[..4].copy_from_slice(&number.to_le_bytes());
		let anchor = Anchor {
			class,
			batch: Some(Batch { root, leaves: 1 }),
			content: Months { from: 0, until: 1 },
			author: Actor::Person(frame_benchmarking::account("author", 0, 0)),
			custodian: 0,
			key_epoch: None,
			anchored_at: T::Time::now(),
			keep_until: None,
			previous: index.newest.get(&bucket).copied(),
			supersedes: None,
			superseded: None,
			entered_in_error: None,
			withheld_since: None,
			is_settled: false,
			erasable_from: None,
			erased_at: None,
			is_disputed: false,
			co_signatures: 0,
			has_custody: false,
		};
		index.next = number.saturating_add(1);
		let _ = index.newest.try_insert(bucket, number);
		AnchorByRoot::<T>::insert(patient, (Side::Patient, root), number);
		Anchors::<T>::insert(patient, number, anchor);
		RecordIndexes::<T>::insert(patient, index);
		Some(number)
	}
}
