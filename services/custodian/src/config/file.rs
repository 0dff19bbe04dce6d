//! The configuration as it stands in the file and the environment.

use super::{store::StoreFile, Config, Http, Keys, Limits, Log, Operations, SecretFileError, Tls};
use crate::{
	pieces::Settings,
	quotas::{self, Quotas, Together},
};
use axum::http::HeaderName;
use figment::{
	providers::{Env, Format, Toml},
	Figment,
};
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
/// What stands between what was found and what should be there.
const EXPECTED: &str = ", expected ";
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
	#[error("line {line}, column {column}: {why}")]
	File {
		/// The line, from 1.
		line: usize,
		/// The column, from 1.
		column: usize,
		/// What is wrong there. The line itself, or a value, is not told: it may be a secret's, where another file was named.
		why: String,
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
		why: without_value(error.message()),
	}
}

/// The file was read by itself before, so what is wrong now came with the environment.
fn in_environment(error: figment::Error) -> ConfigError {
	let variable = format!("{PREFIX}{}", error.path.join(BETWEEN).to_ascii_uppercase());
	ConfigError::Environment { variable, why: without_value(&error.kind.to_string()) }
}

/// What a library says of a value that is none of its kind, without the value that it found: `invalid type: string "…", expected u32`. The name of a key stays.
fn without_value(told: &str) -> String {
	let told = told.replace('\n', ", ");
	match told.rsplit_once(EXPECTED) {
		Some((found, expected)) if !told.starts_with("unknown field") => {
			let what = found.split([':', '`', '"']).next().unwrap_or_default().trim_end();
			format!("{what}{EXPECTED}{expected}")
		},
		_ => told,
	}
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
	file.keys.ensure_paths()?;
	Ok(Config {
		node,
		genesis: hash,
		organization: required("organization", file.organization)?,
		store: file.store.checked()?,
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

impl KeysFile {
	/// That the files with secrets are named, and not what is in them, which an error would tell.
	fn ensure_paths(&self) -> Result<(), ConfigError> {
		for (key, paths) in [
			("keys.clerk", self.clerk.as_slice()),
			("keys.further_clerks", &self.further_clerks),
			("keys.shares", &self.shares),
		] {
			if paths.iter().any(|path| is_secret(&path.to_string_lossy())) {
				return Err(out_of_bounds(
					key,
					"the path of a file with the secret, not the secret",
				));
			}
		}
		Ok(())
	}
}

/// Whether it is a seed or a key as it stands in its file. In a folder there may be files that are called so.
fn is_secret(path: &str) -> bool {
	let digits = path.chars().rev().take_while(char::is_ascii_hexdigit).count();
	digits >= 64 && !path.contains('/')
}

pub(super) fn required<T>(key: &'static str, value: Option<T>) -> Result<T, ConfigError> {
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

pub(super) fn out_of_bounds(key: &'static str, must: &str) -> ConfigError {
	ConfigError::OutOfBounds { key, must: format!("must be {must}") }
}

#[cfg(test)]
mod tests {
	use super::*;

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
	fn what_stands_in_a_file_that_is_none_is_not_told() {
		let secret = "561451ce".repeat(8);
		let in_http = |value: &str| least(&format!("[http]\n{value}"));
		for (text, told_first) in [
			(secret.clone(), "line 1, column "),
			(format!("2 {secret}\n"), "line 1, column "),
			(
				format!("node = 1\n\n  catalog = \"{secret}\""),
				"line 1, column 8: invalid type, expected a string",
			),
			(
				format!("organization = \"{secret}\"\n"),
				"line 1, column 16: invalid type, expected u32",
			),
			(
				format!("organization = \"{secret}, expected {secret}\"\n"),
				"line 1, column 16: invalid type, expected u32",
			),
			(
				least(&format!("[store2]\ncatalogue = \"{secret}\"")),
				"line 9, column 2: unknown field `store2`",
			),
			(in_http(&secret), "line 10, column "),
			(
				in_http(&format!("in_flight = \"{secret}\"")),
				"line 10, column 13: invalid type, expected u32",
			),
			(in_http(&format!("listen = \"{secret}\"")), "line 10, column 10: "),
			(
				least(&format!("[log]\nlevel = \"{secret}\"")),
				"line 10, column 9: unknown variant, expected one of `error`, `warn`, `info`",
			),
		] {
			let told = refused(&text);
			assert!(told.starts_with(told_first), "{told}");
			assert!(!told.contains("561451ce") && !told.contains('\n'), "{told}");
		}
	}

	#[test]
	fn a_secret_in_the_place_of_its_file_is_not_told() {
		let secret = "561451ce".repeat(8);
		for (place, value) in [
			("/etc/clerk", secret.clone()),
			("/etc/key", format!("2 {secret}")),
			("/etc/clerk\"", format!("/etc/clerk\"\nfurther_clerks = [\"{secret}\"]")),
		] {
			let told = refused(&least("").replacen(place, &value, 1));
			assert!(
				told.ends_with("must be the path of a file with the secret, not the secret"),
				"{told}"
			);
		}
		parse(&least("").replace("/etc/clerk", &format!("/run/secrets/{secret}"))).unwrap();
	}

	#[test]
	fn what_the_environment_has_is_not_told_either() {
		use figment::error::{Actual, Kind};
		for kind in [
			Kind::InvalidType(Actual::Str("hunter2".to_owned()), "u32".to_owned()),
			Kind::InvalidValue(Actual::Str("hunter2".to_owned()), "a number".to_owned()),
			Kind::UnknownVariant("hunter2".to_owned(), &["error", "warn"]),
		] {
			let told = in_environment(figment::Error::from(kind).with_path("keys")).to_string();
			assert!(told.starts_with("SALUS_CUSTODIAN__KEYS, "), "{told}");
			assert!(!told.contains("hunter2"), "{told}");
		}
	}
}
