//! What always holds of the pallet's storage.

use crate::{
	are_acceptable_guardians, Appointer, Config, Deposits, Guardian, GuardianCase, GuardianCases,
	Guardians, LinkProposals, Links, MemberSet, Offers, Pallet, PatientOf, PatientStatus, Patients,
	Reassignments, Registrations, RoleReferences, Tombstones,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use salus_primitives::{PatientId, Power, Powers};
use sp_runtime::TryRuntimeError;

/// How many rows name each account.
type Roles<AccountId> = BTreeMap<AccountId, u32>;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - no patient is open and closed, and there were as many registrations as there are both;
	/// - every patient's row makes sense in itself, and names no account twice;
	/// - what is stored beside it (offers, deposits, links, proposals, guardians) belongs to a patient
	///   that can have it;
	/// - links are there on both sides;
	/// - an account's role count is the number of rows that name it, and never stored as zero; the
	///   system holds at least that many sufficient references for the account, so that it cannot lose
	///   its nonce.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut roles = Roles::<T::AccountId>::new();
		let mut count = |account: T::AccountId| {
			let rows = roles.entry(account).or_default();
			*rows = rows.saturating_add(1);
		};

		let mut ids: u64 = 0;
		for (patient, row) in Patients::<T>::iter() {
			ensure!(!Tombstones::<T>::contains_key(patient), "a closed patient must not be open");
			ids = ids.saturating_add(1);
			Self::try_row(&patient, &row)?;
			let now = Self::now();
			ensure!(
				!row.is_frozen(now)
					|| GuardianCases::<T>::get(patient).is_none_or(|case| {
						case.last_due(&row, now).is_none_or(|due| Some(due) < row.frozen_until)
					}),
				"a freeze must outlive the recovery that it protects"
			);
			ensure!(
				!row.is_frozen(now)
					|| GuardianCases::<T>::get(patient)
						.is_some_and(|case| case.freeze_votes.count() >= case.threshold),
				"enough guardians ask for every freeze"
			);
			row.controller.into_iter().for_each(&mut count);
			row.representatives.into_iter().for_each(|other| count(other.account));
			row.devices.into_iter().for_each(|device| count(device.account));
		}
		ids = Tombstones::<T>::iter_keys().fold(ids, |ids, _| ids.saturating_add(1));
		let registrations = Registrations::<T>::iter_values()
			.fold(0u64, |sum, number| sum.saturating_add(u64::from(number)));
		ensure!(registrations == ids, "there must be as many registrations as ids");

		for (patient, offer) in Offers::<T>::iter() {
			let row = Self::try_living(&patient)?;
			ensure!(!row.is_controller(&offer.to), "control is not offered to who has it");
			count(offer.to);
		}
		for (patient, announced) in Reassignments::<T>::iter() {
			let row = Self::try_living(&patient)?;
			ensure!(
				row.controller.is_some() && !row.is_controller(&announced.to),
				"control is taken from somebody, and given to another"
			);
			ensure!(announced.due <= announced.ends_at, "there is time for a reassignment");
			count(announced.to);
		}
		for patient in LinkProposals::<T>::iter_keys() {
			Self::try_living(&patient)?;
		}
		for patient in Guardians::<T>::iter_keys() {
			Self::try_living(&patient)?;
		}
		for (patient, case) in GuardianCases::<T>::iter() {
			Self::try_living(&patient)?;
			Self::try_case(&case)?;
			for member in case.members {
				if let Guardian::Person(account) = member {
					count(account);
				}
			}
		}
		RoleReferences::<T>::check(roles)?;

		for patient in Deposits::<T>::iter_keys() {
			let row = Self::try_living(&patient)?;
			ensure!(
				row.status == PatientStatus::Pending
					|| (row.controller.is_none() && row.representatives.is_empty()),
				"a deposit is held only until somebody speaks for the patient"
			);
		}
		Self::try_links()
	}

	/// The row of `patient`, who must live.
	fn try_living(patient: &PatientId) -> Result<PatientOf<T>, TryRuntimeError> {
		let row = Patients::<T>::get(patient).ok_or("what is stored must be of an open patient")?;
		ensure!(!row.is_deceased(), "what is stored must be of a living patient");
		Ok(row)
	}

	/// Checks a patient's row in itself.
	fn try_row(patient: &PatientId, row: &PatientOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(
			row.key.is_none_or(|key| key.public.is_acceptable() && !key.card.is_zero()),
			"a patient's key must be acceptable, and have a card"
		);
		let named = row
			.controller
			.iter()
			.chain(row.representatives.iter().map(|other| &other.account))
			.chain(row.devices.iter().map(|device| &device.account));
		ensure!(
			named.clone().collect::<BTreeSet<_>>().len() == named.count(),
			"an account has one role for a patient"
		);
		ensure!(
			row.representatives
				.iter()
				.all(|other| other.powers.is_meaningful() && other.period.is_long_enough()),
			"a representative has powers, and time to use them"
		);
		ensure!(
			row.devices.iter().all(|device| {
				!device.classes.is_empty()
					&& device.classes.iter().collect::<BTreeSet<_>>().len() == device.classes.len()
			}),
			"a device lists classes, each once"
		);
		ensure!(
			row.devices.iter().all(|device| {
				device.authorized_by.as_ref().is_none_or(|by| row.representative(by).is_some())
			}),
			"a device has its authority from the controller, or from a representative who is one still"
		);
		ensure!(
			row.is_deceased() == row.deceased_at.is_some(),
			"when a person died is known of the deceased, and of nobody else"
		);
		match row.status {
			PatientStatus::Active => ensure!(
				row.closing_at.is_none() || row.controller.is_some(),
				"only a controller announces a closing"
			),
			PatientStatus::Pending => ensure!(
				row.controller.is_some()
					&& row.closing_at.is_none()
					&& Deposits::<T>::contains_key(patient),
				"a pending patient has a controller, who did nothing yet, and a deposit"
			),
			PatientStatus::Deceased => ensure!(
				row.controller.is_none()
					&& row.devices.is_empty()
					&& row.frozen_until.is_none()
					&& row.closing_at.is_none()
					&& row.representatives.iter().all(|other| {
						other.appointed_by == Appointer::Registrar
							&& other.powers == Powers::of(&[Power::Access])
					}),
				"for a deceased patient nobody acts but executors"
			),
		}
		Ok(())
	}

	/// Checks what guardians are doing in itself.
	fn try_case(case: &GuardianCase<T::AccountId>) -> Result<(), TryRuntimeError> {
		ensure!(
			are_acceptable_guardians(&case.members, case.threshold),
			"only acceptable guardians are shown"
		);
		let openers = case.attempts.iter().map(|attempt| attempt.opener);
		ensure!(
			openers.clone().collect::<BTreeSet<_>>().len() == case.attempts.len()
				&& openers.clone().all(|opener| usize::from(opener) < case.members.len()),
			"every attempt must be another member's"
		);
		let are_members = |set: MemberSet| {
			(0..u8::MAX)
				.all(|number| !set.contains(number) || usize::from(number) < case.members.len())
		};
		ensure!(are_members(case.freeze_votes), "only members ask for a freeze");
		ensure!(
			case.attempts.iter().all(|attempt| {
				are_members(attempt.approvals)
					&& attempt.approvals.contains(attempt.opener)
					&& (!attempt.has_reached_threshold()
						|| attempt.approvals.count() >= case.threshold)
			}),
			"members approve, the opener first, and it takes enough of them to start the delay"
		);
		ensure!(
			case.attempts
				.iter()
				.all(|attempt| { attempt.due.is_none_or(|due| due < attempt.ends_at) }),
			"an attempt that is due can be completed"
		);
		Ok(())
	}

	/// Checks that links are there on both sides.
	fn try_links() -> Result<(), TryRuntimeError> {
		for (patient, others) in Links::<T>::iter() {
			ensure!(Patients::<T>::contains_key(patient), "only open patients are linked");
			ensure!(!others.is_empty(), "an empty list of links is not stored");
			ensure!(
				others.iter().collect::<BTreeSet<_>>().len() == others.len(),
				"two patients are linked once"
			);
			for other in others {
				ensure!(other != patient, "a patient is not linked with itself");
				ensure!(Links::<T>::get(other).contains(&patient), "links must be on both sides");
			}
		}
		Ok(())
	}
}
