//! What whoever runs the custodian has to see to.

use std::fmt;

/// A kind of trouble. It names nobody: what it was about stands on the chain, or in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
	/// A ticket was used up by somebody else of the organization: an entry of the trail names a release that this service did not make.
	RedeemedByAnother,
	/// A sealed record that a batch names is not in the vault, or not whole.
	RecordMissing,
	/// What the catalogue has of a patient cannot be read.
	KeptUnreadable,
	/// A ticket was redeemed, and its reader did not get all of what it asked for.
	ReleaseBrokenOff,
	/// There is no file for what of a release has to wait for its reader, since the disk has no room or no folder for it.
	ReleaseFile,
	/// A redemption was sent, and nothing was released, since what became of it is unknown: the ticket may be used up.
	RedemptionUnknown,
	/// The node takes no redemption of one of the own accounts: the organization is suspended, or the account is not listed, or has spent what it may send.
	MayNotRedeem,
	/// What was released may stand in no final block: it is kept to be reported.
	ReleaseUnrecorded,
	/// The chain did not take a report.
	ReportRefused,
	/// The store did not answer.
	Store,
	/// The chain did not answer.
	Chain,
}

impl Trouble {
	/// Every kind.
	pub const ALL: [Self; 11] = [
		Self::RedeemedByAnother,
		Self::RecordMissing,
		Self::KeptUnreadable,
		Self::ReleaseBrokenOff,
		Self::ReleaseFile,
		Self::RedemptionUnknown,
		Self::MayNotRedeem,
		Self::ReleaseUnrecorded,
		Self::ReportRefused,
		Self::Store,
		Self::Chain,
	];

	/// Its name in logs and metrics.
	pub fn name(self) -> &'static str {
		match self {
			Self::RedeemedByAnother => "redeemed-by-another",
			Self::RecordMissing => "record-missing",
			Self::KeptUnreadable => "kept-unreadable",
			Self::ReleaseBrokenOff => "release-broken-off",
			Self::ReleaseFile => "release-file",
			Self::RedemptionUnknown => "redemption-unknown",
			Self::MayNotRedeem => "may-not-redeem",
			Self::ReleaseUnrecorded => "release-unrecorded",
			Self::ReportRefused => "report-refused",
			Self::Store => "store",
			Self::Chain => "chain",
		}
	}

	/// Tells it, by the log and a metric. `why` is an error's own words, which name nobody either.
	pub fn tell(self, why: impl fmt::Display) {
		metrics::counter!("salus_custodian_troubles_total", "kind" => self.name()).increment(1);
		tracing::warn!(kind = self.name(), %why, "trouble");
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_page_says_of_each_what_to_do() {
		let page = include_str!("../../../docs/custodian.md");
		let rows = page.split("| trouble |").nth(1).unwrap().split("\n\n").next().unwrap();
		for trouble in Trouble::ALL {
			assert!(rows.contains(&format!("`{}`", trouble.name())), "{trouble:?}");
		}
	}
}
