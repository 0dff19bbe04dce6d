//! Making anew what was lost, out of the pieces of other custodians.

use super::own_chain::{self, NotConnected};
use crate::{
	catalogue::CatalogueError,
	clock::Clock,
	config::{Config, SecretFileError},
	instance::Instance,
	own_store::{self, NotOpened},
	pieces::{
		peers::InvalidAddress,
		repair::{self, Arguments, NotAsked, NotRun, Repairer, Summary, Turns},
		OverChain,
	},
	random::Random,
	service::{peers_of, working_folder, Secrets},
	vault::{Vault, VaultError},
};
use std::{io::Write, sync::Arc};

/// Why nothing was repaired, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RepairError {
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// The node.
	#[error(transparent)]
	NotConnected(#[from] NotConnected),
	/// An instance is at work, and did not do it.
	#[error(transparent)]
	NotAsked(#[from] NotAsked),
	/// Another instance may be at work on the store by now.
	#[error("it is not certain any more that nothing else is at work on the store; run the command again, and it goes on")]
	NotAlone,
	/// Nothing can be locked beside the catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// The store is not this custodian's, or does not answer.
	#[error(transparent)]
	NotOpened(#[from] NotOpened),
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

/// Repairs what `arguments` name, and tells line by line how far it is. Where a service is at work on the store, that one does it; otherwise none
/// begins to work before this is over.
pub async fn repair(
	config: &Config,
	arguments: &Arguments,
	clock: &Clock,
	random: &Random,
) -> Result<Summary, RepairError> {
	// Nobody may read it, and it goes on.
	let tell = |line: &str| drop(writeln!(std::io::stdout(), "{line}"));
	let url = &config.store.catalogue;
	let Some(instance) = Instance::try_take(url).await? else {
		return Ok(repair::ask(config.operations.listen, config.owner(), arguments, &tell).await?);
	};
	// Before anything is made where nothing is.
	own_store::ensure_own(config).await?;
	let secrets = Secrets::read(config, random)?;
	let chain = own_chain::connect(config).await?;
	let clerk = secrets.clerk;
	let peers = peers_of(&config.peers, &chain, config.organization, &clerk, clock, random)?;
	let catalogue = Arc::new(own_store::open(config).await?);
	let repairer = Repairer {
		ledger: Arc::new(OverChain {
			chain,
			organization: config.organization,
			signer: clerk,
			clock: clock.clone(),
		}),
		catalogue: catalogue.clone(),
		vault: Vault::open(&config.store.vault).await?,
		peers: Arc::new(peers),
		folder: working_folder(&config.store),
		turns: Turns::default(),
	};
	let summary = tokio::select! {
		summary = repair::run(arguments, &repairer, &tell) => summary?,
		() = instance.lost() => return Err(RepairError::NotAlone),
	};
	catalogue.close().await;
	Ok(summary)
}
