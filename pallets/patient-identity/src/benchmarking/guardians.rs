//! Guardians at their bounds: seven persons and an institution, each with an attempt.

use super::{other_patient, YEAR};
use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::BoundedVec;
use salus_primitives::{Moment, PatientId, ProviderDirectory};
use sp_core::H256;

/// The number of the institution, for which the caller acts: that costs two reads more than a person.
pub(super) const INSTITUTION: u8 = 7;

/// The salt of every commitment.
pub(super) const SALT: H256 = H256::repeat_byte(0x5a);

/// A commitment to nobody.
const OTHER: H256 = H256::repeat_byte(1);

/// A patient whose guardians are in office, and who they are.
pub(super) struct Guarded<T: Config> {
	pub(super) controller: T::AccountId,
	pub(super) patient: PatientId,
	pub(super) members: GuardianSet<T::AccountId>,
	pub(super) commitment: H256,
}

/// Seven persons of this name and `organization`.
fn members<T: Config>(
	name: &'static str,
	organization: salus_primitives::OrganizationId,
) -> GuardianSet<T::AccountId> {
	let mut members = (0..u32::from(INSTITUTION))
		.map(|number| Guardian::Person(account(name, number, 0)))
		.chain([Guardian::Institution(organization)])
		.collect::<Vec<_>>();
	members.sort();
	BoundedVec::truncate_from(members)
}

/// A patient with full tables whose guardians are in office, among them an institution for which
/// `caller` acts. `threshold` of them must agree. Another change of guardians, a link and a new
/// controller are on their way.
pub(super) fn guarded<T: Config>(caller: &T::AccountId, threshold: u8) -> Guarded<T> {
	let controller: T::AccountId = account("controller", 0, 0);
	let patient = Pallet::<T>::register_full(&controller);
	let organization = T::Providers::admit_for_benchmark(caller);
	let members = members::<T>("guardian", organization);
	let commitment = guardian_commitment(&patient, threshold, &members, &SALT);
	let now = Pallet::<T>::now();
	let next = GuardianChange { commitment: Some(OTHER), effective_at: now.saturating_add(YEAR) };
	Guardians::<T>::insert(
		patient,
		GuardianPlan {
			current: Some(commitment),
			next: Some(next),
			proposed: Some(GuardianProposal { commitment: Some(OTHER), proposed_at: now }),
			freeze_barred_until: Some(now),
		},
	);
	let to = account("offered", 0, 0);
	RoleReferences::<T>::hold(&to);
	Offers::<T>::insert(patient, Offer { to, until: now.saturating_add(YEAR) });
	LinkProposals::<T>::insert(patient, LinkProposal { other: other_patient(0), link: true });
	Patients::<T>::mutate(patient, |row| {
		let row = row.as_mut().expect("just registered");
		row.closing_at = Some(now);
	});
	Guarded { controller, patient, members, commitment }
}

/// Lets guardians who are shown hold their references, each with an attempt of which every one but
/// the institution approves, so that it is due where their approvals are enough.
pub(super) fn show<T: Config>(
	patient: PatientId,
	commitment: H256,
	members: GuardianSet<T::AccountId>,
	threshold: u8,
) {
	members.iter().filter_map(Guardian::person).for_each(RoleReferences::<T>::hold);
	let now = Pallet::<T>::now();
	let persons = MemberSet(!MemberSet::of(INSTITUTION).0);
	let due = (threshold <= persons.count()).then_some(now);
	let attempts = (0..=INSTITUTION)
		.map(|opener| Attempt {
			opener,
			to: account("successor", u32::from(opener), 0),
			approvals: persons,
			vetoed: false,
			opened_at: now,
			due,
			ends_at: now.saturating_add(YEAR),
			dismissed: false,
		})
		.collect();
	let attempts = BoundedVec::truncate_from(attempts);
	let case = GuardianCase {
		commitment,
		members,
		threshold,
		attempts,
		freeze_votes: persons,
		revealed_at: now,
	};
	GuardianCases::<T>::insert(patient, case);
}

/// The same patient once its guardians are shown.
pub(super) fn shown<T: Config>(caller: &T::AccountId, threshold: u8) -> Guarded<T> {
	let guarded = guarded::<T>(caller, threshold);
	show::<T>(guarded.patient, guarded.commitment, guarded.members.clone(), threshold);
	guarded
}

/// Shows guardians whom others have replaced.
pub(super) fn show_replaced<T: Config>(caller: &T::AccountId, patient: PatientId) {
	let organization = T::Providers::admit_for_benchmark(caller);
	show::<T>(patient, OTHER, members::<T>("replaced", organization), 8);
}

/// Lets the side of `patient` be frozen.
pub(super) fn freeze<T: Config>(patient: PatientId) {
	let until: Moment = Pallet::<T>::now().saturating_add(YEAR);
	Patients::<T>::mutate(patient, |row| {
		let row = row.as_mut().expect("it is registered");
		row.frozen_until = Some(until);
	});
}

/// Changes the attempt of the last opener.
pub(super) fn change_attempt<T: Config>(
	patient: PatientId,
	change: impl FnOnce(&mut Attempt<T::AccountId>),
) -> T::AccountId {
	GuardianCases::<T>::mutate(patient, |case| {
		let case = case.as_mut().expect("the guardians are shown");
		let attempt = case.attempt_mut(INSTITUTION).expect("every one has opened");
		change(attempt);
		attempt.to.clone()
	})
}
