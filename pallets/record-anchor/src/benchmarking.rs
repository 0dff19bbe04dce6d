//! Worst cases: every table at its bound, and all that can be said about an anchor is said.
//!
//! A policy's decision, an entry in the trail and the hooks are weighed by those who make them. So where it can be, the
//! caller is the patient's controller, whose case a policy decides with the fewest reads; elsewhere a practitioner, by an
//! own account: a gateway's standing is in the same two items. A batch's size plays no part: the chain sees its root
//! alone.

use super::*;
use crate::eviction::Days;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Get, Time},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{
	day_of, AccessPolicy, Action, Actor, AnchorId, Basis, Capacity, Commitment, CorrectionReason,
	Moment, Months, OrganizationId, PatientDirectory, PatientId, PractitionerId, ProviderDirectory,
	Purpose, RecordClass, RecordDirectory, Target, MIN_PERIOD,
};
use sp_core::H256;

const CLASS: RecordClass = RecordClass(1);
const STATEMENT: Commitment = Commitment::repeat_byte(7);
const OTHER_STATEMENT: Commitment = Commitment::repeat_byte(8);
const PURPOSE: Purpose = Purpose::PatientRequest;
const SOME_MONTHS: Months = Months { from: 600, until: 612 };
const CLASS_IN_MONTHS: Target = Target::Class { class: CLASS, content: Some(SOME_MONTHS) };

/// Nobody's id.
const NOBODY: PatientId = PatientId([0xAA; 32]);

/// A patient with as many lists as there can be, and a practitioner with every role. Where a directory has none, they are
/// made up, and what only they can do is not measured; neither is what the policy permits nobody.
struct World<T: Config> {
	controller: T::AccountId,
	patient: PatientId,
	is_open: bool,
	practitioner: T::AccountId,
	organization: OrganizationId,
	practises: bool,
}

