//! What is noted of a release, until its redemption is final.

use super::{
	hexadecimal,
	report::{Actor, Recipient, Report},
};
use crate::{
	kept::{Moment, Name},
	ledger::{Redeemed, Redemption},
};
use salus_client::{
	chain::{
		types::{ReportCause, Ticket},
		AccountId32, Judged,
	},
	requests::ReleaseRequest,
};
use serde::{Deserialize, Serialize};

/// How far a release has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "it is written or read, and let go")]
pub(super) enum Note {
	/// It is being redeemed. As long as this is all that is noted, nothing has gone out.
	Begun,
	/// A block holds the redemption: from here on something may have gone out.
	Redeemed(Released),
}

/// What may have gone out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Released {
	/// What the chain has to be told if the redemption is lost.
	pub(super) report: Report,
	/// The ticket.
	pub(super) ticket: u64,
	/// Whether it serves once.
	pub(super) is_single_use: bool,
	/// The block in which the redemption was seen.
	#[serde(with = "hexadecimal")]
	pub(super) block: [u8; 32],
	/// Its number.
	pub(super) number: u64,
	/// The hash of the transaction.
	#[serde(with = "hexadecimal")]
	pub(super) transaction: [u8; 32],
}

impl Released {
	/// What is released on a request, as it was judged.
	pub(super) fn of(
		request: &ReleaseRequest,
		judged: &Judged,
		redeemed: Redeemed,
		statement: Name,
		released_at: Moment,
	) -> Self {
		let Ticket { action, purpose, .. } = judged.ticket.clone();
		let report = Report {
			patient: request.patient,
			ticket: Some(request.sequence),
			secret: Some(*request.secret.expose()),
			recipient: recipient(&judged.ticket),
			action,
			purpose,
			targets: request.targets.as_slice().to_vec(),
			released_at,
			// The chain, or the way to it, failed: it is looked at again, though the ticket covers it.
			cause: ReportCause::Downtime,
			statement,
		};
		let Redeemed { block, number, transaction } = redeemed;
		let is_single_use = judged.ticket.is_single_use;
		Self { report, ticket: request.sequence, is_single_use, block, number, transaction }
	}

	pub(super) fn redemption(&self) -> Redemption {
		let Self { report, ticket, is_single_use, block, number, transaction } = self;
		Redemption {
			patient: report.patient,
			ticket: *ticket,
			is_single_use: *is_single_use,
			redeemed: Redeemed { block: *block, number: *number, transaction: *transaction },
		}
	}
}

fn recipient(ticket: &Ticket<AccountId32>) -> Recipient {
	if ticket.reader == ticket.requester {
		Recipient::Requester
	} else {
		Recipient::Actor(Actor::from(&ticket.reader))
	}
}
