//! Why nothing is released. Whoever asks is told one of two things; whoever runs the custodian sees them apart.

use super::room::{NoPlace, NoRoom};
use crate::{
	catalogue::CatalogueError,
	ledger::{NoneFree, NotJudged, NotRedeemed, Unanswered},
	refusal::Refusal,
	vault::VaultError,
};
use salus_client::{chain::StaleHead, requests::RequestError};

/// Why nothing is released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReleased {
	/// The request is none that is answered.
	Refused(Reason),
	/// It may be one that is answered, later.
	Unavailable(Cause),
	/// The account has asked too often; again after so many seconds.
	TooMany(u32),
}

/// Why a request is refused, in the order in which it is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
	/// It is for another chain.
	OtherChain,
	/// It is for another custodian.
	OtherCustodian,
	/// The holder has not signed it.
	NotSigned,
	/// It is not of now.
	OutOfTime,
	/// The ticket was redeemed.
	Redeemed,
	/// The best block has the ticket, and the finalized one had it not in time.
	NotFinal,
	/// The ticket does not hold.
	Void,
	/// The secret is not the ticket's.
	OtherSecret,
	/// The ticket does not permit all of it.
	NotCovered,
	/// The key is not the reader's.
	OtherKey,
	/// Something of it is not kept here.
	NothingKept,
	/// A request of the account's with this nonce was here before.
	SeenBefore,
	/// The chain refused the redemption.
	NotRedeemed,
}

/// Why it is not found out whether a request may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
	/// The chain does not answer.
	Chain,
	/// A head of the chain is too old to be trusted.
	StaleHead,
	/// Catalogue or vault do not answer.
	Store,
	/// The service takes up what the one before left.
	Starting,
	/// Others with the same ticket come first.
	Turn,
	/// Too much is being sent to others, or this machine's disk is full.
	Room,
	/// Too many tickets are being redeemed.
	Place,
	/// None of the own accounts may redeem.
	MayNotRedeem,
	/// The redemption was not sent, or what became of it is unknown.
	Redemption,
}

impl NotReleased {
	/// What a limit says.
	pub(super) fn of_limit(refusal: Refusal) -> Self {
		match refusal {
			Refusal::TooMany(seconds) => Self::TooMany(seconds),
			// There is no more of it at all.
			_ => Self::Unavailable(Cause::Room),
		}
	}

	/// Its name in the metrics.
	pub(super) fn name(self) -> &'static str {
		match self {
			Self::Refused(Reason::OtherChain) => "other-chain",
			Self::Refused(Reason::OtherCustodian) => "other-custodian",
			Self::Refused(Reason::NotSigned) => "not-signed",
			Self::Refused(Reason::OutOfTime) => "out-of-time",
			Self::Refused(Reason::Redeemed) => "redeemed",
			Self::Refused(Reason::NotFinal) => "not-final",
			Self::Refused(Reason::Void) => "void",
			Self::Refused(Reason::OtherSecret) => "other-secret",
			Self::Refused(Reason::NotCovered) => "not-covered",
			Self::Refused(Reason::OtherKey) => "other-key",
			Self::Refused(Reason::NothingKept) => "nothing-kept",
			Self::Refused(Reason::SeenBefore) => "seen-before",
			Self::Refused(Reason::NotRedeemed) => "not-redeemed",
			Self::Unavailable(Cause::Chain) => "chain",
			Self::Unavailable(Cause::StaleHead) => "stale-head",
			Self::Unavailable(Cause::Store) => "store",
			Self::Unavailable(Cause::Starting) => "starting",
			Self::Unavailable(Cause::Turn) => "turn",
			Self::Unavailable(Cause::MayNotRedeem) => "may-not-redeem",
			Self::Unavailable(Cause::Room) => "room",
			Self::Unavailable(Cause::Place) => "place",
			Self::Unavailable(Cause::Redemption) => "redemption",
			Self::TooMany(_) => "too-many",
		}
	}
}

impl From<NotReleased> for Refusal {
	fn from(not_released: NotReleased) -> Self {
		match not_released {
			NotReleased::Refused(_) => Self::Refused,
			NotReleased::Unavailable(_) => Self::Unavailable,
			NotReleased::TooMany(seconds) => Self::TooMany(seconds),
		}
	}
}

impl From<RequestError> for NotReleased {
	fn from(error: RequestError) -> Self {
		Self::Refused(match error {
			RequestError::OtherChain => Reason::OtherChain,
			RequestError::OtherCustodian => Reason::OtherCustodian,
			RequestError::OutOfTime => Reason::OutOfTime,
			// The others are none of a check of the signed bytes.
			_ => Reason::NotSigned,
		})
	}
}

impl From<NotJudged> for NotReleased {
	fn from(error: NotJudged) -> Self {
		Self::Refused(match error {
			NotJudged::Unanswered(error) => return error.into(),
			NotJudged::Redeemed => Reason::Redeemed,
			NotJudged::NotFinal => Reason::NotFinal,
			NotJudged::Void => Reason::Void,
			NotJudged::OtherSecret => Reason::OtherSecret,
			NotJudged::NotCovered => Reason::NotCovered,
			NotJudged::OtherKey => Reason::OtherKey,
		})
	}
}

impl From<NotRedeemed> for NotReleased {
	fn from(error: NotRedeemed) -> Self {
		match error {
			NotRedeemed::Redeemed => Self::Refused(Reason::Redeemed),
			NotRedeemed::Refused => Self::Refused(Reason::NotRedeemed),
			NotRedeemed::MayNotRedeem => Self::Unavailable(Cause::MayNotRedeem),
			NotRedeemed::NotSent | NotRedeemed::Unknown => Self::Unavailable(Cause::Redemption),
		}
	}
}

impl From<Unanswered> for NotReleased {
	fn from(_: Unanswered) -> Self {
		Self::Unavailable(Cause::Chain)
	}
}

impl From<NoRoom> for NotReleased {
	fn from(_: NoRoom) -> Self {
		Self::Unavailable(Cause::Room)
	}
}

impl From<NoPlace> for NotReleased {
	fn from(_: NoPlace) -> Self {
		Self::Unavailable(Cause::Place)
	}
}

impl From<NoneFree> for NotReleased {
	fn from(_: NoneFree) -> Self {
		Self::Unavailable(Cause::Place)
	}
}

impl From<StaleHead> for NotReleased {
	fn from(_: StaleHead) -> Self {
		Self::Unavailable(Cause::StaleHead)
	}
}

impl From<CatalogueError> for NotReleased {
	fn from(_: CatalogueError) -> Self {
		Self::Unavailable(Cause::Store)
	}
}

impl From<VaultError> for NotReleased {
	fn from(_: VaultError) -> Self {
		Self::Unavailable(Cause::Store)
	}
}
