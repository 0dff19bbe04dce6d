//! Emergency sessions ("break-glass"): opening, closing, judging, and who may judge.
//!
//! A session is noted in three places: its own row, with all that is known; the file of its patient and
//! organization, for decisions; and, until it is judged, with its organization, which bounds how many there
//! are.

use crate::{
	decide::bars_emergency, BreakGlass, BreakGlasses, Config, Error, Event, File, Files, Heads,
	NextSession, Pallet, PendingReview, Review, Session, SessionRow, Sessions,
};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{EnsureOrigin, EnsureOriginWithArg, Get, OriginTrait, Time},
};
use salus_primitives::{
	Actor, AuditedEvent, Capacity, Commitment, EmergencyReason, Moment, OnMisconduct,
	OrganizationId, PatientDirectory, PatientId, ProviderDirectory, Role, SessionId,
};
use sp_runtime::DispatchResult;

const HOUR: Moment = 3_600_000;
const DAY: Moment = 24 * HOUR;

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
		ensure!(T::Patients::is_open(&patient), Error::<T>::PatientNotFound);
		let actor = Actor::new(who, capacity);
		let standing =
			T::Providers::standing(&actor, now).map_err(|_| Error::<T>::NotPractising)?;
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(Error::<T>::NotPractising.into());
		};
		ensure!(standing.roles.contains(Role::Emergency), Error::<T>::NotAnEmergencyPractitioner);
		ensure!((1..=T::MaxSessionHours::get()).contains(&hours), Error::<T>::InvalidDuration);
		let until = now.saturating_add(Moment::from(hours).saturating_mul(HOUR));
		ensure!(!bars_emergency(&Heads::<T>::get(patient), &actor), Error::<T>::EmergencyRefused);
		let mut file = Files::<T>::get(patient, organization);
		ensure!(
			!file.sessions.iter().any(|session| session.is_open_for(&practitioner, now)),
			Error::<T>::EmergencyAlreadyOpen
		);
		let id = NextSession::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::EmergencyLimitReached)?;
		let review_due = now.saturating_add(T::ReviewPeriod::get());
		let waiting = PendingReview { session: id, until, due: review_due };
		let row = SessionRow { id, practitioner, opened_at: now, until, is_reviewed: false };
		let mut break_glass = BreakGlasses::<T>::get(organization);
		count_session::<T>(&mut break_glass, waiting, now)?;
		let previous = file.last_session.replace(id);
		place_session::<T>(&mut file, row, now)?;

		BreakGlasses::<T>::insert(organization, break_glass);
		Files::<T>::insert(patient, organization, file);
		NextSession::<T>::put(next);
		let session = Session {
			patient,
			actor: actor.clone(),
			organization,
			reason,
			justification,
			opened_at: now,
			until,
			review_due,
			review: None,
			previous,
		};
		Sessions::<T>::insert(id, session);
		let event = AuditedEvent::EmergencyOpened { session: id, reason, until };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::EmergencyOpened {
			patient,
			organization,
			session: id,
			reason,
			until,
			review_due,
		});
		Ok(())
	}

	pub(crate) fn do_close_emergency(
		who: T::AccountId,
		capacity: Capacity,
		session: SessionId,
	) -> DispatchResult {
		let now = T::Time::now();
		let actor = Actor::new(who, capacity);
		ensure!(T::Providers::standing(&actor, now).is_ok(), Error::<T>::NotPractising);
		let mut closing = Sessions::<T>::get(session)
			.filter(|open| {
				actor.organization() == Some(open.organization)
					&& actor.practitioner() == open.actor.practitioner()
					&& now < open.until
			})
			.ok_or(Error::<T>::SessionNotFound)?;

		closing.until = now;
		let patient = closing.patient;
		Self::write_row(&closing, session);
		BreakGlasses::<T>::mutate_extant(closing.organization, |break_glass| {
			for waiting in break_glass.pending.iter_mut().filter(|row| row.session == session) {
				waiting.until = now;
			}
		});
		Sessions::<T>::insert(session, closing);
		let event = AuditedEvent::EmergencyClosed { session };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::EmergencyClosed { patient, session });
		Ok(())
	}

	pub(crate) fn do_review_emergency(
		reviewer: Actor<T::AccountId>,
		session: SessionId,
		is_justified: bool,
		findings: Option<Commitment>,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut judged = Sessions::<T>::get(session).ok_or(Error::<T>::SessionNotFound)?;
		ensure!(judged.review.is_none(), Error::<T>::AlreadyReviewed);
		ensure!(Self::is_independent(&reviewer, &judged, now), Error::<T>::CannotReviewOwnSession);
		// Between the reviewer's reading and the block the practitioner could do more, which the verdict would
		// cover. What is not justified already does not become it.
		ensure!(!is_justified || judged.until <= now, Error::<T>::SessionStillOpen);

		// Nobody acts on after the verdict: what is done in a session is done before it is judged.
		judged.until = judged.until.min(now);
		judged.review =
			Some(Review { reviewer: reviewer.clone(), at: now, is_justified, findings });
		let (patient, organization) = (judged.patient, judged.organization);
		let practitioner = judged.actor.practitioner();
		Self::write_row(&judged, session);
		BreakGlasses::<T>::mutate_extant(organization, |break_glass| {
			break_glass.pending.retain(|waiting| waiting.session != session);
		});
		Sessions::<T>::insert(session, judged);
		let event = AuditedEvent::EmergencyReviewed { session, justified: is_justified };
		Self::note(&patient, reviewer, event);
		Self::deposit_event(Event::EmergencyReviewed { patient, session, is_justified });
		if let (false, Some(practitioner)) = (is_justified, practitioner) {
			T::OnMisconduct::on_misconduct(organization, &practitioner);
		}
		Ok(())
	}

	/// Whether `reviewer` has nothing to do with the session: it acts for another organization, which
	/// neither followed the session's nor was followed by it, and is neither the practitioner nor whoever
	/// signed. One person may practise in several organizations, and one account be the gateway of one
	/// and a practitioner of another.
	fn is_independent(
		reviewer: &Actor<T::AccountId>,
		session: &Session<T::AccountId>,
		now: Moment,
	) -> bool {
		let has_followed = |actor: &Actor<T::AccountId>, at, other: Option<OrganizationId>| {
			T::Providers::standing(actor, at).is_ok_and(|standing| {
				other.is_some_and(|other| standing.predecessors.contains(&other))
			})
		};
		let is_same_organization = reviewer.organization() == Some(session.organization);
		let is_same_practitioner = reviewer
			.practitioner()
			.is_some_and(|judging| session.actor.practitioner() == Some(judging));
		let is_same_signer =
			reviewer.account().is_some_and(|signing| session.actor.account() == Some(signing));
		// Judged when the session was opened, since its practitioner practised at that time: an organization that
		// was followed later has nobody left to judge.
		let opened_at = session.opened_at;
		!is_same_organization
			&& !is_same_practitioner
			&& !is_same_signer
			&& !has_followed(reviewer, now, Some(session.organization))
			&& !has_followed(&session.actor, opened_at, reviewer.organization())
	}

	/// Lets the file say of a session what is to be known for decisions: it has been closed or judged.
	fn write_row(session: &Session<T::AccountId>, id: SessionId) {
		Files::<T>::mutate_exists(session.patient, session.organization, |file| {
			let rows = file.iter_mut().flat_map(|file| file.sessions.iter_mut());
			for row in rows.filter(|row| row.id == id) {
				row.until = session.until;
				row.is_reviewed = session.review.is_some();
			}
		});
	}
}

