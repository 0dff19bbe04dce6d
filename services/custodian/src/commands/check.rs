//! Says line by line whether a custodian could work as it is configured.

use crate::{
	catalogue::Catalogue,
	clock::Clock,
	config::Config,
	instance::Instance,
	operations::{standing, Own, Standing, Unready, MAX_CLOCK_DIFFERENCE},
	random::Random,
	service::{open_vault, Secrets},
};
use salus_client::chain::Chain;
use std::time::Duration;
use tokio::time::timeout;

const ANSWER_WITHIN: Duration = Duration::from_secs(10);

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

/// Looks at everything that a configuration names. It changes nothing, but that a catalogue is brought to the form of this version when no instance is at work on it.
pub async fn check(config: &Config, clock: &Clock, random: &Random) -> Findings {
	let mut findings = Findings::default();
	findings.well("configuration", format!("organization {}", config.organization));
	let secrets =
		findings.result("keys", "read, and nobody else may", Secrets::read(config, random));
	check_store(config, &mut findings).await;
	let own = secrets.map(|secrets| secrets.own(config.organization));
	check_chain(config, clock, own, &mut findings).await;
	findings
}

async fn check_store(config: &Config, findings: &mut Findings) {
	let url = &config.store.catalogue;
	match Instance::try_take(url).await {
		Err(error) => findings.trouble("instance", error),
		Ok(None) => {
			findings.well("instance", "another one is at work; its /readyz tells of the store");
		},
		Ok(Some(_instance)) => {
			findings.well("instance", "none is at work");
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

async fn check_chain(config: &Config, clock: &Clock, own: Option<Own>, findings: &mut Findings) {
	let connected = timeout(ANSWER_WITHIN, Chain::connect(&config.node)).await;
	let chain = match connected {
		Err(_) => return findings.trouble("node", "it does not answer within ten seconds"),
		Ok(Err(error)) => return findings.trouble("node", error),
		Ok(Ok(chain)) => chain,
	};
	if chain.genesis() != config.genesis {
		return findings.trouble("node", Unready::OtherChain);
	}
	findings.well("node", "answers, and is of the right chain");
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
		return findings.trouble("standing", "it was not asked");
	};
	match timeout(ANSWER_WITHIN, standing(&best, &own)).await {
		Ok(Ok(Standing::Good)) => {
			findings.well(
				"standing",
				"accredited, the clerk listed as a custodian, and the published key is ours",
			);
		},
		Ok(Ok(Standing::Bad(fault))) => findings.trouble("standing", Unready::Standing(fault)),
		Ok(Ok(Standing::Unknown)) | Ok(Err(_)) | Err(_) => {
			findings.trouble("standing", "it was not told");
		},
	}
}
