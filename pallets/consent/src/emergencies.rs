//! Emergency sessions ("break-glass"): opening and closing them, drawing reviewers, verdicts and answers.
//!
//! A session is noted in several places: its own row, with all that is known; as the latest of its practitioner
//! for its patient, for decisions; and, until the last word on it, with its organization and in the index of all
//! that wait for a review.
//!
//! Nothing that is counted refuses a session: beyond its terms an organization's sessions are flagged.

mod draw;
mod origins;
mod reviews;

pub use draw::MAX_DRAWS;
pub use origins::{EnsureAuthority, EnsurePrivacyOfficer};

use crate::{
	decide::bars_emergency, BreakGlass, BreakGlassTerms, BreakGlasses, Config, Error, Event, Heads,
	LatestSession, LatestSessions, ListedReview, NextSession, Pallet, PendingReview,
	PendingReviews, Session, Sessions,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
	BoundedVec,
};
use salus_primitives::{
	day_of, Actor, AuditTrail, AuditedEvent, Capacity, Commitment, EmergencyDenial, EmergencyFlag,
	EmergencyFlags, EmergencyReason, Moment, NotPractising, OrganizationId, PatientDirectory,
	PatientId, PractitionerId, ProviderDirectory, Relation, Reviewers, Role, SessionId, TrailId,
	HOUR,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// What is known of a session before it opens.
struct Opening<AccountId> {
	organization: OrganizationId,
	practitioner: PractitionerId<AccountId>,
	break_glass: BreakGlass,
	terms: BreakGlassTerms,
	previous: Option<SessionId>,
}

/// Why a practitioner opens no session: an error for what nobody learns anything by, a denial for the rest.
enum NotOpened {
	Refused(DispatchError),
	Denied(EmergencyDenial),
}

impl<T: Config> From<Error<T>> for NotOpened {
	fn from(error: Error<T>) -> Self {
		Self::Refused(error.into())
	}
}

impl From<EmergencyDenial> for NotOpened {
	fn from(denial: EmergencyDenial) -> Self {
		Self::Denied(denial)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_emergency(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		reason: EmergencyReason,
		justification: Commitment,
		hours: u8,
	) -> DispatchResult {
		let now = T::Time::now();
		ensure!((1..=T::MaxSessionHours::get()).contains(&hours), Error::<T>::InvalidDuration);
		let actor = Actor::new(who.clone(), capacity);
		let opening = match Self::opening(&patient, &actor, now) {
			Ok(opening) => opening,
			Err(NotOpened::Refused(error)) => return Err(error),
			Err(NotOpened::Denied(denial)) => {
				Self::write_down_denial(patient, who, actor, denial, now);
				return Ok(());
			},
		};
		let id = NextSession::<T>::get();
		let next = id.checked_add(1).ok_or(ArithmeticError::Overflow)?;

		let Opening { organization, practitioner, mut break_glass, terms, previous } = opening;
		let flags = count_session::<T>(&mut break_glass, terms, now);
		let longest = if flags.is_empty() { hours } else { T::FlaggedSessionHours::get() };
		let until = now.saturating_add(Moment::from(hours.min(longest)).saturating_mul(HOUR));
		let review_due = Self::review_due(flags, until);
		let listed = ListedReview { session: id, until, due: review_due };
		if break_glass.listed.try_push(listed).is_err() {
			break_glass.unlisted = break_glass.unlisted.saturating_add(1);
		}
		BreakGlasses::<T>::insert(organization, break_glass);
		let is_flagged = !flags.is_empty();
		let pending = PendingReview { organization, due: review_due, is_flagged };
		PendingReviews::<T>::insert(id, pending);
		let latest = LatestSession { id, opened_at: now, until };
		LatestSessions::<T>::insert((patient, organization, practitioner), latest);
		NextSession::<T>::put(next);
		let session = Session {
			patient,
			actor: actor.clone(),
			organization,
			reason,
			justification,
			opened_at: now,
			until,
			flags,
			review_due,
			reviewers: Reviewers::new(),
			reviews: BoundedVec::new(),
			answer: None,
			previous,
		};
		Sessions::<T>::insert(id, session);
		let event = AuditedEvent::EmergencyOpened { session: id, reason, until };
		T::Audit::append_listed(TrailId::Patient(patient), actor.clone(), event);
		Self::deposit_event(Event::EmergencyOpened {
			patient,
			organization,
			session: id,
			reason,
			until,
			review_due,
		});
		if is_flagged {
			Self::note(&patient, actor, AuditedEvent::EmergencyFlagged { session: id, flags });
			Self::deposit_event(Event::EmergencyFlagged { session: id, organization, flags });
		}
		Ok(())
	}

	/// Whether `actor` may break the glass of `patient` at `now`, which no count decides.
	fn opening(
		patient: &PatientId,
		actor: &Actor<T::AccountId>,
		now: Moment,
	) -> Result<Opening<T::AccountId>, NotOpened> {
		ensure!(T::Patients::is_open(patient), EmergencyDenial::UnknownOrClosedPatient);
		let standing =
			T::Providers::standing(actor, now).map_err(EmergencyDenial::NotPractising)?;
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(EmergencyDenial::NotPractising(NotPractising::NotAPractitioner).into());
		};
		ensure!(standing.roles.contains(Role::Emergency), EmergencyDenial::NoEmergencyRole);
		let latest = LatestSessions::<T>::get((patient, organization, &practitioner));
		ensure!(
			!latest.is_some_and(|latest| latest.is_open(now)),
			Error::<T>::EmergencyAlreadyOpen
		);
		let break_glass = BreakGlasses::<T>::get(organization);
		let terms = break_glass.terms.ok_or(EmergencyDenial::NotLicensed)?;
		// Whose account a gateway's is says nothing about the practitioner. Would it be asked about, whoever
		// makes it a representative would lock a hospital out.
		let own_account = practitioner.account();
		ensure!(
			!own_account.is_some_and(|account| Self::is_on_patients_side(patient, account, now)),
			EmergencyDenial::OnPatientsSide
		);
		ensure!(!T::Patients::has_died(patient, now), EmergencyDenial::Deceased);
		ensure!(!bars_emergency(&Heads::<T>::get(patient), actor), EmergencyDenial::Refused);
		let previous = latest.map(|latest| latest.id);
		Ok(Opening { organization, practitioner, break_glass, terms, previous })
	}

	/// Whether `account` speaks for the patient, or may act for it in whatever matter.
	pub(crate) fn is_on_patients_side(
		patient: &PatientId,
		account: &T::AccountId,
		now: Moment,
	) -> bool {
		matches!(
			T::Patients::relation(patient, account, now),
			Some(Relation::Controller | Relation::Representative(_) | Relation::Executor(_))
		)
	}

	/// Writes down that somebody wanted to break the glass. Everybody is told the same, whatever the reason: the
	/// reason stands in the patient's trail, also if it is closed; or, if there never was such a patient, in that of the
	/// organization, if there is such an organization.
	fn write_down_denial(
		patient: PatientId,
		account: T::AccountId,
		actor: Actor<T::AccountId>,
		denial: EmergencyDenial,
		now: Moment,
	) {
		let organization = actor.organization();
		let trail = if T::Patients::is_known(&patient) {
			Some(TrailId::Patient(patient))
		} else {
			let is_known =
				T::Providers::standing(&actor, now) != Err(NotPractising::UnknownOrganization);
			organization.filter(|_| is_known).map(TrailId::Organization)
		};
		if let Some(trail) = trail {
			let event = AuditedEvent::EmergencyDenied { patient, denial };
			T::Audit::append_quietly(trail, actor, event);
		}
		Self::deposit_event(Event::EmergencyDenied { patient, account, organization });
	}

	/// By when a session is to be judged that is over at `end`.
	fn review_due(flags: EmergencyFlags, end: Moment) -> Moment {
		let period = T::ReviewPeriod::get();
		end.saturating_add(if flags.is_empty() { period } else { period / 2 })
	}

	pub(crate) fn do_close_emergency(
		who: T::AccountId,
		capacity: Capacity,
		session: SessionId,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut closing = Sessions::<T>::get(session)
			.filter(|open| now < open.until)
			.ok_or(Error::<T>::SessionNotFound)?;
		let actor = Actor::new(who, capacity);
		Self::ensure_may_close(&actor, &closing, now)?;

		closing.until = now;
		closing.review_due = Self::review_due(closing.flags, now);
		let patient = closing.patient;
		if let Some(practitioner) = closing.actor.practitioner() {
			let key = (patient, closing.organization, practitioner);
			LatestSessions::<T>::mutate_exists(key, |latest| {
				if let Some(latest) = latest.as_mut().filter(|latest| latest.id == session) {
					latest.until = now;
				}
			});
		}
		Self::store_session(session, closing);
		let event = AuditedEvent::EmergencyClosed { session };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::EmergencyClosed { patient, session });
		Ok(())
	}

	/// That `actor` may close this session: its practitioner, a privacy officer of the same organization, or the
	/// patient's controller.
	fn ensure_may_close(
		actor: &Actor<T::AccountId>,
		session: &Session<T::AccountId>,
		now: Moment,
	) -> Result<(), Error<T>> {
		if let Actor::Person(who) = actor {
			Self::ensure_controls(&session.patient, who, now)?;
			// Whoever stole a key would close them all.
			return Self::ensure_not_frozen(&session.patient, now);
		}
		let standing = T::Providers::standing(actor, now).map_err(|_| Error::<T>::NotPractising)?;
		let is_theirs = actor.practitioner() == session.actor.practitioner()
			|| standing.roles.contains(Role::PrivacyOfficer);
		ensure!(
			actor.organization() == Some(session.organization) && is_theirs,
			Error::<T>::SessionNotFound
		);
		Ok(())
	}

	/// Stores what has become of a session, wherever it is known that it waits for a verdict, or does no longer.
	fn store_session(id: SessionId, session: Session<T::AccountId>) {
		let (until, due) = (session.until, session.review_due);
		let is_pending = session.verdict().is_none();
		BreakGlasses::<T>::mutate_extant(session.organization, |break_glass| {
			let place = break_glass.listed.iter().position(|row| row.session == id);
			match place {
				Some(place) if is_pending => {
					if let Some(row) = break_glass.listed.get_mut(place) {
						(row.until, row.due) = (until, due);
					}
				},
				Some(place) => {
					break_glass.listed.remove(place);
				},
				None if is_pending => (),
				None => break_glass.unlisted = break_glass.unlisted.saturating_sub(1),
			}
		});
		if is_pending {
			let is_flagged = !session.flags.is_empty();
			let organization = session.organization;
			PendingReviews::<T>::insert(id, PendingReview { organization, due, is_flagged });
		} else {
			PendingReviews::<T>::remove(id);
		}
		Sessions::<T>::insert(id, session);
	}
}

/// Counts a session that opens now with those of its organization. Returns what it exceeds.
fn count_session<T: Config>(
	break_glass: &mut BreakGlass,
	terms: BreakGlassTerms,
	now: Moment,
) -> EmergencyFlags {
	let today = day_of(now);
	if break_glass.day != today {
		break_glass.day = today;
		break_glass.opened_today = 0;
	}
	let mut flags = EmergencyFlags::default();
	for (flag, is_exceeded) in [
		(EmergencyFlag::TooManyOpen, usize::from(terms.max_open) <= break_glass.open(now)),
		(EmergencyFlag::TooManyToday, terms.max_per_day <= break_glass.opened_today),
		(
			EmergencyFlag::ReviewsOverdue,
			T::MaxOverdueReviews::get() as usize <= break_glass.overdue(now),
		),
		(EmergencyFlag::ReviewsPending, break_glass.listed.is_full() || break_glass.unlisted > 0),
	] {
		if is_exceeded {
			flags.insert(flag);
		}
	}
	break_glass.opened_today = break_glass.opened_today.saturating_add(1);
	flags
}
