//! Who authors a block and when it is final.
//!
//! Aura gives every validator its turn by the clock; GRANDPA's votes make blocks final, for good,
//! once two thirds of the validators have seen them. Authoring does not wait for votes: if finality
//! lags, records and refusals are still written, and a custodian who insists on the final head
//! releases nothing meanwhile.

use crate::{
	aliases::{BlockImport, FullClient, FullPool, GrandpaLink, SelectChain, Sync},
	warp::ProvenImport,
};
use salus_runtime::opaque::Block;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::BlockBackend;
use sc_consensus::DefaultImportQueue;
use sc_consensus_aura::{ImportQueueParams, SlotDuration, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{GrandpaParams, SharedVoterState, ThreeQuartersOfTheUnfinalizedChain};
use sc_network::{service::traits::NetworkService, NotificationService, ProtocolName};
use sc_service::{
	error::Error as ServiceError, Configuration, KeystoreContainer, SpawnEssentialTaskHandle,
	TaskManager,
};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::{
	inherents::InherentDataProvider as SlotProvider, sr25519::AuthorityPair as AuraPair,
};
use sp_timestamp::InherentDataProvider as TimestampProvider;
use std::{sync::Arc, time::Duration};

/// A proof of finality is kept at least every so many blocks (of 2 s: 17 minutes), for nodes that
/// join later.
const JUSTIFICATION_PERIOD: u32 = 512;

/// How long a vote is expected to take to all validators.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// The part of a slot in which a block is put together: 1.3 s, more than what a block is filled with weighs. The rest is
/// for its way to the others and for their check of it, which takes under a quarter of a slot.
const AUTHORING_SHARE: f32 = 2.0 / 3.0;

/// Both halves of GRANDPA: what takes blocks in, and the link to the voter.
///
/// # Errors
/// If the database does not answer.
pub fn grandpa(
	client: Arc<FullClient>,
	select_chain: SelectChain,
	telemetry: Option<TelemetryHandle>,
) -> Result<(BlockImport, GrandpaLink), ServiceError> {
	let (block_import, link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain,
		telemetry,
	)?;
	Ok((block_import, link))
}

/// The queue in which blocks from others wait to be checked: was it the author's turn, is the
/// signature good, does the time in it agree with the slot.
///
/// # Errors
/// If the queue's metrics cannot be registered.
pub fn import_queue(
	config: &Configuration,
	client: Arc<FullClient>,
	block_import: BlockImport,
	spawner: &SpawnEssentialTaskHandle,
	telemetry: Option<TelemetryHandle>,
) -> Result<DefaultImportQueue<Block>, ServiceError> {
	let slots = client.clone();
	let queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
		justification_import: Some(Box::new(block_import.clone())),
		block_import: ProvenImport(block_import),
		client,
		create_inherent_data_providers: move |parent, ()| {
			// The parent's state says how long a slot is: a runtime upgrade may change it.
			let slot_duration = sc_consensus_aura::standalone::slot_duration_at(&*slots, parent);
			async move { Ok(slot_and_time(slot_duration?)) }
		},
		spawner,
		registry: config.prometheus_registry(),
		check_for_equivocation: Default::default(),
		telemetry,
		compatibility_mode: Default::default(),
	})?;
	Ok(queue)
}

/// What a node needs to take part in consensus.
pub struct Participant {
	/// The chain as this node knows it.
	pub client: Arc<FullClient>,
	/// Transactions that wait for a block.
	pub pool: Arc<FullPool>,
	/// Which chain to build on.
	pub select_chain: SelectChain,
	/// The validator's keys.
	pub keystore: KeystoreContainer,
	/// How far the node is behind its peers.
	pub sync: Sync,
	/// Where to report to, if anywhere.
	pub telemetry: Option<TelemetryHandle>,
}

