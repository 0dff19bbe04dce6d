//! Benchmarks of the calls, each with its tables at their bounds and the last reference of an account
//! let go of where that can happen. They measure a call as a whole, the trail of the runtime included.

mod guardians;

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{Consideration, EnsureOrigin, Footprint, Time},
};
use frame_system::RawOrigin;
use salus_primitives::{
	AssuranceLevel, Capacity, ClassSet, Moment, PatientDirectory, PatientId, Period, Power, Powers,
	ProviderDirectory, PublicKey, RecordClass, DAY,
};
use sp_core::{Get, H256};

/// A year, in milliseconds.
const YEAR: Moment = 365 * DAY;

/// As many classes as a device can have.
fn all_classes() -> ClassSet {
	ClassSet::truncate_from((0..ClassSet::bound() as u16).map(RecordClass).collect())
}

/// An id that no patient has.
fn other_patient(number: u32) -> PatientId {
	let mut id = [0xee; 32];
	id[0] = number as u8;
	PatientId(id)
}

/// The registrar's origin.
fn registrar<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::RegistrarOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

impl<T: Config> Pallet<T> {
	/// Registers a patient whose tables are full.
	pub(crate) fn register_full(controller: &T::AccountId) -> PatientId {
		let patient = Self::do_register(controller.clone(), H256::repeat_byte(0x5a), key(0x5a))
			.expect("the registrations counter makes every id a new one");
		fill::<T>(patient, Self::now().saturating_add(YEAR));
		patient
	}
}

/// A key with its card.
fn key(number: u8) -> NewPatientKey {
	NewPatientKey { public: PublicKey::x25519([number; 32]), card: H256::repeat_byte(number) }
}

/// Fills the tables of `patient` with rows whose time is over at `until`.
fn fill<T: Config>(patient: PatientId, until: Moment) {
	let mut row = Patients::<T>::get(patient).expect("it is registered");
	for number in 0..MAX_REPRESENTATIVES {
		let representative = Representative {
			account: account("representative", number, 0),
			powers: Powers::ALL,
			period: Period { from: 0, until: Some(until) },
			appointed_by: Appointer::Patient,
		};
		RoleReferences::<T>::hold(&representative.account);
		row.representatives.try_push(representative).expect("up to the bound");
	}
	for number in 0..MAX_DEVICES {
		let device = Device {
			account: account("device", number, 0),
			classes: all_classes(),
			until,
			// All by the last of the representatives: with it they all go.
			authorized_by: Some(account("representative", MAX_REPRESENTATIVES - 1, 0)),
		};
		RoleReferences::<T>::hold(&device.account);
		row.devices.try_push(device).expect("up to the bound");
	}
	Patients::<T>::insert(patient, row);
}

/// A patient whose tables are full, and whose rows' time is over.
fn lapsed<T: Config>(controller: &T::AccountId) -> PatientId {
	let patient = Pallet::<T>::do_register(controller.clone(), H256::zero(), key(1))
		.expect("the registrations counter makes every id a new one");
	fill::<T>(patient, T::Time::now());
	patient
}

/// The capacity in which `who` practises, who can pay for a patient; [`BenchmarkError::Weightless`] where nobody practises.
fn sponsor<T: Config>(who: &T::AccountId) -> Result<Capacity, BenchmarkError> {
	T::Consideration::ensure_successful(who, Footprint::from_mel::<PatientOf<T>>());
	T::Providers::admit_for_benchmark(who)
		.map(|organization| Capacity::Practitioner { organization })
		.ok_or(BenchmarkError::Weightless)
}

