//! Making anew what was lost, out of the pieces of other custodians.

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	config::{Config, SecretFileError},
	instance::Instance,
	pieces::{
		peers::{InvalidAddress, OverHttp, Own},
		repair::{self, Arguments, NotRun, Repairer, Summary},
		OverChain,
	},
	random::Random,
	service::Secrets,
	vault::{Vault, VaultError},
};
use salus_client::chain::{Chain, ConnectError};
use std::sync::Arc;

/// Why nothing was repaired, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RepairError {
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// The node.
	#[error("the node: {0}")]
	Node(#[from] ConnectError),
	/// The node is of another chain.
	#[error("the node is of another chain than the configuration names")]
	OtherChain,
	/// An instance is at work.
	#[error("an instance is at work on this store: stop it first")]
	AtWork,
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// The vault.
	#[error("the vault: {0}")]
	Vault(#[from] VaultError),
	/// The address of a custodian.
	#[error("peers: {0}")]
	Peers(#[from] InvalidAddress),
	/// It came to no end.
	#[error(transparent)]
	NotRun(#[from] NotRun),
}

/// Repairs what `arguments` name, and tells line by line how far it is. The service is stopped meanwhile.
pub async fn repair(
	config: &Config,
	arguments: &Arguments,
	clock: &Clock,
	random: &Random,
) -> Result<Summary, RepairError> {
	let secrets = Secrets::read(config, random)?;
	let chain = Chain::connect(&config.node).await?;
	if chain.genesis() != config.genesis {
		return Err(RepairError::OtherChain);
	}
	let url = &config.store.catalogue;
	let _at_work = Instance::try_take(url).await?.ok_or(RepairError::AtWork)?;
	let catalogue = Arc::new(Catalogue::open(url).await?);
	let clerk = secrets.clerk.clone();
	let rng = random.clone();
	let own = Own {
		genesis: chain.genesis(),
		organization: config.organization,
		account: clerk.pair().account(),
		sign: Arc::new(move |message| {
			clerk.pair().sign(message, &mut rng.clone()).bytes().to_vec()
		}),
	};
	let peers = OverHttp::new(&config.peers, own, clock.clone(), Box::new(random.clone()))?;
	let repairer = Repairer {
		ledger: Arc::new(OverChain {
			chain,
			organization: config.organization,
			signer: secrets.clerk.clone(),
			clock: clock.clone(),
		}),
		catalogue: catalogue.clone(),
		vault: Vault::open(&config.store.vault).await?,
		peers: Arc::new(peers),
		folder: std::env::temp_dir(),
	};
	let summary = repair::run(arguments, &repairer, &|line| println!("{line}")).await;
	catalogue.close().await;
	Ok(summary?)
}
