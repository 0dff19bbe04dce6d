//! What the pallet stores of organizations, practitioners and applications, and how a moment is judged
//! by it.

use crate::history::{History, Known};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Commitment, EncryptionKey, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	Predecessors, Role, Roles, MAX_PREDECESSORS,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How many admins an organization has at most.
pub const MAX_ADMINS: u32 = 8;

/// How many gateways an organization has at most. One that was added and removed within one moment counts
/// until that is over.
pub const MAX_GATEWAYS: u32 = 8;

/// The accounts that manage an organization's practitioners and gateways.
pub type Admins<AccountId> = BoundedVec<AccountId, ConstU32<MAX_ADMINS>>;

/// Where an organization stands.
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
pub enum OrganizationState {
	/// Its people may act while it is accredited.
	#[codec(index = 0)]
	Active,
	/// Nobody may act for it, until it is reinstated.
	#[codec(index = 1)]
	Suspended,
	/// Nobody may ever act for it again.
	#[codec(index = 2)]
	Revoked,
	/// Another organization has followed it, and has its custody and authorship. Nobody may ever act for
	/// it again.
	#[codec(index = 3)]
	Succeeded {
		/// The organization that followed.
		by: OrganizationId,
	},
}

impl OrganizationState {
	/// Whether the organization is over for good.
	pub fn has_ended(&self) -> bool {
		matches!(self, OrganizationState::Revoked | OrganizationState::Succeeded { .. })
	}
}

/// What applies to an organization at a moment.
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
pub struct OrganizationTerms {
	/// For how long it is accredited.
	pub accreditation: Period,
	/// Where it stands.
	pub state: OrganizationState,
}

impl OrganizationTerms {
	/// Whether the organization's people may act at `at`, a moment at which these terms apply.
	pub fn check(&self, at: Moment) -> Result<(), NotPractising> {
		match self.state {
			OrganizationState::Revoked => Err(NotPractising::AccreditationRevoked),
			OrganizationState::Succeeded { .. } => Err(NotPractising::OrganizationSucceeded),
			OrganizationState::Active | OrganizationState::Suspended
				if !self.accreditation.contains(at) =>
			{
				Err(NotPractising::NotAccredited)
			},
			OrganizationState::Suspended => Err(NotPractising::OrganizationSuspended),
			OrganizationState::Active => Ok(()),
		}
	}
}

/// An account through which an organization acts for practitioners who have no account.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Gateway<AccountId> {
	/// The account.
	pub account: AccountId,
	/// From when on it is a gateway, and until when; without an end nobody has removed it.
	pub period: Period,
}

impl<AccountId> Gateway<AccountId> {
	/// Whether it is a gateway: nobody has removed it.
	pub fn is_present(&self) -> bool {
		self.period.until.is_none()
	}
}

/// An organization that another has followed.
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
pub struct Predecessor {
	/// Which.
	pub organization: OrganizationId,
	/// From when on custody and authorship are the successor's.
	pub since: Moment,
}

/// An institution (FHIR `Organization`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Organization<AccountId> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// The accounts that manage its practitioners and gateways.
	pub admins: Admins<AccountId>,
	/// The accounts through which it acts for practitioners without an account. Those that were removed lie
	/// in [`GatewayHistories`](crate::GatewayHistories).
	pub gateways: BoundedVec<Gateway<AccountId>, ConstU32<MAX_GATEWAYS>>,
	/// The first moment at which nobody was a gateway besides those listed here: when one was last removed.
	pub gateways_in_row_since: Moment,
	/// The first moment for which all gateways are known: those who were removed long ago may be forgotten.
	pub gateways_known_since: Moment,
	/// Its accreditation and where it stands, now and before. They began when the chain came to know the
	/// organization.
	pub terms: History<OrganizationTerms>,
	/// Whether its accreditation was ever revoked, be it that another organization has followed it since.
	pub was_revoked: bool,
	/// The key to which others seal what the organization shall read, once published.
	pub key: Option<EncryptionKey>,
	/// The organizations that it has followed, directly or by way of another.
	pub predecessors: BoundedVec<Predecessor, ConstU32<MAX_PREDECESSORS>>,
	/// A salted commitment to the organization's description, which is published off the chain.
	/// All zeros if it has none.
	pub profile: Commitment,
	/// The first moment for which all practitioners are known: rows of those who left long ago may be
	/// forgotten.
	pub practitioners_known_since: Moment,
}

impl<AccountId: PartialEq> Organization<AccountId> {
	/// An organization that is accredited from now on.
	pub fn new(
		kind: OrganizationKind,
		admins: Admins<AccountId>,
		accreditation: Period,
		profile: Commitment,
		now: Moment,
	) -> Self {
		let terms = OrganizationTerms { accreditation, state: OrganizationState::Active };
		Self {
			kind,
			admins,
			gateways: BoundedVec::new(),
			gateways_in_row_since: now,
			gateways_known_since: now,
			terms: History::new(terms, now),
			was_revoked: false,
			key: None,
			predecessors: BoundedVec::new(),
			profile,
			practitioners_known_since: now,
		}
	}