/// A patient whose sponsor's deposit is held and whose tables are full. The time of their rows is over
/// at `until`. Where nobody practises, it has registered by itself, and there is no deposit.
fn sponsored<T: Config>(controller: Option<T::AccountId>, until: Moment) -> PatientId {
	let payer: T::AccountId = account("sponsor", 0, 0);
	let count = Registrations::<T>::get(&payer);
	let patient = match sponsor::<T>(&payer) {
		Ok(capacity) => {
			let patient = Pallet::<T>::derive_patient_id(&payer, count, H256::zero());
			let level = AssuranceLevel::Level3;
			assert_ok!(Pallet::<T>::sponsor(
				RawOrigin::Signed(payer).into(),
				capacity,
				H256::zero(),
				controller,
				Some(key(1)),
				level,
			));
			patient
		},
		Err(_) => {
			let account = controller.clone().unwrap_or_else(|| account("controller", 0, 0));
			let patient = Pallet::<T>::do_register(account, H256::zero(), key(1))
				.expect("the registrations counter makes every id a new one");
			Patients::<T>::mutate_extant(patient, |row| row.controller = controller);
			patient
		},
	};
	fill::<T>(patient, until);
	patient
}

/// Offers control over `patient` to an account that has no other role.
fn offer<T: Config>(patient: PatientId, until: Moment) {
	let to: T::AccountId = account("offered", 0, 0);
	RoleReferences::<T>::hold(&to);
	Offers::<T>::insert(patient, Offer { to, until });
}

/// Lets the registrar have announced to give control over `patient` to an account that has no other role, and
/// that it is due. It ends `lasting` after now.
fn announce<T: Config>(patient: PatientId, vetoed: bool, lasting: Moment) -> T::AccountId {
	let to: T::AccountId = account("reassigned", 0, 0);
	RoleReferences::<T>::hold(&to);
	let due = Pallet::<T>::now();
	let ends_at = due.saturating_add(lasting);
	Reassignments::<T>::insert(patient, Reassignment { to: to.clone(), due, vetoed, ends_at });
	to
}

/// Gives `patient` an offer, a proposal, guardians, and a case of as many as there can be.
fn occupy<T: Config>(patient: PatientId) {
	offer::<T>(patient, YEAR);
	LinkProposals::<T>::insert(
		patient,
		LinkProposal { other: other_patient(u32::from(u8::MAX)), link: true },
	);
	let commitment = H256::repeat_byte(1);
	let change = GuardianChange { commitment: None, effective_at: YEAR };
	let plan = GuardianPlan {
		current: Some(commitment),
		next: Some(change),
		proposed: None,
		freeze_barred_until: Some(YEAR),
	};
	Guardians::<T>::insert(patient, plan);
	let accounts: Vec<T::AccountId> =
		(0..MAX_GUARDIANS).map(|number| account("guardian", number, 0)).collect();
	accounts.iter().for_each(RoleReferences::<T>::hold);
	let attempts = (0..MAX_GUARDIANS as u8).map(|opener| Attempt {
		opener,
		to: account("recovered", 0, 0),
		approvals: MemberSet(u8::MAX),
		vetoed: false,
		opened_at: 0,
		ends_at: YEAR,
		due: Some(YEAR),
		dismissed: false,
	});
	let case = GuardianCase {
		commitment,
		threshold: MAX_GUARDIANS as u8,
		attempts: Attempts::truncate_from(attempts.collect()),
		freeze_votes: MemberSet(u8::MAX),
		revealed_at: 0,
		members: GuardianSet::truncate_from(accounts.into_iter().map(Guardian::Person).collect()),
	};
	GuardianCases::<T>::insert(patient, case);
}

