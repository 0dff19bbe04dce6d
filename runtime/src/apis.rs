//! What clients and the node may ask the runtime.

use crate::{
	opaque::SessionKeys, AccountId, Admission, AuditLog, Aura, Balance, Block, Consent, Executive,
	Grandpa, Historical, InherentDataExt, Migrations, Nonce, PatientIdentity, ProviderRegistry,
	RecordAnchor, Runtime, RuntimeCall, RuntimeGenesisConfig, TransactionPayment, VERSION,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	migrations::MultiStepMigrator,
	traits::KeyOwnerProofSystem,
	view_functions::{ViewFunctionDispatchError, ViewFunctionIdPrefix},
	weights::Weight,
};
use pallet_audit_log::{
	Activity, ActivityCursor, OpenInquiry, ReleaseCursor, ReleasesPage, Ticket, TicketFault,
	TrailHead, Verified, VerifyFault, Whose,
};
use pallet_consent::{
	BreakGlass, ChangesSince, ConsentRequest, EmergencyRingStatus, EnactedPolicy, EnvelopeStatus,
	HeldGrant, PastGrant, Restrictions, ReviewsPage, Session,
};
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_record_anchor::{
	Anchor, AnchorFilter, AnchorView, AnchorsPage, CustodyView, EvictedChunk, InclusionFault, Side,
	Versions,
};
use salus_primitives::{
	AccessRequest, Actor, AnchorId, AuditEntry, Decision, GrantId, Moment, NotPractising,
	OrganizationId, PatientId, Period, Powers, PractitionerId, Pseudonym, Purpose, Sequence,
	SessionId, Standing, TrailId,
};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata, H256};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

