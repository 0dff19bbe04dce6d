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

/// How many gateways an organization has at most; removed ones that are still remembered count as long
/// as their room isn't needed.
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
	/// From when on it was a gateway, and until when; without an end it is one now.
	pub period: Period,
}

impl<AccountId> Gateway<AccountId> {
	/// Whether it is a gateway now: nobody has removed it.
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
	/// The accounts through which it acts for practitioners without an account, now or in the past.
	/// In a full table the one that was removed first makes room.
	pub gateways: BoundedVec<Gateway<AccountId>, ConstU32<MAX_GATEWAYS>>,
	/// The first moment for which all gateways are known.
	pub gateways_known_since: Moment,
	/// Its accreditation and where it stands, now and before. They began when the chain came to know the
	/// organization.
	pub terms: History<OrganizationTerms>,
	/// The X25519 key to which others seal what the organization shall read, once published.
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
			gateways_known_since: now,
			terms: History::new(terms, now),
			key: None,
			predecessors: BoundedVec::new(),
			profile,
			practitioners_known_since: now,
		}
	}

	/// Whether the organization's people may act at `at`: that it was known and accredited then, and
	/// not suspended, by the terms that applied then.
	pub fn check(&self, at: Moment) -> Result<(), NotPractising> {
		match self.terms.at(at) {
			Known::NotYet => Err(NotPractising::NotAccredited),
			Known::Unknown => Err(NotPractising::NoLongerKnown),
			Known::Value(terms) => terms.check(at),
		}
	}

	/// Where the organization stands now.
	pub fn state(&self) -> OrganizationState {
		self.terms.current.state
	}

	/// Whether the organization's accreditation was revoked, be it that another organization has followed it
	/// since. Nothing else can happen after a revocation, and nothing after a succession.
	pub(crate) fn was_revoked(&self) -> bool {
		let before = self.terms.past.last().map(|past| past.value.state);
		match self.state() {
			OrganizationState::Revoked => true,
			OrganizationState::Succeeded { .. } => before == Some(OrganizationState::Revoked),
			OrganizationState::Active | OrganizationState::Suspended => false,
		}
	}

	/// Whether the organization is neither suspended nor over for good. Its accreditation may still not
	/// have begun, or have ended: that depends on the clock.
	pub fn is_active(&self) -> bool {
		self.state() == OrganizationState::Active
	}

	/// Lets the organization stand at `state` from now on.
	pub(crate) fn enter(&mut self, state: OrganizationState, now: Moment) {
		let terms = OrganizationTerms { state, ..self.terms.current };
		self.terms.change(terms, now);
	}

	/// Lets the organization be accredited for this period from now on.
	pub(crate) fn renew(&mut self, accreditation: Period, now: Moment) {
		let terms = OrganizationTerms { accreditation, ..self.terms.current };
		self.terms.change(terms, now);
	}

	/// Whether `account` is a gateway now.
	pub fn has_gateway(&self, account: &AccountId) -> bool {
		self.gateways.iter().any(|gateway| gateway.is_present() && gateway.account == *account)
	}

	/// Whether `account` was a gateway at `at`.
	pub fn check_gateway(&self, account: &AccountId, at: Moment) -> Result<(), NotPractising> {
		if self
			.gateways
			.iter()
			.any(|gateway| gateway.account == *account && gateway.period.contains(at))
		{
			Ok(())
		} else if at < self.gateways_known_since {
			Err(NotPractising::NoLongerKnown)
		} else {
			Err(NotPractising::NotAGateway)
		}
	}

	/// Lets `account`, which is no gateway now, be one from now on, or says that there is no room for it.
	/// A gateway that was removed in this moment never stopped to be one.
	pub(crate) fn open_gateway(&mut self, account: AccountId, now: Moment) -> Result<(), ()> {
		if let Some(removed_now) = self
			.gateways
			.iter_mut()
			.find(|gateway| gateway.account == account && gateway.period.until == Some(now))
		{
			removed_now.period.until = None;
			return Ok(());
		}
		if self.gateways.is_full() {
			let first_removed =
				self.gateways.iter().filter_map(|gateway| gateway.period.until).min().ok_or(())?;
			self.gateways.retain(|gateway| gateway.period.until != Some(first_removed));
			self.gateways_known_since = self.gateways_known_since.max(first_removed);
		}
		let period = Period { from: now, until: None };
		self.gateways.try_push(Gateway { account, period }).map_err(|_| ())
	}

	/// Ends that `account` is a gateway. One that was added in this same moment never was one and takes
	/// no room.
	pub(crate) fn close_gateway(&mut self, account: &AccountId, now: Moment) {
		for gateway in self.gateways.iter_mut() {
			if gateway.is_present() && gateway.account == *account {
				gateway.period.until = Some(now);
			}
		}
		self.gateways
			.retain(|gateway| gateway.period.until.is_none_or(|end| gateway.period.from < end));
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
	/// The X25519 key to which others seal what the practitioner shall read, once published.
	pub key: Option<EncryptionKey>,
}

impl Practitioner {
	/// A practitioner who starts now and has published no key.
	pub fn new(roles: Roles, licence: Period, now: Moment) -> Self {
		let terms = PractitionerTerms { roles, licence, state: PractitionerState::Active };
		Self { terms: History::new(terms, now), key: None }
	}

	/// Where the practitioner stands now.
	pub fn state(&self) -> PractitionerState {
		self.terms.current.state
	}

	/// The roles in which the practitioner may act at `at`, by the terms that applied then; `None` if the
	/// row says nothing about that moment.
	pub fn roles_at(&self, at: Moment) -> Option<Result<Roles, NotPractising>> {
		match self.terms.at(at) {
			Known::NotYet => None,
			Known::Unknown => Some(Err(NotPractising::NoLongerKnown)),
			Known::Value(terms) => Some(terms.check(at)),
		}
	}

	/// Lets these roles and this licence apply from now on. The emergency role stays as it is: an
	/// organization neither gives nor takes it.
	pub(crate) fn employ(&mut self, roles: Roles, licence: Period, now: Moment) {
		let present = self.terms.current;
		let holds = present.roles.contains(Role::Emergency);
		let roles = with_emergency_role(roles, holds);
		self.terms.change(PractitionerTerms { roles, licence, ..present }, now);
	}

	/// Lets somebody who had left practise again from now on. The emergency role does not come back, a
	/// suspension stays.
	pub(crate) fn come_back(&mut self, roles: Roles, licence: Period, now: Moment) {
		let state = PractitionerState::present(self.state().is_suspended());
		self.terms.change(PractitionerTerms { roles, licence, state }, now);
	}

	/// Lets the practitioner hold the emergency role from now on, or not.
	pub(crate) fn set_emergency_role(&mut self, holds: bool, now: Moment) {
		let present = self.terms.current;
		let roles = with_emergency_role(present.roles, holds);
		self.terms.change(PractitionerTerms { roles, ..present }, now);
	}

	/// Lets the practitioner leave now. A suspension goes along.
	pub(crate) fn leave(&mut self, now: Moment) {
		self.enter(PractitionerState::Left { suspended: self.state().is_suspended() }, now);
	}

	/// Lets the practitioner be suspended from now on, or no longer, wherever it stands.
	pub(crate) fn set_suspended(&mut self, suspended: bool, now: Moment) {
		let state = if self.state().has_left() {
			PractitionerState::Left { suspended }
		} else {
			PractitionerState::present(suspended)
		};
		self.enter(state, now);
	}

	fn enter(&mut self, state: PractitionerState, now: Moment) {
		let terms = PractitionerTerms { state, ..self.terms.current };
		self.terms.change(terms, now);
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