/// Links `patient` with `with`, and each of these with as many others as there can be.
fn link_with<T: Config>(patient: PatientId, with: Vec<PatientId>) {
	for (number, other) in with.iter().enumerate() {
		let strangers =
			(0..MAX_LINKS - 1).map(|n| other_patient(MAX_LINKS * (n + 1) + number as u32));
		let others = core::iter::once(patient).chain(strangers).collect();
		Links::<T>::insert(other, LinkedPatients::truncate_from(others));
	}
	Links::<T>::insert(patient, LinkedPatients::truncate_from(with));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), H256::repeat_byte(1), key(1));

		assert_eq!(Registrations::<T>::get(&caller), 1);
	}

	#[benchmark]
	fn replace_encryption_key() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, key(2));

		assert_eq!(Pallet::<T>::key_epoch(&patient), Some(1));
	}

	#[benchmark]
	fn sponsor() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let capacity = super::sponsor::<T>(&caller)?;
		let controller: T::AccountId = account("controller", 0, 0);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			capacity,
			H256::repeat_byte(1),
			Some(controller.clone()),
			Some(key(1)),
			AssuranceLevel::Level3,
		);

		assert_eq!(RoleCount::<T>::get(&controller), 1);
		Ok(())
	}

	#[benchmark]
	fn confirm_registration() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		// Only who was sponsored has something to confirm.
		super::sponsor::<T>(&account("sponsor", 0, 0))?;
		let patient = sponsored::<T>(Some(caller.clone()), YEAR);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient);

		assert!(!Deposits::<T>::contains_key(patient));
		Ok(())
	}

	#[benchmark]
	fn attest_identity() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let organization =
			T::Providers::admit_for_benchmark(&caller).ok_or(BenchmarkError::Weightless)?;
		let patient = Pallet::<T>::register_full(&account("controller", 0, 0));
		// Another organization has said something, which others have followed.
		let by = T::Providers::succession_for_benchmark(&account("admin", 0, 1));
		Patients::<T>::mutate(patient, |row| {
			let row = row.as_mut().expect("just registered");
			row.assurance.by = by;
		});

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			patient,
			Capacity::Practitioner { organization },
			AssuranceLevel::Level4,
		);

		let assurance = Patients::<T>::get(patient).map(|row| row.assurance.by);
		assert_eq!(assurance, Some(Some(organization)));
		Ok(())
	}

	#[benchmark]
	fn offer_control() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		offer::<T>(patient, YEAR);
		let to: T::AccountId = account("to", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, to.clone());

		assert_eq!(Offers::<T>::get(patient).map(|offer| offer.to), Some(to));
	}

	#[benchmark]
	fn withdraw_offer() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		offer::<T>(patient, YEAR);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient);

		assert!(!Offers::<T>::contains_key(patient));
	}

	#[benchmark]
	fn accept_control() {
		let patient = sponsored::<T>(Some(account("controller", 0, 0)), YEAR);
		// The last of the representatives, so that its row is searched for longest.
		let caller: T::AccountId = account("representative", MAX_REPRESENTATIVES - 1, 0);
		let until = T::Time::now().saturating_add(YEAR);
		RoleReferences::<T>::hold(&caller);
		Offers::<T>::insert(patient, Offer { to: caller.clone(), until });
		LinkProposals::<T>::insert(patient, LinkProposal { other: other_patient(1), link: true });
		RoleReferences::<T>::hold(&caller);
		let announced =
			Reassignment { to: caller.clone(), due: until, vetoed: false, ends_at: until };
		Reassignments::<T>::insert(patient, announced);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), patient);

		assert_eq!(Patients::<T>::get(patient).and_then(|row| row.controller), Some(caller));
	}

	#[benchmark]
	fn appoint_representative() -> Result<(), BenchmarkError> {
		// The registrar's first appointment gives the sponsor its deposit back, and somebody makes
		// room: the two cannot come together, so this is more than any call costs.
		let patient = sponsored::<T>(None, T::Time::now());
		Patients::<T>::mutate_extant(patient, |row| {
			for device in row.devices.iter_mut() {
				device.authorized_by = Some(account("representative", 0, 0));
			}
		});
		let representative: T::AccountId = account("new", 0, 0);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			patient,
			representative.clone(),
			Powers::ALL,
			Period { from: 0, until: None },
		);

		assert_eq!(RoleCount::<T>::get(&representative), 1);
		Ok(())
	}

	#[benchmark]
	fn end_representative() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let representative: T::AccountId = account("representative", MAX_REPRESENTATIVES - 1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, representative.clone());

		assert_eq!(RoleCount::<T>::get(&representative), 0);
	}

	#[benchmark]
	fn authorize_device() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = lapsed::<T>(&caller);
		let device: T::AccountId = account("new", 0, 0);
		let until = T::Time::now().saturating_add(YEAR);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, device.clone(), all_classes(), until);

		assert_eq!(RoleCount::<T>::get(&device), 1);
	}

	#[benchmark]
	fn remove_device() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let device: T::AccountId = account("device", MAX_DEVICES - 1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, device.clone());

		assert_eq!(RoleCount::<T>::get(&device), 0);
	}

	#[benchmark]
	fn clear_expired() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = lapsed::<T>(&caller);
		offer::<T>(patient, T::Time::now());
		announce::<T>(patient, false, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient);

		let row = Patients::<T>::get(patient).expect("it is open");
		assert!(row.representatives.is_empty() && row.devices.is_empty());
		assert!(!Offers::<T>::contains_key(patient));
	}

	#[benchmark]
	fn link() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let other = Pallet::<T>::register_full(&account("controller", 0, 0));
		for id in [patient, other] {
			let others = (1..MAX_LINKS).map(other_patient).collect();
			Links::<T>::insert(id, LinkedPatients::truncate_from(others));
		}
		LinkProposals::<T>::insert(other, LinkProposal { other: patient, link: true });
		LinkProposals::<T>::insert(patient, LinkProposal { other, link: true });

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, other);

		assert!(Links::<T>::get(patient).contains(&other));
	}

	#[benchmark]
	fn unlink() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let other = Pallet::<T>::register_full(&account("controller", 0, 0));
		for (one, another) in [(patient, other), (other, patient)] {
			let others = (1..MAX_LINKS).map(other_patient).chain([another]).collect();
			Links::<T>::insert(one, LinkedPatients::truncate_from(others));
		}
		LinkProposals::<T>::insert(other, LinkProposal { other: patient, link: false });
		LinkProposals::<T>::insert(patient, LinkProposal { other, link: false });

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, other);

		assert!(!Links::<T>::get(patient).contains(&other));
	}

	#[benchmark]
	fn declare_deceased() -> Result<(), BenchmarkError> {
		let patient = sponsored::<T>(Some(account("controller", 0, 0)), YEAR);
		occupy::<T>(patient);
		announce::<T>(patient, false, YEAR);
		let executor: T::AccountId = account("executor", 0, 0);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient, Some(executor.clone()));

		assert_eq!(RoleCount::<T>::get(&executor), 1);
		assert!(!GuardianCases::<T>::contains_key(patient));
		Ok(())
	}

	#[benchmark]
	fn correct_death() -> Result<(), BenchmarkError> {
		let patient = Pallet::<T>::register_full(&account("controller", 0, 0));
		Patients::<T>::mutate(patient, |row| {
			let row = row.as_mut().expect("just registered");
			row.status = PatientStatus::Deceased;
			row.deceased_at = Some(0);
			row.devices = Default::default();
			for executor in row.representatives.iter_mut() {
				executor.powers = Powers::of(&[Power::Access]);
				executor.appointed_by = Appointer::Registrar;
			}
		});
		let to: T::AccountId = account("to", 0, 0);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient, to.clone());

		assert_eq!(Offers::<T>::get(patient).map(|offer| offer.to), Some(to));
		Ok(())
	}

	#[benchmark]
	fn announce_closing() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let at = T::Time::now().saturating_add(T::RecoveryDelay::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient);

		assert_eq!(Patients::<T>::get(patient).and_then(|row| row.closing_at), Some(at));
	}

	#[benchmark]
	fn cancel_closing() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		assert_ok!(Pallet::<T>::announce_closing(
			RawOrigin::Signed(caller.clone()).into(),
			patient
		));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient);

		assert_eq!(Patients::<T>::get(patient).and_then(|row| row.closing_at), None);
	}

	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		let patient = sponsored::<T>(Some(account("controller", 0, 0)), YEAR);
		occupy::<T>(patient);
		announce::<T>(patient, false, YEAR);
		link_with::<T>(patient, (0..MAX_LINKS).map(other_patient).collect());
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient);

		assert!(Tombstones::<T>::contains_key(patient));
		assert!(!Links::<T>::get(other_patient(0)).contains(&patient));
		Ok(())
	}

	#[benchmark]
	fn set_guardians() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::guarded::<T>(&caller, guardians::As::Institution, 8);
		let commitment = Some(H256::repeat_byte(2));

		#[extrinsic_call]
		_(RawOrigin::Signed(guarded.controller), guarded.patient, commitment);

		let plan = Guardians::<T>::get(guarded.patient).expect("just set");
		assert_eq!(plan.next.and_then(|change| change.commitment), commitment);
	}

	#[benchmark]
	fn cancel_guardian_change() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::guarded::<T>(&caller, guardians::As::Institution, 8);

		#[extrinsic_call]
		_(RawOrigin::Signed(guarded.controller), guarded.patient);

		assert_eq!(Guardians::<T>::get(guarded.patient).and_then(|plan| plan.next), None);
	}

	/// The guardians take the place of eight others, who had a case open.
	#[benchmark]
	fn reveal_guardians() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::guarded::<T>(&caller, guardians::As::Person, 8);
		guardians::show_replaced::<T>(&caller, guarded.patient);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			guarded.patient,
			guarded.members.clone(),
			8,
			guardians::SALT,
			guarded.member,
		);

		let case = GuardianCases::<T>::get(guarded.patient).expect("just opened");
		assert_eq!(case.members, guarded.members);
	}

	#[benchmark]
	fn open_recovery() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 8);
		GuardianCases::<T>::mutate(guarded.patient, |case| {
			let attempts = &mut case.as_mut().expect("the guardians are shown").attempts;
			attempts.retain(|attempt| attempt.opener != guarded.member);
		});

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			guarded.patient,
			guarded.member,
			account("new controller", 0, 0),
		);

		let case = GuardianCases::<T>::get(guarded.patient).expect("it is open");
		assert!(case.attempt(guarded.member).is_some());
	}

	/// The last approval that it takes, under a freeze that then lasts longer.
	#[benchmark]
	fn approve_recovery() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 8);
		let to = guardians::change_attempt::<T>(guarded.patient, guarded.member, |_| ());
		Patients::<T>::mutate(guarded.patient, |row| {
			let row = row.as_mut().expect("just registered");
			row.frozen_until = Some(Pallet::<T>::now().saturating_add(1));
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), guarded.patient, guarded.member, guarded.member, to);

		let case = GuardianCases::<T>::get(guarded.patient).expect("it is open");
		let attempt = case.attempt(guarded.member).expect("it stays");
		assert!(attempt.has_reached_threshold());
	}

	#[benchmark]
	fn veto_recovery() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 7);
		let to = guardians::change_attempt::<T>(guarded.patient, guarded.member, |_| ());

		#[extrinsic_call]
		_(RawOrigin::Signed(guarded.controller), guarded.patient, guarded.member, to);

		let case = GuardianCases::<T>::get(guarded.patient).expect("it is open");
		assert!(case.attempt(guarded.member).expect("it stays").vetoed);
	}

	/// Everybody who acted for the patient ends, and the guardians' references with them.
	#[benchmark]
	fn complete_recovery() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Person, 7);
		let to = guardians::change_attempt::<T>(guarded.patient, guarded.member, |_| ());
		guardians::freeze::<T>(guarded.patient);

		announce::<T>(guarded.patient, false, YEAR);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			guarded.patient,
			guarded.member,
			to.clone(),
			Some(guarded.member),
		);

		let row = Patients::<T>::get(guarded.patient).expect("it is open");
		assert_eq!(row.controller, Some(to));
		assert!(!GuardianCases::<T>::contains_key(guarded.patient));
	}

	/// A recovery is upheld.
	#[benchmark]
	fn decide_recovery() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Person, 7);
		let to = guardians::change_attempt::<T>(guarded.patient, guarded.member, |attempt| {
			attempt.vetoed = true
		});
		let origin = registrar::<T>()?;

		announce::<T>(guarded.patient, false, YEAR);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, guarded.patient, guarded.member, to.clone(), true);

		let row = Patients::<T>::get(guarded.patient).expect("it is open");
		assert_eq!(row.controller, Some(to));
		Ok(())
	}

	/// The last vote that it takes, which calls off whatever there is to call off.
	#[benchmark]
	fn vote_freeze() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 8);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), guarded.patient, guarded.member);

		assert!(Pallet::<T>::is_frozen(&guarded.patient, Pallet::<T>::now()));
	}

	/// The first vote too few.
	#[benchmark]
	fn withdraw_freeze_vote() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 8);
		GuardianCases::<T>::mutate(guarded.patient, |case| {
			let case = case.as_mut().expect("the guardians are shown");
			case.freeze_votes.insert(guarded.member);
		});
		guardians::freeze::<T>(guarded.patient);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), guarded.patient, guarded.member);

		assert!(!Pallet::<T>::is_frozen(&guarded.patient, Pallet::<T>::now()));
	}

	#[benchmark]
	fn lift_freeze() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::shown::<T>(&caller, guardians::As::Institution, 7);
		guardians::freeze::<T>(guarded.patient);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, guarded.patient);

		assert!(!Pallet::<T>::is_frozen(&guarded.patient, Pallet::<T>::now()));
		Ok(())
	}

	#[benchmark]
	fn close_guardian_case() {
		let caller: T::AccountId = whitelisted_caller();
		let guarded = guardians::guarded::<T>(&caller, guardians::As::Person, 8);
		let member = guardians::show_replaced::<T>(&caller, guarded.patient);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), guarded.patient, Some(member));

		assert!(!GuardianCases::<T>::contains_key(guarded.patient));
	}

	/// In the place of one that came to nothing, and was to another account, which goes.
	#[benchmark]
	fn reassign_control() -> Result<(), BenchmarkError> {
		let patient = Pallet::<T>::register_full(&account("controller", 0, 0));
		announce::<T>(patient, false, 0);
		let to: T::AccountId = account("to", 0, 0);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient, to.clone());

		assert_eq!(Reassignments::<T>::get(patient).map(|announced| announced.to), Some(to));
		Ok(())
	}

	#[benchmark]
	fn veto_reassignment() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_full(&caller);
		let to = announce::<T>(patient, false, YEAR);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, to);

		assert!(Reassignments::<T>::get(patient).is_some_and(|announced| announced.vetoed));
	}

	/// Everybody who acted for the patient ends, and the guardians with them.
	#[benchmark]
	fn complete_reassignment() -> Result<(), BenchmarkError> {
		let patient = sponsored::<T>(Some(account("controller", 0, 0)), YEAR);
		occupy::<T>(patient);
		let to = announce::<T>(patient, false, YEAR);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient, to.clone());

		assert_eq!(Patients::<T>::get(patient).and_then(|row| row.controller), Some(to));
		Ok(())
	}

	/// What was objected to is upheld.
	#[benchmark]
	fn decide_reassignment() -> Result<(), BenchmarkError> {
		let patient = sponsored::<T>(Some(account("controller", 0, 0)), YEAR);
		occupy::<T>(patient);
		let to = announce::<T>(patient, true, YEAR);
		let origin = registrar::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, patient, to.clone(), true);

		assert_eq!(Patients::<T>::get(patient).and_then(|row| row.controller), Some(to));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
