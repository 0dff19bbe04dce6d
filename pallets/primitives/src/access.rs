//! A request for access and the decision on it.

use crate::{
	Action, AnchorId, GrantId, Months, NotPractising, OrganizationId, PatientId, PolicyId,
	PractitionerId, Pseudonym, Purpose, RecordClass, SessionId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// In which capacity a signer acts.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Capacity {
	/// On the patient's side: as the controller, a representative, a device.
	#[codec(index = 0)]
	Person,
	/// As a practitioner of this organization.
	#[codec(index = 1)]
	Practitioner {
		/// The organization.
		organization: OrganizationId,
	},
	/// As a gateway of this organization, for a practitioner that it lists.
	#[codec(index = 2)]
	Gateway {
		/// The organization.
		organization: OrganizationId,
		/// The practitioner acted for.
		practitioner: Pseudonym,
	},
}

/// Who acts, and for whom (FHIR `AuditEvent.agent`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Actor<AccountId> {
	/// On the patient's side: the controller, a representative, a device, a guardian.
	#[codec(index = 0)]
	Person(AccountId),
	/// A practitioner acting in an organization, by an own account.
	#[codec(index = 1)]
	Practitioner {
		/// The organization that the practitioner acts for.
		organization: OrganizationId,
		/// The practitioner's account.
		account: AccountId,
	},
	/// A practitioner acting in an organization, through the organization's gateway.
	#[codec(index = 2)]
	Gateway {
		/// The organization that the practitioner acts for.
		organization: OrganizationId,
		/// The gateway's account, which signs.
		account: AccountId,
		/// The practitioner.
		practitioner: Pseudonym,
	},
	/// An authority of the chain, such as the registrar, by an origin that is no account.
	#[codec(index = 3)]
	Authority,
	/// An organization as such, by the account of one of its admins or gateways: an institutional
	/// guardian.
	#[codec(index = 4)]
	Organization {
		/// The organization.
		organization: OrganizationId,
		/// The admin's or the gateway's account, which signs.
		account: AccountId,
	},
	/// The chain itself, by its own rules: what lapsed, was swept, became overdue.
	#[codec(index = 5)]
	Chain,
}

impl<AccountId> Actor<AccountId> {
	/// The actor that signed with `account`, in this capacity.
	pub fn new(account: AccountId, capacity: Capacity) -> Self {
		match capacity {
			Capacity::Person => Actor::Person(account),
			Capacity::Practitioner { organization } => {
				Actor::Practitioner { organization, account }
			},
			Capacity::Gateway { organization, practitioner } => {
				Actor::Gateway { organization, account, practitioner }
			},
		}
	}

	/// The account that signs; an authority has none, nor has the chain.
	pub fn account(&self) -> Option<&AccountId> {
		match self {
			Actor::Person(account)
			| Actor::Practitioner { account, .. }
			| Actor::Gateway { account, .. }
			| Actor::Organization { account, .. } => Some(account),
			Actor::Authority | Actor::Chain => None,
		}
	}

	/// The organization acted for.
	pub fn organization(&self) -> Option<OrganizationId> {
		match self {
			Actor::Person(_) | Actor::Authority | Actor::Chain => None,
			Actor::Practitioner { organization, .. }
			| Actor::Gateway { organization, .. }
			| Actor::Organization { organization, .. } => Some(*organization),
		}
	}
}

impl<AccountId: Clone> Actor<AccountId> {
	/// The practitioner who acts: by an own account, or the one whom a gateway acts for.
	pub fn practitioner(&self) -> Option<PractitionerId<AccountId>> {
		match self {
			Actor::Practitioner { account, .. } => Some(PractitionerId::Account(account.clone())),
			Actor::Gateway { practitioner, .. } => Some(PractitionerId::Pseudonym(*practitioner)),
			Actor::Person(_) | Actor::Authority | Actor::Organization { .. } | Actor::Chain => None,
		}
	}
}

/// What an access is about (FHIR `AuditEvent.entity`).
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Target {
	/// The records under one anchor of the patient.
	#[codec(index = 0)]
	Anchor(AnchorId),
	/// Records of a class, as a whole: all there are, or new ones to add.
	#[codec(index = 1)]
	Class {
		/// The class.
		class: RecordClass,
		/// The months their content falls in. Without them all months are meant, which a grant that
		/// is limited to a content period does not cover; with months that are none, nothing is.
		content: Option<Months>,
	},
}

/// The question that the decision function answers: may this actor do this, to these records, for
/// this purpose?
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AccessRequest<AccountId> {
	/// Whose records.
	pub patient: PatientId,
	/// Who asks.
	pub actor: Actor<AccountId>,
	/// To do what.
	pub action: Action,
	/// Why.
	pub purpose: Purpose,
	/// To which records.
	pub target: Target,
}

/// The answer to an [`AccessRequest`].
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Decision {
	/// Permitted, and on what ground.
	#[codec(index = 0)]
	Permit(Basis),
	/// Denied, and why.
	#[codec(index = 1)]
	Deny(Denial),
	/// The question is about a moment for which the chain no longer keeps what it would need to
	/// answer, or stored data is being carried over to another shape. Never a permission.
	#[codec(index = 2)]
	Unknown,
}

impl Decision {
	/// Whether the access is permitted.
	pub fn is_permitted(&self) -> bool {
		matches!(self, Decision::Permit(_))
	}

	/// The same decision as an outsider may hear it: a denial without its reason, which could tell
	/// what a patient refused to whom, or that there is no such patient.
	pub fn for_outsiders(self) -> Self {
		match self {
			Decision::Deny(_) => Decision::Deny(Denial::NotPermitted),
			permitted_or_unknown => permitted_or_unknown,
		}
	}
}

/// The ground on which an access is permitted.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Basis {
	/// The actor is the patient's controller.
	#[codec(index = 0)]
	Patient,
	/// The actor represents the patient with the power that the action needs.
	#[codec(index = 1)]
	Representative,
	/// The actor is a device of the patient that adds a record of its classes.
	#[codec(index = 2)]
	Device,
	/// The actor's organization wrote the records and corrects or withdraws them.
	#[codec(index = 3)]
	Author,
	/// This grant of the patient covers it.
	#[codec(index = 4)]
	Grant(GrantId),
	/// This policy covers it: law permits it without consent.
	#[codec(index = 5)]
	Policy(PolicyId),
	/// The actor has broken the glass: this emergency session of the actor is open.
	#[codec(index = 6)]
	Emergency(SessionId),
}

/// Why an access is denied.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Denial {
	/// The reason is not for the one who asks.
	#[codec(index = 0)]
	NotPermitted,
	/// There is no such patient, or it is closed.
	#[codec(index = 1)]
	UnknownOrClosedPatient,
	/// The patient has no such anchor, or the months that were asked for are none: they end before they begin.
	#[codec(index = 2)]
	UnknownRecord,
	/// The actor does not practise for that organization at that moment.
	#[codec(index = 3)]
	NotPractising(NotPractising),
	/// The patient has refused it, whatever else would permit it.
	#[codec(index = 4)]
	Refused,
	/// Nothing permits it.
	#[codec(index = 5)]
	NotGranted,
	/// The records were erased, or stood in the wrong patient's file: nobody is let see them.
	#[codec(index = 6)]
	Withheld,
}
