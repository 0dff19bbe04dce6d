//! Stand-ins for the other pallets, for the unit tests of one pallet alone.
//!
//! Each is a unit type that a mock runtime names in a `Config`, and a table of its thread that the
//! test fills by hand. Accounts are `u64`. Call [`reset`] before each test.
//!
//! A directory answers about the moment that it is asked about. What a test sets without a moment held at every
//! moment; what it sets by a method that ends in `_at` holds from that moment on, and what was before stays as it
//! was. What the pallets themselves know as of now alone (whether a patient is open, its key's epoch, the key of an
//! organization) has no moment here either.

mod timeline;

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
};
use timeline::Timeline;

type Appended = (TrailId, Actor<u64>, AuditedEvent);

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
	decision: Option<Decision>,
	asked: Vec<AccessRequest<u64>>,
	trail: Vec<Appended>,
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

/// A patient directory.
pub struct Patients;

impl Patients {
	/// Opens `patient`, for whom `controller` speaks.
	pub fn open(patient: PatientId, controller: u64) {
		Self::relate(patient, controller, Relation::Controller);
	}

	/// Lets `account` stand to `patient` in `relation`, and opens the patient if needed.
	pub fn relate(patient: PatientId, account: u64, relation: Relation) {
		Self::relate_during(patient, account, relation, ALWAYS);
	}

	/// Lets `account` stand to `patient` in `relation` for this period alone, and opens the patient if needed.
	pub fn relate_during(patient: PatientId, account: u64, relation: Relation, period: Period) {
		world(|world| {
			let known = world.patients.entry(patient).or_default();
			let relations = Timeline::during(period, relation, Relation::Stranger);
			known.relations.insert(account, relations);
		});
	}

	/// Lets `account` stand to `patient` in `relation` from `at` on, and opens the patient if needed.
	pub fn relate_at(patient: PatientId, account: u64, relation: Relation, at: Moment) {
		world(|world| {
			let known = world.patients.entry(patient).or_default();
			known.relations.entry(account).or_default().set(at, relation);
		});
	}

	/// Freezes the side of `patient`, at every moment.
	pub fn freeze(patient: PatientId) {
		Self::freeze_at(patient, 0);
	}

	/// Freezes the side of `patient` from `at` on.
	pub fn freeze_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().frozen.set(at, true));
	}

	/// Lets the side of `patient` act, at every moment.
	pub fn thaw(patient: PatientId) {
		Self::thaw_at(patient, 0);
	}

	/// Lets the side of `patient` act again from `at` on.
	pub fn thaw_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().frozen.set(at, false));
	}

	/// Lets `patient` have died at `at`.
	pub fn die_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().died.set(at, true));
	}

	/// Lets `patient` not have died, at any moment.
	pub fn correct_death(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().died = Timeline::default());
	}

	/// Closes `patient`, for ever.
	pub fn close(patient: PatientId) {
		world(|world| {
			world.patients.remove(&patient);
			world.closed.insert(patient);
		});
	}

	/// Lets the key epoch of `patient` be `epoch`.
	pub fn set_key_epoch(patient: PatientId, epoch: u32) {
		world(|world| world.patients.entry(patient).or_default().key_epoch = Some(epoch));
	}

	/// Lets `patient` have no key.
	pub fn lose_key(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().key_epoch = None);
	}
}

impl PatientDirectory<u64> for Patients {
	fn relation(patient: &PatientId, account: &u64, at: Moment) -> Option<Relation> {
		world(|world| {
			world.patients.get(patient).map(|known| {
				let relation = known.relations.get(account).and_then(|all| all.as_of(at));
				relation.cloned().unwrap_or(Relation::Stranger)
			})
		})
	}

	fn key_epoch(patient: &PatientId) -> Option<u32> {
		world(|world| world.patients.get(patient).and_then(|known| known.key_epoch))
	}

	fn is_open(patient: &PatientId) -> bool {
		world(|world| world.patients.contains_key(patient))
	}

	fn is_frozen(patient: &PatientId, at: Moment) -> bool {
		world(|world| holds(world.patients.get(patient).map(|known| &known.frozen), at))
	}

	fn has_died(patient: &PatientId, at: Moment) -> bool {
		world(|world| holds(world.patients.get(patient).map(|known| &known.died), at))
	}

