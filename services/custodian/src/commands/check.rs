//! Says line by line whether a custodian could work as it is configured.

use super::own_chain::{self, ANSWER_WITHIN};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	config::Config,
	http,
	instance::Instance,
	operations::{standing, Own, Standing, Unready, MAX_CLOCK_DIFFERENCE},
	own_store::{ensure_own, ensure_whole},
	random::Random,
	service::{open_vault, sqlite_file, Secrets},
};
use rustix::{
	fs::{access, Access},
	process::geteuid,
};
use std::{io, os::unix::fs::MetadataExt, path::Path};
use tokio::time::timeout;

/// What was found.
#[derive(Default)]
pub struct Findings {
	lines: Vec<String>,
	/// Whether all is well.
	pub has_trouble: bool,
}

impl Findings {
	/// A line each.
	pub fn lines(&self) -> &[String] {
		&self.lines
	}

	fn well(&mut self, what: &str, told: impl std::fmt::Display) {
		self.lines.push(format!("well     {what}: {told}"));
	}

	fn trouble(&mut self, what: &str, told: impl std::fmt::Display) {
		self.lines.push(format!("TROUBLE  {what}: {told}"));
		self.has_trouble = true;
	}

	fn result<T, E: std::fmt::Display>(
		&mut self,
		what: &str,
		well: &str,
		result: Result<T, E>,
	) -> Option<T> {
		match result {
			Ok(found) => {
				self.well(what, well);
				Some(found)
			},
			Err(error) => {
				self.trouble(what, error);
				None
			},
		}
	}
}

/// Looks at everything that a configuration names. It makes nothing, so that whoever looks as another user leaves nothing in the way of the service; a catalogue that is there is brought to
/// the form of this version when no instance is at work on it.
pub async fn check(config: &Config, clock: &Clock, random: &Random) -> Findings {
	let mut findings = Findings::default();
	findings.well("configuration", format!("organization {}", config.organization));
	let secrets =
		findings.result("keys", "read, and nobody else may", Secrets::read(config, random));
	if config.http.tls.is_some() {
		let usable = http::ensure_certificate(&config.http).await;
		findings.result("certificate", "goes with its key", usable);
	}
	check_store(config, &mut findings).await;
	let own = secrets.map(|secrets| secrets.own(config.organization));
	check_chain(config, clock, own, &mut findings).await;
	findings
}

async fn check_store(config: &Config, findings: &mut Findings) {
	let url = &config.store.catalogue;
	if let Err(half) = ensure_whole(config) {
		return findings.trouble("store", half);
	}
	if let Some(file) = sqlite_file(url) {
		if !is_own(&file, findings) {
			return;
		}
	}
	match Instance::try_take(url).await {
		Err(error) => findings.trouble("instance", error),
		Ok(None) => {
			findings.well("instance", "another one is at work; its /readyz tells of the store");
		},
		Ok(Some(_instance)) => {
			findings.well("instance", "none is at work");
			let owner = findings.result("owner", "this custodian", ensure_own(config).await);
			if owner.is_none() {
				return;
			}
			let catalogue = match Catalogue::open(url).await {
				Err(error) => return findings.trouble("catalogue", error),
				Ok(catalogue) => catalogue,
			};
			findings.result("catalogue", "answers", catalogue.ready().await);
			match open_vault(&catalogue, &config.store.vault).await {
				Err(error) => findings.trouble("vault", error),
				Ok(vault) => {
					findings.result("vault", "answers", vault.ready().await);
				},
			}
			catalogue.close().await;
		},
	}
}

/// Whether SQLite's file is there, and is that of the user who looks: what another one writes beside it the service could not read.
fn is_own(file: &Path, findings: &mut Findings) -> bool {
	let Ok(found) = std::fs::metadata(file) else {
		let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
		let writable = access(folder.unwrap_or(Path::new(".")), Access::WRITE_OK);
		let writable =
			writable.map_err(|error| CatalogueError::File(io::Error::from(error).kind()));
		findings.result("catalogue", "none yet: the service makes one when it starts", writable);
		return false;
	};
	let owner = found.uid();
	if owner != geteuid().as_raw() {
		findings.trouble(
			"catalogue",
			format!(
				"{} belongs to the user with the number {owner}: look as that one, with sudo -u",
				file.display()
			),
		);
		return false;
	}
	true
}

async fn check_chain(config: &Config, clock: &Clock, own: Option<Own>, findings: &mut Findings) {
	let connected = own_chain::connect(config).await;
	let told = "answers, and is of the right chain";
	let Some(chain) = findings.result("node", told, connected) else { return };
	let heads = match timeout(ANSWER_WITHIN, chain.heads()).await {
		Ok(Ok(heads)) => heads,
		Ok(Err(error)) => return findings.trouble("heads", error),
		Err(_) => return findings.trouble("heads", "they were not told within ten seconds"),
	};
	let now = clock.now();
	if now.abs_diff(heads.best.time) > MAX_CLOCK_DIFFERENCE {
		findings.trouble("clock", Unready::ClockApart);
	} else {
		findings.well("clock", "within a minute of the chain's");
	}
	match heads.ensure_fresh(now) {
		Ok(()) => findings.well("heads", "of now"),
		Err(stale) => findings.trouble("heads", stale),
	}
	let (Some(own), Ok(Ok(best))) = (own, timeout(ANSWER_WITHIN, chain.at_best()).await) else {
		return findings.trouble("standing", "it was not asked, for want of keys or of an answer");
	};
	match timeout(ANSWER_WITHIN, standing(&best, &own)).await {
		Ok(Ok(Standing::Good)) => {
			findings.well(
				"standing",
				"accredited, the clerk listed as a custodian, and the published key is ours",
			);
		},
		Ok(Ok(Standing::Bad(fault))) => findings.trouble("standing", Unready::Standing(fault)),
		Ok(Err(error)) => findings.trouble("standing", error),
		Ok(Ok(Standing::Unknown)) | Err(_) => {
			findings.trouble("standing", "it was not told within ten seconds");
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn whoever_looks_leaves_nothing_behind() {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("catalogue.sqlite");
		let looked = || {
			let mut findings = Findings::default();
			(is_own(&file, &mut findings), findings.has_trouble, findings.lines.join("\n"))
		};
		let (is_there, has_trouble, told) = looked();
		assert!(!is_there && !has_trouble && told.contains("none yet"), "{told}");
		assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
		std::fs::write(&file, "").unwrap();
		assert_eq!(looked(), (true, false, String::new()));
		// Only root may give a file away.
		if std::os::unix::fs::chown(&file, Some(10_001), None).is_ok() {
			let (is_there, has_trouble, told) = looked();
			assert!(!is_there && has_trouble && told.contains("10001"), "{told}");
		}
		std::fs::remove_file(&file).unwrap();
		std::fs::remove_dir(folder.path()).unwrap();
		let (is_there, has_trouble, told) = looked();
		assert!(!is_there && has_trouble && told.contains("folder"), "{told}");
	}
}
