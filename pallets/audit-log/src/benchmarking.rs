//! Benchmarks of `pallet_audit_log`.

use super::*;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use salus_primitives::{
	AccessAttempt, Action, Basis, Commitment, Denial, Months, Outcome, Pseudonym, Purpose,
	RecordClass, Target,
};

/// A request for records of one class, as long as one can be.
const TARGET: Target =
	Target::Class { class: RecordClass(1), content: Some(Months { from: 600, until: 612 }) };
const REASON: Commitment = Commitment::repeat_byte(7);
/// Nobody's id.
const NOBODY: PatientId = PatientId([0xFF; 32]);

fn attempt(patient: PatientId, custodian: OrganizationId, basis: Basis) -> AuditedEvent {
	AuditedEvent::AccessRequested(AccessAttempt {
		patient,
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: TARGET,
		custodian,
		reason: Some(REASON),
		outcome: Outcome::Permitted(basis),
	})
}

/// What a policy's decision costs is declared by the policy and added to a call's weight.
#[benchmarks]
mod benches {
	use super::*;

	/// The longest entry, in a trail that has entries already.
	#[benchmark]
	fn append() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = T::Patients::register_for_benchmark(&caller);
		let trail = TrailId::Patient(patient);
		let practitioner = Pseudonym([1; 32]);
		let actor = Actor::Gateway { organization: 0, account: caller, practitioner };
		let longest = attempt(patient, 0, Basis::Grant(u32::MAX));
		Pallet::<T>::append(trail, actor.clone(), longest);
		let before = Pallet::<T>::trail_head(&trail);

		#[block]
		{
			Pallet::<T>::append(trail, actor, longest);
		}

		assert_eq!(Pallet::<T>::trail_head(&trail).next, before.next.saturating_add(1));
	}

	/// The call without the decision and the entry, which are added: nobody's records and no
	/// organization end a decision at its first step and leave no entry.
	#[benchmark]
	fn request_access() {
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller.clone()),
			NOBODY,
			TARGET,
			Action::Access,
			Purpose::Treatment,
			Capacity::Person,
			0,
			Some(REASON),
		);

		assert_eq!(Pallet::<T>::trail_head(&TrailId::Patient(NOBODY)).next, 0);
	}

	/// The whole call where a practitioner asks for nobody's records: the decision ends at its first
	/// step, and the organization is looked up to find the trail. A gateway's request reads the same
	/// two items of the registry.
	#[benchmark]
	fn request_access_to_unknown_patient() {
		let caller: T::AccountId = whitelisted_caller();
		let organization = T::Providers::admit_for_benchmark(&caller);
		let capacity = Capacity::Practitioner { organization };
		let trail = TrailId::Organization(organization);
		let denied = AccessAttempt {
			patient: NOBODY,
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: TARGET,
			custodian: organization,
			reason: Some(REASON),
			outcome: Outcome::Denied(Denial::UnknownOrClosedPatient),
		};
		Pallet::<T>::append(
			trail,
			Actor::new(caller.clone(), capacity),
			AuditedEvent::AccessRequested(denied),
		);
		let before = Pallet::<T>::trail_head(&trail);

		#[extrinsic_call]
		request_access(
			RawOrigin::Signed(caller),
			NOBODY,
			TARGET,
			Action::Access,
			Purpose::Treatment,
			capacity,
			organization,
			Some(REASON),
		);

		assert_eq!(Pallet::<T>::trail_head(&trail).next, before.next.saturating_add(1));
	}

	/// A ticket of the patient's own, whose case a policy decides with the fewest reads.
	#[benchmark]
	fn redeem_ticket() {
		let custodian_account: T::AccountId = whitelisted_caller();
		let custodian = T::Providers::admit_for_benchmark(&custodian_account);
		let holder: T::AccountId = account("holder", 0, 0);
		let patient = T::Patients::register_for_benchmark(&holder);
		let sequence = Pallet::<T>::append(
			TrailId::Patient(patient),
			Actor::Person(holder.clone()),
			attempt(patient, custodian, Basis::Patient),
		);

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian_account), patient, sequence, holder, custodian);

		assert!(Redemptions::<T>::contains_key(patient, sequence));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::benchmark_externalities(), crate::mock::Test);
}