impl Participant {
	/// Authors blocks whenever it is this validator's turn, for as long as the node runs.
	///
	/// # Errors
	/// If the runtime does not say how long a slot is.
	pub fn author(
		&self,
		config: &ConsensusConfig,
		block_import: BlockImport,
		tasks: &TaskManager,
	) -> Result<(), ServiceError> {
		let slot_duration = sc_consensus_aura::slot_duration(&*self.client)?;
		let proposer_factory = ProposerFactory::new(
			tasks.spawn_handle(),
			self.client.clone(),
			self.pool.clone(),
			config.prometheus.as_ref(),
			self.telemetry.clone(),
		);
		let authoring = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
			StartAuraParams {
				slot_duration,
				client: self.client.clone(),
				select_chain: self.select_chain.clone(),
				block_import,
				proposer_factory,
				create_inherent_data_providers: move |_, ()| async move {
					Ok(slot_and_time(slot_duration))
				},
				force_authoring: config.force_authoring,
				backoff_authoring_blocks: None::<()>,
				keystore: self.keystore.keystore(),
				sync_oracle: self.sync.clone(),
				justification_sync_link: self.sync.clone(),
				block_proposal_slot_portion: SlotProportion::new(AUTHORING_SHARE),
				max_block_proposal_slot_portion: None,
				telemetry: self.telemetry.clone(),
				compatibility_mode: Default::default(),
			},
		)?;
		// Essential: a validator that can no longer author must not look alive.
		tasks.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), authoring);
		Ok(())
	}

	/// Follows GRANDPA's votes, and casts them where the node is a validator.
	///
	/// # Errors
	/// If the voter's state cannot be read.
	pub fn finalize(
		&self,
		config: &ConsensusConfig,
		link: GrandpaLink,
		network: Arc<dyn NetworkService>,
		votes: Votes,
		tasks: &TaskManager,
	) -> Result<(), ServiceError> {
		let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: GOSSIP_DURATION,
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(config.name.clone()),
				observer_enabled: false,
				// Without a key a node follows the votes and casts none.
				keystore: config.role.is_authority().then(|| self.keystore.keystore()),
				local_role: config.role,
				telemetry: self.telemetry.clone(),
				protocol_name: votes.protocol,
			},
			link,
			network,
			sync: Arc::new(self.sync.clone()),
			notification_service: votes.channel,
			// The stock rules also hold votes two blocks back, for chains on which several may
			// author at once. Here every slot has one author, so that a fork is the exception, and
			// a patient who waits for the final head is spared those 4 s.
			voting_rule: ThreeQuartersOfTheUnfinalizedChain,
			prometheus_registry: config.prometheus.clone(),
			shared_voter_state: SharedVoterState::empty(),
			telemetry: self.telemetry.clone(),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.pool.clone()),
		})?;
		tasks.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}
}

/// What consensus needs of the node's configuration, kept when the rest is given away.
pub struct ConsensusConfig {
	/// Whether this node is a validator.
	pub role: sc_service::Role,
	/// Whether to author although no peer is known, as a development node must.
	pub force_authoring: bool,
	/// Whether to take part in finality at all.
	pub finality: bool,
	/// The node's name, for reports.
	pub name: String,
	/// Where metrics go.
	pub prometheus: Option<prometheus_endpoint::Registry>,
}

impl From<&Configuration> for ConsensusConfig {
	fn from(config: &Configuration) -> Self {
		Self {
			role: config.role,
			force_authoring: config.force_authoring,
			finality: !config.disable_grandpa,
			name: config.network.node_name.clone(),
			prometheus: config.prometheus_registry().cloned(),
		}
	}
}

/// The channel on which votes travel.
pub struct Votes {
	/// Its name, which holds the chain's genesis, so that votes of two chains never mix.
	pub protocol: ProtocolName,
	/// Its end in this node.
	pub channel: Box<dyn NotificationService>,
}

/// The name of the channel on which this chain's votes travel.
///
/// # Errors
/// If the database holds no genesis block.
pub fn votes_protocol(
	config: &Configuration,
	client: &FullClient,
) -> Result<ProtocolName, ServiceError> {
	let genesis = client
		.block_hash(0)?
		.ok_or_else(|| ServiceError::Other("the database holds no genesis block".into()))?;
	Ok(sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec))
}

/// What an author states about the present, and what others check: the slot and the time.
fn slot_and_time(slot_duration: SlotDuration) -> (SlotProvider, TimestampProvider) {
	let time = TimestampProvider::from_system_time();
	(SlotProvider::from_timestamp_and_slot_duration(*time, slot_duration), time)
}
