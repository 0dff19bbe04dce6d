//! Reporting releases afterwards.

use crate::{
	asking::are_distinct, ticket::Issued, Config, Error, Event, InquiryCause, Pallet,
	ReleaseReport, WeightInfo, FREE_REPORTS, MAX_OPEN_FLAGGED,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{
		DispatchErrorWithPostInfo, DispatchResult, DispatchResultWithPostInfo, PostDispatchInfo,
	},
	ensure,
	traits::Time,
	weights::Weight,
};
use salus_primitives::{
	AccessPolicy, Actor, AuditedEvent, Moment, OrganizationId, Recipient, ReleaseFlaw, ReportCause,
	ReportedRelease, Target, TicketSecret, TrailId, MAX_TARGETS,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report(
		who: T::AccountId,
		custodian: OrganizationId,
		reports: Vec<ReleaseReport<T::AccountId>>,
	) -> DispatchResultWithPostInfo {
		let now = T::Time::now();
		let releases = u32::try_from(reports.len()).unwrap_or(u32::MAX);
		let post_info = |decided| PostDispatchInfo {
			actual_weight: Some(Self::weight_of_reports(releases, decided)),
			..Default::default()
		};
		Self::ensure_sound(&who, custodian, &reports, now)
			.map_err(|error| DispatchErrorWithPostInfo { post_info: post_info(0), error })?;

		let actor = Actor::Practitioner { organization: custodian, account: who };
		let (mut flagged, mut decided): (u32, u32) = (0, 0);
		for report in reports {
			if Self::write_report(&actor, custodian, report, now, &mut decided) {
				flagged = flagged.saturating_add(1);
			}
		}
		Self::deposit_event(Event::ReleasesReported { custodian, releases, flagged });
		Ok(post_info(decided))
	}

	/// Refuses what `who` may not report, and what says too little or of what is to come: whatever the chain knows of the
	/// patients.
	fn ensure_sound(
		who: &T::AccountId,
		custodian: OrganizationId,
		reports: &[ReleaseReport<T::AccountId>],
		now: Moment,
	) -> DispatchResult {
		ensure!(Self::is_custodian(who, custodian), Error::<T>::NotAuthorized);
		ensure!(!reports.is_empty(), Error::<T>::NothingReported);
		for report in reports {
			ensure!(report.released_at <= now, Error::<T>::ReleasedInFuture);
			ensure!(says_what_to_whom(report), Error::<T>::IncompleteReport);
			ensure!(are_distinct(&report.targets), Error::<T>::TargetsNotDistinct);
		}
		Ok(())
	}

	/// What it costs to report so many releases, about whose tickets the policy is asked about so many targets: each release
	/// asks for itself.
	fn weight_of_reports(releases: u32, decided: u32) -> Weight {
		let first = T::Policy::weight_of_each(1).saturating_mul(releases.into());
		let further = T::Policy::weight_of_each(MAX_TARGETS)
			.saturating_sub(T::Policy::weight_of_each(1))
			.saturating_div(u64::from(MAX_TARGETS).saturating_sub(1))
			.saturating_mul(decided.saturating_sub(releases).into());
		// Each report asks who its ticket's holder is, and all of them who the custodian is.
		let asked = Self::with_questions(Weight::zero())
			.saturating_mul(u64::from(releases).saturating_add(1));
		T::WeightInfo::report_access(releases)
			.saturating_add(asked)
			.saturating_add(first)
			.saturating_add(further)
	}

	/// The same with as many targets as can be.
	pub(crate) fn most_for_reports(releases: usize) -> Weight {
		let releases = u32::try_from(releases).unwrap_or(u32::MAX);
		Self::weight_of_reports(releases, releases.saturating_mul(MAX_TARGETS))
	}

	/// Whether `who` pays no fee for these reports: they are few, and the custodian answers for what is flagged.
	pub(crate) fn reports_freely(
		who: &T::AccountId,
		custodian: OrganizationId,
		reports: &[ReleaseReport<T::AccountId>],
	) -> bool {
		targets_in(reports) <= FREE_REPORTS
			&& Self::is_custodian(who, custodian)
			&& Self::open_flagged(custodian) <= MAX_OPEN_FLAGGED
	}

	/// Writes one report down, and tells whether it is flagged. It is never refused for what the chain knows of the
	/// patient.
	fn write_report(
		actor: &Actor<T::AccountId>,
		custodian: OrganizationId,
		report: ReleaseReport<T::AccountId>,
		now: Moment,
		decided: &mut u32,
	) -> bool {
		let judged = judge::<T>(custodian, &report, now, decided);
		let flaw = judged.as_ref().err().copied();
		if let Ok(issued) = judged {
			issued.mark_redeemed(now);
		}
		let (trail, patient) = if Self::has_own_trail(&report.patient) {
			(TrailId::Patient(report.patient), None)
		} else {
			(TrailId::Organization(custodian), Some(report.patient))
		};
		let ReleaseReport {
			ticket,
			recipient,
			action,
			purpose,
			targets,
			released_at,
			cause,
			statement,
			..
		} = report;
		let release = ReportedRelease {
			patient,
			ticket,
			recipient,
			action,
			purpose,
			targets,
			released_at,
			cause,
			flaw,
			statement,
		};
		// In which trail it stands would tell whether there is such a patient.
		let sequence =
			Self::enter_quietly(trail, actor.clone(), AuditedEvent::ReleaseReported(release));
		// What was released while the chain stood still is looked at again, also where a ticket covers it.
		let is_flagged = flaw.is_some() || cause == ReportCause::Downtime;
		if is_flagged {
			Self::raise(custodian, trail, sequence, InquiryCause::Flagged);
		}
		is_flagged
	}
}

