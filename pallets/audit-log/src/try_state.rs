//! What always holds of the stored trails.

use crate::{chain, Config, Entries, Heads, Pallet, Redemptions};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use salus_primitives::{AuditEntry, AuditedEvent, Outcome, Sequence, TrailId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Every trail recomputes from its checkpoint to its head over the entries it keeps, which have no
	/// gap and no strays; its oldest moment is that of its first entry; only permitted attempts
	/// to see records were redeemed.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut kept: u64 = 0;
		for (trail, head) in Heads::<T>::iter() {
			ensure!(!head.is_empty(), "a trail without entries has a head");
			if head.first == 0 {
				ensure!(
					head.checkpoint == chain::seed(&trail),
					"a whole trail does not start from its seed"
				);
			}
			// Off-chain check: the trail's entries fit the machine that runs it, if not a block.
			let entries: BTreeMap<Sequence, AuditEntry<T::AccountId>> =
				Entries::<T>::iter_prefix(trail).collect();
			ensure!(
				entries.first_key_value().is_some_and(|(_, entry)| entry.at == head.oldest),
				"a trail's oldest moment is not that of its first entry"
			);
			let mut hash = head.checkpoint;
			let mut expected = head.first;
			for (sequence, entry) in &entries {
				ensure!(*sequence == expected, "a trail's entries have a gap or a stray");
				hash = chain::next_head(&hash, entry);
				expected = expected.saturating_add(1);
			}
			ensure!(expected == head.next, "a trail does not end where its head says");
			ensure!(hash == head.tip, "a trail does not recompute to its head");
			kept = kept.saturating_add(entries.len() as u64);
		}
		ensure!(
			Entries::<T>::iter_keys().count() as u64 == kept,
			"entries belong to a trail without a head"
		);
		for (patient, sequence) in Redemptions::<T>::iter_keys() {
			ensure!(
				Entries::<T>::get(TrailId::Patient(patient), sequence).is_some_and(|entry| {
					matches!(
						entry.event,
						AuditedEvent::AccessRequested(attempt)
							if matches!(attempt.outcome, Outcome::Permitted(_))
								&& attempt.action.shows_records()
					)
				}),
				"what was redeemed is no permitted attempt to see records"
			);
		}
		Ok(())
	}
}
