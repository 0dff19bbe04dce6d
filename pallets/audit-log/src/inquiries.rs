//! Answering for entries that are contested, or flagged.

use crate::{
	Config, Entries, Error, Escalated, EscalationDay, Event, Flagged, Heads, Inquiries,
	InquiriesDue, Inquiry, InquiryCause, Pallet, WeightInfo, MAX_CONTESTED,
	MAX_CONTESTED_BY_OTHERS,
};
use frame_support::{
	defensive, ensure,
	traits::{DefensiveSaturating, Get, Time},
	weights::WeightMeter,
};
use salus_primitives::{
	day_of, Actor, AuditedEvent, Commitment, Day, Denial, EmergencyDenial, InquiryAnswer,
	InquiryVerdict, Moment, OrganizationId, Outcome, PatientDirectory, PatientId, Power,
	ProviderDirectory, Relation, Role, Sequence, Standing, TrailId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_contest(
		who: T::AccountId,
		patient: PatientId,
		sequence: Sequence,
		statement: Commitment,
	) -> DispatchResult {
		let room = Self::room_to_contest(&patient, &who).ok_or(Error::<T>::NotAuthorized)?;
		let trail = TrailId::Patient(patient);
		let entry = Entries::<T>::get(trail, sequence).ok_or(Error::<T>::EntryNotFound)?;
		let organization = entry
			.actor
			.organization()
			.filter(|_| !is_of_an_inquiry(&entry.event) && !is_in_its_name_only(&entry.event))
			.ok_or(Error::<T>::NothingToContest)?;
		let inquiry = Inquiries::<T>::get(organization, (trail, sequence));
		ensure!(
			inquiry.is_none_or(|inquiry| may_be_contested(&inquiry)),
			Error::<T>::AlreadyContested
		);
		ensure!(Self::trail_head(&trail).contested < room, Error::<T>::TooManyContested);

		if inquiry.is_some() {
			// What the patient says has a date of its own, and is answered anew.
			Self::take_inquiry(organization, trail, sequence);
		}
		let due = Self::raise(organization, trail, sequence, InquiryCause::Contested);
		let contested = AuditedEvent::EntryContested { entry: sequence, organization, statement };
		Self::enter(trail, Actor::Person(who), contested);
		Self::deposit_event(Event::EntryContested { patient, sequence, organization, due });
		Ok(())
	}

	pub(crate) fn do_answer(
		actor: Actor<T::AccountId>,
		trail: TrailId,
		sequence: Sequence,
		answer: InquiryAnswer,
		statement: Commitment,
	) -> DispatchResult {
		let (answering, standing) =
			Self::privacy_officer(&actor).ok_or(Error::<T>::NotAuthorized)?;
		let entry = Entries::<T>::get(trail, sequence).ok_or(Error::<T>::InquiryNotFound)?;
		// An organization that has followed another answers for what the people of that one did.
		let organization = entry
			.actor
			.organization()
			.filter(|acted| *acted == answering || standing.predecessors.contains(acted))
			.ok_or(Error::<T>::InquiryNotFound)?;
		let inquiry = Inquiries::<T>::get(organization, (trail, sequence))
			.ok_or(Error::<T>::InquiryNotFound)?;
		// Nobody answers for what it did itself.
		ensure!(!is_same_person(&actor, &entry.actor), Error::<T>::NotAuthorized);
		ensure!(!inquiry.is_answered && !inquiry.is_resolved, Error::<T>::AlreadyAnswered);

		let is_late = inquiry.due <= T::Time::now();
		let answered = Inquiry { is_answered: true, ..inquiry };
		Inquiries::<T>::insert(organization, (trail, sequence), answered);
		InquiriesDue::<T>::remove(day_of(inquiry.due), (organization, trail, sequence));
		Self::count_if_over(organization, &trail, &answered);
		Self::enter(
			trail,
			actor,
			AuditedEvent::InquiryAnswered { entry: sequence, answer, is_late, statement },
		);
		Self::deposit_event(Event::InquiryAnswered {
			trail,
			sequence,
			organization: answering,
			answer,
		});
		Ok(())
	}

	pub(crate) fn do_resolve(
		organization: OrganizationId,
		trail: TrailId,
		sequence: Sequence,
		verdict: InquiryVerdict,
		findings: Option<Commitment>,
	) -> DispatchResult {
		let inquiry = Inquiries::<T>::get(organization, (trail, sequence))
			.ok_or(Error::<T>::InquiryNotFound)?;
		ensure!(inquiry.is_with_authority(), Error::<T>::NotEscalated);

		let resolved = Inquiry { is_resolved: true, ..inquiry };
		Inquiries::<T>::insert(organization, (trail, sequence), resolved);
		Escalated::<T>::remove((organization, trail, sequence));
		Self::count_if_over(organization, &trail, &resolved);
		Self::enter(
			trail,
			Actor::Authority,
			AuditedEvent::InquiryResolved { entry: sequence, verdict, findings },
		);
		Self::deposit_event(Event::InquiryResolved { trail, sequence, organization, verdict });
		Ok(())
	}

	/// Lets `organization` answer for the entry at `sequence` of `trail`, by a date that is returned. There is no inquiry
	/// on that entry yet.
	pub(crate) fn raise(
		organization: OrganizationId,
		trail: TrailId,
		sequence: Sequence,
		cause: InquiryCause,
	) -> Moment {
		let raised_at = T::Time::now();
		let due = raised_at.saturating_add(T::AnswerPeriod::get());
		let inquiry = Inquiry {
			cause,
			raised_at,
			due,
			is_answered: false,
			is_escalated: false,
			is_resolved: false,
		};
		Inquiries::<T>::insert(organization, (trail, sequence), inquiry);
		InquiriesDue::<T>::insert(day_of(due), (organization, trail, sequence), ());
		if !EscalationDay::<T>::exists() {
			// The first inquiry of all: nothing is due before today.
			EscalationDay::<T>::put(day_of(raised_at));
		}
		match cause {
			InquiryCause::Contested => {
				Self::change_contested(&trail, |contested| {
					contested.defensive_saturating_accrue(1)
				});
			},
			InquiryCause::Flagged => {
				Self::change_flagged(organization, |open| open.defensive_saturating_accrue(1));
			},
		}
		due
	}

	/// Takes the inquiry on an entry away, wherever it is listed, and from what is flagged. What is contested the caller counts.
	pub(crate) fn take_inquiry(
		organization: OrganizationId,
		trail: TrailId,
		sequence: Sequence,
	) -> Option<Inquiry> {
		let inquiry = Inquiries::<T>::take(organization, (trail, sequence))?;
		let key = (organization, trail, sequence);
		if inquiry.is_to_be_answered() {
			InquiriesDue::<T>::remove(day_of(inquiry.due), key);
		}
		if inquiry.is_with_authority() {
			Escalated::<T>::remove(key);
		}
		if inquiry.cause == InquiryCause::Flagged && !inquiry.is_over() {
			Self::change_flagged(organization, |open| open.defensive_saturating_reduce(1));
		}
		Some(inquiry)
	}

	/// How many flagged releases `organization` has to answer for that are not over.
	pub(crate) fn open_flagged(organization: OrganizationId) -> u32 {
		Flagged::<T>::get(organization)
	}

	/// Hands to the authority what was not answered in time, as far as the meter goes: of all days before today, so that
	/// nothing is handed over before its date, and everything a day after it.
	pub(crate) fn escalate(meter: &mut WeightMeter) {
		if meter.try_consume(T::DbWeight::get().reads(1)).is_err() {
			return;
		}
		let today = day_of(T::Time::now());
		let Some(first) = EscalationDay::<T>::get().filter(|day| *day < today) else { return };
		if meter.try_consume(T::DbWeight::get().writes(1)).is_err() {
			return;
		}
		let mut day = first;
		while day < today && Self::escalate_day(day, meter) {
			day.defensive_saturating_accrue(1);
		}
		if day != first {
			EscalationDay::<T>::put(day);
		}
	}

	/// Hands over what was to be answered by `day`, as far as the meter goes. Whether nothing of it is left.
	fn escalate_day(day: Day, meter: &mut WeightMeter) -> bool {
		let step = T::WeightInfo::escalate_inquiry();
		let mut overdue = InquiriesDue::<T>::drain_prefix(day).map(|(key, ())| key);
		while meter.can_consume(step) {
			if !Self::escalate_next(&mut overdue) {
				meter.consume(T::DbWeight::get().reads(1));
				return true;
			}
			meter.consume(step);
		}
		false
	}

	/// Hands the next of what was not answered in time to the authority. Whether there was one.
	pub(crate) fn escalate_next(
		overdue: &mut impl Iterator<Item = (OrganizationId, TrailId, Sequence)>,
	) -> bool {
		let Some((organization, trail, sequence)) = overdue.next() else { return false };
		let Some(inquiry) = Inquiries::<T>::get(organization, (trail, sequence)) else {
			defensive!("what is to be answered has its inquiry");
			return true;
		};
		let escalated = Inquiry { is_escalated: true, ..inquiry };
		Inquiries::<T>::insert(organization, (trail, sequence), escalated);
		Escalated::<T>::insert((organization, trail, sequence), ());
		Self::enter(trail, Actor::Chain, AuditedEvent::InquiryEscalated { entry: sequence });
		Self::deposit_event(Event::InquiryEscalated { trail, sequence, organization });
		true
	}

	/// Whether `who` may contest entries of the patient: the controller, or a representative who may read.
	pub(crate) fn may_contest(patient: &PatientId, who: &T::AccountId) -> bool {
		Self::room_to_contest(patient, who).is_some()
	}

	/// Below how many entries that are contested and wait `who` may contest another one of the patient; none if it may not at all.
	///
	/// A representative files nothing where half of the room is taken. So what representatives file, all together, is never more than
	/// that half, and the controller always has the other one.
	fn room_to_contest(patient: &PatientId, who: &T::AccountId) -> Option<u8> {
		let relation = T::Patients::relation(patient, who, T::Time::now())?;
		let room = match relation {
			Relation::Controller => MAX_CONTESTED,
			_ => MAX_CONTESTED_BY_OTHERS,
		};
		relation.holds(Power::Access).then_some(room)
	}

	/// Whether `actor` practises as a privacy officer.
	pub(crate) fn is_privacy_officer(actor: &Actor<T::AccountId>) -> bool {
		Self::privacy_officer(actor).is_some()
	}

	/// For which organization `actor` practises as a privacy officer, and its standing there, if it does.
	fn privacy_officer(actor: &Actor<T::AccountId>) -> Option<(OrganizationId, Standing)> {
		let organization = actor.organization()?;
		let standing = T::Providers::standing(actor, T::Time::now()).ok()?;
		standing.roles.contains(Role::PrivacyOfficer).then_some((organization, standing))
	}

	/// Takes `inquiry`, which has just changed, from what is contested in `trail`, or flagged of `organization`, if nothing more
	/// is to be done about it.
	fn count_if_over(organization: OrganizationId, trail: &TrailId, inquiry: &Inquiry) {
		match inquiry.cause {
			_ if !inquiry.is_over() => {},
			InquiryCause::Contested => {
				Self::change_contested(trail, |contested| contested.defensive_saturating_reduce(1));
			},
			InquiryCause::Flagged => {
				Self::change_flagged(organization, |open| open.defensive_saturating_reduce(1));
			},
		}
	}

	fn change_contested(trail: &TrailId, change: impl FnOnce(&mut u8)) {
		Heads::<T>::mutate_extant(trail, |head| change(&mut head.contested));
	}

	fn change_flagged(organization: OrganizationId, change: impl FnOnce(&mut u32)) {
		Flagged::<T>::mutate_exists(organization, |open| {
			let mut changed = open.unwrap_or_default();
			change(&mut changed);
			*open = (changed > 0).then_some(changed);
		});
	}
}

