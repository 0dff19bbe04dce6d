//! Stand-ins for the other pallets, for the unit tests of one pallet alone.
//!
//! Each is a unit type that a mock runtime names in a `Config`, and a table of its thread that the
//! test fills by hand. Accounts are `u64`. Call [`reset`] before each test.

use crate::{
	AccessPolicy, AccessRequest, Actor, AnchorId, AuditTrail, AuditedEvent, Decision, Denial,
	EncryptionKey, Moment, NotPractising, OnMisconduct, OnRecordAnchored, OrganizationId,
	OrganizationKind, PatientDirectory, PatientId, Period, PractitionerId, Predecessors,
	ProviderDirectory, Pseudonym, RecordClass, RecordDirectory, RecordSummary, Relation, Reviewers,
	Role, Roles, Seed, Sequence, Standing, TrailId, MAX_REVIEWERS,
};
use frame_support::weights::Weight;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

type Appended = (TrailId, Actor<u64>, AuditedEvent);

#[derive(Default)]
struct World {
	patients: BTreeMap<PatientId, Patient>,
	closed: BTreeSet<PatientId>,
	organizations: BTreeMap<OrganizationId, Option<NotPractising>>,
	kinds: BTreeMap<OrganizationId, OrganizationKind>,
	keys: BTreeMap<(OrganizationId, Option<PractitionerId<u64>>), EncryptionKey>,
	gateways: BTreeMap<(OrganizationId, u64), Period>,
	admins: BTreeSet<(OrganizationId, u64)>,
	practitioners: BTreeMap<(OrganizationId, PractitionerId<u64>), (Roles, Period)>,
	predecessors: BTreeMap<OrganizationId, Vec<OrganizationId>>,
	records: BTreeMap<(PatientId, AnchorId), RecordSummary<u64>>,
	decision: Option<Decision>,
	asked: Vec<AccessRequest<u64>>,
	trail: Vec<Appended>,
	anchored: Vec<(PatientId, AnchorId, RecordClass)>,
	misconduct: Vec<(OrganizationId, PractitionerId<u64>)>,
}

#[derive(Default)]
struct Patient {
	key_epoch: u32,
	frozen: bool,
	died_at: Option<Moment>,
	relations: BTreeMap<u64, (Relation, Period)>,
}

/// At every moment.
const ALWAYS: Period = Period { from: 0, until: None };

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
			known.relations.insert(account, (relation, period));
		});
	}

	/// Freezes the side of `patient`.
	pub fn freeze(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().frozen = true);
	}

	/// Lets the side of `patient` act again.
	pub fn thaw(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().frozen = false);
	}

	/// Lets `patient` have died at `at`.
	pub fn die_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().died_at = Some(at));
	}

	/// Lets `patient` not have died.
	pub fn correct_death(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().died_at = None);
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
		world(|world| world.patients.entry(patient).or_default().key_epoch = epoch);
	}
}

impl PatientDirectory<u64> for Patients {
	fn relation(patient: &PatientId, account: &u64, at: Moment) -> Option<Relation> {
		world(|world| {
			world.patients.get(patient).map(|known| match known.relations.get(account) {
				Some((relation, period)) if period.contains(at) => relation.clone(),
				_ => Relation::Stranger,
			})
		})
	}

	fn key_epoch(patient: &PatientId) -> Option<u32> {
		world(|world| world.patients.get(patient).map(|known| known.key_epoch))
	}

	fn is_frozen(patient: &PatientId, _: Moment) -> bool {
		world(|world| world.patients.get(patient).is_some_and(|known| known.frozen))
	}

