//! What always holds of the stored trails, and of what is stored beside them.

mod inquiries;
mod rows;

use crate::{chain, Config, Entries, Heads, Pallet, TrailHead};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use salus_primitives::{AuditEntry, AuditedEvent, Sequence, TrailId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Trails recompute to their heads, and hold what belongs there; marks of redemption, lists and inquiries are about
	/// entries for which they stand.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut kept: u64 = 0;
		for (trail, head) in Heads::<T>::iter() {
			// Off-chain check: the trail's entries fit the machine that runs it, if not a block.
			let entries: BTreeMap<Sequence, AuditEntry<T::AccountId>> =
				Entries::<T>::iter_prefix(trail).collect();
			Self::check_chain(&trail, &head, &entries)?;
			for entry in entries.values() {
				check_belongs(&trail, entry)?;
			}
			Self::check_contested(&trail, &head, &entries)?;
			kept = kept.saturating_add(entries.len() as u64);
		}
		ensure!(
			Entries::<T>::iter_keys().count() as u64 == kept,
			"entries belong to a trail without a head"
		);
		Self::check_redeemed()?;
		Self::check_activities()?;
		Self::check_attempts()?;
		Self::check_inquiries()
	}

	/// A trail recomputes from its checkpoint to its tip over the entries it keeps, which have no gap and no strays; moments
	/// do not decrease; what was never pruned begins at the seed.
	fn check_chain(
		trail: &TrailId,
		head: &TrailHead,
		entries: &BTreeMap<Sequence, AuditEntry<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		ensure!(head.next > 0, "a trail that never had an entry has a head");
		if head.first == 0 {
			ensure!(
				head.checkpoint == Self::seed(trail),
				"a whole trail does not start from its seed"
			);
		}
		let oldest = entries.first_key_value().map(|(_, entry)| entry.at).unwrap_or_default();
		ensure!(oldest == head.oldest, "a trail's oldest moment is not that of its first entry");
		let mut hash = head.checkpoint;
		let mut expected = head.first;
		let mut latest = oldest;
		for (sequence, entry) in entries {
			ensure!(*sequence == expected, "a trail's entries have a gap or a stray");
			ensure!(entry.at >= latest, "an entry is older than the one before it");
			hash = chain::next_head(&hash, entry);
			expected = expected.saturating_add(1);
			latest = entry.at;
		}
		ensure!(expected == head.next, "a trail does not end where its head says");
		ensure!(hash == head.tip, "a trail does not recompute to its head");
		Ok(())
	}
}

/// In an organization's trail stands what was done in its name about somebody whom nobody knows, and that names who it is;
/// in a patient's trail an attempt or a report need not.
fn check_belongs<AccountId>(
	trail: &TrailId,
	entry: &AuditEntry<AccountId>,
) -> Result<(), TryRuntimeError> {
	use AuditedEvent::{
		AccessRequested, ConsentRequestBarred, EmergencyDenied, InquiryAnswered, InquiryEscalated,
		InquiryResolved, ReleaseReported,
	};
	match trail {
		TrailId::Organization(_) => {
			let belongs = match &entry.event {
				AccessRequested(attempt) => {
					attempt.patient.is_some() && !attempt.answers.is_permitted()
				},
				ReleaseReported(report) => report.patient.is_some() && report.flaw.is_some(),
				ConsentRequestBarred { .. }
				| EmergencyDenied { .. }
				| InquiryAnswered { .. }
				| InquiryEscalated { .. }
				| InquiryResolved { .. } => true,
				_ => false,
			};
			ensure!(belongs, "an organization's trail tells what belongs elsewhere");
		},
		TrailId::Patient(_) => {
			let names_another = match &entry.event {
				AccessRequested(attempt) => attempt.patient.is_some(),
				ReleaseReported(report) => report.patient.is_some(),
				_ => false,
			};
			ensure!(!names_another, "an attempt in a patient's trail names a patient");
		},
		TrailId::Governance => {},
	}
	Ok(())
}
