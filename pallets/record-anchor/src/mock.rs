//! A runtime with this pallet alone; the others are replaced by doubles that a test fills.

use crate::{
	self as pallet_record_anchor, class_bucket, Anchor, AnchorByRoot, Anchors, Batch,
	EnteredInError, RecordIndexes, RetentionPolicy, Superseded,
};
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use salus_primitives::{
	doubles, mock_runtime, Actor, AnchorId, AuditedEvent, Basis, Capacity, CorrectionReason,
	Decision, Denial, Moment, Months, PatientId, Power, Powers, Pseudonym, RecordClass, Relation,
	Role, Roles, TrailId, DAY,
};
use sp_core::H256;
use std::{cell::RefCell, collections::BTreeMap};

mock_runtime!(RecordAnchor: pallet_record_anchor);

/// How long an erasure waits.
pub const ERASURE_DELAY: Moment = 3 * DAY;
/// How long an author has to answer a dispute.
pub const DISPUTE_PERIOD: Moment = 60 * DAY;
/// How far ahead a custodian may speak.
pub const MAX_CUSTODY_PERIOD: Moment = 366 * DAY;

impl pallet_record_anchor::Config for Test {
	type Time = Timestamp;
	type Patients = doubles::Patients;
	type Providers = doubles::Providers;
	type Policy = doubles::Policy;
	type Audit = doubles::Trail;
	type OnRecordAnchored = (doubles::AnchoredHook,);
	type Retention = Retention;
	type ArbiterOrigin = EnsureRoot<u64>;
	type MaxLeaves = ConstU32<65_536>;
	type ErasureDelay = ConstU64<ERASURE_DELAY>;
	type DisputePeriod = ConstU64<DISPUTE_PERIOD>;
	type MaxCustodyPeriod = ConstU64<MAX_CUSTODY_PERIOD>;
	type MaxEvictionSteps = ConstU32<100>;
	type WeightInfo = ();
}

thread_local! {
	static PERIODS: RefCell<BTreeMap<(u16, bool), Moment>> = const { RefCell::new(BTreeMap::new()) };
}

/// How long anchors stay: as long as a test says, by class and whether a device made them; for good until then.
pub struct Retention;

impl Retention {
	/// Lets anchors of `class`, made by a device or by somebody else, stay for `period`.
	pub fn keep(class: RecordClass, is_device: bool, period: Moment) {
		PERIODS.with(|periods| periods.borrow_mut().insert((class.0, is_device), period));
	}

	fn reset() {
		PERIODS.with(|periods| periods.borrow_mut().clear());
	}
}

impl RetentionPolicy for Retention {
	fn retention(class: RecordClass, basis: &Basis) -> Option<Moment> {
		let is_device = *basis == Basis::Device;
		PERIODS.with(|periods| periods.borrow().get(&(class.0, is_device)).copied())
	}
}

/// 2024-01-01T00:00:00Z.
pub const NOW: Moment = 1_704_067_200_000;
/// The patient, and the account that speaks for it.
pub const PATIENT: PatientId = PatientId([0xA1; 32]);
pub const CONTROLLER: u64 = 1;
/// Represents the patient with the power *records*.
pub const REPRESENTATIVE: u64 = 25;
/// A practitioner of the hospital.
pub const PHYSICIAN: u64 = 2;
pub const HOSPITAL: u32 = 0;
/// The hospital's gateway, and the practitioner without an account whom it acts for.
pub const GATEWAY: u64 = 4;
pub const RESIDENT: Pseudonym = Pseudonym([0x51; 32]);
/// Another practitioner of the hospital.
pub const COLLEAGUE: u64 = 21;
/// A clinic, and its practitioner.
pub const CLINIC: u32 = 1;
pub const CLINICIAN: u64 = 22;
/// An organization that keeps ciphertexts, who acts for it by an own account, and whom through its gateway.
pub const ARCHIVE: u32 = 2;
pub const ARCHIVIST: u64 = 23;
pub const ARCHIVE_GATEWAY: u64 = 24;
pub const NIGHT_SHIFT: Pseudonym = Pseudonym([0x52; 32]);
/// None of these.
pub const OUTSIDER: u64 = 9;

/// The capacities in which one acts.
pub const PERSON: Capacity = Capacity::Person;
pub const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
pub const FOR_RESIDENT: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
pub const AT_CLINIC: Capacity = Capacity::Practitioner { organization: CLINIC };
pub const AT_ARCHIVE: Capacity = Capacity::Practitioner { organization: ARCHIVE };
pub const FOR_NIGHT_SHIFT: Capacity =
	Capacity::Gateway { organization: ARCHIVE, practitioner: NIGHT_SHIFT };

pub const ROOT: H256 = H256([0x52; 32]);

/// Lets the policy permit everything on this ground from now on.
pub fn permit(basis: Basis) {
	doubles::Policy::answer(Decision::Permit(basis));
}

/// Lets `period` pass.
pub fn pass(period: Moment) {
	Timestamp::set_timestamp(Timestamp::get() + period);
}

/// An anchor of today with `root`, of 40 records of class 3, that `author` made and the archive keeps.
pub fn plain(root: H256, author: Actor<u64>) -> Anchor<u64> {
	Anchor {
		class: RecordClass(3),
		batch: Some(Batch { root, leaves: 40 }),
		content: Months { from: 636, until: 648 },
		author,
		custodian: ARCHIVE,
		key_epoch: Some(0),
		anchored_at: Timestamp::get(),
		keep_until: None,
		previous: None,
		supersedes: None,
		superseded: None,
		entered_in_error: None,
		withheld_since: None,
		is_settled: false,
		erasable_from: None,
		erased_at: None,
		is_disputed: false,
		co_signatures: 0,
		has_custody: false,
	}
}

