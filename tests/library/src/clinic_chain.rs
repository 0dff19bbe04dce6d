//! A chain that takes patients, providers, consent, records and trails, and joins them: what the root README shows is taken from here.

use alloc::vec::Vec;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU32, ConstU64, ConstU8, LinearStoragePrice, Randomness,
	},
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::constants::RocksDbWeight,
};
use frame_system::{pallet_prelude::BlockNumberFor, EnsureRoot, EnsureRootWithSuccess};
use pallet_consent::{
	BreakGlass, ChangesSince, ConsentRequest, EmergencyRingStatus, EnactedPolicy,
	EnsurePrivacyOfficer, EnvelopeStatus, HeldGrant, PastGrant, Restrictions, ReviewsPage, Session,
};
use salus_primitives::{
	AccessRequest, Decision, GrantId, Moment, OrganizationId, PatientId, Seed, SessionId, DAY,
};
use sp_api::impl_runtime_apis;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Block as BlockT},
	AccountId32, MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

extern crate alloc;

pub type Signature = MultiSignature;
pub type AccountId = AccountId32;
/// What stands before each transaction. A chain whose patients pay no fees takes those of pallet-admission besides.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
);
pub type Block = generic::Block<
	generic::Header<u32, BlakeTwo256>,
	generic::UncheckedExtrinsic<MultiAddress<AccountId, ()>, RuntimeCall, Signature, TxExtension>,
>;
type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		ProviderRegistry: pallet_provider_registry,
		PatientIdentity: pallet_patient_identity,
		Consent: pallet_consent,
		AuditLog: pallet_audit_log,
		RecordAnchor: pallet_record_anchor,
	}
);

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	// The defaults charge nothing for the database.
	type DbWeight = RocksDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type AccountStore = System;
}

// README: deposits
/// What a stored row costs as long as it is there: one unit, and one for each byte.
type Price = LinearStoragePrice<ConstU64<1>, ConstU64<1>, u64>;

parameter_types! {
	pub const ForPatient: RuntimeHoldReason =
		RuntimeHoldReason::PatientIdentity(pallet_patient_identity::HoldReason::SponsoredPatient);
	pub const ForApplication: RuntimeHoldReason =
		RuntimeHoldReason::ProviderRegistry(pallet_provider_registry::HoldReason::Application);
}

impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type Audit = AuditLog;
	type OnClosed = Consent;
	type Providers = ProviderRegistry;
	type RegistrarOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<AccountId, Balances, ForPatient, Price>;
	type RecoveryDelay = ConstU64<{ 3 * DAY }>;
	type FreezePeriod = ConstU64<{ 30 * DAY }>;
	type AttemptLifetime = ConstU64<{ 60 * DAY }>;
	type OfferLifetime = ConstU64<{ 7 * DAY }>;
	type WeightInfo = pallet_patient_identity::weights::SubstrateWeight<Runtime>;
}
// README: end

#[derive_impl(pallet_provider_registry::config_preludes::TestDefaultConfig)]
impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type Audit = AuditLog;
	type AccreditOrigin = EnsureRoot<AccountId>;
	type LicensingOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<AccountId, Balances, ForApplication, Price>;
}

// README: joined
impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity; // or a directory of your own
	type Providers = ProviderRegistry; // or one of your own
	type Records = RecordAnchor; // or (): decisions by class only
	type Audit = AuditLog; // or ()
	type PolicyOrigin = EnsureRootWithSuccess<AccountId, ConstU64<0>>;
	type LicensingOrigin = EnsureRoot<AccountId>;
	type ReviewOrigin = EnsurePrivacyOfficer<Runtime>;
	type Randomness = Lot; // draws who judges emergencies
	type OnMisconduct = ProviderRegistry; // suspends; or ()
	type RequestLifetime = ConstU64<{ 14 * DAY }>;
	type MaxSessionHours = ConstU8<24>;
	type FlaggedSessionHours = ConstU8<4>;
	type ReviewPeriod = ConstU64<{ 7 * DAY }>;
	type AnswerPeriod = ConstU64<{ 2 * DAY }>;
	type MaxOverdueReviews = ConstU32<3>;
	type HistoryRetention = ConstU64<{ 6 * 366 * DAY }>;
	type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
}
// README: end

/// The hash of the block before: what it is nobody knows in an earlier block.
pub struct Lot;

impl Randomness<Seed, BlockNumberFor<Runtime>> for Lot {
	fn random(_: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
		(System::parent_hash(), System::block_number())
	}
}

#[derive_impl(pallet_record_anchor::config_preludes::TestDefaultConfig)]
impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type Audit = AuditLog;
	type ArbiterOrigin = EnsureRoot<AccountId>;
}

#[derive_impl(pallet_audit_log::config_preludes::TestDefaultConfig)]
impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type AuthorityOrigin = EnsureRoot<AccountId>;
}

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			RuntimeVersion::default()
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	// README: questions
	// All questions of all pallets, by their names in the metadata: these lines once, whatever pallets there are.
	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	// The same questions about consent as a runtime API, for nodes and for clients that ask by `state_call`.
	impl pallet_consent::runtime_api::ConsentApi<Block, AccountId> for Runtime {
		fn preview(request: AccessRequest<AccountId>, at: Option<Moment>) -> Decision {
			Consent::preview(request, at)
		}

		fn live_grants(patient: PatientId) -> Vec<HeldGrant<AccountId>> {
			Consent::live_grants(patient)
		}

		fn past_grants(patient: PatientId, of: OrganizationId) -> Vec<PastGrant<AccountId>> {
			Consent::past_grants(patient, of)
		}

		fn envelope(patient: PatientId, grant: GrantId) -> Option<EnvelopeStatus> {
			Consent::envelope(patient, grant)
		}

		fn emergency_ring(patient: PatientId) -> Option<EmergencyRingStatus> {
			Consent::emergency_ring(patient)
		}

		fn restrictions(patient: PatientId) -> Restrictions<AccountId> {
			Consent::restrictions(patient)
		}

		fn given_since(patient: PatientId, since: Moment) -> Vec<HeldGrant<AccountId>> {
			Consent::given_since(patient, since)
		}

		fn changes_since(patient: PatientId, since: Moment) -> ChangesSince<AccountId> {
			Consent::changes_since(patient, since)
		}

		fn open_requests(patient: PatientId) -> Vec<(OrganizationId, ConsentRequest<AccountId>)> {
			Consent::open_requests(patient)
		}

		fn policies() -> Vec<EnactedPolicy> {
			Consent::policies()
		}

		fn session(session: SessionId) -> Option<Session<AccountId>> {
			Consent::session(session)
		}

		fn break_glass(organization: OrganizationId) -> BreakGlass {
			Consent::break_glass(organization)
		}

		fn overdue_reviews(after: Option<SessionId>) -> ReviewsPage {
			Consent::overdue_reviews(after)
		}

		fn flagged_sessions(after: Option<SessionId>) -> ReviewsPage {
			Consent::flagged_sessions(after)
		}
	}
	// README: end
}
