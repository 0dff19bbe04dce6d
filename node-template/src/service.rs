//! The parts of a running node, and how they are joined.

use crate::{
	aliases::{BlockImport, FullBackend, FullClient, FullPool, GrandpaLink, SelectChain},
	consensus::{self, ConsensusConfig, Participant, Votes},
	rpc,
};
use futures::FutureExt;
use salus_runtime::opaque::Block;
use sc_client_api::Backend;
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_grandpa::{warp_proof::NetworkProvider, GrandpaPruningFilter};
use sc_network::{config::FullNetworkConfiguration, service::traits::NetworkService};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	error::Error as ServiceError, BuildNetworkParams, Configuration, KeystoreContainer,
	SpawnTasksParams, TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

type Hash = <Block as BlockT>::Hash;

/// How many messages to a telemetry server may wait; more are dropped.
const TELEMETRY_BUFFER: usize = 16;

/// The parts that a running node and the commands on a database have in common.
pub struct Parts {
	/// The chain as this node knows it.
	pub client: Arc<FullClient>,
	/// The database.
	pub backend: Arc<FullBackend>,
	/// Blocks that wait to be checked.
	pub import_queue: DefaultImportQueue<Block>,
	/// What keeps tasks alive, and ends them.
	pub task_manager: TaskManager,
	keystore: KeystoreContainer,
	select_chain: SelectChain,
	pool: Arc<FullPool>,
	block_import: BlockImport,
	grandpa_link: GrandpaLink,
	telemetry: Option<Telemetry>,
}

/// Opens the database and builds what stands on it, without joining the network.
///
/// # Errors
/// If the database cannot be opened, or belongs to another chain.
pub fn parts(config: &Configuration) -> Result<Parts, ServiceError> {
	let telemetry_worker = telemetry(config)?;
	let handle = telemetry_worker.as_ref().map(|(_, telemetry)| telemetry.handle());

	let (client, backend, keystore, task_manager) = sc_service::new_full_parts(
		config,
		handle.clone(),
		sc_service::new_wasm_executor(&config.executor),
		// A pruned node still keeps the blocks that prove finality, so that others can join by it.
		vec![Arc::new(GrandpaPruningFilter)],
	)?;
	let client = Arc::new(client);

	let telemetry = telemetry_worker.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let pool = sc_transaction_pool::Builder::new(
		task_manager.spawn_essential_handle(),
		client.clone(),
		config.role.is_authority().into(),
	)
	.with_options(config.transaction_pool.clone())
	.with_prometheus(config.prometheus_registry())
	.build();

	let select_chain = LongestChain::new(backend.clone());
	let (block_import, grandpa_link) =
		consensus::grandpa(client.clone(), select_chain.clone(), handle.clone())?;
	let import_queue = consensus::import_queue(
		config,
		client.clone(),
		block_import.clone(),
		&task_manager.spawn_essential_handle(),
		handle,
	)?;

	Ok(Parts {
		client,
		backend,
		import_queue,
		task_manager,
		keystore,
		select_chain,
		pool: Arc::new(pool),
		block_import,
		grandpa_link,
		telemetry,
	})
}

/// Starts a node on the network library `Network` and hands back what keeps it running.
///
/// # Errors
/// If a part cannot be started: a port that is taken, a database that is in use.
pub fn start<Network: sc_network::NetworkBackend<Block, Hash>>(
	config: Configuration,
) -> Result<TaskManager, ServiceError> {
	let Parts {
		client,
		backend,
		import_queue,
		mut task_manager,
		keystore,
		select_chain,
		pool,
		block_import,
		grandpa_link,
		mut telemetry,
	} = parts(&config)?;
	let telemetry_handle: Option<TelemetryHandle> = telemetry.as_ref().map(Telemetry::handle);
	let consensus_config = ConsensusConfig::from(&config);

	let mut net_config = FullNetworkConfiguration::<Block, Hash, Network>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = Network::register_notification_metrics(config.prometheus_registry());
	// A channel that nobody reads would end the network.
	let votes = if consensus_config.finality {
		let protocol = consensus::votes_protocol(&config, &client)?;
		let (votes_config, channel) = sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(
			protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
		net_config.add_notification_protocol(votes_config);
		Some(Votes { protocol, channel })
	} else {
		None
	};

	let finality_proofs = NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	);
	let (network, system_rpc_tx, tx_handler_controller, sync, _) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(finality_proofs))),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		run_offchain_workers(
			&config,
			&client,
			&backend,
			&pool,
			&keystore,
			&network,
			&task_manager,
		)?;
	}

	let rpc_builder = {
		let (client, pool) = (client.clone(), pool.clone());
		Box::new(move |_| {
			rpc::methods(client.clone(), pool.clone())
				.map_err(|error| ServiceError::Application(error.into()))
		})
	};
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore.keystore(),
		transaction_pool: pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let participant =
		Participant { client, pool, select_chain, keystore, sync, telemetry: telemetry_handle };
	if consensus_config.role.is_authority() {
		participant.author(&consensus_config, block_import, &task_manager)?;
	}
	if let Some(votes) = votes {
		participant.finalize(&consensus_config, grandpa_link, network, votes, &task_manager)?;
	}
	Ok(task_manager)
}

/// Lets the runtime's off-chain workers run after each block.
///
/// They may not call the web: a runtime that did could carry what a hospital's node knows to
/// anywhere.
fn run_offchain_workers(
	config: &Configuration,
	client: &Arc<FullClient>,
	backend: &FullBackend,
	pool: &Arc<FullPool>,
	keystore: &KeystoreContainer,
	network: &Arc<dyn NetworkService>,
	tasks: &TaskManager,
) -> Result<(), ServiceError> {
	let workers = OffchainWorkers::new(OffchainWorkerOptions {
		runtime_api_provider: client.clone(),
		keystore: Some(keystore.keystore()),
		offchain_db: backend.offchain_storage(),
		transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
		network_provider: Arc::new(network.clone()),
		is_validator: config.role.is_authority(),
		enable_http_requests: false,
		custom_extensions: |_| Vec::new(),
	})?;
	tasks.spawn_handle().spawn(
		"offchain-workers-runner",
		"offchain-worker",
		workers.run(client.clone(), tasks.spawn_handle()).boxed(),
	);
	Ok(())
}

/// The connection to the telemetry servers that the operator named; none by default.
fn telemetry(
	config: &Configuration,
) -> Result<Option<(TelemetryWorker, Telemetry)>, sc_telemetry::Error> {
	config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| {
			let worker = TelemetryWorker::new(TELEMETRY_BUFFER)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()
}
