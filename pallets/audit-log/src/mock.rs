//! A runtime with this pallet alone; the others are replaced by doubles that a test fills.

use crate as pallet_audit_log;
use frame_support::{
	dispatch::DispatchResult,
	parameter_types,
	traits::{ConstU16, ConstU32, ConstU64, ConstU8},
	weights::Weight,
};
use frame_system::EnsureRoot;
use salus_primitives::{
	doubles, mock_runtime, AccessPolicy, AccessRequest, Action, AuditedEvent, Basis, Capacity,
	Commitment, Day, Decision, Denial, Encounter, Moment, PatientDirectory, PatientId, Pseudonym,
	Purpose, Role, Roles, Sequence, Target, Targets, TicketHolder, TicketSecret, TrailId, DAY,
};

mock_runtime!(AuditLog: pallet_audit_log);

impl pallet_audit_log::Config for Test {
	type Time = Timestamp;
	type Patients = doubles::Patients;
	type Providers = doubles::Providers;
	type Policy = PolicyOnKnownPatients;
	type Retention = KeptByKind;
	type AuthorityOrigin = EnsureRoot<u64>;
	type TicketLifetime = ConstU64<LIFETIME>;
	type SingleUseTickets = ServesOnce;
	type MaxEncounterHours = ConstU8<12>;
	type AnswerPeriod = ConstU64<ANSWER_PERIOD>;
	type ActivityDays = ConstU32<ACTIVITY_DAYS>;
	type FreeAttempts = ConstU16<FREE_ATTEMPTS>;
	type MaxPruningSteps = ConstU32<100>;
	type WeightInfo = ();
}

/// Keeps the entries of a patient's registration for good, what was released for 60 days, all else for 30: minutes and
/// hours would be shorter than an inquiry.
pub struct KeptByKind;

impl pallet_audit_log::TrailRetention<u64> for KeptByKind {
	fn shortest() -> Moment {
		SHORTEST_RETENTION
	}

	fn retention(event: &AuditedEvent<u64>) -> Option<Moment> {
		match event {
			AuditedEvent::PatientRegistered => None,
			AuditedEvent::RecordsReleased { .. } | AuditedEvent::ReleaseReported(_) => {
				Some(2 * SHORTEST_RETENTION)
			},
			_ => Some(SHORTEST_RETENTION),
		}
	}
}

parameter_types! {
	/// Whether a ticket that is for no encounter serves once; a test may set it otherwise.
	pub static ServesOnce: bool = true;
	/// Whether the policy looks first whether the patient is open, as every policy should; a foreign one may not.
	pub static LooksAtPatients: bool = true;
	/// Of how many targets the policy says something, of those that it is asked about together.
	pub static SpeaksOf: usize = usize::MAX;
	/// What the policy declares to cost.
	pub PolicyWeight: Weight = Weight::from_parts(5_000, 700);
}

/// The first step of every policy, then what the test set.
pub struct PolicyOnKnownPatients;

impl AccessPolicy<u64> for PolicyOnKnownPatients {
	fn decide(request: &AccessRequest<u64>, at: Moment) -> Decision {
		let decision = doubles::Policy::decide(request, at);
		if doubles::Patients::is_open(&request.patient) || !LooksAtPatients::get() {
			decision
		} else {
			Decision::Deny(Denial::UnknownOrClosedPatient)
		}
	}

	fn decide_each(request: &AccessRequest<u64>, targets: &[Target], at: Moment) -> Vec<Decision> {
		let about = |target: &Target| {
			Self::decide(&AccessRequest { target: *target, ..request.clone() }, at)
		};
		targets.iter().take(SpeaksOf::get()).map(about).collect()
	}

	fn weight() -> Weight {
		PolicyWeight::get()
	}
}

/// 2024-01-01T00:00:00Z.
pub const NOW: Moment = 1_704_067_200_000;
/// Five minutes.
pub const LIFETIME: Moment = 300_000;
/// Ten days.
pub const ANSWER_PERIOD: Moment = 10 * DAY;
/// Thirty days.
pub const SHORTEST_RETENTION: Moment = 30 * DAY;
pub const ACTIVITY_DAYS: Day = 20;
pub const FREE_ATTEMPTS: u16 = 5;
/// What a holder commits to when it asks.
pub const SECRET: TicketSecret = TicketSecret([0x5E; 32]);
/// The patient, and the account that speaks for it.
pub const PATIENT: PatientId = PatientId([0xA1; 32]);
pub const CONTROLLER: u64 = 1;
/// A practitioner of the hospital.
pub const PHYSICIAN: u64 = 2;
pub const HOSPITAL: u32 = 0;
/// The hospital's gateway, and the practitioner without an account whom it acts for.
pub const GATEWAY: u64 = 4;
pub const RESIDENT: Pseudonym = Pseudonym([0x51; 32]);
/// Who keeps the ciphertext, for an organization of its own.
pub const KEEPER: u64 = 3;
pub const ARCHIVE: u32 = 1;
/// Neither.
pub const OUTSIDER: u64 = 9;
pub const NOBODY: PatientId = PatientId([0xFE; 32]);

