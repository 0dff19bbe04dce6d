//! Accounts by which this service redeemed, before others took their place: their redemptions of that time are its own.

use super::Redeemer;
use crate::{
	catalogue::{Catalogue, CatalogueError},
	kept::Moment,
	trouble::Trouble,
};
use serde::{Deserialize, Serialize};

/// How long after an account was replaced a redemption by it counts as own: what was sent just before may come into a block later, and clocks are apart.
const SLACK: Moment = 600_000;

/// An account of the service's, and how long it was one: whoever learns its secret later is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerClerk {
	account: [u8; 32],
	until: Moment,
}

/// What is kept of an account.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct KeptClerk {
	/// When the service started without it; nothing while it has it.
	until: Option<Moment>,
}

impl FormerClerk {
	/// Whether the service redeemed by it then.
	pub(super) fn is(&self, redeemer: &Redeemer) -> bool {
		self.account == redeemer.account && redeemer.at <= self.until.saturating_add(SLACK)
	}
}

/// Takes down by which accounts the service redeems from now on, and tells those by which it did before.
pub async fn former_clerks(
	catalogue: &Catalogue,
	present: &[[u8; 32]],
	now: Moment,
) -> Result<Vec<FormerClerk>, CatalogueError> {
	let mut former = Vec::new();
	for (account, row) in catalogue.clerks().await? {
		if present.contains(&account) {
			continue;
		}
		let Ok(KeptClerk { until }) = serde_json::from_slice(&row) else {
			Trouble::KeptUnreadable.tell("an account by which tickets were redeemed");
			continue;
		};
		if until.is_none() {
			put(catalogue, &account, Some(now)).await?;
		}
		former.push(FormerClerk { account, until: until.unwrap_or(now) });
	}
	for account in present {
		put(catalogue, account, None).await?;
	}
	Ok(former)
}

async fn put(
	catalogue: &Catalogue,
	account: &[u8; 32],
	until: Option<Moment>,
) -> Result<(), CatalogueError> {
	let row = serde_json::to_vec(&KeptClerk { until }).map_err(|_| CatalogueError::Damaged)?;
	catalogue.put_clerk(account, &row).await
}

#[cfg(test)]
mod tests {
	use super::*;

	const OLD: [u8; 32] = [1; 32];
	const NEW: [u8; 32] = [2; 32];
	const NOW: Moment = 1_790_000_000_000;

	#[tokio::test]
	async fn an_account_that_was_replaced_is_known_for_what_it_did_until_then() {
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Catalogue::open(&url).await.unwrap();
		assert_eq!(former_clerks(&catalogue, &[OLD], NOW).await.unwrap(), []);
		// As long as it is in use it is none of the former.
		assert_eq!(former_clerks(&catalogue, &[OLD, NEW], NOW + 1).await.unwrap(), []);
		for later in [2, 3] {
			let former = former_clerks(&catalogue, &[NEW], NOW + later).await.unwrap();
			assert_eq!(former, [FormerClerk { account: OLD, until: NOW + 2 }]);
		}
		let former = FormerClerk { account: OLD, until: NOW };
		let redeemer = |account, at| Redeemer { account, at };
		assert!(former.is(&redeemer(OLD, NOW - 1)) && former.is(&redeemer(OLD, NOW + SLACK)));
		assert!(!former.is(&redeemer(OLD, NOW + SLACK + 1)), "whoever has its seed now is another");
		assert!(!former.is(&redeemer(NEW, NOW)));
		// It is taken up again.
		assert_eq!(former_clerks(&catalogue, &[OLD, NEW], NOW + 4).await.unwrap(), []);
	}

	#[tokio::test]
	async fn one_that_cannot_be_read_keeps_nobody_from_starting() {
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Catalogue::open(&url).await.unwrap();
		catalogue.put_clerk(&OLD, b"{").await.unwrap();
		assert_eq!(former_clerks(&catalogue, &[NEW], NOW).await.unwrap(), []);
	}
}
