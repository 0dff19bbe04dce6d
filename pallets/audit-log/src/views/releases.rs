//! What was released, to whom and why.
//!
//! What counts is when it was released, not when it was written down: a report comes later, of a halt by days. So a
//! question looks at all that was written since its first moment, up to today.

use super::{
	at_most,
	listed::{listed_since, Listed, Look},
	MAX_LOOKED_AT,
};
use crate::{
	ActivityCursor, ActivityKind, Config, Entries, Exemption, Pallet, ReleaseCursor, ReleaseView,
	ReleasesPage, Whose,
};
use alloc::vec::Vec;
use frame_support::traits::Time;
use salus_primitives::{
	AccessAttempt, Actor, AuditEntry, AuditedEvent, Basis, Moment, OrganizationId, PatientId,
	Period, Purpose, Recipient, ReportedRelease, Sequence, Target, Targets, TrailId,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn releases_of(
		whose: Whose,
		between: Period,
		purpose: Option<Purpose>,
		after: Option<ReleaseCursor>,
		limit: u32,
	) -> ReleasesPage<T::AccountId> {
		let mut page = Page::<T> { between, purpose, limit: at_most(limit), releases: Vec::new() };
		let next = match (whose, after) {
			// What does not even begin holds nothing, and a place in another question's answer is none in this.
			_ if between.has_ended(between.from) => None,
			(Whose::Patient(patient), None) => page.fill_from_trail(patient, None),
			(Whose::Patient(patient), Some(ReleaseCursor::Patient(after))) => {
				page.fill_from_trail(patient, Some(after))
			},
			(Whose::Organization(organization), None) => page.fill_from_lists(organization, None),
			(Whose::Organization(organization), Some(ReleaseCursor::Organization(after))) => {
				page.fill_from_lists(organization, Some(after))
			},
			(Whose::Patient(_), Some(ReleaseCursor::Organization(_)))
			| (Whose::Organization(_), Some(ReleaseCursor::Patient(_))) => None,
		};
		ReleasesPage { releases: page.releases, next, complete_since: complete_since::<T>(whose) }
	}
}

/// Since when all is told that was written down.
fn complete_since<T: Config>(whose: Whose) -> Moment {
	match whose {
		Whose::Organization(_) => listed_since::<T>(),
		Whose::Patient(patient) => {
			let head = Pallet::<T>::trail_head(&TrailId::Patient(patient));
			match head.first {
				0 => 0,
				_ if head.is_empty() => T::Time::now(),
				_ => head.oldest,
			}
		},
	}
}

/// An answer that is being filled.
struct Page<T: Config> {
	between: Period,
	purpose: Option<Purpose>,
	limit: usize,
	releases: Vec<ReleaseView<T::AccountId>>,
}

impl<T: Config> Page<T> {
	/// Fills the page from the patient's trail, from after `after` on, and returns where to go on.
	fn fill_from_trail(
		&mut self,
		patient: PatientId,
		after: Option<Sequence>,
	) -> Option<ReleaseCursor> {
		let trail = TrailId::Patient(patient);
		let end = Pallet::<T>::trail_head(&trail).next;
		let begin = Pallet::<T>::first_entry_since(trail, self.between.from);
		let mut sequence = after.map_or(begin, |after| after.saturating_add(1).max(begin));
		let mut reached = after;
		for _ in 0..MAX_LOOKED_AT {
			if sequence >= end {
				return None;
			}
			if self.is_full() {
				break;
			}
			self.look_at(trail, sequence);
			reached = Some(sequence);
			sequence = sequence.saturating_add(1);
		}
		if sequence >= end {
			None
		} else {
			reached.map(ReleaseCursor::Patient)
		}
	}

	/// Fills the page from the custodian's lists, from after `after` on, and returns where to go on.
	fn fill_from_lists(
		&mut self,
		organization: OrganizationId,
		after: Option<ActivityCursor>,
	) -> Option<ReleaseCursor> {
		let mut reached = after;
		let mut looks = Listed::<T>::new(organization, self.between.from, None, after);
		for _ in 0..MAX_LOOKED_AT {
			if self.is_full() {
				break;
			}
			let look = looks.next()?;
			reached = Some(look.cursor());
			if let Look::Row(at, ActivityKind::Released) = look {
				self.look_at(at.trail, at.sequence);
			}
		}
		reached.map(ReleaseCursor::Organization)
	}

	fn is_full(&self) -> bool {
		self.releases.len() >= self.limit
	}

	/// Adds the entry at `sequence` of `trail`, if it is a release that is asked about.
	fn look_at(&mut self, trail: TrailId, sequence: Sequence) {
		let Some(release) = Entries::<T>::get(trail, sequence)
			.and_then(|entry| release_view::<T>(trail, sequence, entry))
		else {
			return;
		};
		let is_for_it = self.purpose.is_none_or(|purpose| release.purpose == Some(purpose));
		if self.between.contains(release.released_at) && is_for_it {
			self.releases.push(release);
		}
	}
}