/// How many targets the reports name; one that names none counts as one.
pub fn targets_in<AccountId>(reports: &[ReleaseReport<AccountId>]) -> usize {
	reports.iter().map(|report| report.targets.len().max(1)).fold(0, usize::saturating_add)
}

/// Whether a report without a ticket says for itself to whom and which records.
fn says_what_to_whom<AccountId>(report: &ReleaseReport<AccountId>) -> bool {
	report.ticket.is_some()
		|| !(report.targets.is_empty() || matches!(report.recipient, Recipient::Requester))
}

/// The ticket that covers the release, or the first thing that it lacks, in the order of [`ReleaseFlaw`].
fn judge<T: Config>(
	custodian: OrganizationId,
	report: &ReleaseReport<T::AccountId>,
	now: Moment,
	decided: &mut u32,
) -> Result<Issued<T>, ReleaseFlaw> {
	let sequence = report.ticket.ok_or(ReleaseFlaw::NoTicket)?;
	let issued = Issued::<T>::find(&report.patient, sequence).ok_or(ReleaseFlaw::TicketNotFound)?;
	let claim = issued.claim().ok_or(ReleaseFlaw::TicketNotFound)?;
	let attempt = &issued.attempt;
	ensure!(attempt.custodian == custodian, ReleaseFlaw::WrongCustodian);
	let reader = reader(&issued, report).ok_or(ReleaseFlaw::NotTicketHolder)?;
	ensure!(
		attempt.action == report.action
			&& attempt.purpose == report.purpose
			&& issued.permits_all(&report.targets),
		ReleaseFlaw::NotCovered
	);
	ensure!(
		(issued.issued_at..issued.expires_at()).contains(&report.released_at),
		ReleaseFlaw::OutsideItsLife
	);
	ensure!(!issued.is_redeemed(), ReleaseFlaw::RedeemedBefore);
	let shown = report.secret.as_ref().map(TicketSecret::claim);
	ensure!(shown == Some(claim), ReleaseFlaw::NotProven);
	ensure!(!issued.has_no_mark_left(now), ReleaseFlaw::TooLate);
	// The past is not asked about: that could read without end. What is permitted no longer has to be explained.
	let is_meant = |target: &Target| report.targets.is_empty() || report.targets.contains(target);
	let meant = issued.attempt.answers.permitted().filter(|(target, _)| is_meant(target)).count();
	let permitted = issued.still_permitted_to(&reader, now, decided, is_meant);
	ensure!(permitted.len() == meant, ReleaseFlaw::NoLongerPermitted);
	Ok(issued)
}

/// As whom the recipient read, if it could use the ticket when the records were released. Of a team that the directory no
/// longer knows of, it is believed.
fn reader<T: Config>(
	issued: &Issued<T>,
	report: &ReleaseReport<T::AccountId>,
) -> Option<Actor<T::AccountId>> {
	let recipient = match &report.recipient {
		Recipient::Requester => &issued.requester,
		Recipient::Actor(actor) => actor,
		Recipient::Organization(_) | Recipient::PatientsSide | Recipient::Outside(_) => {
			return None;
		},
	};
	let might_use = match issued.team() {
		None => *recipient == issued.requester,
		Some(role) => issued.is_of_team(recipient, role, report.released_at).unwrap_or(true),
	};
	might_use.then(|| recipient.clone())
}