	/// Whether the organization's people may act now, and may go on: what counts from the next moment on bars
	/// them, too, from whatever would last.
	pub(crate) fn check_present(&self, now: Moment) -> Result<(), NotPractising> {
		match self.terms.in_row(now) {
			Some(Known::NotYet) => Err(NotPractising::NotAccredited),
			Some(Known::Value(terms)) => terms.check(now),
			Some(Known::Unknown) | None => Err(NotPractising::NoLongerKnown),
		}?;
		self.terms.latest.check(now)
	}

	/// Where the organization stands, by the latest word.
	pub fn state(&self) -> OrganizationState {
		self.terms.latest.state
	}

	/// Whether the organization is neither suspended nor over for good. Its accreditation may still not
	/// have begun, or have ended: that depends on the clock.
	pub fn is_active(&self) -> bool {
		self.state() == OrganizationState::Active
	}

	/// The latest terms, but with this state.
	pub(crate) fn terms_in(&self, state: OrganizationState) -> OrganizationTerms {
		OrganizationTerms { state, ..self.terms.latest }
	}

	/// The latest terms, but with this accreditation.
	pub(crate) fn terms_with(&self, accreditation: Period) -> OrganizationTerms {
		OrganizationTerms { accreditation, ..self.terms.latest }
	}

	/// Whether `account` is a gateway: nobody has removed it.
	pub fn has_gateway(&self, account: &AccountId) -> bool {
		self.gateways.iter().any(|gateway| gateway.is_present() && gateway.account == *account)
	}

	/// Whether the row tells that `account` was a gateway at `at`.
	pub(crate) fn had_gateway(&self, account: &AccountId, at: Moment) -> bool {
		self.gateways
			.iter()
			.any(|gateway| gateway.account == *account && gateway.period.contains(at))
	}

	/// Lists `account` according to what is known of it: as long as it is a gateway, or will be in the next
	/// moment. Says if there is no room for it.
	pub(crate) fn list_gateway(
		&mut self,
		account: AccountId,
		known: &History<bool>,
		now: Moment,
	) -> Result<(), ()> {
		let is_gateway_now = known.in_row(now) == Some(Known::Value(&true));
		let listed = self.gateways.iter().find(|gateway| gateway.account == account);
		let listed_from = listed.map(|gateway| gateway.period.from);
		self.gateways.retain(|gateway| gateway.account != account);
		let period = if known.latest {
			// One that was removed and added again in one moment goes on as if nothing had happened.
			let from = listed_from.filter(|_| is_gateway_now).unwrap_or(known.since());
			Period { from, until: None }
		} else if is_gateway_now {
			Period { from: listed_from.unwrap_or(now), until: Some(known.since()) }
		} else {
			self.gateways_in_row_since = self.gateways_in_row_since.max(known.since());
			return Ok(());
		};
		self.gateways.try_push(Gateway { account, period }).map_err(|_| ())
	}

	/// Takes off the list who was a gateway to the end of an earlier moment.
	pub(crate) fn drop_ended_gateways(&mut self, now: Moment) {
		let ended = |gateway: &Gateway<AccountId>| gateway.period.until.filter(|end| *end <= now);
		let last_end = self.gateways.iter().filter_map(ended).max();
		self.gateways_in_row_since = self.gateways_in_row_since.max(last_end.unwrap_or(0));
		self.gateways.retain(|gateway| ended(gateway).is_none());
	}

	/// From when on an organization counts as followed that this one follows now: one after the other, as with
	/// any change.
	pub(crate) fn follows_from(&self, now: Moment) -> Moment {
		let has_followed_now = self.predecessors.iter().any(|predecessor| now <= predecessor.since);
		if has_followed_now {
			now.saturating_add(1)
		} else {
			now
		}
	}

	/// The organizations that this one had followed at `at`.
	pub fn predecessors_at(&self, at: Moment) -> Predecessors {
		let followed = self
			.predecessors
			.iter()
			.filter(|predecessor| predecessor.since <= at)
			.map(|predecessor| predecessor.organization);
		Predecessors::truncate_from(followed.collect())
	}
}

/// Where a practitioner stands in an organization.
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
pub enum PractitionerState {
	/// May act while licensed.
	#[codec(index = 0)]
	Active,
	/// May not act until whoever licenses lifts it.
	#[codec(index = 1)]
	Suspended,
	/// Is no longer a practitioner of the organization.
	#[codec(index = 2)]
	Left {
		/// Whether the practitioner would still be suspended after coming back. Leaving and being added
		/// again must not lift what an organization cannot lift.
		suspended: bool,
	},
}

impl PractitionerState {
	/// Whether a suspension stands, of somebody who has left, too.
	pub fn is_suspended(&self) -> bool {
		matches!(self, PractitionerState::Suspended | PractitionerState::Left { suspended: true })
	}

	/// Whether the practitioner is one of the organization no longer.
	pub fn has_left(&self) -> bool {
		matches!(self, PractitionerState::Left { .. })
	}

	/// The state of somebody who is in the organization.
	fn present(suspended: bool) -> Self {
		if suspended {
			PractitionerState::Suspended
		} else {
			PractitionerState::Active
		}
	}
}