/// Counts a session that opens now with those of its organization, if the organization may open another.
fn count_session<T: Config>(
	break_glass: &mut BreakGlass,
	opening: PendingReview,
	now: Moment,
) -> Result<(), Error<T>> {
	let terms = break_glass.terms.ok_or(Error::<T>::BreakGlassNotLicensed)?;
	ensure!(
		break_glass.overdue(now) < T::MaxOverdueReviews::get() as usize,
		Error::<T>::ReviewsOverdue
	);
	let open = break_glass.pending.iter().filter(|waiting| now < waiting.until).count();
	ensure!(open < usize::from(terms.max_open), Error::<T>::EmergencyLimitReached);
	let today = u32::try_from(now / DAY).unwrap_or(u32::MAX);
	if break_glass.day != today {
		break_glass.day = today;
		break_glass.opened_today = 0;
	}
	ensure!(break_glass.opened_today < terms.max_per_day, Error::<T>::EmergencyLimitReached);
	break_glass.opened_today = break_glass.opened_today.saturating_add(1);
	break_glass.pending.try_push(opening).map_err(|_| Error::<T>::EmergencyLimitReached)
}

/// Puts a session that opens now into the file, in a full one in the place of the oldest that is done. One
/// that waits for its review keeps its place: whoever opens and closes sessions in a loop soon finds none.
fn place_session<T: Config>(
	file: &mut File<T::AccountId>,
	opening: SessionRow<T::AccountId>,
	now: Moment,
) -> Result<(), Error<T>> {
	if file.sessions.is_full() {
		let done = file
			.sessions
			.iter()
			.position(|session| session.is_done(now))
			.ok_or(Error::<T>::MaxSessionsExceeded)?;
		file.sessions.remove(done);
	}
	file.sessions.try_push(opening).map_err(|_| Error::<T>::MaxSessionsExceeded)
}

