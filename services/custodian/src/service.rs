//! Makes all parts of a custodian, joins them, and starts and stops them.

mod folders;
mod parts;

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	config::{Config, SecretFile, SecretFileError},
	http::{self, Bound, Late, ListenError},
	instance::Instance,
	limits::PerMinute,
	operations::{self, Figures, Observer, Own, Watch},
	own_store::{self, NotOpened},
	pieces::peers::InvalidAddress,
	random::Random,
	vault::{Vault, VaultError},
};
use axum::Router;
pub use folders::sqlite_file;
pub(crate) use folders::working_folder;
use folders::{folders, warn_of_memory};
pub(crate) use parts::peers_of;
use parts::Parts;
use salus_client::{
	chain::{Chain, ConnectError, PairSigner},
	signatures::Sr25519Pair,
	PrivateKey,
};
use std::{future::Future, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
	sync::watch,
	task::JoinSet,
	time::{sleep, timeout},
};

/// How long it waits before it asks again for a node that does not answer.
const CONNECT_EVERY: Duration = Duration::from_secs(2);
/// How long a node may take to take a connection.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// Turns true when it is over. When its other end is gone it is over as well.
pub type CancellationSignal = watch::Receiver<bool>;

/// What runs beside the requests.
type Tasks = JoinSet<Result<(), ListenError>>;

/// Signs what the custodian sends.
pub type Clerk = PairSigner<Random>;