/// What applies to a practitioner at a moment.
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
pub struct PractitionerTerms {
	/// The roles in the organization.
	pub roles: Roles,
	/// For how long the practitioner may act in them.
	pub licence: Period,
	/// Where the practitioner stands.
	pub state: PractitionerState,
}

impl PractitionerTerms {
	/// The roles in which the practitioner may act at `at`, a moment at which these terms apply.
	pub fn check(&self, at: Moment) -> Result<Roles, NotPractising> {
		match self.state {
			PractitionerState::Left { .. } => Err(NotPractising::PractitionerLeft),
			PractitionerState::Suspended => Err(NotPractising::PractitionerSuspended),
			PractitionerState::Active if self.licence.contains(at) => Ok(self.roles),
			PractitionerState::Active => Err(NotPractising::NotLicensed),
		}
	}
}

/// A person who acts in an organization (FHIR `PractitionerRole`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Practitioner {
	/// The practitioner's roles, licence and where it stands, now and before. They began when the
	/// organization added the practitioner for the first time.
	pub terms: History<PractitionerTerms>,
	/// The key to which others seal what the practitioner shall read, once published.
	pub key: Option<EncryptionKey>,
}

impl Practitioner {
	/// A practitioner who starts now and has published no key.
	pub fn new(roles: Roles, licence: Period, now: Moment) -> Self {
		let terms = PractitionerTerms { roles, licence, state: PractitionerState::Active };
		Self { terms: History::new(terms, now), key: None }
	}

	/// Where the practitioner stands, by the latest word.
	pub fn state(&self) -> PractitionerState {
		self.terms.latest.state
	}

	/// Whether the practitioner may act now, and may go on: what counts from the next moment on is a bar, too.
	pub(crate) fn check_present(&self, now: Moment) -> Result<(), NotPractising> {
		match self.terms.in_row(now) {
			Some(Known::NotYet) => Err(NotPractising::NotAPractitioner),
			Some(Known::Value(terms)) => terms.check(now),
			Some(Known::Unknown) | None => Err(NotPractising::NoLongerKnown),
		}?;
		self.terms.latest.check(now).map(|_| ())
	}

	/// The latest terms, but with these roles and this licence. The emergency role stays as it is: an
	/// organization neither gives nor takes it.
	pub(crate) fn terms_employed(&self, roles: Roles, licence: Period) -> PractitionerTerms {
		let holds = self.terms.latest.roles.contains(Role::Emergency);
		let roles = with_emergency_role(roles, holds);
		PractitionerTerms { roles, licence, ..self.terms.latest }
	}

	/// The terms of somebody who had left and practises again. The emergency role does not come back, a
	/// suspension stays.
	pub(crate) fn terms_back(&self, roles: Roles, licence: Period) -> PractitionerTerms {
		let state = PractitionerState::present(self.state().is_suspended());
		PractitionerTerms { roles, licence, state }
	}

	/// The latest terms, but with the emergency role or without it.
	pub(crate) fn terms_with_emergency_role(&self, holds: bool) -> PractitionerTerms {
		let roles = with_emergency_role(self.terms.latest.roles, holds);
		PractitionerTerms { roles, ..self.terms.latest }
	}

	/// The latest terms, but of somebody who has left. A suspension goes along.
	pub(crate) fn terms_left(&self) -> PractitionerTerms {
		let state = PractitionerState::Left { suspended: self.state().is_suspended() };
		PractitionerTerms { state, ..self.terms.latest }
	}

	/// The latest terms, but suspended, or no longer, wherever the practitioner stands.
	pub(crate) fn terms_suspended(&self, suspended: bool) -> PractitionerTerms {
		let state = if self.state().has_left() {
			PractitionerState::Left { suspended }
		} else {
			PractitionerState::present(suspended)
		};
		PractitionerTerms { state, ..self.terms.latest }
	}
}

/// These roles and the emergency role, or these without it.
fn with_emergency_role(roles: Roles, holds: bool) -> Roles {
	let emergency = Roles::of(&[Role::Emergency]);
	if holds {
		Roles(roles.0 | emergency.0)
	} else {
		Roles(roles.0 & !emergency.0)
	}
}

/// An institution that asks to be accredited.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Application<Ticket> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// A salted commitment to its description, which whoever accredits gets off the chain.
	pub profile: Commitment,
	/// When it applied.
	pub applied_at: Moment,
	/// The deposit, which goes back to the applicant whatever becomes of the application.
	pub ticket: Ticket,
}

impl<Ticket> Application<Ticket> {
	/// The application, without the deposit's ticket, whose shape is the runtime's.
	pub fn without_ticket(self) -> Application<()> {
		let Self { kind, profile, applied_at, .. } = self;
		Application { kind, profile, applied_at, ticket: () }
	}
}

/// An organization that is there from the first block: accredited without end, with these practitioners,
/// licensed without end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisOrganization<AccountId> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// The account that manages its practitioners.
	pub admin: AccountId,
	/// The practitioners' accounts, each with its roles as a bit field.
	pub practitioners: Vec<(AccountId, Roles)>,
}
