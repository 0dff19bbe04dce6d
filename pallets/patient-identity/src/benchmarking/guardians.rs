//! Guardians at their bounds: seven persons and an institution, each with an attempt.

use super::{other_patient, YEAR};
use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::BoundedVec;
use salus_primitives::{Moment, PatientId, ProviderDirectory};
use sp_core::H256;

/// As which guardian the caller acts.
#[derive(Clone, Copy)]
pub(super) enum As {
	/// As a person: a reference more is held, and let go of at the end.
	Person,
	/// For an institution, which others have followed, the last of which the caller is an admin or a gateway of:
	/// more is read. As a person, where no institution can be a guardian.
	Institution,
}

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
	/// The number of the guardian as which the caller acts.
	pub(super) member: u8,
}

/// Seven persons of this name, and the guardian as which `caller` acts, with its number.
fn members<T: Config>(
	name: &'static str,
	caller: &T::AccountId,
	acting: As,
) -> (GuardianSet<T::AccountId>, u8) {
	let institution = match acting {
		As::Person => None,
		As::Institution => T::Providers::succession_for_benchmark(caller),
	};
	let institution = institution
		.filter(|first| T::Providers::speaks_for(*first, caller, Pallet::<T>::now()).is_some());
	let eighth = institution.map_or(Guardian::Person(caller.clone()), Guardian::Institution);
	let mut members = (1..MAX_GUARDIANS)
		.map(|number| Guardian::Person(account(name, number, 0)))
		.chain([eighth.clone()])
		.collect::<Vec<_>>();
	members.sort();
	let number = (0..).zip(&members).find(|(_, member)| **member == eighth);
	(BoundedVec::truncate_from(members.clone()), number.map_or(0, |(number, _)| number))
}

/// A patient with full tables whose guardians are in office, as one of whom `caller` acts. `threshold` of them must
/// agree. Another change of guardians, a link and a new
/// controller are on their way.
pub(super) fn guarded<T: Config>(caller: &T::AccountId, acting: As, threshold: u8) -> Guarded<T> {
	let controller: T::AccountId = account("controller", 0, 0);
	let patient = Pallet::<T>::register_full(&controller);
	let (members, member) = members::<T>("guardian", caller, acting);
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
	Guarded { controller, patient, members, commitment, member }
}

/// Lets guardians who are shown hold their references, each with an attempt of which every one but
/// `member` approves, so that it is due where their approvals are enough.
pub(super) fn show<T: Config>(
	patient: PatientId,
	commitment: H256,
	members: GuardianSet<T::AccountId>,
	member: u8,
	threshold: u8,
) {
	members.iter().filter_map(Guardian::person).for_each(RoleReferences::<T>::hold);
	let now = Pallet::<T>::now();
	let others = MemberSet(!MemberSet::of(member).0);
	let due = (threshold <= others.count()).then_some(now);
	let attempts = (0u8..)
		.take(members.len())
		.map(|opener| Attempt {
			opener,
			to: account("successor", u32::from(opener), 0),
			approvals: others,
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
		freeze_votes: others,
		revealed_at: now,
	};
	GuardianCases::<T>::insert(patient, case);
}

/// The same patient once its guardians are shown.
pub(super) fn shown<T: Config>(caller: &T::AccountId, acting: As, threshold: u8) -> Guarded<T> {
	let guarded = guarded::<T>(caller, acting, threshold);
	let Guarded { patient, commitment, ref members, member, .. } = guarded;
	show::<T>(patient, commitment, members.clone(), member, threshold);
	guarded
}

/// Shows eight persons whom others have replaced, the caller among them, and says which number it has.
pub(super) fn show_replaced<T: Config>(caller: &T::AccountId, patient: PatientId) -> u8 {
	let (members, member) = members::<T>("replaced", caller, As::Person);
	show::<T>(patient, OTHER, members, member, 8);
	member
}

/// Lets the side of `patient` be frozen.
pub(super) fn freeze<T: Config>(patient: PatientId) {
	let until: Moment = Pallet::<T>::now().saturating_add(YEAR);
	Patients::<T>::mutate(patient, |row| {
		let row = row.as_mut().expect("it is registered");
		row.frozen_until = Some(until);
	});
}

/// Changes the attempt that `opener` opened, and says to whom it gives control.
pub(super) fn change_attempt<T: Config>(
	patient: PatientId,
	opener: u8,
	change: impl FnOnce(&mut Attempt<T::AccountId>),
) -> T::AccountId {
	GuardianCases::<T>::mutate(patient, |case| {
		let case = case.as_mut().expect("the guardians are shown");
		let mut attempts = case.attempts.iter_mut();
		let attempt =
			attempts.find(|attempt| attempt.opener == opener).expect("every one has opened");
		change(attempt);
		attempt.to.clone()
	})
}
