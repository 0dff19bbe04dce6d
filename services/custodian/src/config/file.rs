//! The configuration as it stands in the file and the environment.

use super::{Config, Http, Keys, Limits, Log, Operations, SecretFile, SecretFileError, Store, Tls};
use crate::{
	pieces::Settings,
	quotas::{self, Quotas, Together},
	service::sqlite_file,
};
use axum::http::HeaderName;
use figment::{
	providers::{Env, Format, Toml},
	Figment,
};
use percent_encoding::{percent_encode, AsciiSet, NON_ALPHANUMERIC};
use salus_client::chain::ensure_node_url;
use serde::Deserialize;
use std::{
	collections::BTreeMap,
	net::SocketAddr,
	path::{Path, PathBuf},
	time::Duration,
};

/// What an environment variable begins with that stands for a value of the file: `SALUS_CUSTODIAN__HTTP__LISTEN` for `listen` in `[http]`.
///
/// Kubernetes tells each container of a Service that is called `salus-custodian` by `SALUS_CUSTODIAN_PORT` and the like, with one underscore.
pub const PREFIX: &str = "SALUS_CUSTODIAN__";
/// What stands between the name of a table and of a value in it.
const BETWEEN: &str = "__";
/// What a variable begins with that was meant for a value, with an underscore too few.
const SHORT_PREFIX: &str = "SALUS_CUSTODIAN_";
/// What would end a path in a URL, or is encoded in it.
const OTHER_THAN_IN_PATHS: &AsciiSet =
	&NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// Values that are in no table.