	fn has_died(patient: &PatientId, at: Moment) -> bool {
		world(|world| {
			let died_at = world.patients.get(patient).and_then(|known| known.died_at);
			died_at.is_some_and(|died_at| died_at <= at)
		})
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
	/// Accredits `organization`.
	pub fn accredit(organization: OrganizationId) {
		world(|world| world.organizations.insert(organization, None));
	}

	/// Accredits `organization` and lets `account` practise in it with `roles`.
	pub fn admit(organization: OrganizationId, account: u64, roles: Roles) {
		Self::admit_during(organization, account, roles, ALWAYS);
	}

	/// Accredits `organization` and lets `account` practise in it with `roles` for this period alone.
	pub fn admit_during(organization: OrganizationId, account: u64, roles: Roles, period: Period) {
		Self::accredit(organization);
		let practitioner = PractitionerId::Account(account);
		world(|world| world.practitioners.insert((organization, practitioner), (roles, period)));
	}

	/// Accredits `organization` and lets its gateway `account` act for `practitioner`, who has `roles`.
	pub fn admit_through(
		organization: OrganizationId,
		account: u64,
		practitioner: Pseudonym,
		roles: Roles,
	) {
		Self::accredit(organization);
		world(|world| {
			world.gateways.insert((organization, account), ALWAYS);
			world
				.practitioners
				.insert((organization, PractitionerId::Pseudonym(practitioner)), (roles, ALWAYS));
		});
	}

	/// Accredits `organization` and lets `account` be one of its admins.
	pub fn admit_admin(organization: OrganizationId, account: u64) {
		Self::accredit(organization);
		world(|world| world.admins.insert((organization, account)));
	}

	/// Lets `organization` be of `kind`; it is a hospital until then.
	pub fn set_kind(organization: OrganizationId, kind: OrganizationKind) {
		world(|world| world.kinds.insert(organization, kind));
	}

	/// Lets the key of `practitioner` in `organization`, or of the organization itself, be of `epoch`.
	pub fn set_key_epoch(
		organization: OrganizationId,
		practitioner: Option<PractitionerId<u64>>,
		epoch: u32,
	) {
		let key = EncryptionKey { public: [1; 32], epoch };
		world(|world| world.keys.insert((organization, practitioner), key));
	}

	/// Lets `organization` have followed `predecessor`, which is over.
	pub fn succeed(predecessor: OrganizationId, organization: OrganizationId) {
		Self::bar(predecessor, NotPractising::OrganizationSucceeded);
		world(|world| world.predecessors.entry(organization).or_default().push(predecessor));
	}

	/// The organization that has followed `organization`, and so on to the last; itself if none has.
	fn successor(organization: OrganizationId) -> OrganizationId {
		let follower = world(|world| {
			let mut pairs = world.predecessors.iter();
			pairs.find(|(_, followed)| followed.contains(&organization)).map(|(by, _)| *by)
		});
		follower.map_or(organization, Self::successor)
	}

	/// Lets nobody practise in `organization`, for `reason`.
	pub fn bar(organization: OrganizationId, reason: NotPractising) {
		world(|world| world.organizations.insert(organization, Some(reason)));
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
		world(|world| {
			let known = world.practitioners.get_mut(&(organization, practitioner.clone()));
			if let Some((_, period)) = known {
				period.until = Some(moment);
			}
		});
	}

	/// Lets `account` be a gateway of `organization` up to `moment`, and no longer.
	pub fn close_gateway_at(organization: OrganizationId, account: u64, moment: Moment) {
		world(|world| {
			if let Some(period) = world.gateways.get_mut(&(organization, account)) {
				period.until = Some(moment);
			}
		});
	}
}

impl ProviderDirectory<u64> for Providers {
	fn standing(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(NotPractising::NotAPractitioner);
		};
		world(|world| match world.organizations.get(&organization) {
			None => Err(NotPractising::UnknownOrganization),
			Some(Some(reason)) => Err(*reason),
			Some(None) => {
				let known_gateway = |account: &u64| {
					let period = world.gateways.get(&(organization, *account));
					period.is_some_and(|period| period.contains(at))
				};
				if matches!(actor, Actor::Gateway { account, .. } if !known_gateway(account)) {
					return Err(NotPractising::NotAGateway);
				}
				let predecessors =
					world.predecessors.get(&organization).cloned().unwrap_or_default();
				world
					.practitioners
					.get(&(organization, practitioner))
					.filter(|(_, period)| period.contains(at))
					.map(|(roles, _)| Standing {
						kind: world
							.kinds
							.get(&organization)
							.copied()
							.unwrap_or(OrganizationKind::Hospital),
						roles: *roles,
						predecessors: Predecessors::truncate_from(predecessors),
					})
					.ok_or(NotPractising::NotAPractitioner)
			},
		})
	}

	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> bool {
		Self::is_accredited(organization, at)
			&& world(|world| {
				let known = world.practitioners.get(&(organization, practitioner.clone()));
				known.is_some_and(|(_, period)| period.contains(at))
			})
	}

	fn is_accredited(organization: OrganizationId, _: Moment) -> bool {
		world(|world| matches!(world.organizations.get(&organization), Some(None)))
	}

	fn speaks_for(
		organization: OrganizationId,
		account: &u64,
		at: Moment,
	) -> Option<OrganizationId> {
		let acting = Self::successor(organization);
		let office = (acting, *account);
		let holds = world(|world| {
			let gateway = world.gateways.get(&office);
			world.admins.contains(&office) || gateway.is_some_and(|period| period.contains(at))
		});
		(holds && Self::is_accredited(acting, at)).then_some(acting)
	}

	fn vouches(organization: OrganizationId, _: Moment) -> bool {
		let last = Self::successor(organization);
		world(|world| {
			world
				.organizations
				.get(&last)
				.is_some_and(|reason| *reason != Some(NotPractising::AccreditationRevoked))
		})
	}

	/// Two of all that could judge, in the order of their numbers: the first is chosen by the seed, the second
	/// follows it.
	fn draw_reviewers(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		let has_followed = |one: OrganizationId, other: OrganizationId| {
			world(|world| world.predecessors.get(&one).is_some_and(|all| all.contains(&other)))
		};
		let with_officer: BTreeSet<OrganizationId> = world(|world| {
			let all = world.practitioners.iter();
			all.filter(|(_, (roles, period))| {
				roles.contains(Role::PrivacyOfficer) && period.contains(at)
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
			let may_act = matches!(world.organizations.get(&organization), Some(None));
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
