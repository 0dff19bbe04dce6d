//! Consent alone, in somebody else's runtime.
//!
//! A health insurer's chain knows its insured persons and its contracted hospitals already. It puts both
//! registers behind the traits of `salus-primitives`, takes the consent pallet and nothing else of Salus,
//! and has one decision function for every case: see [`a_day`].
//!
//! ```text
//! cargo run -p pallet-consent --example consent_alone
//! ```

use chain::{Consent, Runtime, RuntimeOrigin, Timestamp};
use frame_support::{assert_noop, assert_ok, traits::Hooks};
use frame_system::RawOrigin;
use pallet_consent::{BreakGlassTerms, Error, Grantee, Policy, Provision, Refusal, Refused, Scope};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actions, Actor, Basis, Capacity, ClassSet, Commitment,
	Decision, Denial, EmergencyReason, Moment, NotPractising, OrganizationId, OrganizationKind,
	OrganizationKinds, PatientId, Period, PractitionerId, Purpose, Purposes, RecordClass, Roles,
	Target,
};
use sp_runtime::BuildStorage;

const HOUR: Moment = 60 * 60 * 1_000;
const DAY: Moment = 24 * HOUR;
/// When the example plays: 1 January 2026.
const TODAY: Moment = 1_767_225_600_000;

/// The insured person of the example, and the account that it signs with.
const ANNA: PatientId = PatientId([0xA; 32]);
const ANNAS_ACCOUNT: u64 = 1;

const HOSPITAL: OrganizationId = 1;
const LABORATORY: OrganizationId = 2;
/// Physician of the hospital.
const BRUNO: u64 = 10;
/// Physician of the hospital with the emergency role.
const CARLA: u64 = 11;
/// Of the laboratory.
const DAVID: u64 = 12;
/// Privacy officer of the laboratory.
const EMMA: u64 = 13;

/// The insurer's chain.
#[allow(missing_docs)]
pub mod chain {
	use super::{ANNA, ANNAS_ACCOUNT, BRUNO, CARLA, DAVID, DAY, EMMA, HOSPITAL, LABORATORY};
	use frame_support::{
		derive_impl, storage_alias,
		traits::{ConstU32, ConstU64, ConstU8, EitherOf, Get, Randomness},
		weights::{RuntimeDbWeight, Weight},
		Blake2_128Concat,
	};
	use frame_system::{pallet_prelude::BlockNumberFor, EnsureRoot, EnsureRootWithSuccess};
	use pallet_consent::{EnsureAuthority, EnsurePrivacyOfficer};
	use salus_primitives::{
		Actor, Moment, NotPractising, OnMisconduct, OrganizationId, OrganizationKind,
		PatientDirectory, PatientId, PractitionerId, ProviderDirectory, Relation, Role, Roles,
		Seed, Standing,
	};

	frame_support::construct_runtime!(
		pub enum Runtime {
			System: frame_system,
			Timestamp: pallet_timestamp,
			Consent: pallet_consent,
		}
	);

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Runtime {
		type Block = frame_system::mocking::MockBlock<Runtime>;
	}

	#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
	impl pallet_timestamp::Config for Runtime {}

	impl pallet_consent::Config for Runtime {
		type Time = Timestamp;
		type Patients = InsuredPersons;
		type Providers = ContractedHospitals;
		// Nothing is anchored on this chain: it decides by class.
		type Records = ();
		// And it keeps its own log.
		type Audit = ();
		type PolicyOrigin = EnsureRootWithSuccess<u64, ConstU64<0>>;
		type LicensingOrigin = EnsureRoot<u64>;
		// Privacy officers judge emergencies, and a board of the insurer.
		type ReviewOrigin =
			EitherOf<EnsurePrivacyOfficer<Runtime>, EnsureAuthority<EnsureRoot<u64>>>;
		// Its register draws nobody by lot, so none is needed.
		type Randomness = NoLot;
		type OnMisconduct = ContractedHospitals;
		type RequestLifetime = ConstU64<{ 14 * DAY }>;
		type MaxSessionHours = ConstU8<12>;
		type FlaggedSessionHours = ConstU8<2>;
		type ReviewPeriod = ConstU64<{ 7 * DAY }>;
		type AnswerPeriod = ConstU64<{ 2 * DAY }>;
		type MaxOverdueReviews = ConstU32<1>;
		type HistoryRetention = ConstU64<{ 6 * 366 * DAY }>;
		type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
	}

