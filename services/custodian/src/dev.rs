//! All that a custodian needs on a development chain, out of nothing.
//!
//! The chain's superuser is the well-known account Alice, and so is the organization's admin; the clerk follows from the organization's number. Whoever reads this can act for
//! all of them, so it is for development only: on a chain whose superuser is not Alice nothing is done.

mod founding;
mod well_known;

pub use founding::{found, FoundingError};

use crate::{
	config::{write_secret, Config, ConfigError, SecretFileError},
	random::Random,
};
use salus_client::{
	chain::{Chain, ConnectError},
	KeyPair, Suite,
};
use std::{
	net::SocketAddr,
	path::{Path, PathBuf},
	pin::pin,
	time::Duration,
};
use tokio::time::timeout;

/// How long nobody wonders why nothing happens.
const PATIENCE: Duration = Duration::from_secs(5);
/// The public half of the key to which shares are sealed.
const PUBLIC_KEY: &str = "key-1.public";

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
	/// The node of the development chain.
	pub node: String,
	/// Where things are kept. What is there already goes on.
	pub folder: PathBuf,
	/// Where requests are taken.
	pub listen: SocketAddr,
	/// Where it is watched from.
	pub operations: SocketAddr,
}

/// Why it cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DevError {
	/// The node.
	#[error("the node: {0}")]
	Node(#[from] ConnectError),
	/// The chain.
	#[error(transparent)]
	Chain(#[from] FoundingError),
	/// A file.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	File(PathBuf, #[source] std::io::Error),
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// What was set up before.
	#[error(transparent)]
	Config(#[from] ConfigError),
	/// The folder was set up on another chain.
	#[error("{path} belongs to another chain: name another folder with --data, or none", path = .0.display())]
	OtherChain(PathBuf),
}

/// Sets a custodian up, unless the folder has one, and says how it is configured.
pub async fn prepare(wanted: &Wanted, random: &Random) -> Result<Config, DevError> {
	let chain = connected(&wanted.node).await?;
	let path = wanted.folder.join("custodian.toml");
	let exists = path.try_exists().map_err(|error| DevError::File(path.clone(), error))?;
	if !exists {
		std::fs::create_dir_all(&wanted.folder)
			.map_err(|error| DevError::File(wanted.folder.clone(), error))?;
		let text = set_up(&chain, wanted, random).await?;
		std::fs::write(&path, text).map_err(|error| DevError::File(path.clone(), error))?;
	}
	let text =
		std::fs::read_to_string(&path).map_err(|error| DevError::File(path.clone(), error))?;
	let mut config = Config::parse(&text)?;
	if config.genesis != chain.genesis() {
		return Err(DevError::OtherChain(wanted.folder.clone()));
	}
	tracing::info!(
		organization = config.organization,
		configuration = %path.display(),
		public_key = %wanted.folder.join(PUBLIC_KEY).display(),
		"set up on the development chain"
	);
	config.node.clone_from(&wanted.node);
	config.http.listen = wanted.listen;
	config.operations.listen = wanted.operations;
	Ok(config)
}

/// The node, once it answers. Whoever waits in vain is told what for.
async fn connected(node: &str) -> Result<Chain, ConnectError> {
	let mut connecting = pin!(Chain::connect(node));
	if let Ok(chain) = timeout(PATIENCE, connecting.as_mut()).await {
		return chain;
	}
	tracing::warn!(kind = "node-gone", node, "the node does not answer yet; it is waited for");
	connecting.await
}

/// The text of a configuration for an organization that the chain knows from now on.
async fn set_up(chain: &Chain, wanted: &Wanted, random: &Random) -> Result<String, DevError> {
	let KeyPair { public, private } = KeyPair::random(Suite::XWing, &mut random.clone());
	let founded = found(chain, &public.published(), random).await?;
	let clerk = new_secret(&wanted.folder, "clerk", &hex::encode(founded.clerk.expose()))?;
	let suite = u8::from(private.suite);
	let share = format!("{suite} {}", hex::encode(private.bytes.expose()));
	let share = new_secret(&wanted.folder, "key-1", &share)?;
	let public_key = wanted.folder.join(PUBLIC_KEY);
	std::fs::write(&public_key, format!("{suite} {}\n", hex::encode(public.bytes())))
		.map_err(|error| DevError::File(public_key.clone(), error))?;
	Ok(format!(
		"# Of a development chain, by salus-custodian --dev.\n\
		node = {node}\ngenesis = {genesis}\norganization = {organization}\n\
		[store]\nfolder = {folder}\n\
		[keys]\nclerk = {clerk}\nshares = [{share}]\n",
		node = quoted(&wanted.node),
		genesis = quoted(&hex::encode(chain.genesis())),
		organization = founded.organization,
		folder = quoted(&wanted.folder.display().to_string()),
		clerk = quoted(&clerk.display().to_string()),
		share = quoted(&share.display().to_string()),
	))
}

fn new_secret(folder: &Path, name: &str, text: &str) -> Result<PathBuf, SecretFileError> {
	let path = folder.join(name);
	write_secret(&path, &format!("{text}\n"))?;
	Ok(path)
}

fn quoted(text: &str) -> String {
	toml::Value::String(text.to_owned()).to_string()
}