	fn is_known(patient: &PatientId) -> bool {
		Self::is_open(patient) || world(|world| world.closed.contains(patient))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register_for_benchmark(controller: &u64) -> PatientId {
		let patient = PatientId([*controller as u8; 32]);
		Self::open(patient, *controller);
		patient
	}
}

/// A provider directory.
pub struct Providers;

impl Providers {
	/// Accredits `organization`, at every moment.
	pub fn accredit(organization: OrganizationId) {
		world(|world| world.organizations.insert(organization, Timeline::always(Ok(()))));
	}

	/// Lets `organization` be accredited and not suspended from `at` on. It exists before, too.
	pub fn accredit_at(organization: OrganizationId, at: Moment) {
		Self::set_state_at(organization, Ok(()), at);
	}

	/// Accredits `organization` and lets `account` practise in it with `roles`.
	pub fn admit(organization: OrganizationId, account: u64, roles: Roles) {
		Self::admit_during(organization, account, roles, ALWAYS);
	}

	/// Accredits `organization` and lets `account` practise in it with `roles` for this period alone.
	pub fn admit_during(organization: OrganizationId, account: u64, roles: Roles, period: Period) {
		Self::accredit(organization);
		let practitioner = PractitionerId::Account(account);
		let terms = Timeline::during(period, Ok(roles), Err(NotPractising::NotAPractitioner));
		world(|world| world.practitioners.insert((organization, practitioner), terms));
	}

	/// Accredits `organization` and lets its gateway `account` act for `practitioner`, who has `roles`.
	pub fn admit_through(
		organization: OrganizationId,
		account: u64,
		practitioner: Pseudonym,
		roles: Roles,
	) {
		Self::accredit(organization);
		let practitioner = PractitionerId::Pseudonym(practitioner);
		world(|world| {
			world.gateways.insert((organization, account), Timeline::always(true));
			world.practitioners.insert((organization, practitioner), Timeline::always(Ok(roles)));
		});
	}

	/// Accredits `organization` and lets `account` be one of its admins.
	pub fn admit_admin(organization: OrganizationId, account: u64) {
		Self::accredit(organization);
		world(|world| world.admins.insert((organization, account), Timeline::always(true)));
	}

	/// Lets `account` be an admin of `organization` up to `at`, and no longer.
	pub fn dismiss_admin_at(organization: OrganizationId, account: u64, at: Moment) {
		world(|world| {
			world.admins.entry((organization, account)).or_default().set(at, false);
		});
	}

	/// Lets `organization` be of `kind`, at every moment; it is a hospital until then.
	pub fn set_kind(organization: OrganizationId, kind: OrganizationKind) {
		world(|world| world.kinds.insert(organization, Timeline::always(kind)));
	}

	/// Lets the key of `practitioner` in `organization`, or of the organization itself, be of `epoch`.
	pub fn set_key_epoch(
		organization: OrganizationId,
		practitioner: Option<PractitionerId<u64>>,
		epoch: u32,
	) {
		let key = EncryptionKey { public: PublicKey::x25519([1; 32]), epoch };
		world(|world| world.keys.insert((organization, practitioner), key));
	}

	/// Lets `organization` have followed `predecessor`, which is over, at every moment.
	pub fn succeed(predecessor: OrganizationId, organization: OrganizationId) {
		Self::succeed_at(predecessor, organization, 0);
	}

	/// Lets `organization` follow `predecessor` at `at`, which is over from then on.
	pub fn succeed_at(predecessor: OrganizationId, organization: OrganizationId, at: Moment) {
		Self::bar_at(predecessor, NotPractising::OrganizationSucceeded, at);
		world(|world| {
			world.predecessors.entry(organization).or_default().push((at, predecessor));
		});
	}

	/// The organization that has followed `organization` by `at`, and so on to the last; itself if none has.
	fn successor(organization: OrganizationId, at: Moment) -> OrganizationId {
		let follower = world(|world| {
			let has_followed = |all: &Vec<(Moment, OrganizationId)>| {
				all.iter().any(|(since, followed)| *followed == organization && *since <= at)
			};
			let mut pairs = world.predecessors.iter();
			pairs.find(|(_, all)| has_followed(all)).map(|(by, _)| *by)
		});
		follower.map_or(organization, |follower| Self::successor(follower, at))
	}

	/// Lets nobody practise in `organization`, for `reason`, at any moment.
	pub fn bar(organization: OrganizationId, reason: NotPractising) {
		world(|world| world.organizations.insert(organization, Timeline::always(Err(reason))));
	}