	/// The same lot every time.
	pub struct NoLot;

	impl Randomness<Seed, BlockNumberFor<Runtime>> for NoLot {
		fn random(_: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
			(Seed::zero(), 0)
		}
	}

	/// The insurer's register of insured persons.
	pub struct InsuredPersons;

	impl PatientDirectory<u64> for InsuredPersons {
		fn relation(patient: &PatientId, account: &u64, _: Moment) -> Option<Relation> {
			#[cfg(feature = "runtime-benchmarks")]
			if let Some(controller) = measured::Patients::get(patient) {
				let own = controller == *account;
				return Some(if own { Relation::Controller } else { Relation::Stranger });
			}
			let relation = match *account {
				ANNAS_ACCOUNT => Relation::Controller,
				_ => Relation::Stranger,
			};
			(*patient == ANNA).then_some(relation)
		}

		fn key_epoch(patient: &PatientId) -> Option<u32> {
			Self::is_open(patient).then_some(0)
		}

		fn is_open(patient: &PatientId) -> bool {
			#[cfg(feature = "runtime-benchmarks")]
			if measured::Patients::contains_key(patient) {
				return true;
			}
			*patient == ANNA
		}

		fn is_frozen(_: &PatientId, _: Moment) -> bool {
			false
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn register_for_benchmark(controller: &u64) -> Option<PatientId> {
			let patient = PatientId(sp_io::hashing::blake2_256(&controller.to_le_bytes()));
			measured::Patients::insert(patient, controller);
			Some(patient)
		}
	}

	/// The insurer's register of hospitals: who works where, unless the work was misused.
	pub struct ContractedHospitals;

	/// Whom the board has suspended: (organization, account).
	#[storage_alias]
	type Suspended = StorageMap<Hospitals, Blake2_128Concat, (OrganizationId, u64), ()>;

	impl ProviderDirectory<u64> for ContractedHospitals {
		fn standing(actor: &Actor<u64>, _: Moment) -> Result<Standing, NotPractising> {
			let organization = actor.organization().ok_or(NotPractising::NotAPractitioner)?;
			// Its hospitals have no gateways: everybody signs.
			let Some(PractitionerId::Account(account)) = actor.practitioner() else {
				return Err(NotPractising::NotAGateway);
			};
			#[cfg(feature = "runtime-benchmarks")]
			if measured::Hospitals::get(organization) == Some(account) {
				let (kind, roles) = (OrganizationKind::Hospital, Roles::ALL);
				return Ok(Standing { kind, roles, predecessors: Default::default() });
			}
			let (kind, roles) = match (organization, account) {
				(HOSPITAL, BRUNO) => (OrganizationKind::Hospital, Roles::of(&[Role::Physician])),
				(HOSPITAL, CARLA) => {
					(OrganizationKind::Hospital, Roles::of(&[Role::Physician, Role::Emergency]))
				},
				(LABORATORY, DAVID) => {
					(OrganizationKind::Laboratory, Roles::of(&[Role::Laboratory]))
				},
				(LABORATORY, EMMA) => {
					(OrganizationKind::Laboratory, Roles::of(&[Role::PrivacyOfficer]))
				},
				_ => return Err(NotPractising::NotAPractitioner),
			};
			if Suspended::contains_key((organization, account)) {
				return Err(NotPractising::PractitionerSuspended);
			}
			Ok(Standing { kind, roles, predecessors: Default::default() })
		}

		fn is_accredited(organization: OrganizationId, _: Moment) -> bool {
			#[cfg(feature = "runtime-benchmarks")]
			if measured::Hospitals::contains_key(organization) {
				return true;
			}
			[HOSPITAL, LABORATORY].contains(&organization)
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn admit_for_benchmark(account: &u64) -> Option<OrganizationId> {
			let organization = LABORATORY + 1 + measured::Hospitals::iter().count() as u32;
			measured::Hospitals::insert(organization, account);
			Some(organization)
		}
	}

	/// Whom the insurer's registers have besides, while weights are measured.
	#[cfg(feature = "runtime-benchmarks")]
	mod measured {
		use frame_support::{storage_alias, Blake2_128Concat};
		use salus_primitives::{OrganizationId, PatientId};

