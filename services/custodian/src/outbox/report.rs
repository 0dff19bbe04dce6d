//! A release that the chain is told of afterwards, and its JSON.

use super::hexadecimal;
use crate::kept::{Moment, Name, PatientId};
use salus_client::{
	chain::{
		types::{
			self, Action, BoundedVec, PatientId as OnChainId, Pseudonym, Purpose, ReleaseReport,
			ReportCause, Target, TicketSecret,
		},
		AccountId32, H256,
	},
	requests::{ReleaseTarget, ReleaseTargets},
};
use serde::{Deserialize, Serialize};

/// What the chain is told of one release.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: PatientId,
	/// The ticket against which it was, if there was one. Without, or where it does not cover the release, the privacy officer has to answer
	/// for it.
	#[serde(default)]
	pub ticket: Option<u64>,
	/// What the ticket's holder proved with that it asked this custodian.
	#[serde(default, with = "hexadecimal::optional")]
	pub secret: Option<[u8; 32]>,
	/// To whom.
	pub recipient: Recipient,
	/// What for: the action.
	#[serde(with = "ActionInJson")]
	pub action: Action,
	/// What for: the purpose.
	#[serde(with = "PurposeInJson")]
	pub purpose: Purpose,
	/// Each once, at most 64; none for all that the ticket permits.
	pub targets: Vec<ReleaseTarget>,
	/// When it was, in milliseconds since 1970.
	pub released_at: Moment,
	/// Why it is reported afterwards.
	#[serde(with = "CauseInJson")]
	pub cause: ReportCause,
	/// What tells this report from all others. It stands in the entry. Zeros are none: a form may leave it out.
	#[serde(
		default,
		serialize_with = "hexadecimal::serialize",
		deserialize_with = "hexadecimal::or_zeros"
	)]
	pub statement: Name,
}

/// Nobody could tell from the report what was released to whom; the chain would refuse it, and with it all that is filed in the same call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomplete {
	/// It names no ticket, and the one who requested it as the recipient.
	#[error("without a ticket nobody has requested it: name the recipient")]
	Requester,
	/// It names neither a ticket nor targets.
	#[error("without a ticket it must say which records")]
	Targets,
	/// Its targets are more than 64, or one stands there twice.
	#[error("its targets are at most 64, each once")]
	WrongTargets,
}

impl Report {
	/// Whether the chain takes it, once its clock has reached the moment of the release.
	pub fn ensure_complete(&self) -> Result<(), Incomplete> {
		if self.ticket.is_none() && self.recipient == Recipient::Requester {
			return Err(Incomplete::Requester);
		}
		if self.targets.is_empty() {
			return self.ticket.map(|_| ()).ok_or(Incomplete::Targets);
		}
		let targets = ReleaseTargets::try_from(self.targets.clone());
		targets.map(|_| ()).map_err(|_| Incomplete::WrongTargets)
	}

	/// As the chain takes it.
	pub(crate) fn on_chain(&self) -> ReleaseReport<AccountId32> {
		ReleaseReport {
			patient: OnChainId(self.patient),
			ticket: self.ticket,
			secret: self.secret.map(TicketSecret),
			recipient: (&self.recipient).into(),
			action: self.action.clone(),
			purpose: self.purpose.clone(),
			targets: BoundedVec(self.targets.iter().map(Target::from).collect()),
			released_at: self.released_at,
			cause: self.cause.clone(),
			statement: Some(H256(self.statement)),
		}
	}
}

/// Who got records.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Recipient {
	/// Who asked for the ticket.
	Requester,
	/// Somebody whom the chain knows: of a team that a ticket stands for, or without a ticket.
	Actor(Actor),
	/// An organization as a whole.
	Organization(u32),
	/// Somebody on the patient's side.
	PatientsSide,
	/// Somebody whom the chain does not know, such as a court or a register: a salted commitment to name and address.
	Outside(#[serde(with = "hexadecimal")] [u8; 32]),
}

/// Somebody whom the chain knows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub enum Actor {
	/// An account, for itself.
	Person(#[serde(with = "hexadecimal")] [u8; 32]),
	/// A practitioner, by account.
	Practitioner {
		/// For which organization.
		organization: u32,
		/// The account.
		#[serde(with = "hexadecimal")]
		account: [u8; 32],
	},
	/// A practitioner, by pseudonym.
	Gateway {
		/// For which organization.
		organization: u32,
		/// The gateway's account.
		#[serde(with = "hexadecimal")]
		account: [u8; 32],
		/// The pseudonym.
		#[serde(with = "hexadecimal")]
		practitioner: [u8; 32],
	},
	/// The authorities.
	Authority,
	/// An organization, by one of its admins.
	Organization {
		/// The organization.
		organization: u32,
		/// The admin's account.
		#[serde(with = "hexadecimal")]
		account: [u8; 32],
	},
	/// The chain itself.
	Chain,
}

impl From<&types::Actor<AccountId32>> for Actor {
	fn from(actor: &types::Actor<AccountId32>) -> Self {
		match actor {
			types::Actor::Person(account) => Self::Person(account.0),
			types::Actor::Practitioner { organization, account } => {
				Self::Practitioner { organization: *organization, account: account.0 }
			},
			types::Actor::Gateway { organization, account, practitioner } => Self::Gateway {
				organization: *organization,
				account: account.0,
				practitioner: practitioner.0,
			},
			types::Actor::Authority => Self::Authority,
			types::Actor::Organization { organization, account } => {
				Self::Organization { organization: *organization, account: account.0 }
			},
			types::Actor::Chain => Self::Chain,
		}
	}
}

impl From<&Actor> for types::Actor<AccountId32> {
	fn from(actor: &Actor) -> Self {
		match *actor {
			Actor::Person(account) => Self::Person(AccountId32(account)),
			Actor::Practitioner { organization, account } => {
				Self::Practitioner { organization, account: AccountId32(account) }
			},
			Actor::Gateway { organization, account, practitioner } => Self::Gateway {
				organization,
				account: AccountId32(account),
				practitioner: Pseudonym(practitioner),
			},
			Actor::Authority => Self::Authority,
			Actor::Organization { organization, account } => {
				Self::Organization { organization, account: AccountId32(account) }
			},
			Actor::Chain => Self::Chain,
		}
	}
}

impl From<&Recipient> for types::Recipient<AccountId32> {
	fn from(recipient: &Recipient) -> Self {
		match recipient {
			Recipient::Requester => Self::Requester,
			Recipient::Actor(actor) => Self::Actor(actor.into()),
			Recipient::Organization(organization) => Self::Organization(*organization),
			Recipient::PatientsSide => Self::PatientsSide,
			Recipient::Outside(commitment) => Self::Outside(H256(*commitment)),
		}
	}
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Action")]
enum ActionInJson {
	Access,
	Collect,
	Correct,
	Disclose,
	Use,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Purpose")]
enum PurposeInJson {
	Treatment,
	EmergencyTreatment,
	Payment,
	Operations,
	CareManagement,
	Research,
	ClinicalTrial,
	PublicHealth,
	PatientRequest,
	FamilyRequest,
	PowerOfAttorney,
	Coverage,
	SystemAdministration,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "ReportCause")]
enum CauseInJson {
	Bulk,
	Downtime,
	OutsideTheChain,
}