/// What a release's entry and that of its ticket say together; none if the entry is about something else.
fn release_view<T: Config>(
	trail: TrailId,
	sequence: Sequence,
	entry: AuditEntry<T::AccountId>,
) -> Option<ReleaseView<T::AccountId>> {
	let mut release = match entry.event {
		AuditedEvent::RecordsReleased { ticket, recipient, targets } => {
			let found = ticket_at::<T>(trail, ticket);
			let attempt = found.as_ref().map(|found| &found.attempt);
			ReleaseView {
				trail,
				sequence,
				released_at: entry.at,
				released_by: entry.actor,
				action: attempt.map(|attempt| attempt.action),
				purpose: attempt.map(|attempt| attempt.purpose),
				targets: released(&targets, attempt),
				bases: grounds(&targets, attempt),
				recipient: known(recipient, found),
				ticket: Some(ticket),
				cause: None,
				flaw: None,
				statement: None,
				exemption: None,
			}
		},
		AuditedEvent::ReleaseReported(report) => {
			let ReportedRelease {
				ticket,
				recipient,
				action,
				purpose,
				targets,
				released_at,
				cause,
				flaw,
				statement,
				..
			} = report;
			let found = ticket.and_then(|ticket| ticket_at::<T>(trail, ticket));
			let attempt = found.as_ref().map(|found| &found.attempt);
			ReleaseView {
				trail,
				sequence,
				released_at,
				released_by: entry.actor,
				action: Some(action),
				purpose: Some(purpose),
				targets: released(&targets, attempt),
				// What a ticket does not cover was released on no ground that the chain knows.
				bases: grounds(&targets, attempt.filter(|_| flaw.is_none())),
				recipient: known(recipient, found),
				ticket,
				cause: Some(cause),
				flaw,
				statement,
				exemption: None,
			}
		},
		_ => return None,
	};
	release.exemption = exemption(&release);
	Some(release)
}

/// A ticket's entry: who asked, and for what.
struct Asked<AccountId> {
	requester: Actor<AccountId>,
	attempt: AccessAttempt,
}

/// The attempt at that place of the trail, if it is one and kept.
fn ticket_at<T: Config>(trail: TrailId, ticket: Sequence) -> Option<Asked<T::AccountId>> {
	let entry = Entries::<T>::get(trail, ticket)?;
	match entry.event {
		AuditedEvent::AccessRequested(attempt) => Some(Asked { requester: entry.actor, attempt }),
		_ => None,
	}
}

/// Which records were released: those named, or all that the ticket permits.
fn released(named: &Targets, attempt: Option<&AccessAttempt>) -> Vec<Target> {
	if named.is_empty() {
		attempt
			.map(|attempt| attempt.answers.permitted().map(|(target, _)| target).collect())
			.unwrap_or_default()
	} else {
		named.to_vec()
	}
}

/// On what grounds the ticket permits what was released, each once.
fn grounds(named: &Targets, attempt: Option<&AccessAttempt>) -> Vec<Basis> {
	let mut bases = Vec::new();
	for (target, basis) in attempt.into_iter().flat_map(|attempt| attempt.answers.permitted()) {
		let is_released = named.is_empty() || named.contains(&target);
		if is_released && !bases.contains(&basis) {
			bases.push(basis);
		}
	}
	bases
}

/// Who the recipient is, if it is the requester and known.
fn known<AccountId>(
	recipient: Recipient<AccountId>,
	ticket: Option<Asked<AccountId>>,
) -> Recipient<AccountId> {
	match (recipient, ticket) {
		(Recipient::Requester, Some(asked)) => Recipient::Actor(asked.requester),
		(recipient, _) => recipient,
	}
}

/// Why a release need not be accounted for. One that no ticket covers always is.
fn exemption<AccountId>(release: &ReleaseView<AccountId>) -> Option<Exemption> {
	if release.flaw.is_some() {
		return None;
	}
	let is_routine = release.purpose.is_some_and(|purpose| {
		matches!(
			purpose,
			Purpose::Treatment
				| Purpose::EmergencyTreatment
				| Purpose::Payment
				| Purpose::Operations
				| Purpose::CareManagement
		)
	});
	let is_to_individual =
		matches!(release.recipient, Recipient::PatientsSide | Recipient::Actor(Actor::Person(_)));
	let is_granted = !release.bases.is_empty()
		&& release.bases.iter().all(|basis| matches!(basis, Basis::Grant(_)));
	if is_routine {
		Some(Exemption::TreatmentPaymentOperations)
	} else if is_to_individual {
		Some(Exemption::ToTheIndividual)
	} else if is_granted {
		Some(Exemption::Authorized)
	} else {
		None
	}
}
