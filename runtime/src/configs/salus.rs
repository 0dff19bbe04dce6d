//! The pallets of Salus, each joined to the others through traits.

use super::{
	authorities::{Accreditation, Licensing, PolicyMakers, Registrar},
	payment::Deposit,
	upgrades::dynamic_params,
};
use crate::{
	lots::ParentHash, AccountId, AuditLog, Consent, PatientIdentity, ProviderRegistry,
	RecordAnchor, Runtime, RuntimeHoldReason, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU16, ConstU32, ConstU64, ConstU8, EitherOf, Get},
};
use pallet_audit_log::TrailRetention;
use pallet_consent::{EnsureAuthority, EnsurePrivacyOfficer};
use pallet_record_anchor::RetentionPolicy;
use salus_primitives::{AuditedEvent, Basis, Day, Moment, RecordClass, DAY, MINUTE};

/// For how long a ticket can be used that is for no encounter.
const TICKET_LIFETIME: Moment = 5 * MINUTE;

/// For how many hours a ticket may hold that is for an encounter: a day, by whose end a shift has ended.
const MAX_ENCOUNTER_HOURS: u8 = 24;

/// How long an organization has to answer for an entry that is contested or flagged: 30 days.
const ENTRY_ANSWER_PERIOD: Moment = 30 * DAY;

/// For how many days it stays listed what the people of an organization did: a year, within which its privacy officer reviews it.
const ACTIVITY_DAYS: Day = 366;

/// How many attempts of one practitioner at one patient are free in a day: one every six minutes, around the clock. Whoever needs
/// more asks for many records at once, or for an encounter.
const FREE_ATTEMPTS: u16 = 256;

/// How many steps of pruning trails a block takes at most.
const MAX_PRUNING_STEPS: u32 = 100;

/// For how long entries stay in the trails: six years after they were written (45 CFR 164.316(b)(2)(i), 164.528(a)), those of a closed patient, too.
pub struct KeptSixYears;

impl TrailRetention<AccountId> for KeptSixYears {
	fn shortest() -> Moment {
		HISTORY_RETENTION
	}

	fn retention(_: &AuditedEvent<AccountId>) -> Option<Moment> {
		Some(HISTORY_RETENTION)
	}
}

/// The shortest time that a recovery waits, whatever root sets: two blocks, however long a slot is.
const SHORTEST_RECOVERY_DELAY: Moment = 2 * crate::SLOT_DURATION;

/// For how long a patient's side stays frozen at most.
const FREEZE_PERIOD: Moment = 30 * DAY;

/// For how long guardians may pursue an attempt to recover a patient.
const ATTEMPT_LIFETIME: Moment = 60 * DAY;

/// The longest time that a recovery waits, whatever root sets: half of a freeze, which is shorter than an
/// attempt's life.
const LONGEST_RECOVERY_DELAY: Moment = FREEZE_PERIOD / 2;

const _: () = assert!(
	LONGEST_RECOVERY_DELAY < FREEZE_PERIOD && LONGEST_RECOVERY_DELAY < ATTEMPT_LIFETIME,
	"a freeze and an attempt outlast the delay, whatever root sets"
);

/// How long a recovery waits: what root has set, but no longer than half of a freeze, so that it can be
/// completed under one, and no shorter than two blocks, so that there is a moment to object in.
pub struct RecoveryDelay;

impl Get<Moment> for RecoveryDelay {
	fn get() -> Moment {
		dynamic_params::recovery::RecoveryDelay::get()
			.clamp(SHORTEST_RECOVERY_DELAY, LONGEST_RECOVERY_DELAY)
	}
}

/// For how long an offer of control can be accepted.
const OFFER_LIFETIME: Moment = 7 * DAY;

/// For how long it is kept what somebody was who has left an organization, and what a patient granted and
/// refused: as long as the trails
/// (45 CFR 164.316(b)(2)(i): six years).
const HISTORY_RETENTION: Moment = 6 * 366 * DAY;

/// For how long a provider's request for consent waits for its answer.
const REQUEST_LIFETIME: Moment = 14 * DAY;

/// How many hours an emergency session may last: a day, by which a representative can be found.
const MAX_SESSION_HOURS: u8 = 24;

/// How many hours an emergency session may last that exceeds what its organization is licensed for.
const FLAGGED_SESSION_HOURS: u8 = 4;

/// How long after its end an emergency session is to be judged, and after a first verdict a second one given.
const REVIEW_PERIOD: Moment = 7 * DAY;

/// For how long a practitioner may answer to the verdict that its session was not justified.
const ANSWER_PERIOD: Moment = 2 * DAY;

/// With so many overdue reviews an organization's emergency sessions are flagged.
const MAX_OVERDUE_REVIEWS: u32 = 3;

