//! The pallet's invariants.

use crate::{types::File, Config, Envelopes, Files, Heads, Pallet};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use salus_primitives::PatientDirectory;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - every patient with a grant exists, or did until it was closed,
	/// - no grant number is used twice, and none from the next one on is used at all,
	/// - a grant is live or ended, never both,
	/// - every live grant has its row, in the file of the organization that it names, with its period,
	/// - every envelope lies in the slot of its grant,
	/// - every row says something: no empty scope, set or period.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (patient, head) in Heads::<T>::iter() {
			ensure!(T::Patients::is_known(&patient), "a grant's patient does not exist");
			let mut numbers = BTreeSet::new();
			for id in
				head.live.iter().map(|live| live.id).chain(head.ended.iter().map(|ended| ended.id))
			{
				ensure!(numbers.insert(id), "a grant is listed twice");
				ensure!(id < head.next, "a grant has a number not yet given");
			}
			for live in &head.live {
				let file = Files::<T>::get(patient, live.organization);
				let row = file.own.iter().find(|row| row.id == live.id);
				ensure!(
					row.is_some_and(|row| row.provision.period.until == live.until),
					"a live grant has no row, or one with another end"
				);
			}
		}
		for (patient, _, file) in Files::<T>::iter() {
			Self::check_rows(&file, Heads::<T>::get(patient).next)?;
		}
		for ((patient, organization, slot), envelope) in Envelopes::<T>::iter() {
			let file = Files::<T>::get(patient, organization);
			ensure!(
				file.own.get(slot as usize).is_some_and(|row| row.id == envelope.grant),
				"an envelope lies in another grant's slot"
			);
		}
		Ok(())
	}

	fn check_rows(
		file: &File<T::AccountId>,
		next: salus_primitives::GrantId,
	) -> Result<(), TryRuntimeError> {
		let mut numbers = BTreeSet::new();
		for row in &file.own {
			ensure!(numbers.insert(row.id), "a file holds a grant twice");
			ensure!(row.id < next, "a row has a number not yet given");
			ensure!(
				Self::ensure_sound(&row.provision, row.granted_at).is_ok(),
				"a row permits nothing"
			);
		}
		Ok(())
	}
}
