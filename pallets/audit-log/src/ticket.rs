//! Whether a ticket holds: the one judgement behind the runtime API, the view function and the
//! redemption.

use crate::{Config, Entries, Redeemed, Ticket, TicketFault, TicketTarget};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use salus_primitives::{
	AccessAttempt, AccessPolicy, AccessRequest, Actor, AuditedEvent, Decision, Encounter, Moment,
	OrganizationId, PatientId, ProviderDirectory, Pseudonym, Role, Sequence, Target, TicketClaim,
	TicketHolder, TrailId, HOUR,
};
use sp_runtime::Saturating;

/// What is shown to a custodian.
pub(crate) struct Shown<AccountId> {
	pub patient: PatientId,
	pub sequence: Sequence,
	/// The account that shows it.
	pub holder: AccountId,
	/// Of a team's ticket that a gateway shows: for whom.
	pub practitioner: Option<Pseudonym>,
	pub custodian: OrganizationId,
}

/// Judges `shown` at `now`.
pub(crate) fn judge<T: Config>(
	shown: &Shown<T::AccountId>,
	now: Moment,
) -> Result<Ticket<T::AccountId>, TicketFault> {
	examine::<T>(shown, &[], now, &mut 0).map(|(_, ticket)| ticket)
}

/// Judges `shown` at `now`, and gives the attempt that the ticket is with what is left of it. `decided` counts about how
/// many targets the policy was asked.
///
/// If some of the ticket's targets are `named`, and one of them is permitted, the others are not looked at.
///
/// The order is such that whoever neither holds the ticket nor is its custodian learns nothing of it; and that an attempt at which
/// nothing was permitted is, whoever shows it to whom, no other fault than none at all: in which trail it stands, or whether in any,
/// would tell whether there is such a patient.
pub(crate) fn examine<T: Config>(
	shown: &Shown<T::AccountId>,
	named: &[Target],
	now: Moment,
	decided: &mut u32,
) -> Result<(Issued<T>, Ticket<T::AccountId>), TicketFault> {
	let issued =
		Issued::<T>::find(&shown.patient, shown.sequence).ok_or(TicketFault::TicketNotFound)?;
	ensure!(issued.attempt.answers.is_permitted(), TicketFault::TicketNotFound);
	let reader = issued.reader(shown, now).ok_or(TicketFault::NotTicketHolder)?;
	ensure!(issued.attempt.custodian == shown.custodian, TicketFault::WrongCustodian);
	ensure!(issued.attempt.action.shows_records(), TicketFault::NothingToRelease);
	let claim = issued.attempt.claim.ok_or(TicketFault::TicketNotFound)?;
	ensure!(now < issued.expires_at(), TicketFault::TicketExpired);
	ensure!(!issued.is_redeemed(), TicketFault::TicketRedeemed);
	let mut targets = issued.still_permitted_to(&reader, now, decided, |target| {
		named.is_empty() || named.contains(target)
	});
	if targets.is_empty() && !named.is_empty() {
		targets =
			issued.still_permitted_to(&reader, now, decided, |target| !named.contains(target));
	}
	ensure!(!targets.is_empty(), TicketFault::NoLongerPermitted);
	let ticket = Ticket {
		requester: issued.requester.clone(),
		reader,
		action: issued.attempt.action,
		purpose: issued.attempt.purpose,
		targets,
		custodian: issued.attempt.custodian,
		issued_at: issued.issued_at,
		expires_at: issued.expires_at(),
		claim,
		is_single_use: issued.is_single_use(),
	};
	Ok((issued, ticket))
}

/// An attempt in a patient's trail: a ticket, if it was permitted to see something.
pub(crate) struct Issued<T: Config> {
	pub patient: PatientId,
	pub sequence: Sequence,
	pub requester: Actor<T::AccountId>,
	pub attempt: AccessAttempt,
	pub issued_at: Moment,
}

impl<T: Config> Issued<T> {
	/// The attempt at that place of the patient's trail, permitted or denied.
	pub fn find(patient: &PatientId, sequence: Sequence) -> Option<Self> {
		let entry = Entries::<T>::get(TrailId::Patient(*patient), sequence)?;
		let AuditedEvent::AccessRequested(attempt) = entry.event else { return None };
		Some(Self {
			patient: *patient,
			sequence,
			requester: entry.actor,
			attempt,
			issued_at: entry.at,
		})
	}

	/// What the holder committed to, if the attempt is a ticket.
	pub fn claim(&self) -> Option<TicketClaim> {
		let is_ticket = self.attempt.answers.is_permitted() && self.attempt.action.shows_records();
		self.attempt.claim.filter(|_| is_ticket)
	}

	/// The role that a ticket for a team asks of its readers.
	pub fn team(&self) -> Option<Role> {
		match self.attempt.encounter {
			Some(Encounter { holder: TicketHolder::Role(role), .. }) => Some(role),
			_ => None,
		}
	}

