//! How a custodian is configured: a file in TOML, and environment variables that begin with `SALUS_CUSTODIAN__`.
//!
//! What is not known is refused, with its line; what is out of bounds, too. Secrets stand in files of their own, which nobody else may read.

mod file;
pub(crate) mod own_file;
mod secret_file;
mod store;

pub use file::{ConfigError, PREFIX};
pub(crate) use secret_file::write_public;
pub use secret_file::{write_secret, SecretFile, SecretFileError};
pub(crate) use store::sqlite_url;

use crate::{kept::Owner, pieces::Settings, quotas::Quotas};
use axum::http::HeaderName;
use std::{
	collections::BTreeMap,
	net::SocketAddr,
	path::{Path, PathBuf},
	time::Duration,
};

/// All that a custodian is told by whoever runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
	/// The node's URL.
	pub node: String,
	/// The hash of the first block of the chain. On another one nothing is answered.
	pub genesis: [u8; 32],
	/// The custodian's number on the chain.
	pub organization: u32,
	/// Where things are kept.
	pub store: Store,
	/// The secrets.
	pub keys: Keys,
	/// Where and how requests are taken.
	pub http: Http,
	/// Where it is watched from.
	pub operations: Operations,
	/// How much is taken from one.
	pub limits: Limits,
	/// How pieces are kept.
	pub pieces: Settings,
	/// The addresses of other custodians, by their numbers: pieces that are lost here are fetched from them.
	pub peers: BTreeMap<u32, String>,
	/// What is told.
	pub log: Log,
}

/// Where things are kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Store {
	/// The catalogue's URL: `sqlite://…?mode=rwc` or `postgres://…`. It may hold a password.
	pub catalogue: String,
	/// The vault: a folder, or the URL of a bucket.
	pub vault: String,
}

impl Store {
	/// The vault, where it is a folder.
	pub fn vault_folder(&self) -> Option<&Path> {
		(!self.vault.contains("://")).then(|| Path::new(&self.vault))
	}
}

impl std::fmt::Debug for Store {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.debug_struct("Store").field("vault", &self.vault).finish_non_exhaustive()
	}
}

/// The secrets, each in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
	/// The seed of the account that redeems tickets.
	pub clerk: PathBuf,
	/// The seeds of further accounts that redeem tickets, for more redemptions in a block.
	pub further_clerks: Vec<PathBuf>,
	/// The private halves of keys that the organization published, the present one first.
	pub shares: Vec<PathBuf>,
}

/// Where and how requests are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
	/// The address.
	pub listen: SocketAddr,
	/// With which certificate; without, HTTP is not encrypted.
	pub tls: Option<Tls>,
	/// Which header names the client's address: a proxy of the same operator stands before it, and nobody else reaches it.
	pub client_address: Option<HeaderName>,
	/// How long a client may take to send the head of a request.
	pub head_timeout: Duration,
	/// How long a client may take until more of a body comes.
	pub body_timeout: Duration,
	/// How many requests are answered at once.
	pub in_flight: u32,
	/// Refusals to who shows a signature come at multiples of this time.
	pub refusals_every: Duration,
	/// How long requests that have begun may take when the service is told to stop.
	pub stop_within: Duration,
}

/// Files in PEM. They are read again on SIGHUP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
	/// The certificate, with those that lead to it.
	pub certificate: PathBuf,
	/// Its private key.
	pub key: PathBuf,
}

/// Where it is watched from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operations {
	/// The address, on loopback as a rule: what it tells is not for everybody.
	pub listen: SocketAddr,
}

/// How much is taken from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
	/// Requests a minute of one address.
	pub per_address: u32,
	/// Signed requests a minute of one account.
	pub per_account: u32,
	/// Bytes that are kept for one writer.
	pub quotas: Quotas,
}

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
	/// The least that is told of the service itself; of its libraries, warnings.
	pub level: tracing::Level,
	/// As JSON, a line each.
	pub json: bool,
}

impl Config {
	/// Out of a file and the environment.
	pub fn read(path: &Path) -> Result<Self, ConfigError> {
		file::read(path)
	}

	/// Whose store the configured one is.
	pub fn owner(&self) -> Owner {
		Owner { genesis: self.genesis, organization: self.organization }
	}

	/// Out of the text of a file, without the environment.
	pub fn parse(text: &str) -> Result<Self, ConfigError> {
		file::parse(text)
	}
}