/// How many records one anchor commits to at most.
const MAX_LEAVES: u32 = 65_536;

/// How long an author has to answer a dispute: 60 days (45 CFR 164.526(b)(2)).
const DISPUTE_PERIOD: Moment = 60 * DAY;

/// How far ahead a custodian says that it keeps a piece of an anchor's ciphertext.
const MAX_CUSTODY_PERIOD: Moment = 366 * DAY;

/// How many steps of eviction a block takes at most.
const MAX_EVICTION_STEPS: u32 = 100;

/// For how long the anchor of what a device added stays: five years.
const DEVICE_RETENTION: Moment = 5 * 366 * DAY;

/// For how long anchors stay: those of a device's readings for five years, unless somebody extends them; what people
/// wrote for good, since nobody knows which finding will matter.
pub struct RecordRetention;

impl RetentionPolicy for RecordRetention {
	fn retention(_: RecordClass, basis: &Basis) -> Option<Moment> {
		matches!(basis, Basis::Device).then_some(DEVICE_RETENTION)
	}
}

parameter_types! {
	pub const SponsoredPatient: RuntimeHoldReason =
		RuntimeHoldReason::PatientIdentity(pallet_patient_identity::HoldReason::SponsoredPatient);
	pub const OrganizationApplication: RuntimeHoldReason =
		RuntimeHoldReason::ProviderRegistry(pallet_provider_registry::HoldReason::Application);
}

impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type Audit = AuditLog;
	type OnClosed = Consent;
	type Providers = ProviderRegistry;
	type RegistrarOrigin = Registrar;
	type Consideration = Deposit<SponsoredPatient>;
	type RecoveryDelay = RecoveryDelay;
	type FreezePeriod = ConstU64<FREEZE_PERIOD>;
	type AttemptLifetime = ConstU64<ATTEMPT_LIFETIME>;
	type OfferLifetime = ConstU64<OFFER_LIFETIME>;
	type WeightInfo = pallet_patient_identity::weights::SubstrateWeight<Runtime>;
}

impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type Audit = AuditLog;
	type AccreditOrigin = Accreditation;
	type LicensingOrigin = Licensing;
	type Consideration = Deposit<OrganizationApplication>;
	type HistoryRetention = ConstU64<HISTORY_RETENTION>;
	type WeightInfo = pallet_provider_registry::weights::SubstrateWeight<Runtime>;
}

impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type Audit = AuditLog;
	type OnRecordAnchored = ();
	type Retention = RecordRetention;
	type ArbiterOrigin = Registrar;
	type MaxLeaves = ConstU32<MAX_LEAVES>;
	type ErasureDelay = RecoveryDelay;
	type DisputePeriod = ConstU64<DISPUTE_PERIOD>;
	type MaxCustodyPeriod = ConstU64<MAX_CUSTODY_PERIOD>;
	type MaxEvictionSteps = ConstU32<MAX_EVICTION_STEPS>;
	type WeightInfo = pallet_record_anchor::weights::SubstrateWeight<Runtime>;
}

impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Records = RecordAnchor;
	type Audit = AuditLog;
	type PolicyOrigin = PolicyMakers;
	type LicensingOrigin = Licensing;
	/// An authority that judges is several people, of whom none can be the one who is judged.
	type ReviewOrigin = EitherOf<EnsurePrivacyOfficer<Runtime>, EnsureAuthority<Accreditation>>;
	type Randomness = ParentHash;
	type OnMisconduct = ProviderRegistry;
	type RequestLifetime = ConstU64<REQUEST_LIFETIME>;
	type MaxSessionHours = ConstU8<MAX_SESSION_HOURS>;
	type FlaggedSessionHours = ConstU8<FLAGGED_SESSION_HOURS>;
	type ReviewPeriod = ConstU64<REVIEW_PERIOD>;
	type AnswerPeriod = ConstU64<ANSWER_PERIOD>;
	type MaxOverdueReviews = ConstU32<MAX_OVERDUE_REVIEWS>;
	type HistoryRetention = ConstU64<HISTORY_RETENTION>;
	type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
}

impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type Retention = KeptSixYears;
	type AuthorityOrigin = Licensing;
	type TicketLifetime = ConstU64<TICKET_LIFETIME>;
	type SingleUseTickets = ConstBool<true>;
	type MaxEncounterHours = ConstU8<MAX_ENCOUNTER_HOURS>;
	type AnswerPeriod = ConstU64<ENTRY_ANSWER_PERIOD>;
	type ActivityDays = ConstU32<ACTIVITY_DAYS>;
	type FreeAttempts = ConstU16<FREE_ATTEMPTS>;
	type MaxPruningSteps = ConstU32<MAX_PRUNING_STEPS>;
	type WeightInfo = pallet_audit_log::weights::SubstrateWeight<Runtime>;
}