pub const GRANT: Basis = Basis::Grant(5);
pub const TARGET: Target = Target::Anchor(3);
pub const REASON: Commitment = Commitment::repeat_byte(7);

/// The capacities in which one asks.
pub const PERSON: Capacity = Capacity::Person;
pub const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
pub const FOR_RESIDENT: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
/// No organization has this number.
pub const NOWHERE: Capacity = Capacity::Practitioner { organization: 77 };

/// Lets `who` ask for the patient's records.
pub fn ask(who: u64, patient: PatientId, capacity: Capacity) -> DispatchResult {
	ask_to(Action::Access, who, patient, capacity)
}

/// Lets `who` ask for all of `targets`, for an encounter or for minutes.
pub fn ask_for_many(
	who: u64,
	capacity: Capacity,
	targets: &[Target],
	encounter: Option<Encounter>,
) -> DispatchResult {
	AuditLog::request_access_to_many(
		RuntimeOrigin::signed(who),
		PATIENT,
		Targets::truncate_from(targets.to_vec()),
		Action::Access,
		Purpose::Treatment,
		capacity,
		ARCHIVE,
		Some(REASON),
		SECRET.claim(),
		encounter,
	)
}

/// Gives the physician a ticket to [`TARGET`] for four hours, for `holder`.
pub fn encounter_ticket(holder: TicketHolder) -> Sequence {
	doubles::Policy::answer(Decision::Permit(GRANT));
	let encounter = Some(Encounter { hours: 4, holder });
	ask_for_many(PHYSICIAN, AT_HOSPITAL, &[TARGET], encounter).unwrap();
	latest()
}

/// Lets `who` ask to do `action` with the patient's records.
pub fn ask_to(action: Action, who: u64, patient: PatientId, capacity: Capacity) -> DispatchResult {
	AuditLog::request_access(
		RuntimeOrigin::signed(who),
		patient,
		TARGET,
		action,
		Purpose::Treatment,
		capacity,
		ARCHIVE,
		Some(REASON),
		SECRET.claim(),
	)
}

/// Gives the physician a ticket.
pub fn ticket() -> Sequence {
	ticket_for(PHYSICIAN, AT_HOSPITAL)
}

/// Gives `who` a ticket.
pub fn ticket_for(who: u64, capacity: Capacity) -> Sequence {
	doubles::Policy::answer(Decision::Permit(GRANT));
	ask(who, PATIENT, capacity).unwrap();
	latest()
}

/// Lets the physician be permitted `action`, and tells where that stands.
pub fn permitted_to(action: Action) -> Sequence {
	doubles::Policy::answer(Decision::Permit(GRANT));
	ask_to(action, PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
	latest()
}

/// The place of the latest entry of the patient's trail.
pub fn latest() -> Sequence {
	AuditLog::head(TrailId::Patient(PATIENT)).next - 1
}

/// Lets the clock show `later` milliseconds after [`NOW`].
pub fn wait(later: Moment) {
	Timestamp::set_timestamp(NOW + later);
}

/// Builds a chain with one patient, a hospital and an archive, whose policy permits what a test sets.
#[derive(Default)]
pub struct ExtBuilder {
	decision: Option<Decision>,
}

impl ExtBuilder {
	/// Lets the policy decide so about known patients; without it, it denies.
	pub fn with_decision(mut self, decision: Decision) -> Self {
		self.decision = Some(decision);
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		let externalities = externalities(NOW);
		ServesOnce::set(true);
		LooksAtPatients::set(true);
		SpeaksOf::set(usize::MAX);
		doubles::Patients::open(PATIENT, CONTROLLER);
		let physician = Roles::of(&[Role::Physician]);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, physician);
		doubles::Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, physician);
		doubles::Providers::admit(ARCHIVE, KEEPER, Roles::of(&[Role::Custodian]));
		if let Some(decision) = self.decision {
			doubles::Policy::answer(decision);
		}
		externalities
	}

	/// Runs `test`, then checks that what always holds still does.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			AuditLog::do_try_state().unwrap();
		});
	}
}

/// A chain for the benchmarks' own tests, whose policy permits everything about known patients.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_externalities() -> sp_io::TestExternalities {
	ExtBuilder::default().with_decision(Decision::Permit(Basis::Patient)).build()
}