/// Puts `anchor` straight into storage as `patient`'s newest, numbered, listed and found by its root.
pub fn put(patient: PatientId, mut anchor: Anchor<u64>) -> AnchorId {
	let mut index = RecordIndexes::<Test>::get(patient);
	let number = index.next;
	index.next += 1;
	anchor.previous = index.newest.try_insert(class_bucket(anchor.class), number).unwrap();
	if let Some(batch) = anchor.batch {
		AnchorByRoot::<Test>::insert(patient, (anchor.side(), batch.root), number);
	}
	Anchors::<Test>::insert(patient, number, anchor);
	RecordIndexes::<Test>::insert(patient, index);
	number
}

/// Puts a plain anchor with `root`, which the physician made for the hospital, straight into storage.
pub fn anchored(root: H256) -> AnchorId {
	put(PATIENT, plain(root, Actor::new(PHYSICIAN, AT_HOSPITAL)))
}

/// Puts a plain anchor with `root`, which the controller made, straight into storage.
pub fn self_reported(root: H256) -> AnchorId {
	put(PATIENT, plain(root, Actor::Person(CONTROLLER)))
}

/// Puts an anchor that was erased straight into storage.
pub fn erased() -> AnchorId {
	let anchor = plain(ROOT, Actor::new(PHYSICIAN, AT_HOSPITAL));
	let now = Some(Timestamp::get());
	put(PATIENT, Anchor { batch: None, erased_at: now, withheld_since: now, ..anchor })
}

/// What is stored of the anchor `number` of the patient.
pub fn stored(number: AnchorId) -> Anchor<u64> {
	Anchors::<Test>::get(PATIENT, number).unwrap()
}

/// Changes what is stored of the anchor `number` of the patient.
pub fn change(number: AnchorId, change: impl FnOnce(&mut Anchor<u64>)) {
	Anchors::<Test>::mutate(PATIENT, number, |anchor| change(anchor.as_mut().unwrap()));
}

/// Puts one anchor of the patient in the place of another straight in storage.
pub fn supersede(older: AnchorId, newer: AnchorId, reason: CorrectionReason) {
	let at = Timestamp::get();
	change(older, |anchor| anchor.superseded = Some(Superseded { by: newer, at, reason }));
	change(newer, |anchor| anchor.supersedes = Some(older));
}

/// Marks an anchor of the patient as entered in error straight in storage.
pub fn mark_in_error(number: AnchorId, reason: CorrectionReason) {
	let anchor = stored(number);
	AnchorByRoot::<Test>::remove(PATIENT, (anchor.side(), anchor.batch.unwrap().root));
	let at = Timestamp::get();
	change(number, |anchor| anchor.entered_in_error = Some(EnteredInError { at, reason }));
}

/// Whether `call` is free for `who`.
pub fn is_free(who: u64, call: crate::Call<Test>) -> bool {
	RuntimeCall::RecordAnchor(call).is_feeless(&RuntimeOrigin::signed(who))
}

/// Checks that the patient's trail has got `count` entries, of which the last says that `actor` did `event`.
pub fn assert_entered(count: usize, actor: Actor<u64>, event: AuditedEvent<u64>) {
	let entries = doubles::Trail::entries();
	assert_eq!(entries.len(), count);
	assert_eq!(entries.last(), Some(&(TrailId::Patient(PATIENT), actor, event)));
}

/// What the policy says of whoever may not: strangers, whom the patient refuses, representatives from whom it keeps the
/// class; and where it cannot tell.
pub const DENIALS: [Decision; 5] = [
	Decision::Deny(Denial::UnknownOrClosedPatient),
	Decision::Deny(Denial::UnknownRecord),
	Decision::Deny(Denial::NotGranted),
	Decision::Deny(Denial::Refused),
	Decision::Unknown,
];

/// Builds a chain with one patient, one hospital, one clinic and one archive, whose policy permits what a test sets.
#[derive(Default)]
pub struct ExtBuilder {
	decision: Option<Decision>,
}

impl ExtBuilder {
	/// Lets the policy decide so; without it, it denies.
	pub fn with_decision(mut self, decision: Decision) -> Self {
		self.decision = Some(decision);
		self
	}

	/// Lets the policy permit everything to everybody on this ground.
	pub fn permitting_as(basis: Basis) -> Self {
		Self::default().with_decision(Decision::Permit(basis))
	}

	/// Lets the policy permit everything to everybody as if to the patient.
	pub fn permitting() -> Self {
		Self::permitting_as(Basis::Patient)
	}

	fn build(self) -> sp_io::TestExternalities {
		let externalities = externalities(NOW);
		Retention::reset();
		doubles::Patients::open(PATIENT, CONTROLLER);
		let with_records = Relation::Representative(Powers::of(&[Power::Records]));
		doubles::Patients::relate(PATIENT, REPRESENTATIVE, with_records);
		let physician = Roles::of(&[Role::Physician]);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, physician);
		doubles::Providers::admit(HOSPITAL, COLLEAGUE, physician);
		doubles::Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, physician);
		doubles::Providers::admit(CLINIC, CLINICIAN, physician);
		let custodian = Roles::of(&[Role::Custodian]);
		doubles::Providers::admit(ARCHIVE, ARCHIVIST, custodian);
		doubles::Providers::admit_through(ARCHIVE, ARCHIVE_GATEWAY, NIGHT_SHIFT, custodian);
		if let Some(decision) = self.decision {
			doubles::Policy::answer(decision);
		}
		externalities
	}

	/// Runs `test`, then checks that what always holds still does.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			RecordAnchor::do_try_state().unwrap();
		});
	}
}

/// A chain for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_externalities() -> sp_io::TestExternalities {
	ExtBuilder::permitting().build()
}