	/// Lets nobody practise in `organization` from `at` on, for `reason`.
	pub fn bar_at(organization: OrganizationId, reason: NotPractising, at: Moment) {
		Self::set_state_at(organization, Err(reason), at);
	}

	fn set_state_at(organization: OrganizationId, state: Result<(), NotPractising>, at: Moment) {
		let never = || Timeline::always(Err(NotPractising::NotAccredited));
		world(|world| {
			world.organizations.entry(organization).or_insert_with(never).set(at, state);
		});
	}

	/// Lets `practitioner` never have practised in `organization`.
	pub fn dismiss(organization: OrganizationId, practitioner: &PractitionerId<u64>) {
		world(|world| world.practitioners.remove(&(organization, practitioner.clone())));
	}

	/// Lets `practitioner` practise in `organization` up to `moment`, and no longer.
	pub fn dismiss_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		moment: Moment,
	) {
		let gone = Err(NotPractising::NotAPractitioner);
		Self::set_terms_at(organization, practitioner, gone, moment);
	}

	/// Suspends `practitioner` in `organization` from `at` on.
	pub fn suspend_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) {
		let suspended = Err(NotPractising::PractitionerSuspended);
		Self::set_terms_at(organization, practitioner, suspended, at);
	}

	/// Lets `practitioner` practise in `organization` with `roles` from `at` on.
	pub fn set_roles_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		roles: Roles,
		at: Moment,
	) {
		Self::set_terms_at(organization, practitioner, Ok(roles), at);
	}

	fn set_terms_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		terms: Result<Roles, NotPractising>,
		at: Moment,
	) {
		let key = (organization, practitioner.clone());
		world(|world| world.practitioners.entry(key).or_default().set(at, terms));
	}

	/// Lets `account` be a gateway of `organization` from `moment` on.
	pub fn open_gateway_at(organization: OrganizationId, account: u64, moment: Moment) {
		world(|world| world.gateways.entry((organization, account)).or_default().set(moment, true));
	}

	/// Lets `account` be a gateway of `organization` up to `moment`, and no longer.
	pub fn close_gateway_at(organization: OrganizationId, account: u64, moment: Moment) {
		world(|world| {
			world.gateways.entry((organization, account)).or_default().set(moment, false);
		});
	}

	/// Whether `organization` may act at `at`, and why not.
	fn state(organization: OrganizationId, at: Moment) -> Result<(), NotPractising> {
		world(|world| {
			let known = world.organizations.get(&organization);
			let state = known.and_then(|known| known.as_of(at)).copied();
			state.unwrap_or(Err(NotPractising::UnknownOrganization))
		})
	}

	/// With which roles `practitioner` practises in `organization` at `at`, wherever the organization stands.
	fn terms(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> Result<Roles, NotPractising> {
		world(|world| {
			let known = world.practitioners.get(&(organization, practitioner.clone()));
			let terms = known.and_then(|known| known.as_of(at)).copied();
			terms.unwrap_or(Err(NotPractising::NotAPractitioner))
		})
	}
}

