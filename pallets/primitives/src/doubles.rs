//! Stand-ins for the other pallets, for the unit tests of one pallet alone.
//!
//! Each is a unit type that a mock runtime names in a `Config`, and a table of its thread that the
//! test fills by hand. Accounts are `u64`. Call [`reset`] before each test.
//!
//! A directory answers about the moment that it is asked about. What a test sets without a moment held at every
//! moment; what it sets by a method that ends in `_at` holds from that moment on, and what was before stays as it
//! was. What the pallets themselves know as of now alone (whether a patient is open, its key's epoch, the key of an
//! organization) has no moment here either.

mod patients;
mod providers;
mod timeline;

pub use patients::Patients;
pub use providers::Providers;

use crate::{
	AccessPolicy, AccessRequest, Actor, AnchorId, AuditTrail, AuditedEvent, Decision, Denial,
	EncryptionKey, Moment, NotPractising, OnMisconduct, OnPatientClosed, OnRecordAnchored,
	OrganizationId, OrganizationKind, PatientDirectory, PatientId, Period, PractitionerId,
	Predecessors, ProviderDirectory, Pseudonym, PublicKey, RecordClass, RecordDirectory,
	RecordSummary, Relation, Reviewers, Role, Roles, Seed, Sequence, Standing, TrailId,
	MAX_REVIEWERS,
};
use frame_support::weights::Weight;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
	rc::Rc,
};
use timeline::Timeline;

/// What a policy answers to what it is asked about which moment.
type Rule = Rc<dyn Fn(&AccessRequest<u64>, Moment) -> Decision>;

type Appended = (TrailId, Actor<u64>, AuditedEvent<u64>);

/// With which roles somebody practises, or why not.
type Terms = Timeline<Result<Roles, NotPractising>>;

#[derive(Default)]
struct World {
	patients: BTreeMap<PatientId, Patient>,
	closed: BTreeSet<PatientId>,
	organizations: BTreeMap<OrganizationId, Timeline<Result<(), NotPractising>>>,
	kinds: BTreeMap<OrganizationId, Timeline<OrganizationKind>>,
	keys: BTreeMap<(OrganizationId, Option<PractitionerId<u64>>), EncryptionKey>,
	gateways: BTreeMap<(OrganizationId, u64), Timeline<bool>>,
	admins: BTreeMap<(OrganizationId, u64), Timeline<bool>>,
	practitioners: BTreeMap<(OrganizationId, PractitionerId<u64>), Terms>,
	predecessors: BTreeMap<OrganizationId, Vec<(Moment, OrganizationId)>>,
	records: BTreeMap<(PatientId, AnchorId), RecordSummary<u64>>,
	rule: Option<Rule>,
	asked: Vec<AccessRequest<u64>>,
	trail: Vec<Appended>,
	listed: Vec<Sequence>,
	anchored: Vec<(PatientId, AnchorId, RecordClass)>,
	heard_closed: Vec<PatientId>,
	misconduct: Vec<(OrganizationId, PractitionerId<u64>)>,
}

struct Patient {
	key_epoch: Option<u32>,
	frozen: Timeline<bool>,
	died: Timeline<bool>,
	relations: BTreeMap<u64, Timeline<Relation>>,
}

/// With a first key.
impl Default for Patient {
	fn default() -> Self {
		Self {
			key_epoch: Some(0),
			frozen: Timeline::default(),
			died: Timeline::default(),
			relations: BTreeMap::new(),
		}
	}
}

/// At every moment.
const ALWAYS: Period = Period { from: 0, until: None };

/// Whether it is so at `at`; not if nothing was said.
fn holds(timeline: Option<&Timeline<bool>>, at: Moment) -> bool {
	timeline.and_then(|timeline| timeline.as_of(at)).copied().unwrap_or(false)
}

thread_local! {
	static WORLD: RefCell<World> = RefCell::default();
}

fn world<R>(change: impl FnOnce(&mut World) -> R) -> R {
	WORLD.with(|world| change(&mut world.borrow_mut()))
}

/// Empties every table.
pub fn reset() {
	world(|world| *world = World::default());
}

/// Writes what the mocks of single pallets have in common: `Test`, a runtime of the system, the clock
/// and one pallet, which needs its own `Config` besides, and `externalities(now)`, a chain at block 1 on
/// which nobody is known.
///
/// The mock names the pallet as `pallet_…` (`use crate as pallet_…;`) and depends on
/// `pallet-timestamp` and `sp-io`.
#[macro_export]
macro_rules! mock_runtime {
	($name:ident: $pallet:ident) => {
		use frame_support::derive_impl;

		frame_support::construct_runtime!(
			pub enum Test {
				System: frame_system,
				Timestamp: pallet_timestamp,
				$name: $pallet,
			}
		);

		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for Test {
			type Block = frame_system::mocking::MockBlock<Test>;
			// With a database that costs nothing, no test would see what a hook does not charge.
			type DbWeight = frame_support::weights::constants::ParityDbWeight;
		}

		#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
		impl pallet_timestamp::Config for Test {}

		/// A chain at block 1 and at `now`, on which nobody is known.
		pub fn externalities(now: $crate::Moment) -> sp_io::TestExternalities {
			$crate::doubles::reset();
			let genesis = frame_system::GenesisConfig::<Test>::default();
			let storage = sp_runtime::BuildStorage::build_storage(&genesis).unwrap();
			let mut externalities = sp_io::TestExternalities::new(storage);
			externalities.execute_with(|| {
				System::set_block_number(1);
				Timestamp::set_timestamp(now);
			});
			externalities
		}
	};
}

/// A record directory.
pub struct Records;

