//! Where things are kept, as it stands in the configuration.

use super::{
	file::{out_of_bounds, required},
	ConfigError, SecretFile, Store,
};
use crate::service::sqlite_file;
use percent_encoding::{percent_encode, AsciiSet, NON_ALPHANUMERIC};
use serde::Deserialize;
use sqlx::postgres::PgConnectOptions;
use std::path::{Path, PathBuf};

/// What would end a path in a URL, or is encoded in it.
const OTHER_THAN_IN_PATHS: &AsciiSet =
	&NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const CATALOGUE_KEY: &str = "store.catalogue";
const VAULT_KEY: &str = "store.vault";
/// What stands after SQLite's file. The service makes it where it is not there, and writes in it.
const MODE: &str = "mode=rwc";

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StoreFile {
	folder: Option<PathBuf>,
	catalogue: Option<String>,
	catalogue_file: Option<PathBuf>,
	vault: Option<String>,
}

impl StoreFile {
	pub(super) fn checked(self) -> Result<Store, ConfigError> {
		let names_catalogue = self.catalogue.is_some() || self.catalogue_file.is_some();
		if self.folder.is_some() && names_catalogue && self.vault.is_some() {
			return Err(out_of_bounds(
				"store.folder",
				"left out where catalogue and vault are both named: nothing would be in it",
			));
		}
		let in_folder = |name: &str| self.folder.as_ref().map(|folder| folder.join(name));
		let catalogue = match (self.catalogue, self.catalogue_file) {
			(Some(_), Some(_)) => {
				return Err(out_of_bounds(CATALOGUE_KEY, "left out where catalogue_file is there"));
			},
			(Some(url), None) => {
				if has_password(&url) {
					return Err(out_of_bounds(CATALOGUE_KEY, "a URL without a password; one with it stands in a file, which catalogue_file names"));
				}
				url
			},
			(None, Some(path)) if path.to_string_lossy().contains("://") => {
				return Err(out_of_bounds(
					"store.catalogue_file",
					"the path of a file with the URL",
				));
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
		ensure_catalogue(&catalogue)?;
		let vault = match self.vault {
			Some(vault) => vault,
			None => required("store.folder", in_folder("vault"))?.display().to_string(),
		};
		let store = Store { catalogue, vault };
		ensure_beside(&store)?;
		Ok(store)
	}
}

/// The URL of a catalogue in this file.
pub(crate) fn sqlite_url(path: &Path) -> String {
	let path = percent_encode(path.as_os_str().as_encoded_bytes(), OTHER_THAN_IN_PATHS);
	format!("sqlite://{path}?{MODE}")
}

fn has_password(url: &str) -> bool {
	let authority = url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(""));
	let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
	user.is_some_and(|user| user.contains(':')) || url.contains("password=")
}

/// That it is a URL of SQLite's that stays, or one of PostgreSQL's.
fn ensure_catalogue(url: &str) -> Result<(), ConfigError> {
	match url.split_once(':') {
		Some(("sqlite", _)) => ensure_stays(url),
		// What the library says of one that it cannot read may have a password in it.
		Some(("postgres" | "postgresql", _)) if url.parse::<PgConnectOptions>().is_ok() => Ok(()),
		Some(("postgres" | "postgresql", _)) => {
			Err(out_of_bounds(CATALOGUE_KEY, "a URL as PostgreSQL's clients take it"))
		},
		_ => Err(out_of_bounds(CATALOGUE_KEY, "a URL that begins with sqlite:// or postgres://")),
	}
}

/// That SQLite keeps it in a file, which is made where it is not there, and in which the service may write.
fn ensure_stays(url: &str) -> Result<(), ConfigError> {
	let file = sqlite_file(url).unwrap_or_default();
	let query = url.split_once('?').map_or("", |(_, query)| query);
	let is_in_memory = file == Path::new(":memory:");
	if is_in_memory || file.as_os_str().as_encoded_bytes().starts_with(b"file:") {
		return Err(out_of_bounds(
			CATALOGUE_KEY,
			"the path of a file: what is in memory does not stay",
		));
	}
	if query != MODE || file.as_os_str().is_empty() {
		let must = format!("the path of a file with ?{MODE} after it, and nothing else");
		return Err(out_of_bounds(CATALOGUE_KEY, &must));
	}
	Ok(())
}

/// A restore puts catalogue and vault beside their places, and moves them there one after the other.
fn ensure_beside(store: &Store) -> Result<(), ConfigError> {
	let Some(vault) = store.vault_folder() else { return Ok(()) };
	if vault.file_name().is_none() {
		return Err(out_of_bounds(VAULT_KEY, "a folder with a name of its own"));
	}
	let catalogue = sqlite_file(&store.catalogue);
	if catalogue.is_some_and(|file| real(&file).starts_with(real(vault))) {
		return Err(out_of_bounds(VAULT_KEY, "a folder in which the catalogue is not"));
	}
	Ok(())
}

/// Where it is, with links followed as far as there is something.
fn real(path: &Path) -> PathBuf {
	let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
	let found = absolute.ancestors().find_map(|above| {
		let rest = absolute.strip_prefix(above).ok()?;
		Some(above.canonicalize().ok()?.join(rest))
	});
	found.unwrap_or(absolute)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::config::Config;

	fn parse(store: &str) -> Result<Config, ConfigError> {
		let genesis = "07".repeat(32);
		Config::parse(&format!("node = \"ws://127.0.0.1:9944\"\ngenesis = \"{genesis}\"\norganization = 4\n[keys]\nclerk = \"/etc/clerk\"\nshares = [\"/etc/key\"]\n[store]\n{store}"))
	}

	fn refused(store: &str) -> String {
		parse(store).map(|config| config.store).unwrap_err().to_string()
	}

	/// What is said of this catalogue.
	fn refused_catalogue(url: &str) -> String {
		refused(&format!("folder = \"/var/lib/custodian\"\ncatalogue = \"{url}\""))
	}

	#[test]
	fn a_folder_may_be_called_anything() {
		for folder in ["/var/100% kept?", "/var/k#1 + ä", "relative/Kept", "../Kept"] {
			let store = parse(&format!("folder = \"{folder}\"")).unwrap().store;
			let found = sqlite_file(&store.catalogue).unwrap();
			assert_eq!(found, Path::new(folder).join("catalogue.sqlite"));
			assert_eq!(Path::new(&store.vault), Path::new(folder).join("vault"));
		}
	}

	#[test]
	fn a_folder_in_which_nothing_would_be_is_refused() {
		let all = "folder = \"/var/lib/custodian\"\ncatalogue = \"postgres://db/custodian\"\nvault = \"s3://kept\"";
		assert!(refused(all).starts_with("store.folder: must be left out"));
	}

	#[test]
	fn a_password_does_not_stand_in_the_file() {
		for url in
			["postgres://salus:secret@db/custodian", "postgres://db/custodian?password=secret"]
		{
			let told = refused_catalogue(url);
			let expected = "store.catalogue: must be a URL without a password";
			assert!(told.starts_with(expected) && !told.contains("secret"), "{told}");
		}
		let url = "postgres://salus@db/custodian?sslmode=verify-full";
		let store = parse(&format!("folder = \"/a\"\ncatalogue = \"{url}\"")).unwrap().store;
		assert_eq!(store.catalogue, url);
	}

	#[test]
	fn a_url_in_the_place_of_its_file_is_not_told() {
		let told = refused("folder = \"/a\"\ncatalogue_file = \"postgres://u:hunter2@db/kept\"");
		assert_eq!(told, "store.catalogue_file: must be the path of a file with the URL");
	}

	#[test]
	fn a_catalogue_that_would_not_be_made_or_not_stay_is_refused_by_what_is_wrong() {
		for (url, expected) in [
			("sqlite:///a/c.db", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?mode=rw", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?mode=ro", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?mode=memory", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?mode=rwc&immutable=true", "and nothing else"),
			("sqlite::memory:", "in memory"),
			("sqlite://:memory:?mode=rwc", "in memory"),
			("sqlite://?mode=rwc", "the path of a file"),
			("sqlite://%3Amemory%3A?mode=rwc", "in memory"),
			("sqlite:file::memory:?mode=rwc", "in memory"),
			("sqlite:file:/a/c.db?mode=rwc", "in memory"),
			("sqlite:///a/c.db?MODE=rwc", "with ?mode=rwc after it"),
			("sqlite:///a/c.db?mode=create", "with ?mode=rwc after it"),
			("postgres://db:port/kept", "as PostgreSQL's clients"),
			("postgres://db/kept?sslmode=require;of=hunter2", "as PostgreSQL's clients"),
			("mysql://db/kept", "begins with sqlite:// or postgres://"),
		] {
			let told = refused_catalogue(url);
			assert!(
				told.starts_with("store.catalogue: ") && told.contains(expected),
				"{url}: {told}"
			);
			assert!(!told.contains("hunter2"), "{told}");
		}
	}

	#[test]
	fn a_catalogue_does_not_lie_in_its_vault() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name: &str| folder.path().join(name).display().to_string();
		std::fs::create_dir(at("vault")).unwrap();
		std::os::unix::fs::symlink(at("vault"), at("link")).unwrap();
		let store = |file: &str, vault: &str| {
			let catalogue = format!("sqlite://{}?mode=rwc", at(file));
			parse(&format!("catalogue = \"{catalogue}\"\nvault = \"{vault}\""))
		};
		for (file, vault) in [
			("vault/c.db", at("vault")),
			("vault/c.db", at("link")),
			("link/further/c.db", at("vault/")),
			("vault/../vault/c.db", at("vault")),
			("c.db", at("vault/..")),
			("c.db", at("")),
			("c.db", "/".to_owned()),
			("c.db", String::new()),
		] {
			let told = store(file, &vault).map(|config| config.store).unwrap_err().to_string();
			assert!(told.starts_with("store.vault: must be a folder "), "{file} {vault}: {told}");
		}
		for vault in [at("vault"), at("vault/"), at("vault/../other"), "s3://kept/..".to_owned()] {
			store("vault-of-old/c.db", &vault).unwrap();
		}
	}
}