impl ProviderDirectory<u64> for Providers {
	fn standing(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(NotPractising::NotAPractitioner);
		};
		Self::state(organization, at)?;
		if let Actor::Gateway { account, .. } = actor {
			let is_gateway =
				world(|world| holds(world.gateways.get(&(organization, *account)), at));
			if !is_gateway {
				return Err(NotPractising::NotAGateway);
			}
		}
		let roles = Self::terms(organization, &practitioner, at)?;
		Ok(world(|world| {
			let kind = world.kinds.get(&organization).and_then(|kinds| kinds.as_of(at));
			let predecessors = world.predecessors.get(&organization).into_iter().flatten();
			let predecessors = predecessors.filter(|(since, _)| *since <= at).map(|(_, id)| *id);
			Standing {
				kind: kind.copied().unwrap_or(OrganizationKind::Hospital),
				roles,
				predecessors: Predecessors::truncate_from(predecessors.collect()),
			}
		}))
	}

	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> bool {
		Self::is_accredited(organization, at) && Self::terms(organization, practitioner, at).is_ok()
	}

	fn is_accredited(organization: OrganizationId, at: Moment) -> bool {
		Self::state(organization, at).is_ok()
	}

	fn speaks_for(
		organization: OrganizationId,
		account: &u64,
		at: Moment,
	) -> Option<OrganizationId> {
		let acting = Self::successor(organization, at);
		let office = (acting, *account);
		let in_office = world(|world| {
			holds(world.admins.get(&office), at) || holds(world.gateways.get(&office), at)
		});
		(in_office && Self::is_accredited(acting, at)).then_some(acting)
	}

	fn vouches(organization: OrganizationId, at: Moment) -> bool {
		let last = Self::successor(organization, at);
		!matches!(
			Self::state(last, at),
			Err(NotPractising::UnknownOrganization | NotPractising::AccreditationRevoked)
		)
	}

	/// Two of all that could judge, in the order of their numbers: the first is chosen by the seed, the second
	/// follows it.
	fn draw_reviewers(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		let has_followed = |one: OrganizationId, other: OrganizationId| {
			world(|world| {
				let all = world.predecessors.get(&one);
				all.is_some_and(|all| {
					all.iter().any(|(since, followed)| *followed == other && *since <= at)
				})
			})
		};
		let with_officer: BTreeSet<OrganizationId> = world(|world| {
			let all = world.practitioners.iter();
			all.filter(|(_, terms)| {
				let roles = terms.as_of(at).copied();
				matches!(roles, Some(Ok(roles)) if roles.contains(Role::PrivacyOfficer))
			})
			.map(|((organization, _), _)| *organization)
			.collect()
		});
		let could_judge = with_officer.into_iter().filter(|organization| {
			*organization != not_for
				&& Self::is_accredited(*organization, at)
				&& !has_followed(*organization, not_for)
				&& !has_followed(not_for, *organization)
		});
		let could_judge = could_judge.collect::<Vec<_>>();
		let first = usize::from(seed.0[0]) % could_judge.len().max(1);
		let from_there = could_judge.iter().cycle().skip(first).take(could_judge.len());
		let drawn = from_there.take(MAX_REVIEWERS as usize).copied();
		Reviewers::truncate_from(drawn.collect())
	}

	fn encryption_key(
		organization: OrganizationId,
		practitioner: Option<&PractitionerId<u64>>,
	) -> Option<EncryptionKey> {
		let key = (organization, practitioner.cloned());
		world(|world| {
			let state = world.organizations.get(&organization).and_then(Timeline::latest);
			let may_act = matches!(state, Some(Ok(())));
			world.keys.get(&key).filter(|_| may_act).copied()
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(account: &u64) -> OrganizationId {
		let organization = world(|world| world.organizations.len()) as OrganizationId;
		Self::admit(organization, *account, Roles::ALL);
		Self::admit_admin(organization, *account);
		Self::set_key_epoch(organization, None, 0);
		Self::set_key_epoch(organization, Some(PractitionerId::Account(*account)), 0);
		organization
	}
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
	fn anchor_for_benchmark(patient: &PatientId, class: RecordClass) -> AnchorId {
		let record = RecordSummary {
			class,
			author: Actor::Person(0),
			content: crate::Months { from: 0, until: 1 },
			anchored_at: 0,
			status: crate::RecordStatus::Current,
			root: Default::default(),
		};
		Self::put(*patient, 0, record);
		0
	}
}

/// A policy that gives the answer it was told to give; a denial until then.
pub struct Policy;

impl Policy {
	/// Lets every decision from now on be `decision`.
	pub fn answer(decision: Decision) {
		world(|world| world.decision = Some(decision));
	}

	/// What was asked so far.
	pub fn asked() -> Vec<AccessRequest<u64>> {
		world(|world| world.asked.clone())
	}
}

impl AccessPolicy<u64> for Policy {
	fn decide(request: &AccessRequest<u64>, _: Moment) -> Decision {
		world(|world| {
			world.asked.push(request.clone());
			world.decision.unwrap_or(Decision::Deny(Denial::NotGranted))
		})
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// A trail that a test can read back.
pub struct Trail;

impl Trail {
	/// What was appended so far.
	pub fn entries() -> Vec<Appended> {
		world(|world| world.trail.clone())
	}
}

impl AuditTrail<u64> for Trail {
	fn append(trail: TrailId, actor: Actor<u64>, event: AuditedEvent) -> Sequence {
		world(|world| {
			world.trail.push((trail, actor, event));
			world.trail.len() as Sequence - 1
		})
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

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