/// Why a custodian does not start, or ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// An address.
	#[error(transparent)]
	Listen(#[from] ListenError),
	/// The store is not this custodian's, or does not answer.
	#[error(transparent)]
	NotOpened(#[from] NotOpened),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// The vault.
	#[error("the vault: {0}")]
	Vault(#[from] VaultError),
	/// The address of a custodian.
	#[error("peers: {0}")]
	Peers(#[from] InvalidAddress),
	/// The node's address.
	#[error("{0}")]
	Node(#[from] ConnectError),
	/// Another instance may be at work on the store.
	#[error("it is not certain any more that this is the only instance at work on the store")]
	NotAlone,
	/// A part ended that should not.
	#[error("a part of the service ended")]
	PartEnded,
}

/// The secrets of a custodian.
pub struct Secrets {
	/// The account that redeems tickets.
	pub clerk: Arc<Clerk>,
	/// Further ones.
	pub further_clerks: Vec<Arc<Clerk>>,
	/// Private halves of keys that the organization published.
	pub keys: Arc<[PrivateKey]>,
}

impl Secrets {
	/// Out of the files that the configuration names.
	pub fn read(config: &Config, random: &Random) -> Result<Self, SecretFileError> {
		let clerk = |path: &PathBuf| {
			let pair = Sr25519Pair::from_seed(&SecretFile::read(path)?.seed()?);
			Ok(Arc::new(PairSigner::new(pair, random.clone())))
		};
		let keys = config.keys.shares.iter().map(|path| SecretFile::read(path)?.private_key());
		Ok(Self {
			clerk: clerk(&config.keys.clerk)?,
			further_clerks: config
				.keys
				.further_clerks
				.iter()
				.map(clerk)
				.collect::<Result<_, _>>()?,
			keys: keys.collect::<Result<_, _>>()?,
		})
	}

	fn clerks(&self) -> impl Iterator<Item = &Arc<Clerk>> {
		std::iter::once(&self.clerk).chain(&self.further_clerks)
	}

	/// Who the custodian is on the chain.
	pub fn own(&self, organization: u32) -> Own {
		Own {
			organization,
			clerks: self.clerks().map(|clerk| clerk.pair().account()).collect(),
			keys: self.keys.iter().map(|key| key.public().published()).collect(),
		}
	}
}

/// What a custodian needs besides its configuration.
pub struct Surroundings {
	/// What time it is.
	pub clock: Clock,
	/// Randomness.
	pub random: Random,
	/// What it counts.
	pub figures: Figures,
	/// When it is to end.
	pub until: CancellationSignal,
}

/// Where a custodian answers.
#[derive(Clone, Copy, Debug)]
pub struct Listening {
	/// Requests.
	pub http: SocketAddr,
	/// Whoever runs it.
	pub operations: SocketAddr,
}

/// Runs a custodian until it is told to end. `listening` is called once, when requests are taken.
pub async fn run(
	config: &Config,
	around: Surroundings,
	listening: impl FnOnce(Listening),
) -> Result<(), ServiceError> {
	let Surroundings { clock, random, figures, until } = around;
	let secrets = Secrets::read(config, &random)?;
	http::ensure_certificate(&config.http).await?;
	let watch = Watch::new(clock.clone());
	// Ends what looks at the service and works for it, after the last request is answered.
	let (end, ended) = watch::channel(false);

	let operations = http::bind(config.operations.listen)?;
	let operations_address = operations.address;
	let mut tasks = Tasks::new();
	let taken_up = figures.clone().take_up(ended.clone());
	tasks.spawn(async move {
		taken_up.await;
		Ok(())
	});
	// What needs the parts comes later.
	let commands = Late::default();
	tasks.spawn(http::serve_operations(
		operations,
		commands.router(http::not_yet()).merge(operations::router(watch.clone(), figures)),
		ended.clone(),
	));

	let catalogue_url = &config.store.catalogue;
	let Some(instance) = unless(&until, Instance::take(catalogue_url)).await.transpose()? else {
		return Ok(());
	};
	let catalogue = Arc::new(own_store::open(config).await?);
	let vault = open_vault(&catalogue, &config.store.vault).await?;
	watch.at_work();
	tracing::info!("at work on the store");

	let bound = http::bind(config.http.listen)?;
	listening(Listening { http: bound.address, operations: operations_address });
	let late = Late::default();
	let work = Work {
		config,
		clock,
		random,
		secrets,
		watch,
		catalogue: catalogue.clone(),
		vault,
		commands,
	};
	let result = work.run(bound, &late, &instance, &mut tasks, ended, until).await;

	if let Err(ServiceError::NotAlone) = result {
		// Another may be at work already: nothing is waited for, and what is under way breaks off.
		return result;
	}
	let _ = end.send(true);
	while tasks.join_next().await.is_some() {}
	catalogue.close().await;
	result
}

/// The vault of a catalogue. While that names nothing, it may be a new one: otherwise what comes in would go to where a disk is not mounted, and
/// what is on that would be told to be lost.
pub(crate) async fn open_vault(
	catalogue: &Catalogue,
	location: &str,
) -> Result<Vault, ServiceError> {
	let names_nothing = catalogue.patients(None, 1).await?.is_empty();
	let opened = if names_nothing {
		Vault::open(location).await
	} else {
		Vault::open_present(location).await
	};
	Ok(opened?)
}

/// What the instance at work has.
struct Work<'a> {
	config: &'a Config,
	clock: Clock,
	random: Random,
	secrets: Secrets,
	watch: Arc<Watch>,
	catalogue: Arc<Catalogue>,
	vault: Vault,
	/// What whoever runs it may have it do.
	commands: Late,
}

impl Work<'_> {
	async fn run(
		self,
		bound: Bound,
		late: &Late,
		instance: &Instance,
		tasks: &mut Tasks,
		ended: CancellationSignal,
		until: CancellationSignal,
	) -> Result<(), ServiceError> {
		let watch = self.watch.clone();
		let router = late.router(self.around(http::not_yet()));
		let serving = http::serve(bound, router, &self.config.http, until.clone());
		let working = async {
			let Some(chain) = unless(&until, self.connected()).await.transpose()? else {
				return Ok(());
			};
			self.begin(chain, late, tasks, &ended).await?;
			match unless(&until, tasks.join_next()).await {
				None => Ok(()),
				Some(_) => Err(ServiceError::PartEnded),
			}
		};
		let stopping = async {
			let _ = until.clone().wait_for(|is_over| *is_over).await;
			watch.stopping();
			// The listener gives them time.
			std::future::pending::<()>().await;
		};
		tokio::select! {
			served = serving => Ok(served?),
			Err(error) = working => Err(error),
			() = instance.lost() => Err(ServiceError::NotAlone),
			() = stopping => Ok(()),
		}
	}

	/// The node, once it answers and is of the right chain.
	async fn connected(&self) -> Result<Chain, ServiceError> {
		let mut told = false;
		loop {
			match timeout(CONNECT_WITHIN, Chain::connect(&self.config.node)).await {
				Ok(Ok(chain)) if chain.genesis() == self.config.genesis => return Ok(chain),
				Ok(Err(error @ ConnectError::Url)) => return Err(error.into()),
				Ok(Ok(_)) => self.watch.saw_other_chain(),
				Ok(Err(_)) | Err(_) => {},
			}
			if !told {
				for reason in self.watch.unready() {
					tracing::warn!(kind = reason.name(), why = %reason, "not ready");
				}
				told = true;
			}
			sleep(CONNECT_EVERY).await;
		}
	}

	async fn begin(
		&self,
		chain: Chain,
		late: &Late,
		tasks: &mut Tasks,
		ended: &CancellationSignal,
	) -> Result<(), ServiceError> {
		let parts = Parts {
			organization: self.config.organization,
			quotas: self.config.limits.quotas,
			pieces: self.config.pieces,
			chain: chain.clone(),
			clerk: self.secrets.clerk.clone(),
			further_clerks: self.secrets.further_clerks.clone(),
			keys: self.secrets.keys.clone(),
			catalogue: self.catalogue.clone(),
			vault: self.vault.clone(),
			clock: self.clock.clone(),
			random: self.random.clone(),
			accounts: Arc::new(PerMinute::new(self.config.limits.per_account)),
			peers: self.config.peers.clone(),
			working_folder: working_folder(&self.config.store),
			in_flight: self.config.http.in_flight,
			operations: self.config.operations.listen.ip(),
		};
		warn_of_memory(&self.config.store);
		let begun = parts.begin(ended).await?;
		for task in begun.tasks {
			tasks.spawn(async move {
				task.await;
				Ok(())
			});
		}
		self.commands.begin(begun.commands);
		late.begin(self.around(begun.routes));
		// Only now: it tells that the service is ready.
		let observer = Observer {
			chain,
			own: self.secrets.own(self.config.organization),
			catalogue: self.catalogue.clone(),
			folders: folders(&self.config.store),
			vault: self.vault.clone(),
			limits: self.config.limits.quotas.together,
			watch: self.watch.clone(),
		};
		let observing = observer.run(ended.clone());
		tasks.spawn(async move {
			observing.await;
			Ok(())
		});
		Ok(())
	}

	/// What a custodian is called, these routes, and what stands around them.
	fn around(&self, routes: Router) -> Router {
		let Config { genesis, organization, http, limits, .. } = self.config;
		let about = http::about(*genesis, *organization, self.clock.clone());
		let addresses = PerMinute::new(limits.per_address);
		http::around(about.merge(routes), self.watch.clone(), addresses, http)
	}
}

/// What comes of it, unless it is over before.
pub async fn unless<T>(until: &CancellationSignal, what: impl Future<Output = T>) -> Option<T> {
	let mut until = until.clone();
	tokio::select! {
		done = what => Some(done),
		_ = until.wait_for(|is_over| *is_over) => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{kept::NamedKind, quotas::Quotas};

	#[tokio::test]
	async fn no_vault_is_made_where_one_must_be() {
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Catalogue::open(&url).await.unwrap();
		let vault = folder.path().join("vault");
		let open = || open_vault(&catalogue, vault.to_str().unwrap());
		open().await.unwrap();
		catalogue
			.put_named(NamedKind::Envelope, &[1; 32], &[2; 32], b"sealed", &Quotas::default())
			.await
			.unwrap();
		open().await.unwrap();
		std::fs::remove_dir_all(&vault).unwrap();
		for _ in 0..2 {
			let opened = open().await;
			assert!(matches!(opened, Err(ServiceError::Vault(VaultError::Missing))), "{opened:?}");
			std::fs::create_dir_all(&vault).unwrap();
		}
		assert_eq!(std::fs::read_dir(&vault).unwrap().count(), 0);
	}
}