impl<T: Config> World<T> {
	fn new() -> Self {
		let controller: T::AccountId = whitelisted_caller();
		let practitioner: T::AccountId = account("practitioner", 0, 0);
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&practitioner);
		let world = Self {
			controller,
			patient: patient.unwrap_or(NOBODY),
			is_open: patient.is_some(),
			practitioner,
			organization: organization.unwrap_or_default(),
			practises: organization.is_some(),
		};
		let first = world.add();
		RecordIndexes::<T>::mutate(world.patient, |index| {
			for bucket in 0..=u8::MAX {
				let _ = index.newest.try_insert(bucket, first);
			}
		});
		world
	}

	/// Adds an anchor, and says which.
	fn add(&self) -> AnchorId {
		let anchor = Pallet::<T>::anchor_for_benchmark(&self.patient, CLASS);
		anchor.expect("this pallet has anchors")
	}

	/// Of the patient's side, if the directory has such a patient.
	fn person(&self) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		self.is_open
			.then(|| RawOrigin::Signed(self.controller.clone()))
			.ok_or(BenchmarkError::Weightless)
	}

	/// As [`Self::person`], if the policy permits the controller to do `action` with `target`.
	fn person_who_may(
		&self,
		action: Action,
		target: Target,
	) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		let actor = Actor::Person(self.controller.clone());
		self.permit(&actor, action, PURPOSE, target)?;
		self.person()
	}

	/// Of the practitioner, if the directory has one.
	fn practitioner(&self) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		self.practises
			.then(|| RawOrigin::Signed(self.practitioner.clone()))
			.ok_or(BenchmarkError::Weightless)
	}

	/// As [`Self::practitioner`], if the policy permits the practitioner, whom it is told to permit everything, to do `action`
	/// with `target` on the ground `basis`.
	fn practitioner_who_may(
		&self,
		action: Action,
		target: Target,
		basis: Basis,
	) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		T::Policy::permit_for_benchmark(basis);
		let actor = Actor::new(self.practitioner.clone(), self.capacity());
		self.permit(&actor, action, Purpose::Treatment, target)?;
		self.practitioner()
	}

	fn permit(
		&self,
		actor: &Actor<T::AccountId>,
		action: Action,
		purpose: Purpose,
		target: Target,
	) -> Result<(), BenchmarkError> {
		Pallet::<T>::permit(actor, self.patient, action, purpose, target)
			.map(drop)
			.map_err(|_| BenchmarkError::Weightless)
	}

	fn capacity(&self) -> Capacity {
		Capacity::Practitioner { organization: self.organization }
	}

	/// An anchor that the controller made.
	fn self_reported(&self) -> AnchorId {
		self.anchored_by(Actor::Person(self.controller.clone()))
	}

	/// An anchor that the practitioner made.
	fn written(&self) -> AnchorId {
		self.anchored_by(Actor::new(self.practitioner.clone(), self.capacity()))
	}

	/// An anchor that somebody else made in the practitioner's organization.
	fn written_by_another(&self) -> AnchorId {
		self.anchored_by(Actor::new(account("author", 0, 1), self.capacity()))
	}

	fn anchored_by(&self, author: Actor<T::AccountId>) -> AnchorId {
		let number = self.add();
		self.change(number, |anchor| anchor.author = author);
		let anchor = self.stored(number);
		let root = self.root_of(number);
		AnchorByRoot::<T>::remove(self.patient, (Side::Patient, root));
		AnchorByRoot::<T>::insert(self.patient, (anchor.side(), root), number);
		number
	}

	fn stored(&self, number: AnchorId) -> Anchor<T::AccountId> {
		Anchors::<T>::get(self.patient, number).unwrap()
	}

	fn root_of(&self, number: AnchorId) -> H256 {
		self.stored(number).batch.unwrap().root
	}

	fn change(&self, number: AnchorId, change: impl FnOnce(&mut Anchor<T::AccountId>)) {
		Anchors::<T>::mutate(self.patient, number, |anchor| change(anchor.as_mut().unwrap()));
	}

	fn batch(&self) -> NewBatch {
		NewBatch {
			class: CLASS,
			root: H256::repeat_byte(7),
			leaves: T::MaxLeaves::get(),
			content: SOME_MONTHS,
			custodian: self.organization,
			key_epoch: Some(0),
		}
	}

	/// Lets so many co-sign the anchor, each for another organization, the last of them the practitioner if
	/// `with_practitioner`.
	fn co_signed(&self, number: AnchorId, count: u32, with_practitioner: bool) {
		let others = (0..count).map(|index| {
			(self.organization.saturating_add(index).saturating_add(1), account("reader", index, 0))
		});
		let mut readers: Vec<(OrganizationId, T::AccountId)> = others.collect();
		if let Some(last) = readers.last_mut().filter(|_| with_practitioner) {
			*last = (self.organization, self.practitioner.clone());
		}
		let co_signatures = readers.into_iter().map(|(organization, reader)| CoSignature {
			organization,
			practitioner: PractitionerId::Account(reader),
			at: T::Time::now(),
		});
		let co_signatures = BoundedVec::truncate_from(co_signatures.collect());
		CoSignaturesOf::<T>::insert(self.patient, number, co_signatures);
		self.change(number, |anchor| anchor.co_signatures = count as u8);
	}

	/// Disputes the anchor, and lets its author reject that.
	fn disputed(&self, number: AnchorId, is_answered: bool) {
		let now = T::Time::now();
		let answer = DisputeAnswer { verdict: rejected(), at: now };
		let dispute = Dispute {
			statement: STATEMENT,
			filed_at: now,
			due: now,
			answer: is_answered.then_some(answer),
			disagreement: None,
		};
		Disputes::<T>::insert(self.patient, number, dispute);
		self.change(number, |anchor| anchor.is_disputed = true);
	}

	/// As many pieces as there can be, each with the practitioner's organization.
	fn pieces(&self) -> Pieces {
		let piece = |index: u32| NewPiece {
			custodian: self.organization,
			root: H256::repeat_byte(index as u8),
		};
		BoundedVec::truncate_from((0..MAX_PIECES).map(piece).collect())
	}

	/// Lets the anchor be kept in as many pieces as there can be, each held.
	fn kept(&self, number: AnchorId) {
		let held_until = Some(T::Time::now().saturating_add(MIN_PERIOD));
		let pieces = self.pieces().into_iter().map(|NewPiece { custodian, root }| Piece {
			custodian,
			root,
			held_until,
		});
		let pieces = BoundedVec::truncate_from(pieces.collect());
		let custody = Custody { threshold: 1, pieces, by_patient: true };
		Custodies::<T>::insert(self.patient, number, custody);
		self.change(number, |anchor| anchor.has_custody = true);
	}

	/// All there can be beside an anchor.
	fn burdened(&self, number: AnchorId) {
		self.co_signed(number, MAX_CO_SIGNATURES, false);
		self.disputed(number, true);
		self.kept(number);
	}

	fn later(&self) -> Moment {
		T::Time::now().saturating_add(MIN_PERIOD)
	}
}

