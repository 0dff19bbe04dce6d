//! `OnRecordAnchored`: another pallet that does something whenever records were anchored.

use crate as pallet_record_anchor;
use crate::{mock, NewBatch, Run, RunItem};
use frame_support::{
	assert_noop, assert_ok, derive_impl, dispatch::GetDispatchInfo, traits::ConstU32,
	traits::ConstU64, weights::Weight,
};
use frame_system::EnsureRoot;
use mock::{AT_HOSPITAL, HOSPITAL, PATIENT, PHYSICIAN};
use salus_primitives::{
	doubles, Basis, CorrectionReason, Decision, PatientId, Purpose, RecordClass, Role, Roles,
};

/// Counts the batches of a patient by class, and keeps what it saw of each.
#[frame_support::pallet]
mod pallet_watch {
	use frame_support::pallet_prelude::*;
	use salus_primitives::{
		AnchorId, OnRecordAnchored, PatientId, RecordClass, RecordDirectory, RecordSummary,
	};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Where it looks up what was anchored.
		type Records: RecordDirectory<Self::AccountId>;
	}

	/// Patient and class → how many batches.
	#[pallet::storage]
	pub type Counts<T> =
		StorageDoubleMap<_, Identity, PatientId, Twox64Concat, RecordClass, u32, ValueQuery>;

	/// How many batches whose anchor could be read when it was heard of.
	#[pallet::storage]
	pub type Readable<T> = StorageValue<_, u32, ValueQuery>;

	/// What hearing of one costs.
	pub const COST: Weight = Weight::from_parts(7_654_321, 4_321);

	impl<T: Config> OnRecordAnchored for Pallet<T> {
		fn on_record_anchored(patient: &PatientId, anchor: AnchorId, class: RecordClass) {
			Counts::<T>::mutate(patient, class, |count| *count += 1);
			let seen: Option<RecordSummary<T::AccountId>> = T::Records::record(patient, anchor);
			if seen.is_some_and(|seen| seen.class == class) {
				Readable::<T>::mutate(|readable| *readable += 1);
			}
		}

		fn weight() -> Weight {
			COST
		}
	}
}

frame_support::construct_runtime!(
	pub enum Watched {
		System: frame_system,
		Timestamp: pallet_timestamp,
		RecordAnchor: pallet_record_anchor,
		Watch: pallet_watch,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Watched {
	type Block = frame_system::mocking::MockBlock<Watched>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Watched {}

impl pallet_watch::Config for Watched {
	type Records = RecordAnchor;
}

impl pallet_record_anchor::Config for Watched {
	type Time = Timestamp;
	type Patients = doubles::Patients;
	type Providers = doubles::Providers;
	type Policy = doubles::Policy;
	type Audit = doubles::Trail;
	type OnRecordAnchored = (Watch, doubles::AnchoredHook);
	type Retention = ();
	type ArbiterOrigin = EnsureRoot<u64>;
	type MaxLeaves = ConstU32<16>;
	type ErasureDelay = ConstU64<1>;
	type DisputePeriod = ConstU64<60_000>;
	type MaxCustodyPeriod = ConstU64<60_000>;
	type MaxEvictionSteps = ConstU32<1>;
	type WeightInfo = ();
}

const CLASS: RecordClass = RecordClass(3);
const OTHER: PatientId = PatientId([0xB2; 32]);
const PURPOSE: Purpose = Purpose::Treatment;

fn watched(test: impl FnOnce()) {
	let genesis = frame_system::GenesisConfig::<Watched>::default();
	let storage = sp_runtime::BuildStorage::build_storage(&genesis).unwrap();
	doubles::reset();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(mock::NOW);
		doubles::Patients::open(PATIENT, mock::CONTROLLER);
		doubles::Patients::open(OTHER, 31);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, Roles::of(&[Role::Physician]));
		doubles::Policy::answer(Decision::Permit(Basis::Author));
		test();
		RecordAnchor::do_try_state().unwrap();
	});
}

fn batch(class: RecordClass, number: u8) -> NewBatch {
	NewBatch { class, ..super::batch(super::root(number)) }
}

fn signed() -> RuntimeOrigin {
	RuntimeOrigin::signed(PHYSICIAN)
}

fn counted(patient: PatientId, class: RecordClass) -> u32 {
	pallet_watch::Counts::<Watched>::get(patient, class)
}