	/// The first moment at which it no longer holds.
	pub fn expires_at(&self) -> Moment {
		let lifetime = match self.attempt.encounter {
			Some(encounter) => HOUR.saturating_mul(encounter.hours.into()),
			None => T::TicketLifetime::get(),
		};
		self.issued_at.saturating_add(lifetime)
	}

	/// Whether it serves once; a ticket for an encounter never does.
	pub fn is_single_use(&self) -> bool {
		self.attempt.encounter.is_none() && T::SingleUseTickets::get()
	}

	/// Whether it serves once and has.
	pub fn is_redeemed(&self) -> bool {
		self.is_single_use() && Redeemed::<T>::contains_key(self.last_hour(), self.place())
	}

	/// Whether it serves once and nothing shows any more whether it has: its hour is over, and marks of it are gone or going.
	pub fn has_no_mark_left(&self, now: Moment) -> bool {
		self.is_single_use() && hour_of(now) > self.last_hour()
	}

	/// Notes that it was redeemed, if it serves once: so long as the hour lasts in which it expires. Later, it is
	/// expired anyway, and nothing would take the mark away.
	pub fn mark_redeemed(&self, now: Moment) {
		if self.is_single_use() && hour_of(now) <= self.last_hour() {
			Redeemed::<T>::insert(self.last_hour(), self.place(), ());
		}
	}

	/// Whether every one of `targets` was permitted.
	pub fn permits_all(&self, targets: &[Target]) -> bool {
		targets.iter().all(|target| {
			self.attempt.answers.permitted().any(|(permitted, _)| permitted == *target)
		})
	}

	/// Whether `actor` is of the team that needs `role`, at `at`. None if the directory no longer knows.
	pub fn is_of_team(&self, actor: &Actor<T::AccountId>, role: Role, at: Moment) -> Option<bool> {
		use salus_primitives::NotPractising::NoLongerKnown;
		let is_same =
			actor.organization().is_some() && actor.organization() == self.requester.organization();
		if !is_same {
			return Some(false);
		}
		match T::Providers::standing(actor, at) {
			Ok(standing) => Some(standing.roles.contains(role)),
			Err(NoLongerKnown) => None,
			Err(_) => Some(false),
		}
	}

	/// As whom the account reads that shows the ticket, if it may use it.
	fn reader(&self, shown: &Shown<T::AccountId>, now: Moment) -> Option<Actor<T::AccountId>> {
		let account = shown.holder.clone();
		let Some(role) = self.team() else {
			let acts_for = match &self.requester {
				Actor::Gateway { practitioner, .. } => Some(*practitioner),
				_ => None,
			};
			let is_requester = self.requester.account() == Some(&account)
				&& (shown.practitioner.is_none() || shown.practitioner == acts_for);
			return is_requester.then(|| self.requester.clone());
		};
		let organization = self.requester.organization()?;
		let reader = match shown.practitioner {
			None => Actor::Practitioner { organization, account },
			Some(practitioner) => Actor::Gateway { organization, account, practitioner },
		};
		self.is_of_team(&reader, role, now)?.then_some(reader)
	}

	/// What was permitted, is meant, and is permitted to `reader` now on the same ground.
	pub fn still_permitted_to(
		&self,
		reader: &Actor<T::AccountId>,
		now: Moment,
		decided: &mut u32,
		is_meant: impl Fn(&Target) -> bool,
	) -> Vec<TicketTarget> {
		let permitted = self.attempt.answers.permitted();
		let permitted: Vec<_> = permitted.filter(|(target, _)| is_meant(target)).collect();
		let targets: Vec<Target> = permitted.iter().map(|(target, _)| *target).collect();
		let Some(target) = targets.first() else { return Vec::new() };
		let request = AccessRequest {
			patient: self.patient,
			actor: reader.clone(),
			action: self.attempt.action,
			purpose: self.attempt.purpose,
			target: *target,
		};
		let decisions = T::Policy::decide_each(&request, &targets, now);
		decided.saturating_accrue(u32::try_from(targets.len()).unwrap_or(u32::MAX));
		permitted
			.into_iter()
			.zip(decisions)
			.filter(|((_, basis), decision)| *decision == Decision::Permit(*basis))
			.map(|((target, basis), _)| TicketTarget { target, basis })
			.collect()
	}

	fn place(&self) -> (PatientId, Sequence) {
		(self.patient, self.sequence)
	}

	/// The hour in which it expires.
	fn last_hour(&self) -> u32 {
		hour_of(self.expires_at())
	}
}

/// The hour in which `at` lies, counted from 1970-01-01: that of a ticket's expiry is the key of its mark in [`Redeemed`].
pub(crate) fn hour_of(at: Moment) -> u32 {
	u32::try_from(at / HOUR).unwrap_or(u32::MAX)
}