const WITHOUT_TABLE: [&str; 3] = ["NODE", "GENESIS", "ORGANIZATION"];

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
	/// The file cannot be read.
	#[error("{path}: {source}", path = .path.display())]
	Unreadable {
		/// Which.
		path: PathBuf,
		/// Why.
		source: std::io::Error,
	},
	/// It is no TOML, or has what nobody knows; with the line.
	#[error("line {line}, column {column}: {what}")]
	File {
		/// The line, from 1.
		line: usize,
		/// The column, from 1.
		column: usize,
		/// What is wrong with it. The line itself is not told: it may be a secret's, where another file was named.
		what: String,
	},
	/// The environment has what nobody knows, or what is no value of its kind.
	#[error("{variable}, in the environment: {why}")]
	Environment {
		/// Which variable.
		variable: String,
		/// What is wrong with it.
		why: String,
	},
	/// A value is out of its bounds.
	#[error("{key}: {must}")]
	OutOfBounds {
		/// Which.
		key: &'static str,
		/// What it must be.
		must: String,
	},
	/// A file with a secret.
	#[error("{key}: {source}")]
	Secret {
		/// Which.
		key: &'static str,
		/// What is wrong with it.
		source: SecretFileError,
	},
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	node: Option<String>,
	genesis: Option<String>,
	organization: Option<u32>,
	#[serde(default)]
	store: StoreFile,
	#[serde(default)]
	keys: KeysFile,
	#[serde(default)]
	http: HttpFile,
	#[serde(default)]
	operations: OperationsFile,
	#[serde(default)]
	limits: LimitsFile,
	#[serde(default)]
	pieces: Settings,
	/// TOML's keys are texts.
	#[serde(default)]
	peers: BTreeMap<String, String>,
	#[serde(default)]
	log: LogFile,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StoreFile {
	folder: Option<PathBuf>,
	catalogue: Option<String>,
	catalogue_file: Option<PathBuf>,
	vault: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct KeysFile {
	clerk: Option<PathBuf>,
	further_clerks: Vec<PathBuf>,
	shares: Vec<PathBuf>,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct HttpFile {
	listen: SocketAddr,
	certificate: Option<PathBuf>,
	key: Option<PathBuf>,
	behind_proxy: bool,
	client_address_header: String,
	head_timeout_seconds: u64,
	body_timeout_seconds: u64,
	in_flight: u32,
	refusals_every_milliseconds: u64,
	stop_within_seconds: u64,
}

impl Default for HttpFile {
	fn default() -> Self {
		Self {
			listen: SocketAddr::from(([127, 0, 0, 1], 8420)),
			certificate: None,
			key: None,
			behind_proxy: false,
			client_address_header: "x-forwarded-for".to_owned(),
			head_timeout_seconds: 10,
			body_timeout_seconds: 20,
			in_flight: 512,
			refusals_every_milliseconds: 250,
			stop_within_seconds: 30,
		}
	}
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OperationsFile {
	listen: SocketAddr,
}

impl Default for OperationsFile {
	fn default() -> Self {
		Self { listen: SocketAddr::from(([127, 0, 0, 1], 8421)) }
	}
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LimitsFile {
	requests_per_minute_and_address: u32,
	requests_per_minute_and_account: u32,
	bytes_per_organization: u64,
	loose_bytes_per_organization: u64,
	bytes_per_patient: u64,
	loose_bytes_per_patient: u64,
	bytes_per_newcomer: Option<u64>,
	bytes_in_all: u64,
	bytes_in_reserve: Option<u64>,
	bytes_of_all_patients: Option<u64>,
	bytes_of_all_newcomers: Option<u64>,
}

/// Of the whole store, as shares of it: what is in nobody's room, and what patients have. Of that, what newcomers have.
const SHARE_OF_RESERVE: u64 = 16;
const SHARE_OF_PATIENTS: u64 = 8;
const SHARE_OF_NEWCOMERS: u64 = 32;

impl Default for LimitsFile {
	fn default() -> Self {
		let Quotas { organization, patient, .. } = Quotas::default();
		Self {
			requests_per_minute_and_address: 6_000,
			requests_per_minute_and_account: 600,
			bytes_per_organization: organization.total,
			loose_bytes_per_organization: organization.loose,
			bytes_per_patient: patient.total,
			loose_bytes_per_patient: patient.loose,
			bytes_per_newcomer: None,
			bytes_in_all: 1 << 42,
			bytes_in_reserve: None,
			bytes_of_all_patients: None,
			bytes_of_all_newcomers: None,
		}
	}
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LogFile {
	level: Level,
	json: bool,
}

impl Default for LogFile {
	fn default() -> Self {
		Self { level: Level::Info, json: true }
	}
}

/// There is no finer one: what libraries tell then has identifiers.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
	Error,
	Warn,
	Info,
}

impl From<Level> for tracing::Level {
	fn from(level: Level) -> Self {
		match level {
			Level::Error => Self::ERROR,
			Level::Warn => Self::WARN,
			Level::Info => Self::INFO,
		}
	}
}

pub(super) fn read(path: &Path) -> Result<Config, ConfigError> {
	let text = std::fs::read_to_string(path)
		.map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
	for (variable, _) in std::env::vars_os() {
		ensure_not_short(&variable.to_string_lossy())?;
	}
	joined(&text, Some(Env::prefixed(PREFIX).split(BETWEEN)))
}

/// What was meant for a value is not passed over. What Kubernetes sets is: its names have no two underscores, and end otherwise.
fn ensure_not_short(variable: &str) -> Result<(), ConfigError> {
	let variable = variable.to_ascii_uppercase();
	if variable.starts_with(PREFIX) {
		return Ok(());
	}
	match variable.strip_prefix(SHORT_PREFIX) {
		Some(rest) if rest.contains(BETWEEN) || WITHOUT_TABLE.contains(&rest) => {
			let why = format!("it is called {PREFIX}{rest}, with two underscores");
			Err(ConfigError::Environment { variable, why })
		},
		_ => Ok(()),
	}
}

pub(super) fn parse(text: &str) -> Result<Config, ConfigError> {
	joined(text, None)
}

fn joined(text: &str, environment: Option<Env>) -> Result<Config, ConfigError> {
	// By itself first, since only this error tells the line.
	toml::from_str::<File>(text).map_err(|error| in_file(text, &error))?;
	let figment = Figment::from(Toml::string(text));
	let figment = match environment {
		Some(environment) => figment.merge(environment),
		None => figment,
	};
	checked(figment.extract::<File>().map_err(in_environment)?)
}

fn in_file(text: &str, error: &toml::de::Error) -> ConfigError {
	let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
	let column = before.chars().rev().take_while(|character| *character != '\n').count();
	ConfigError::File {
		line: before.matches('\n').count().saturating_add(1),
		column: column.saturating_add(1),
		what: error.message().to_owned(),
	}
}

/// The file was read by itself before, so what is wrong now came with the environment.
fn in_environment(error: figment::Error) -> ConfigError {
	let variable = format!("{PREFIX}{}", error.path.join(BETWEEN).to_ascii_uppercase());
	ConfigError::Environment { variable, why: error.kind.to_string() }
}

fn checked(file: File) -> Result<Config, ConfigError> {
	let node = required("node", file.node)?;
	if ensure_node_url(&node).is_err() {
		return Err(out_of_bounds(
			"node",
			"a URL such as wss://node.hospital.example, or ws://127.0.0.1:9944 on this machine",
		));
	}
	let genesis = required("genesis", file.genesis)?;
	let mut hash = [0; 32];
	hex::decode_to_slice(genesis.trim_start_matches("0x"), &mut hash).map_err(|_| {
		out_of_bounds("genesis", "the hash of the chain's first block, in 64 hexadecimal digits")
	})?;
	Ok(Config {
		node,
		genesis: hash,
		organization: required("organization", file.organization)?,
		store: store(file.store)?,
		keys: Keys {
			clerk: required("keys.clerk", file.keys.clerk)?,
			further_clerks: at_most("keys.further_clerks", file.keys.further_clerks, 63)?,
			shares: within_count("keys.shares", file.keys.shares, 16)?,
		},
		http: http(file.http)?,
		operations: Operations { listen: file.operations.listen },
		limits: limits(&file.limits)?,
		pieces: file
			.pieces
			.checked()
			.map_err(|wrong| ConfigError::OutOfBounds { key: "pieces", must: wrong.to_string() })?,
		peers: peers(file.peers)?,
		log: Log { level: file.log.level.into(), json: file.log.json },
	})
}

fn store(file: StoreFile) -> Result<Store, ConfigError> {
	let names_catalogue = file.catalogue.is_some() || file.catalogue_file.is_some();
	if file.folder.is_some() && names_catalogue && file.vault.is_some() {
		return Err(out_of_bounds(
			"store.folder",
			"left out where catalogue and vault are both named: nothing would be in it",
		));
	}
	let in_folder = |name: &str| file.folder.as_ref().map(|folder| folder.join(name));
	let catalogue = match (file.catalogue, file.catalogue_file) {
		(Some(_), Some(_)) => {
			return Err(out_of_bounds("store.catalogue", "left out where catalogue_file is there"));
		},
		(Some(url), None) => {
			if has_password(&url) {
				return Err(out_of_bounds("store.catalogue", "a URL without a password; one with it stands in a file, which catalogue_file names"));
			}
			url
		},
		(None, Some(path)) => SecretFile::read(&path)
			.map_err(|source| ConfigError::Secret { key: "store.catalogue_file", source })?
			.text()
			.trim()
			.to_owned(),
		(None, None) => {
			let path = required("store.folder", in_folder("catalogue.sqlite"))?;
			sqlite_url(&path)
		},
	};
	if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| catalogue.starts_with(scheme)) {
		return Err(out_of_bounds(
			"store.catalogue",
			"a URL that begins with sqlite:// or postgres://",
		));
	}
	let vault = match file.vault {
		Some(vault) => vault,
		None => required("store.folder", in_folder("vault"))?.display().to_string(),
	};
	let store = Store { catalogue, vault };
	ensure_beside(&store)?;
	Ok(store)
}

/// A restore puts catalogue and vault beside their places, and moves them there one after the other.
fn ensure_beside(store: &Store) -> Result<(), ConfigError> {
	let Some(vault) = store.vault_folder() else { return Ok(()) };
	if vault.file_name().is_none() {
		return Err(out_of_bounds("store.vault", "a folder with a name of its own"));
	}
	let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
	let catalogue = sqlite_file(&store.catalogue);
	if catalogue.is_some_and(|file| absolute(&file).starts_with(absolute(vault))) {
		return Err(out_of_bounds("store.vault", "a folder in which the catalogue is not"));
	}
	Ok(())
}

/// The URL of a catalogue in this file.
pub(crate) fn sqlite_url(path: &Path) -> String {
	let path = percent_encode(path.as_os_str().as_encoded_bytes(), OTHER_THAN_IN_PATHS);
	format!("sqlite://{path}?mode=rwc")
}

fn has_password(url: &str) -> bool {
	let authority = url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(""));
	let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
	user.is_some_and(|user| user.contains(':')) || url.contains("password=")
}

fn http(file: HttpFile) -> Result<Http, ConfigError> {
	let tls = match (file.certificate, file.key) {
		(Some(certificate), Some(key)) => Some(Tls { certificate, key }),
		(None, None) => None,
		_ => return Err(out_of_bounds("http.certificate", "there with key, or neither")),
	};
	if tls.is_none() && !file.behind_proxy && !file.listen.ip().is_loopback() {
		return Err(out_of_bounds("http.listen", "on loopback, unless there is a certificate, or behind_proxy = true says that a proxy with one is all that reaches it"));
	}
	let header = HeaderName::try_from(file.client_address_header.as_str())
		.map_err(|_| out_of_bounds("http.client_address_header", "the name of a header"))?;
	Ok(Http {
		listen: file.listen,
		tls,
		client_address: file.behind_proxy.then_some(header),
		head_timeout: seconds("http.head_timeout_seconds", file.head_timeout_seconds, 1, 60)?,
		body_timeout: seconds("http.body_timeout_seconds", file.body_timeout_seconds, 1, 300)?,
		in_flight: within("http.in_flight", file.in_flight, 1, 65_536)?,
		refusals_every: Duration::from_millis(within(
			"http.refusals_every_milliseconds",
			file.refusals_every_milliseconds,
			50,
			5_000,
		)?),
		stop_within: seconds("http.stop_within_seconds", file.stop_within_seconds, 1, 600)?,
	})
}

fn limits(file: &LimitsFile) -> Result<Limits, ConfigError> {
	let most = 1_000_000;
	Ok(Limits {
		per_address: within(
			"limits.requests_per_minute_and_address",
			file.requests_per_minute_and_address,
			1,
			most,
		)?,
		per_account: within(
			"limits.requests_per_minute_and_account",
			file.requests_per_minute_and_account,
			1,
			most,
		)?,
		quotas: quotas(file)?,
	})
}

fn quotas(file: &LimitsFile) -> Result<Quotas, ConfigError> {
	let organization = quota(
		["limits.bytes_per_organization", "limits.loose_bytes_per_organization"],
		[file.bytes_per_organization, file.loose_bytes_per_organization],
	)?;
	let patient = quota(
		["limits.bytes_per_patient", "limits.loose_bytes_per_patient"],
		[file.bytes_per_patient, file.loose_bytes_per_patient],
	)?;
	let usual = Quotas::default().newcomer.total.min(patient.total);
	let newcomer = file.bytes_per_newcomer.unwrap_or(usual);
	let newcomer = within("limits.bytes_per_newcomer", newcomer, 0, patient.total)?;
	let loose = newcomer.min(patient.loose);
	let newcomer = quotas::Limits { loose, total: newcomer };
	Ok(Quotas { organization, patient, newcomer, together: together(file)? })
}

/// What all of each kind have, apart from each other, out of the whole store without its reserve.
fn together(file: &LimitsFile) -> Result<Together, ConfigError> {
	let share = |of: u64, share: u64| of.checked_div(share).unwrap_or_default();
	let all = within("limits.bytes_in_all", file.bytes_in_all, 0, 1 << 60)?;
	let reserve = file.bytes_in_reserve.unwrap_or(share(all, SHARE_OF_RESERVE));
	let shared = all.saturating_sub(within("limits.bytes_in_reserve", reserve, 0, all)?);
	let patients = file.bytes_of_all_patients.unwrap_or(share(all, SHARE_OF_PATIENTS).min(shared));
	let patients = within("limits.bytes_of_all_patients", patients, 0, shared)?;
	let newcomers = file.bytes_of_all_newcomers.unwrap_or(share(patients, SHARE_OF_NEWCOMERS));
	let newcomers = within("limits.bytes_of_all_newcomers", newcomers, 0, patients)?;
	Ok(Together {
		organizations: shared.saturating_sub(patients),
		patients: patients.saturating_sub(newcomers),
		newcomers,
	})
}

fn quota(keys: [&'static str; 2], [total, loose]: [u64; 2]) -> Result<quotas::Limits, ConfigError> {
	let [key, loose_key] = keys;
	let total = within(key, total, 0, 1 << 60)?;
	Ok(quotas::Limits { total, loose: within(loose_key, loose, 0, total)? })
}

fn peers(file: BTreeMap<String, String>) -> Result<BTreeMap<u32, String>, ConfigError> {
	let numbered = file.into_iter().map(|(number, address)| {
		let number = number.parse();
		Ok((number.map_err(|_| out_of_bounds("peers", "by number: 4 = \"https://…\""))?, address))
	});
	numbered.collect()
}

fn required<T>(key: &'static str, value: Option<T>) -> Result<T, ConfigError> {
	value.ok_or_else(|| out_of_bounds(key, "there"))
}

fn seconds(key: &'static str, value: u64, least: u64, most: u64) -> Result<Duration, ConfigError> {
	within(key, value, least, most).map(Duration::from_secs)
}

fn within<T: PartialOrd + std::fmt::Display>(
	key: &'static str,
	value: T,
	least: T,
	most: T,
) -> Result<T, ConfigError> {
	if value < least || value > most {
		return Err(out_of_bounds(key, &format!("from {least} to {most}")));
	}
	Ok(value)
}

fn within_count<T>(key: &'static str, list: Vec<T>, most: usize) -> Result<Vec<T>, ConfigError> {
	if list.is_empty() {
		return Err(out_of_bounds(key, &format!("a list of 1 to {most}")));
	}
	at_most(key, list, most)
}

fn at_most<T>(key: &'static str, list: Vec<T>, most: usize) -> Result<Vec<T>, ConfigError> {
	if list.len() > most {
		return Err(out_of_bounds(key, &format!("a list of {most} at most")));
	}
	Ok(list)
}

fn out_of_bounds(key: &'static str, must: &str) -> ConfigError {
	ConfigError::OutOfBounds { key, must: format!("must be {must}") }
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_no_configuration_is_not_told() {
		for (text, place) in [
			("561451ce7ad3f162\n", "line 1"),
			("2 24cb838c\n", "line 1"),
			("node = 1\n\n  catalog = \"24cb838c\"\n", "line 1, column 8"),
		] {
			let told = parse(text).unwrap_err().to_string();
			assert!(told.starts_with(place), "{told}");
			assert!(!told.contains("561451ce") && !told.contains("24cb838c"), "{told}");
		}
	}

	#[test]
	fn a_catalogue_does_not_lie_in_its_vault() {
		let sample = include_str!("../../custodian.sample.toml");
		let named = |catalogue: &str, vault: &str| {
			let places =
				format!("catalogue = \"sqlite://{catalogue}?mode=rwc\"\nvault = \"{vault}\"\n");
			parse(&sample.replace("folder = \"/var/lib/salus-custodian\"\n", &places))
		};
		for (catalogue, vault) in
			[("/a/v/kept.db", "/a/v"), ("/a/v/kept.db", "/a/v/"), ("/a/kept.db", "/a/v/..")]
		{
			let refused = named(catalogue, vault).unwrap_err().to_string();
			assert!(refused.starts_with("store.vault: "), "{refused}");
		}
		named("/a/kept.db", "/a/v").unwrap();
	}

	/// The least that there must be.
	fn least(further: &str) -> String {
		let genesis = "07".repeat(32);
		format!("node = \"ws://127.0.0.1:9944\"\ngenesis = \"{genesis}\"\norganization = 4\n[store]\nfolder = \"/var/lib/custodian\"\n[keys]\nclerk = \"/etc/clerk\"\nshares = [\"/etc/key\"]\n{further}")
	}

	fn refused(text: &str) -> String {
		parse(text).unwrap_err().to_string()
	}

	#[test]
	fn the_sample_is_one() {
		let config = parse(include_str!("../../custodian.sample.toml")).unwrap();
		assert_eq!(config.organization, 4);
		assert_eq!(
			config.store.catalogue,
			"sqlite:///var/lib/salus-custodian/catalogue.sqlite?mode=rwc"
		);
	}

	#[test]
	fn what_the_sample_says_of_defaults_is_so() {
		let sample = include_str!("../../custodian.sample.toml");
		// Every value that is not commented out, left out: those of the tables that have defaults are the defaults.
		let config = parse(sample).unwrap();
		let bare = parse(&least("")).unwrap();
		assert_eq!(config.http, bare.http);
		assert_eq!(config.operations, bare.operations);
		assert_eq!(config.limits, bare.limits);
		assert_eq!(config.pieces, bare.pieces);
		assert_eq!(config.peers, bare.peers);
		assert_eq!(config.log, bare.log);
	}

	#[test]
	fn one_number_divides_the_store_and_each_share_can_be_said() {
		let quotas = |further: &str| parse(&least(further)).unwrap().limits.quotas;
		assert_eq!(quotas(""), Quotas::default());
		let Together { organizations, patients, newcomers } =
			quotas("[limits]\nbytes_in_all = 2560").together;
		assert_eq!((organizations, patients, newcomers), (2560 - 160 - 320, 310, 10));
		let said = quotas("[limits]\nbytes_in_all = 100\nbytes_in_reserve = 10\nbytes_of_all_patients = 40\nbytes_of_all_newcomers = 5");
		let together = Together { organizations: 50, patients: 35, newcomers: 5 };
		assert_eq!(said.together, together);
		// Who lets patients have less does not let newcomers have more.
		let little = quotas("[limits]\nbytes_per_patient = 9\nloose_bytes_per_patient = 4");
		assert_eq!(little.newcomer, quotas::Limits { loose: 4, total: 9 });
	}

	#[test]
	fn an_unknown_key_is_refused_with_its_line() {
		let told = refused(&least("[http]\nlisten = \"127.0.0.1:1\"\nlistne = 5\n"));
		assert!(told.contains("line 11"), "{told}");
		assert!(told.contains("listne"), "{told}");
	}

	#[test]
	fn what_must_be_there_is_named() {
		assert_eq!(refused(""), "node: must be there");
		assert_eq!(refused("node = \"ws://127.0.0.1:1\""), "genesis: must be there");
		for node in ["http://127.0.0.1:1", "127.0.0.1:1", "ws://192.0.2.1:1"] {
			assert!(refused(&format!("node = \"{node}\"")).starts_with("node: "), "{node}");
		}
	}

	#[test]
	fn each_value_has_bounds() {
		for (further, key) in [
			("[http]\nin_flight = 0", "http.in_flight"),
			("[http]\nin_flight = 65537", "http.in_flight"),
			("[http]\nhead_timeout_seconds = 61", "http.head_timeout_seconds"),
			("[http]\nbody_timeout_seconds = 0", "http.body_timeout_seconds"),
			("[http]\nrefusals_every_milliseconds = 49", "http.refusals_every_milliseconds"),
			("[http]\nstop_within_seconds = 601", "http.stop_within_seconds"),
			(
				"[limits]\nrequests_per_minute_and_address = 0",
				"limits.requests_per_minute_and_address",
			),
			(
				"[limits]\nrequests_per_minute_and_account = 1000001",
				"limits.requests_per_minute_and_account",
			),
			(
				"[limits]\nbytes_per_organization = 2000000000000000000",
				"limits.bytes_per_organization",
			),
			(
				"[limits]\nbytes_per_patient = 5\nloose_bytes_per_patient = 6",
				"limits.loose_bytes_per_patient",
			),
			("[limits]\nbytes_per_patient = 5\nloose_bytes_per_patient = 5\nbytes_per_newcomer = 6", "limits.bytes_per_newcomer"),
			("[limits]\nbytes_in_all = 2000000000000000000", "limits.bytes_in_all"),
			("[limits]\nbytes_in_all = 5\nbytes_in_reserve = 6", "limits.bytes_in_reserve"),
			("[limits]\nbytes_in_all = 5\nbytes_in_reserve = 2\nbytes_of_all_patients = 4", "limits.bytes_of_all_patients"),
			("[limits]\nbytes_of_all_patients = 5\nbytes_of_all_newcomers = 6", "limits.bytes_of_all_newcomers"),
		] {
			let told = refused(&least(further));
			assert!(told.starts_with(&format!("{key}: must be from ")), "{told}");
		}
	}

	#[test]
	fn plain_http_is_for_loopback_or_a_proxy() {
		let open = "[http]\nlisten = \"0.0.0.0:8420\"\n";
		assert!(refused(&least(open)).starts_with("http.listen: must be on loopback"));
		let proxied = parse(&least(&format!("{open}behind_proxy = true\n"))).unwrap();
		assert_eq!(proxied.http.client_address.unwrap(), "x-forwarded-for");
		let encrypted = format!("{open}certificate = \"/c\"\nkey = \"/k\"\n");
		assert_eq!(parse(&least(&encrypted)).unwrap().http.client_address, None);
	}

	#[test]
	fn a_folder_may_be_called_anything() {
		for folder in ["/var/100% kept?", "/var/k#1 + ä", "relative/Kept"] {
			let config = parse(&least("").replace("/var/lib/custodian", folder)).unwrap();
			let found = crate::service::sqlite_file(&config.store.catalogue).unwrap();
			assert_eq!(found, Path::new(folder).join("catalogue.sqlite"));
			assert_eq!(Path::new(&config.store.vault), Path::new(folder).join("vault"));
		}
	}

	#[test]
	fn a_folder_in_which_nothing_would_be_is_refused() {
		let both = least("").replace(
			"folder =",
			"catalogue = \"postgres://db/custodian\"\nvault = \"s3://kept\"\nfolder =",
		);
		assert!(refused(&both).starts_with("store.folder: must be left out"));
	}

	#[test]
	fn what_kubernetes_sets_is_passed_over_and_a_value_is_not() {
		for set in [
			"SALUS_CUSTODIAN_PORT",
			"SALUS_CUSTODIAN_SERVICE_HOST",
			"SALUS_CUSTODIAN_SERVICE_PORT_HTTPS",
			"SALUS_CUSTODIAN_PORT_8420_TCP_ADDR",
			"SALUS_CUSTODIAN_NODE_PORT",
			"SALUS_CUSTODIAN__NODE",
			"PATH",
		] {
			ensure_not_short(set).unwrap();
		}
		for (set, meant) in [
			("SALUS_CUSTODIAN_NODE", "SALUS_CUSTODIAN__NODE"),
			("SALUS_CUSTODIAN_HTTP__LISTEN", "SALUS_CUSTODIAN__HTTP__LISTEN"),
		] {
			let told = ensure_not_short(set).unwrap_err().to_string();
			assert!(told.starts_with(&format!("{set}, ")) && told.contains(meant), "{told}");
		}
	}

	#[test]
	fn a_password_does_not_stand_in_the_file() {
		for url in
			["postgres://salus:secret@db/custodian", "postgres://db/custodian?password=secret"]
		{
			let text = least("").replace("folder =", &format!("catalogue = \"{url}\"\nfolder ="));
			let told = refused(&text);
			assert!(
				told.starts_with("store.catalogue: must be a URL without a password"),
				"{told}"
			);
			assert!(!told.contains("secret"), "{told}");
		}
		let text = least("")
			.replace("folder =", "catalogue = \"postgres://salus@db/custodian\"\nfolder =");
		assert_eq!(parse(&text).unwrap().store.catalogue, "postgres://salus@db/custodian");
	}
}