/// Whether stored data is being carried over to another shape, so that nothing may be decided on it. Blocks see
/// to that for transactions; whoever asks the runtime asks past them.
fn is_migrating() -> bool {
	<Migrations as MultiStepMigrator>::ongoing()
}

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(
			header: &<Block as BlockT>::Header,
		) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			if is_migrating() && id.prefix != Migrations::prefix() {
				return Err(ViewFunctionDispatchError::NotFound(id));
			}
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			of_key: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Grandpa::submit_unsigned_equivocation_report(proof, of_key.decode()?)
		}

		fn generate_key_ownership_proof(
			_: sp_consensus_grandpa::SetId,
			authority: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			let of_key = Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority))?;
			Some(sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(of_key.encode()))
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			Admission::next_nonce(&account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime
	{
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)?;
			crate::genesis::ensure_governed()
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, crate::genesis::preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			crate::genesis::preset_names()
		}
	}

	impl pallet_patient_identity::runtime_api::PatientIdentityApi<Block, AccountId> for Runtime {
		fn patient(patient: PatientId) -> Option<pallet_patient_identity::Patient<AccountId>> {
			PatientIdentity::patient(patient)
		}

		fn tombstone(patient: PatientId) -> Option<pallet_patient_identity::Tombstone> {
			PatientIdentity::tombstone(patient)
		}

		fn acting_for(
			patient: PatientId,
		) -> Vec<pallet_patient_identity::Mandate<AccountId>> {
			PatientIdentity::acting_for(patient)
		}

		fn powers_of(patient: PatientId, account: AccountId) -> Option<Powers> {
			PatientIdentity::powers_of(patient, account)
		}

		fn offer(patient: PatientId) -> Option<pallet_patient_identity::Offer<AccountId>> {
			PatientIdentity::offer(patient)
		}

		fn assurance(patient: PatientId) -> Option<pallet_patient_identity::Assurance> {
			PatientIdentity::assurance(patient)
		}

		fn reassignment(
			patient: PatientId,
		) -> Option<pallet_patient_identity::Reassignment<AccountId>> {
			PatientIdentity::reassignment(patient)
		}

		fn guardian_case(
			patient: PatientId,
		) -> Option<pallet_patient_identity::GuardianCase<AccountId>> {
			PatientIdentity::guardian_case(patient)
		}

		fn guardians(patient: PatientId) -> Option<pallet_patient_identity::GuardianPlan> {
			PatientIdentity::guardians(patient)
		}

		fn links(patient: PatientId) -> Vec<PatientId> {
			PatientIdentity::links(patient)
		}
	}

	impl pallet_provider_registry::runtime_api::ProviderRegistryApi<Block, AccountId> for Runtime {
		fn organization(
			organization: OrganizationId,
		) -> Option<pallet_provider_registry::Organization<AccountId>> {
			ProviderRegistry::organization(organization)
		}

		fn practitioner(
			organization: OrganizationId,
			practitioner: PractitionerId<AccountId>,
		) -> Option<pallet_provider_registry::Practitioner> {
			ProviderRegistry::practitioner(organization, practitioner)
		}

		fn standing(
			actor: Actor<AccountId>,
			at: Option<Moment>,
		) -> Result<Standing, NotPractising> {
			ProviderRegistry::standing(actor, at)
		}

		fn gateways(
			organization: OrganizationId,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, pallet_provider_registry::History<bool>)> {
			ProviderRegistry::gateways(organization, after, limit)
		}

		fn organization_annex(
			organization: OrganizationId,
			number: u32,
			limit: u32,
		) -> Vec<pallet_provider_registry::Past<pallet_provider_registry::OrganizationTerms>> {
			ProviderRegistry::organization_annex(organization, number, limit)
		}

		fn practitioner_annex(
			organization: OrganizationId,
			practitioner: PractitionerId<AccountId>,
			number: u32,
			limit: u32,
		) -> Vec<pallet_provider_registry::Past<pallet_provider_registry::PractitionerTerms>> {
			ProviderRegistry::practitioner_annex(organization, practitioner, number, limit)
		}

		fn gateway_annex(
			organization: OrganizationId,
			account: AccountId,
			number: u32,
			limit: u32,
		) -> Vec<pallet_provider_registry::Past<bool>> {
			ProviderRegistry::gateway_annex(organization, account, number, limit)
		}

		fn application(
			applicant: AccountId,
		) -> Option<pallet_provider_registry::Application<()>> {
			ProviderRegistry::application(applicant)
		}
	}

	impl pallet_record_anchor::runtime_api::RecordAnchorApi<Block, AccountId> for Runtime {
		fn anchor(patient: PatientId, anchor: AnchorId) -> Option<AnchorView<AccountId>> {
			RecordAnchor::anchored(patient, anchor)
		}

		fn anchors(
			patient: PatientId,
			filter: AnchorFilter,
			from: Option<AnchorId>,
			limit: u32,
		) -> AnchorsPage<AccountId> {
			RecordAnchor::anchors(patient, filter, from, limit)
		}

		fn anchor_by_root(patient: PatientId, side: Side, root: H256) -> Option<AnchorId> {
			RecordAnchor::anchor_by_root(patient, side, root)
		}

		fn versions(patient: PatientId, anchor: AnchorId) -> Option<Versions<AccountId>> {
			RecordAnchor::versions(patient, anchor)
		}

		fn custody(patient: PatientId, anchor: AnchorId) -> Option<CustodyView> {
			RecordAnchor::custody(patient, anchor)
		}

		fn evicted(patient: PatientId, newest: AnchorId) -> Option<EvictedChunk> {
			pallet_record_anchor::Evicted::<Runtime>::get(patient, newest)
		}

		fn verify_evicted(
			patient: PatientId,
			newest: AnchorId,
			index: u32,
			number: AnchorId,
			anchor: Anchor<AccountId>,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault> {
			RecordAnchor::verify_evicted(patient, newest, index, number, anchor, proof)
		}

		fn verify_inclusion(
			patient: PatientId,
			anchor: AnchorId,
			index: u32,
			leaf: H256,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault> {
			RecordAnchor::verify_inclusion(patient, anchor, index, leaf, proof)
		}
	}

	impl pallet_consent::runtime_api::ConsentApi<Block, AccountId> for Runtime {
		fn preview(request: AccessRequest<AccountId>, at: Option<Moment>) -> Decision {
			if is_migrating() {
				return Decision::Unknown;
			}
			Consent::preview(request, at)
		}

		fn live_grants(patient: PatientId) -> Vec<HeldGrant<AccountId>> {
			Consent::live_grants(patient)
		}

		fn past_grants(
			patient: PatientId,
			organization: OrganizationId,
		) -> Vec<PastGrant<AccountId>> {
			Consent::past_grants(patient, organization)
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

		fn open_requests(
			patient: PatientId,
		) -> Vec<(OrganizationId, ConsentRequest<AccountId>)> {
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

	impl pallet_audit_log::runtime_api::AuditLogApi<Block, AccountId> for Runtime {
		fn check_ticket(
			patient: PatientId,
			sequence: Sequence,
			holder: AccountId,
			practitioner: Option<Pseudonym>,
			custodian: OrganizationId,
		) -> Result<Ticket<AccountId>, TicketFault> {
			if is_migrating() {
				return Err(TicketFault::NoLongerPermitted);
			}
			AuditLog::check_ticket(patient, sequence, holder, practitioner, custodian)
		}

		fn entries(
			trail: TrailId,
			from: Sequence,
			limit: u32,
		) -> Vec<(Sequence, AuditEntry<AccountId>)> {
			AuditLog::entries(trail, from, limit)
		}

		fn head(trail: TrailId) -> TrailHead {
			AuditLog::head(trail)
		}

		fn first_since(trail: TrailId, moment: Moment) -> Sequence {
			AuditLog::first_since(trail, moment)
		}

		fn verify(
			trail: TrailId,
			from: Sequence,
			to: Sequence,
			before: Option<H256>,
		) -> Result<Verified, VerifyFault> {
			AuditLog::verify(trail, from, to, before)
		}

		fn releases(
			whose: Whose,
			between: Period,
			purpose: Option<Purpose>,
			after: Option<ReleaseCursor>,
			limit: u32,
		) -> ReleasesPage<AccountId> {
			AuditLog::releases(whose, between, purpose, after, limit)
		}

		fn activity(
			organization: OrganizationId,
			practitioner: Option<PractitionerId<AccountId>>,
			between: Period,
			after: Option<ActivityCursor>,
			limit: u32,
		) -> (Vec<Activity<AccountId>>, Option<ActivityCursor>) {
			AuditLog::activity(organization, practitioner, between, after, limit)
		}

		fn inquiries(
			organization: OrganizationId,
			after: Option<(TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry> {
			AuditLog::inquiries(organization, after, limit)
		}

		fn escalated(
			after: Option<(OrganizationId, TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry> {
			AuditLog::escalated(after, limit)
		}

		fn trails(after: Option<TrailId>, limit: u32) -> Vec<(TrailId, TrailHead)> {
			AuditLog::trails(after, limit)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		// These two run off the chain, before an upgrade: a failure shall stop them with a trace.
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = crate::trial::upgrade(checks)
				.unwrap_or_else(|error| panic!("the upgrade fails: {error}"));
			(weight, crate::configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			crate::trial::execute_block(block, state_root_check, signature_check, select)
				.unwrap_or_else(|error| panic!("the block fails: {error}"))
		}
	}
}