/// Whoever practises as a privacy officer in the organization that the capacity names.
pub struct EnsurePrivacyOfficer<T>(PhantomData<T>);

impl<T: Config> EnsureOriginWithArg<T::RuntimeOrigin, Capacity> for EnsurePrivacyOfficer<T> {
	type Success = Actor<T::AccountId>;

	fn try_origin(
		origin: T::RuntimeOrigin,
		capacity: &Capacity,
	) -> Result<Self::Success, T::RuntimeOrigin> {
		let Some(who) = origin.as_signer().cloned() else { return Err(origin) };
		let actor = Actor::new(who, *capacity);
		match T::Providers::standing(&actor, T::Time::now()) {
			Ok(standing) if standing.roles.contains(Role::PrivacyOfficer) => Ok(actor),
			_ => Err(origin),
		}
	}

	/// The account that the benchmarks admit as a practitioner with every role.
	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Capacity) -> Result<T::RuntimeOrigin, ()> {
		let reviewer = frame_benchmarking::account("reviewer", 0, 0);
		Ok(frame_system::RawOrigin::Signed(reviewer).into())
	}
}

/// An origin that is no account, such as a committee's or root's: it judges as an authority of the chain,
/// in whatever capacity. A signed origin is never one, whatever `O` says of it: whose account it is must be
/// known, or somebody could judge its own session.
///
/// With [`EnsurePrivacyOfficer`] in an `EitherOf`, either may judge.
pub struct EnsureAuthority<O>(PhantomData<O>);

impl<Origin, O> EnsureOriginWithArg<Origin, Capacity> for EnsureAuthority<O>
where
	Origin: OriginTrait,
	O: EnsureOrigin<Origin>,
{
	type Success = Actor<Origin::AccountId>;

	fn try_origin(origin: Origin, _: &Capacity) -> Result<Self::Success, Origin> {
		if origin.as_signer().is_some() {
			return Err(origin);
		}
		O::try_origin(origin).map(|_| Actor::Authority)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Capacity) -> Result<Origin, ()> {
		let origin = O::try_successful_origin()?;
		if origin.as_signer().is_some() {
			return Err(());
		}
		Ok(origin)
	}
}