/// Whether the event is a step of an inquiry, which has its own way to the authority.
fn is_of_an_inquiry<AccountId>(event: &AuditedEvent<AccountId>) -> bool {
	matches!(
		event,
		AuditedEvent::EntryContested { .. }
			| AuditedEvent::InquiryAnswered { .. }
			| AuditedEvent::InquiryEscalated { .. }
			| AuditedEvent::InquiryResolved { .. }
	)
}

/// Whether the event is an attempt that was denied since the signer does not practise for the organization that it named: that is not
/// what the organization did.
fn is_in_its_name_only<AccountId>(event: &AuditedEvent<AccountId>) -> bool {
	match event {
		AuditedEvent::AccessRequested(attempt) => attempt
			.answers
			.iter()
			.all(|(_, outcome)| matches!(outcome, Outcome::Denied(Denial::NotPractising(_)))),
		AuditedEvent::EmergencyDenied { denial, .. } => {
			matches!(denial, EmergencyDenial::NotPractising(_))
		},
		_ => false,
	}
}

/// Whether the patient's side may contest an entry about which there is `inquiry`: once, if it was raised by the flag of a release, and
/// the authority has not to see to it.
fn may_be_contested(inquiry: &Inquiry) -> bool {
	inquiry.cause == InquiryCause::Flagged && !inquiry.is_with_authority()
}

/// Whether one person did both, as far as the chain knows: by the same account, or as the same pseudonym. A gateway signs
/// for many, so what two practitioners did through the same one is not one person's doing.
fn is_same_person<AccountId: Clone + PartialEq>(
	one: &Actor<AccountId>,
	other: &Actor<AccountId>,
) -> bool {
	match (one, other) {
		(Actor::Gateway { .. }, Actor::Gateway { .. }) => {
			one.practitioner() == other.practitioner()
		},
		_ => one.account().is_some() && one.account() == other.account(),
	}
}