		#[storage_alias]
		pub type Patients = StorageMap<Measured, Blake2_128Concat, PatientId, u64>;
		#[storage_alias]
		pub type Hospitals = StorageMap<Measured, Blake2_128Concat, OrganizationId, u64>;
	}

	impl OnMisconduct<u64> for ContractedHospitals {
		fn on_misconduct(organization: OrganizationId, practitioner: &PractitionerId<u64>) {
			if let Some(account) = practitioner.account() {
				Suspended::insert((organization, *account), ());
			}
		}

		fn weight() -> Weight {
			let db: RuntimeDbWeight = <Runtime as frame_system::Config>::DbWeight::get();
			db.writes(1)
		}
	}
}

/// Observation and Condition in `docs/record-classes.json`.
const OBSERVATION: RecordClass = RecordClass(96);
const CONDITION: RecordClass = RecordClass(28);

/// Reading records of `class` in `organization` as `account`, for `purpose`.
fn reading(
	organization: OrganizationId,
	account: u64,
	class: RecordClass,
	purpose: Purpose,
) -> Decision {
	let request = AccessRequest {
		patient: ANNA,
		actor: Actor::Practitioner { organization, account },
		action: Action::Access,
		purpose,
		target: Target::Class { class, content: None },
	};
	Consent::decide(&request, Timestamp::get())
}

fn treatment(organization: OrganizationId, account: u64, class: RecordClass) -> Decision {
	reading(organization, account, class, Purpose::Treatment)
}

fn at(organization: OrganizationId) -> Capacity {
	Capacity::Practitioner { organization }
}

/// What the insurer's chain does in a day.
fn a_day() {
	Timestamp::set_timestamp(TODAY);
	let anna = || RuntimeOrigin::signed(ANNAS_ACCOUNT);

	// The hospital asks, and Anna approves less.
	let asked = Provision {
		grantee: Grantee::Organization,
		scope: Scope::All,
		content: None,
		actions: Actions::of(&[Action::Access, Action::Collect, Action::Disclose]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from: TODAY, until: Some(TODAY + 30 * DAY) },
	};
	assert_ok!(Consent::request_consent(
		RuntimeOrigin::signed(BRUNO),
		ANNA,
		at(HOSPITAL),
		asked.clone(),
		Commitment::repeat_byte(7),
	));
	let less = Provision {
		scope: Scope::Classes(ClassSet::truncate_from(vec![OBSERVATION, CONDITION])),
		..asked.clone()
	};
	assert_ok!(Consent::approve_request(anna(), ANNA, HOSPITAL, less.clone(), None, None));
	assert_eq!(treatment(HOSPITAL, BRUNO, CONDITION), Decision::Permit(Basis::Grant(0)));
	println!("  the hospital asks for all records; Anna approves observations and conditions");

	// The hospital passes the observations on to its laboratory, but not more than it has.
	let refer = |provision| {
		Consent::refer(
			RuntimeOrigin::signed(BRUNO),
			ANNA,
			at(HOSPITAL),
			0,
			LABORATORY,
			provision,
			None,
		)
	};
	assert_noop!(refer(asked), Error::<Runtime>::ParentExceeded);
	assert_ok!(refer(Provision {
		scope: Scope::Classes(ClassSet::truncate_from(vec![OBSERVATION])),
		..less
	}));
	assert_eq!(treatment(LABORATORY, DAVID, OBSERVATION), Decision::Permit(Basis::Grant(1)));
	println!("  it passes the observations on to a laboratory, and could not pass on more");

	// Anna refuses Bruno her conditions: the grant stays, and he sees them no more.
	assert_ok!(Consent::refuse(
		anna(),
		ANNA,
		Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(BRUNO)),
			class: Some(CONDITION),
			purposes: None,
			even_in_emergency: false,
		},
	));
	assert_eq!(treatment(HOSPITAL, BRUNO, CONDITION), Decision::Deny(Denial::Refused));
	assert_eq!(treatment(HOSPITAL, CARLA, CONDITION), Decision::Permit(Basis::Grant(0)));
	println!("  Anna refuses her conditions to one physician; his colleague still sees them");