impl Records {
	/// Lets `anchor` of `patient` be `record`.
	pub fn put(patient: PatientId, anchor: AnchorId, record: RecordSummary<u64>) {
		world(|world| world.records.insert((patient, anchor), record));
	}
}

impl RecordDirectory<u64> for Records {
	fn record(patient: &PatientId, anchor: AnchorId) -> Option<RecordSummary<u64>> {
		world(|world| world.records.get(&(*patient, anchor)).cloned())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(patient: &PatientId, class: RecordClass) -> Option<AnchorId> {
		let anchor = world(|world| world.records.len()) as AnchorId;
		let record = RecordSummary {
			class,
			author: Actor::Person(0),
			content: crate::Months { from: 0, until: 1 },
			anchored_at: 0,
			withheld_since: None,
		};
		Self::put(*patient, anchor, record);
		Some(anchor)
	}
}

/// A policy that gives the answer it was told to give, or answers by the rule it was told; a denial until then.
pub struct Policy;

impl Policy {
	/// Lets every decision from now on be `decision`.
	pub fn answer(decision: Decision) {
		Self::answer_by(move |_, _| decision);
	}

	/// Lets every decision from now on be what `rule` says of the request and the moment it is about. The rule may ask
	/// the other doubles, and the pallets.
	pub fn answer_by(rule: impl Fn(&AccessRequest<u64>, Moment) -> Decision + 'static) {
		world(|world| world.rule = Some(Rc::new(rule)));
	}

	/// What was asked so far.
	pub fn asked() -> Vec<AccessRequest<u64>> {
		world(|world| world.asked.clone())
	}
}

impl AccessPolicy<u64> for Policy {
	fn decide(request: &AccessRequest<u64>, at: Moment) -> Decision {
		// Asked outside the table, so that the rule can ask the other doubles.
		let rule = world(|world| {
			world.asked.push(request.clone());
			world.rule.clone()
		});
		rule.map_or(Decision::Deny(Denial::NotGranted), |rule| rule(request, at))
	}

	fn weight() -> Weight {
		Weight::zero()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn permit_for_benchmark(basis: crate::Basis) {
		Self::answer(Decision::Permit(basis));
	}
}

/// A trail that a test can read back.
pub struct Trail;

impl Trail {
	/// What was appended so far.
	pub fn entries() -> Vec<Appended> {
		world(|world| world.trail.clone())
	}

	/// The places of those that were listed for the actor's organization, besides.
	pub fn listed() -> Vec<Sequence> {
		world(|world| world.listed.clone())
	}
}

impl AuditTrail<u64> for Trail {
	fn append(trail: TrailId, actor: Actor<u64>, event: AuditedEvent<u64>) -> Sequence {
		world(|world| {
			world.trail.push((trail, actor, event));
			world.trail.len() as Sequence - 1
		})
	}

	fn append_listed(trail: TrailId, actor: Actor<u64>, event: AuditedEvent<u64>) -> Sequence {
		let place = Self::append(trail, actor, event);
		world(|world| world.listed.push(place));
		place
	}

	/// Lists what an organization has to see: of requests for consent it is told by their rows.
	fn append_quietly(trail: TrailId, actor: Actor<u64>, event: AuditedEvent<u64>) -> Sequence {
		match event {
			AuditedEvent::ConsentRequested { .. }
			| AuditedEvent::ConsentRequestBarred { .. }
			| AuditedEvent::ConsentRequestWithdrawn { .. }
			| AuditedEvent::ConsentRequestLapsed { .. } => Self::append(trail, actor, event),
			_ => Self::append_listed(trail, actor, event),
		}
	}

	fn weight() -> Weight {
		Weight::from_parts(ENTRY_TIME, 0)
	}

	fn listed_weight() -> Weight {
		Weight::from_parts(LISTED_ENTRY_TIME, 0)
	}
}

/// What [`Trail`] says that an entry costs, in picoseconds: so that a test can tell whether it is charged.
pub const ENTRY_TIME: u64 = 1_000_003;

/// What it says that one costs that is listed, besides.
pub const LISTED_ENTRY_TIME: u64 = 1_500_007;

/// A hook that notes which anchors it heard of.
pub struct AnchoredHook;

impl AnchoredHook {
	/// The anchors it heard of so far.
	pub fn heard() -> Vec<(PatientId, AnchorId, RecordClass)> {
		world(|world| world.anchored.clone())
	}
}

impl OnRecordAnchored for AnchoredHook {
	fn on_record_anchored(patient: &PatientId, anchor: AnchorId, class: RecordClass) {
		world(|world| world.anchored.push((*patient, anchor, class)));
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// A hook that notes which patients it heard to be closed.
pub struct ClosedHook;

impl ClosedHook {
	/// Of whom it heard so far.
	pub fn heard() -> Vec<PatientId> {
		world(|world| world.heard_closed.clone())
	}
}

impl OnPatientClosed for ClosedHook {
	fn on_patient_closed(patient: &PatientId) {
		world(|world| world.heard_closed.push(*patient));
	}

	fn weight() -> Weight {
		Weight::from_parts(CLOSED_HOOK_TIME, 0)
	}
}

/// What [`ClosedHook`] says that it costs, in picoseconds: so that a test can tell whether it is charged.
pub const CLOSED_HOOK_TIME: u64 = 1_234;

/// A hook that notes whom it heard to have misused a privilege.
pub struct MisconductHook;

impl MisconductHook {
	/// Whom it heard of so far.
	pub fn heard() -> Vec<(OrganizationId, PractitionerId<u64>)> {
		world(|world| world.misconduct.clone())
	}
}

impl OnMisconduct<u64> for MisconductHook {
	fn on_misconduct(organization: OrganizationId, practitioner: &PractitionerId<u64>) {
		world(|world| world.misconduct.push((organization, practitioner.clone())));
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