#[test]
fn another_pallet_hears_of_every_anchor_and_can_read_it() {
	watched(|| {
		let small = |class, number| NewBatch { leaves: 16, ..batch(class, number) };
		let new = small(CLASS, 1);
		assert_ok!(RecordAnchor::anchor(signed(), PATIENT, new, PURPOSE, AT_HOSPITAL));
		let reason = CorrectionReason::Incomplete;
		let new = small(CLASS, 2);
		assert_ok!(RecordAnchor::amend(signed(), PATIENT, 0, new, reason, PURPOSE, AT_HOSPITAL));
		let item = |patient, batch| RunItem { patient, batch, purpose: PURPOSE };
		let other_class = RecordClass(4);
		let run = vec![
			item(OTHER, small(CLASS, 3)),
			item(PATIENT, small(CLASS, 1)),
			item(PATIENT, small(other_class, 4)),
		];
		let run = Run::truncate_from(run);
		assert_ok!(RecordAnchor::anchor_run(signed(), run, AT_HOSPITAL));

		assert_eq!(counted(PATIENT, CLASS), 2);
		assert_eq!(counted(PATIENT, other_class), 1);
		assert_eq!(counted(OTHER, CLASS), 1);
		assert_eq!(pallet_watch::Readable::<Watched>::get(), 4);
		assert_eq!(doubles::AnchoredHook::heard().len(), 4, "each of a tuple hears");
	});
}

#[test]
fn it_hears_of_nothing_that_was_refused_and_of_no_correction_without_an_anchor() {
	watched(|| {
		let too_many = NewBatch { leaves: 17, ..batch(CLASS, 1) };
		assert_noop!(
			RecordAnchor::anchor(signed(), PATIENT, too_many, PURPOSE, AT_HOSPITAL),
			crate::Error::<Watched>::TooManyLeaves
		);
		let new = NewBatch { leaves: 1, ..batch(CLASS, 1) };
		assert_ok!(RecordAnchor::anchor(signed(), PATIENT, new, PURPOSE, AT_HOSPITAL));
		let anchors = frame_support::BoundedVec::truncate_from(vec![0]);
		let reason = CorrectionReason::Duplicate;
		assert_ok!(RecordAnchor::mark_entered_in_error(
			signed(),
			PATIENT,
			anchors,
			reason,
			PURPOSE,
			AT_HOSPITAL
		));
		assert_ok!(RecordAnchor::reinstate(signed(), PATIENT, 0, Timestamp::get(), AT_HOSPITAL));
		assert_eq!(counted(PATIENT, CLASS), 1);
	});
}

#[test]
fn what_it_costs_is_counted_into_each_call_that_adds_an_anchor() {
	let (patient, purpose, capacity) = (PATIENT, PURPOSE, AT_HOSPITAL);
	let new = batch(CLASS, 1);
	let reason = CorrectionReason::Incomplete;
	let item = RunItem { patient, batch: new, purpose };
	let run = Run::truncate_from(vec![item; 3]);

	// The same calls of a runtime in which nobody listens.
	let anchor = crate::Call::<Watched>::anchor { patient, batch: new, purpose, capacity };
	let alone = crate::Call::<mock::Test>::anchor { patient, batch: new, purpose, capacity };
	let cost = |watched: Weight, alone: Weight| watched.saturating_sub(alone);
	assert_eq!(
		cost(anchor.get_dispatch_info().call_weight, alone.get_dispatch_info().call_weight),
		pallet_watch::COST
	);
	let supersedes = 0;
	let amend = crate::Call::<Watched>::amend {
		patient,
		supersedes,
		batch: new,
		reason,
		purpose,
		capacity,
	};
	let alone = crate::Call::<mock::Test>::amend {
		patient,
		supersedes,
		batch: new,
		reason,
		purpose,
		capacity,
	};
	assert_eq!(
		cost(amend.get_dispatch_info().call_weight, alone.get_dispatch_info().call_weight),
		pallet_watch::COST
	);
	let alone = crate::Call::<mock::Test>::anchor_run { run: run.clone(), capacity };
	let run = crate::Call::<Watched>::anchor_run { run, capacity };
	assert_eq!(
		cost(run.get_dispatch_info().call_weight, alone.get_dispatch_info().call_weight),
		pallet_watch::COST.saturating_mul(3)
	);
}