	// Law lets hospitals report observations for public health.
	assert_ok!(Consent::enact_policy(
		RawOrigin::Root.into(),
		Policy {
			kinds: OrganizationKinds::of(&[OrganizationKind::Laboratory]),
			roles: Roles::CLINICAL,
			scope: Scope::Classes(ClassSet::truncate_from(vec![OBSERVATION])),
			actions: Actions::of(&[Action::Disclose, Action::Access]),
			purposes: Purposes::of(&[Purpose::PublicHealth]),
			period: Period { from: TODAY, until: None },
			refusals_bind: false,
			legal_basis: [1; 32],
		},
	));
	assert_eq!(
		reading(LABORATORY, DAVID, OBSERVATION, Purpose::PublicHealth),
		Decision::Permit(Basis::Policy(0))
	);
	println!("  law lets laboratories see observations for public health, whatever was granted");

	// At noon she revokes, and with the hospital's grant goes the laboratory's.
	Timestamp::set_timestamp(TODAY + 12 * HOUR);
	assert_ok!(Consent::revoke(anna(), ANNA, 0));
	assert_eq!(treatment(HOSPITAL, CARLA, OBSERVATION), Decision::Deny(Denial::NotGranted));
	assert_eq!(treatment(LABORATORY, DAVID, OBSERVATION), Decision::Deny(Denial::NotGranted));
	println!(
		"  at noon she revokes the hospital's grant, and what was passed on from it ends with it"
	);

	// At night she is brought in unconscious.
	Timestamp::set_timestamp(TODAY + 20 * HOUR);
	let terms = BreakGlassTerms { max_open: 4, max_per_day: 8 };
	assert_ok!(Consent::license_break_glass(RawOrigin::Root.into(), HOSPITAL, Some(terms)));
	let break_glass = |who| {
		Consent::open_emergency(
			RuntimeOrigin::signed(who),
			ANNA,
			at(HOSPITAL),
			EmergencyReason::Unresponsive,
			Commitment::repeat_byte(8),
			4,
		)
	};
	// Whoever may not is answered, and nothing opens.
	assert_ok!(break_glass(BRUNO));
	assert_eq!(Consent::session(0), None);
	assert_ok!(break_glass(CARLA));
	assert_eq!(
		reading(HOSPITAL, CARLA, CONDITION, Purpose::EmergencyTreatment),
		Decision::Permit(Basis::Emergency(0))
	);
	println!("  at night she is unconscious: a rescuer breaks the glass for four hours");

	// A privacy officer finds that she was not; the rescuer answers; the board agrees, and the rescuer is suspended.
	Timestamp::set_timestamp(TODAY + 2 * DAY);
	Consent::on_initialize(2);
	let findings = Some(Commitment::repeat_byte(9));
	let by_officer = RuntimeOrigin::signed(EMMA);
	assert_ok!(Consent::review_emergency(by_officer, 0, at(LABORATORY), false, findings));
	let answer = Commitment::repeat_byte(10);
	assert_ok!(Consent::answer_emergency(RuntimeOrigin::signed(CARLA), at(HOSPITAL), 0, answer));
	let board = RawOrigin::Root.into();
	assert_ok!(Consent::review_emergency(board, 0, Capacity::Person, false, findings));
	assert_eq!(
		reading(HOSPITAL, CARLA, CONDITION, Purpose::EmergencyTreatment),
		Decision::Deny(Denial::NotPractising(NotPractising::PractitionerSuspended))
	);
	println!("  two find that it was not justified: the rescuer is suspended");

	// What was permitted in the morning is still known.
	let in_the_morning = AccessRequest {
		patient: ANNA,
		actor: Actor::Practitioner { organization: LABORATORY, account: DAVID },
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: Target::Class { class: OBSERVATION, content: None },
	};
	assert_eq!(
		Consent::decide(&in_the_morning, TODAY + 11 * HOUR),
		Decision::Permit(Basis::Grant(1))
	);
	println!("  what the laboratory was permitted in the morning is still known");
}

fn main() {
	println!("A health insurer's chain:");
	let genesis = frame_system::GenesisConfig::<Runtime>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(genesis).execute_with(a_day);
}

#[cfg(test)]
mod tests {
	#[test]
	fn the_chain_does_what_the_example_says() {
		super::main();
	}
}