fn rejected() -> Verdict {
	Verdict::Rejected {
		reason: RejectionReason::AccurateAndComplete,
		explanation: Some(OTHER_STATEMENT),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn anchor() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let before = RecordIndexes::<T>::get(world.patient).next;

		let origin = world.person_who_may(Action::Collect, CLASS_IN_MONTHS)?;

		#[extrinsic_call]
		_(origin, world.patient, world.batch(), PURPOSE, Capacity::Person);

		assert!(Anchors::<T>::contains_key(world.patient, before));
		Ok(())
	}

	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let old = world.self_reported();

		let origin = world.person_who_may(Action::Correct, Target::Anchor(old))?;

		#[extrinsic_call]
		_(
			origin,
			world.patient,
			old,
			world.batch(),
			CorrectionReason::WrongPatient,
			PURPOSE,
			Capacity::Person,
		);

		assert!(world.stored(old).superseded.is_some());
		Ok(())
	}

	/// One anchor: the weight is taken for each.
	#[benchmark]
	fn mark_entered_in_error() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();

		let origin = world.person_who_may(Action::Correct, Target::Anchor(number))?;

		#[extrinsic_call]
		_(
			origin,
			world.patient,
			BoundedVec::truncate_from(vec![number]),
			CorrectionReason::WrongPatient,
			PURPOSE,
			Capacity::Person,
		);

		assert!(world.stored(number).entered_in_error.is_some());
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		let at = T::Time::now();
		world.change(number, |stored| {
			let reason = CorrectionReason::WrongPatient;
			stored.entered_in_error = Some(EnteredInError { at, reason });
			stored.withheld_since = Some(at);
		});
		AnchorByRoot::<T>::remove(world.patient, (Side::Patient, world.root_of(number)));
		let origin =
			T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, world.patient, number, at, Capacity::Person);

		assert_eq!(world.stored(number).entered_in_error, None);
		Ok(())
	}

	#[benchmark]
	fn co_sign() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written_by_another();
		world.co_signed(number, MAX_CO_SIGNATURES.saturating_sub(1), false);
		let origin =
			world.practitioner_who_may(Action::Access, Target::Anchor(number), Basis::Policy(0))?;

		#[extrinsic_call]
		_(
			origin,
			world.patient,
			number,
			world.root_of(number),
			Purpose::Treatment,
			world.capacity(),
		);

		assert_eq!(u32::from(world.stored(number).co_signatures), MAX_CO_SIGNATURES);
		Ok(())
	}

	#[benchmark]
	fn withdraw_co_signature() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written_by_another();
		world.co_signed(number, MAX_CO_SIGNATURES, true);

		#[extrinsic_call]
		_(world.practitioner()?, world.patient, number, world.capacity());

		assert_eq!(u32::from(world.stored(number).co_signatures), MAX_CO_SIGNATURES - 1);
		Ok(())
	}

	#[benchmark]
	fn dispute() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();

		#[extrinsic_call]
		_(world.person()?, world.patient, number, STATEMENT);

		assert!(world.stored(number).is_disputed);
		Ok(())
	}

	#[benchmark]
	fn withdraw_dispute() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();
		world.disputed(number, true);

		#[extrinsic_call]
		_(world.person()?, world.patient, number);

		assert!(!world.stored(number).is_disputed);
		Ok(())
	}

	#[benchmark]
	fn answer_dispute() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();
		world.disputed(number, false);
		let origin =
			world.practitioner_who_may(Action::Correct, Target::Anchor(number), Basis::Author)?;

		#[extrinsic_call]
		_(
			origin,
			world.patient,
			number,
			STATEMENT,
			rejected(),
			Purpose::Treatment,
			world.capacity(),
		);

		assert!(Disputes::<T>::get(world.patient, number).unwrap().answer.is_some());
		Ok(())
	}

	#[benchmark]
	fn disagree() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();
		world.disputed(number, true);

		#[extrinsic_call]
		_(world.person()?, world.patient, number, OTHER_STATEMENT);

		assert!(Disputes::<T>::get(world.patient, number).unwrap().disagreement.is_some());
		Ok(())
	}

	#[benchmark]
	fn announce_erasure() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();

		#[extrinsic_call]
		_(world.person()?, world.patient, number);

		assert!(world.stored(number).erasable_from.is_some());
		Ok(())
	}

	#[benchmark]
	fn cancel_erasure() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();
		world.change(number, |stored| stored.erasable_from = Some(0));

		#[extrinsic_call]
		_(world.person()?, world.patient, number);

		assert_eq!(world.stored(number).erasable_from, None);
		Ok(())
	}

	#[benchmark]
	fn erase() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.written();
		world.burdened(number);
		let now = T::Time::now();
		world.change(number, |stored| stored.erasable_from = Some(now));

		#[extrinsic_call]
		_(world.person()?, world.patient, number);

		assert_eq!(world.stored(number).status(), RecordStatus::Erased);
		Ok(())
	}

	#[benchmark]
	fn plan_custody() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		world.kept(number);
		// As if none had been planned, so that the anchor is written, too.
		world.change(number, |stored| stored.has_custody = false);
		let pieces = world.pieces();

		let origin = world.person_who_may(Action::Correct, Target::Anchor(number))?;

		#[extrinsic_call]
		_(origin, world.patient, number, MAX_PIECES as u8, pieces, PURPOSE, Capacity::Person);

		assert!(world.stored(number).has_custody);
		Ok(())
	}

	#[benchmark]
	fn hold() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		let organization = world.organization;
		world.change(number, |stored| stored.custodian = organization);

		#[extrinsic_call]
		_(
			world.practitioner()?,
			world.patient,
			number,
			0,
			world.root_of(number),
			world.later(),
			world.capacity(),
		);

		assert!(world.stored(number).has_custody);
		Ok(())
	}

	#[benchmark]
	fn release() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		world.kept(number);
		let last = MAX_PIECES as u8 - 1;

		#[extrinsic_call]
		_(world.practitioner()?, world.patient, number, last, world.capacity());

		let custody = Custodies::<T>::get(world.patient, number).unwrap();
		assert_eq!(custody.pieces[usize::from(last)].held_until, None);
		Ok(())
	}

	#[benchmark]
	fn extend_retention() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		let day = day_of(T::Time::now()).saturating_add(1);
		world.change(number, |stored| stored.keep_until = Some(day));
		DueOn::<T>::insert(day, DueKey::Single { patient: world.patient, anchor: number }, number);
		EvictionDay::<T>::put(0);
		let until = day.saturating_add(1);

		let origin = world.person_who_may(Action::Correct, Target::Anchor(number))?;

		#[extrinsic_call]
		_(origin, world.patient, number, Some(until), PURPOSE, Capacity::Person);

		assert_eq!(world.stored(number).keep_until, Some(until));
		Ok(())
	}

	#[benchmark]
	fn report_mix_up() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let origin =
			world.practitioner_who_may(Action::Collect, CLASS_IN_MONTHS, Basis::Policy(0))?;

		#[extrinsic_call]
		_(origin, world.patient, CLASS, 0, STATEMENT, Purpose::Treatment, world.capacity());
		Ok(())
	}

	#[benchmark]
	fn unsettle() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let number = world.self_reported();
		world.change(number, |stored| stored.is_settled = true);
		let origin =
			T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, world.patient, number);

		assert!(!world.stored(number).is_settled);
		Ok(())
	}

	/// As many anchors as one step evicts, about which all is said that can be, and one more for the next step.
	#[benchmark]
	fn evict_chunk() {
		let world = World::<T>::new();
		let today = day_of(T::Time::now());
		let due = today.saturating_add(1);
		let anchors: Vec<AnchorId> = (0..=MAX_CHUNK)
			.map(|_| {
				let number = world.written();
				world.burdened(number);
				world.change(number, |stored| stored.keep_until = Some(due));
				number
			})
			.collect();
		let (first, newest) = (anchors[0], anchors[MAX_CHUNK as usize]);
		let patient = world.patient;
		let row = DueKey::Run { patient, bucket: class_bucket(CLASS), anchored_on: today };
		DueOn::<T>::insert(due, row, newest);

		#[block]
		{
			Pallet::<T>::work_off(row, newest, Days { due, today: due });
		}

		assert_eq!(DueOn::<T>::get(due, row), Some(first));
		assert_eq!(Evicted::<T>::get(patient, newest).unwrap().anchors, MAX_CHUNK);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::benchmark_externalities(), crate::mock::Test);
}
