//! Looks again and again at the node, the own standing and the store.

use super::{Standing, StandingFault, Unready, Watch};
use crate::{catalogue::Catalogue, vault::Vault};
use salus_client::{
	chain::{
		types::{Actor, Role},
		AccountId32, AskError, AtBlock, Chain,
	},
	PublishedKey,
};
use std::{future::Future, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
	sync::watch,
	time::{sleep, timeout},
};

/// A block comes every two seconds.
const HEADS_EVERY: Duration = Duration::from_secs(2);
/// How often it is asked whether the organization may act, and whether the store answers: every so many times.
const STANDING_EVERY: u32 = 8;
/// A node that takes longer is gone.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Who the custodian is on the chain.
#[derive(Clone, Debug)]
pub struct Own {
	/// The organization.
	pub organization: u32,
	/// The accounts that redeem tickets.
	pub clerks: Vec<[u8; 32]>,
	/// The keys of which it has the private halves, as they are published.
	pub keys: Vec<PublishedKey>,
}

/// What is looked at.
pub struct Observer {
	/// The node.
	pub chain: Chain,
	/// The custodian.
	pub own: Own,
	/// The catalogue.
	pub catalogue: Arc<Catalogue>,
	/// The file of the catalogue, if it is one.
	pub catalogue_file: Option<PathBuf>,
	/// The vault.
	pub vault: Vault,
	/// Who goes by it.
	pub watch: Arc<Watch>,
}

impl Observer {
	/// Looks until `until` turns true.
	pub async fn run(self, mut until: watch::Receiver<bool>) {
		tokio::select! {
			() = self.look() => {},
			_ = until.wait_for(|is_over| *is_over) => {},
		}
	}

	async fn look(&self) {
		let mut turns: u32 = 0;
		let mut told = None;
		loop {
			// What does not answer is seen by the time of the last answer.
			let _ = self.look_at_chain(turns).await;
			if turns.checked_rem(STANDING_EVERY) == Some(0) {
				self.look_at_store().await;
			}
			told = Some(tell(self.watch.unready(), told));
			turns = turns.wrapping_add(1);
			sleep(HEADS_EVERY).await;
		}
	}

	async fn look_at_chain(&self, turns: u32) -> Option<()> {
		if answer(self.chain.shown_genesis()).await? != self.chain.genesis() {
			self.watch.saw_other_chain();
			return Some(());
		}
		self.watch.saw(answer(self.chain.heads()).await?);
		if turns.checked_rem(STANDING_EVERY) == Some(0) || !self.watch.unready().is_empty() {
			let best = answer(self.chain.at_best()).await?;
			self.watch.standing(answer(standing(&best, &self.own)).await?);
		}
		Some(())
	}

	async fn look_at_store(&self) {
		let catalogue = timeout(ANSWER_WITHIN, self.catalogue.ready()).await;
		let vault = timeout(ANSWER_WITHIN, self.vault.ready()).await;
		let answers = matches!(catalogue, Ok(Ok(()))) && matches!(vault, Ok(Ok(())));
		self.watch.store(answers);
		if !answers {
			return;
		}
		if let Ok(pending) = self.catalogue.pending().await {
			count("salus_custodian_pending_redemptions", pending.len());
		}
		if let Ok(reports) = self.catalogue.reports().await {
			count("salus_custodian_pending_reports", reports.len());
		}
		if let Some(path) = &self.catalogue_file {
			if let Ok(metadata) = tokio::fs::metadata(path).await {
				let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
				count("salus_custodian_store_bytes", bytes);
			}
		}
	}
}

/// Tells once whenever it changes whether the service is ready.
fn tell(unready: Vec<Unready>, told: Option<Vec<Unready>>) -> Vec<Unready> {
	if told.as_ref() != Some(&unready) {
		if unready.is_empty() {
			tracing::info!("ready");
		}
		for reason in &unready {
			tracing::warn!(kind = reason.name(), why = %reason, "not ready");
		}
	}
	unready
}

/// What the chain says at a block of who the custodian is.
pub async fn standing(at: &AtBlock, own: &Own) -> Result<Standing, AskError> {
	let organization = own.organization;
	for clerk in &own.clerks {
		let actor = Actor::Practitioner { organization, account: AccountId32(*clerk) };
		let Ok(standing) = at.standing(actor).await? else {
			return Ok(Standing::Bad(StandingFault::NotPractising));
		};
		if !standing.roles.has(&Role::Custodian) {
			return Ok(Standing::Bad(StandingFault::NotCustodian));
		}
	}
	let published = at.organization(organization).await?.and_then(|row| row.key);
	Ok(match published.map(|key| PublishedKey::from(&key.public)) {
		None => Standing::Bad(StandingFault::NoKey),
		Some(key) if own.keys.contains(&key) => Standing::Good,
		Some(_) => Standing::Bad(StandingFault::OtherKey),
	})
}

async fn answer<T>(question: impl Future<Output = Result<T, AskError>>) -> Option<T> {
	timeout(ANSWER_WITHIN, question).await.ok()?.ok()
}

fn count(name: &'static str, number: usize) {
	metrics::gauge!(name).set(f64::from(u32::try_from(number).unwrap_or(u32::MAX)));
}
