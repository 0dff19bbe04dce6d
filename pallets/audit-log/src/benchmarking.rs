//! Benchmarks of `pallet_audit_log`.

use super::*;
use crate::pruning::{
	rows::{CountedDays, ListedDays, RedeemedHours, Rows, MAX_LOOKS},
	trails::{self, MAX_PRUNED},
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Time},
	weights::WeightMeter,
};
use frame_system::RawOrigin;
use salus_primitives::{
	day_of, AccessAttempt, AccessPolicy, AccessRequest, Action, Actor, Answers, AuditedEvent,
	Basis, Capacity, Commitment, Decision, Denial, Encounter, InquiryAnswer, InquiryVerdict,
	Moment, Months, OrganizationId, Outcome, PatientDirectory, PatientId, ProviderDirectory,
	Pseudonym, Purpose, Recipient, RecordClass, ReportCause, Role, Sequence, Target, Targets,
	TicketHolder, TicketSecret, TrailId, MAX_TARGETS,
};
use sp_runtime::traits::{BlakeTwo256, Hash};

const REASON: Commitment = Commitment::repeat_byte(7);
const SECRET: TicketSecret = TicketSecret([0x5E; 32]);
/// Nobody's id.
const NOBODY: PatientId = PatientId([0xFF; 32]);
/// For a team, so that the directory is asked about who reads.
const ENCOUNTER: Encounter = Encounter { hours: 1, holder: TicketHolder::Role(Role::Physician) };

/// A patient that `controller` speaks for, if the directory has any; elsewhere an id, which has a trail once something is
/// appended to it.
fn patient_of<T: Config>(controller: &T::AccountId) -> PatientId {
	let id = PatientId(BlakeTwo256::hash_of(controller).0);
	T::Patients::register_for_benchmark(controller).unwrap_or(id)
}

/// An organization in which `account` practises, if the directory has any.
fn organization_of<T: Config>(account: &T::AccountId) -> Result<OrganizationId, BenchmarkError> {
	T::Providers::admit_for_benchmark(account).ok_or(BenchmarkError::Weightless)
}

/// So many targets, each as long as one can be.
fn targets(count: u32) -> Targets {
	let of_month = |from| {
		let content = Some(Months { from, until: from.saturating_add(1) });
		Target::Class { class: RecordClass(1), content }
	};
	Targets::truncate_from((0..count as u16).map(of_month).collect())
}

/// An attempt to see all of `targets`, with everything that one can have.
fn attempt<AccountId>(
	targets: Targets,
	custodian: OrganizationId,
	outcome: Outcome,
) -> AuditedEvent<AccountId> {
	AuditedEvent::AccessRequested(AccessAttempt {
		patient: None,
		action: Action::Access,
		purpose: Purpose::Treatment,
		custodian,
		reason: Some(REASON),
		claim: Some(SECRET.claim()),
		encounter: Some(ENCOUNTER),
		answers: Answers::join(targets.into_iter().map(|target| (target, outcome))),
	})
}

/// A ticket to as many targets as can be, of a practitioner in an organization of its own, for the team there.
fn ticket_for_a_team<T: Config>(
	patient: PatientId,
	reader: T::AccountId,
	custodian: OrganizationId,
) -> (Sequence, Actor<T::AccountId>) {
	let organization = T::Providers::admit_for_benchmark(&reader).unwrap_or_default();
	let actor = Actor::Practitioner { organization, account: reader };
	let request = AccessRequest {
		patient,
		actor: actor.clone(),
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: Target::Class { class: RecordClass(1), content: None },
	};
	let basis = match T::Policy::decide(&request, T::Time::now()) {
		Decision::Permit(basis) => basis,
		_ => Basis::Patient,
	};
	let asked = attempt(targets(MAX_TARGETS), custodian, Outcome::Permitted(basis));
	let trail = TrailId::Patient(patient);
	(Pallet::<T>::enter(trail, actor.clone(), asked), actor)
}

/// What a practitioner of `organization` did, in `trail`.
fn deed_of<T: Config>(trail: TrailId, organization: OrganizationId) -> Sequence {
	let actor = Actor::Practitioner { organization, account: account("physician", 0, 0) };
	Pallet::<T>::enter(trail, actor, AuditedEvent::ConsentRequested { organization })
}

/// An entry of a patient's trail for which `organization` has to answer, as for a flagged release, which is counted besides.
fn flagged<T: Config>(organization: OrganizationId) -> (TrailId, Sequence) {
	let controller: T::AccountId = account("controller", 0, 0);
	let trail = TrailId::Patient(patient_of::<T>(&controller));
	let sequence = deed_of::<T>(trail, organization);
	Pallet::<T>::raise(organization, trail, sequence, InquiryCause::Flagged);
	(trail, sequence)
}

fn change_inquiry<T: Config>(
	(organization, trail, sequence): &(OrganizationId, TrailId, Sequence),
	change: impl FnOnce(&mut Inquiry),
) {
	Inquiries::<T>::mutate(organization, (trail, sequence), |inquiry| {
		change(inquiry.as_mut().unwrap());
	});
}

/// What a policy's decision costs is declared by the policy and added to a call's weight.
#[benchmarks]
mod benches {
	use super::*;

	/// The longest entry but those about many targets, in a trail that has entries already.
	#[benchmark]
	fn append() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = patient_of::<T>(&caller);
		let trail = TrailId::Patient(patient);
		let practitioner = Pseudonym([1; 32]);
		let actor = Actor::Gateway { organization: 0, account: caller, practitioner };
		let longest = || attempt(targets(1), 0, Outcome::Permitted(Basis::Grant(u32::MAX)));
		Pallet::<T>::enter(trail, actor.clone(), longest());
		let before = Pallet::<T>::trail_head(&trail);

		#[block]
		{
			Pallet::<T>::enter(trail, actor, longest());
		}

		assert_eq!(Pallet::<T>::trail_head(&trail).next, before.next.saturating_add(1));
	}

	/// The call without the decisions, which are added: the patient is unknown, where a decision ends at its first step, and
	/// has a trail all the same, to which the entry goes. It is listed for the organization.
	#[benchmark]
	fn request_access(t: Linear<1, MAX_TARGETS>) {
		let caller: T::AccountId = whitelisted_caller();
		let organization = T::Providers::admit_for_benchmark(&caller).unwrap_or_default();
		let trail = TrailId::Patient(NOBODY);
		let person = Actor::Person(caller.clone());
		Pallet::<T>::enter(trail, person, AuditedEvent::PatientRegistered);

		#[extrinsic_call]
		request_access_to_many(
			RawOrigin::Signed(caller),
			NOBODY,
			targets(t),
			Action::Access,
			Purpose::Treatment,
			Capacity::Practitioner { organization },
			organization,
			Some(REASON),
			SECRET.claim(),
			Some(ENCOUNTER),
		);

		assert_eq!(Pallet::<T>::trail_head(&trail).next, 2);
		assert_eq!(Activities::<T>::iter().count(), 1);
	}

	/// The whole call where a practitioner asks for nobody's records: the decision ends at its first
	/// step, and the organization is looked up to find the trail. A gateway's request reads the same
	/// two items of the registry.
	#[benchmark]
	fn request_access_to_unknown_patient(t: Linear<1, MAX_TARGETS>) {
		let caller: T::AccountId = whitelisted_caller();
		let admitted = T::Providers::admit_for_benchmark(&caller);
		let organization = admitted.unwrap_or_default();
		let capacity = Capacity::Practitioner { organization };
		let trail = TrailId::Organization(organization);
		let denied = Outcome::Denied(Denial::UnknownOrClosedPatient);
		let actor = Actor::new(caller.clone(), capacity);
		Pallet::<T>::enter(trail, actor, attempt(targets(1), organization, denied));

		#[extrinsic_call]
		request_access_to_many(
			RawOrigin::Signed(caller),
			NOBODY,
			targets(t),
			Action::Access,
			Purpose::Treatment,
			capacity,
			organization,
			Some(REASON),
			SECRET.claim(),
			Some(ENCOUNTER),
		);

		// An attempt for an organization that nobody knows is written down nowhere.
		let entries = if admitted.is_some() { 2 } else { 1 };
		assert_eq!(Pallet::<T>::trail_head(&trail).next, entries);
	}

	/// A team's ticket to as many targets as can be, all of which are named. One that serves once has a mark instead, which
	/// is a read and a write in place of the reader's standing.
	#[benchmark]
	fn redeem_ticket() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let custodian = organization_of::<T>(&caller)?;
		let patient = patient_of::<T>(&account("controller", 0, 0));
		T::Policy::permit_for_benchmark(Basis::Grant(0));
		let holder: T::AccountId = account("reader", 0, 0);
		let (ticket, _) = ticket_for_a_team::<T>(patient, holder.clone(), custodian);
		let is_good = Pallet::<T>::check_ticket(patient, ticket, holder.clone(), None, custodian);
		is_good.map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			patient,
			ticket,
			holder,
			None,
			custodian,
			SECRET,
			targets(MAX_TARGETS),
		);

		assert_eq!(Pallet::<T>::trail_head(&TrailId::Patient(patient)).next, ticket + 2);
		Ok(())
	}

	/// Each of another patient, to a reader of another team, of as many targets as can be, and flagged for the last thing
	/// that is looked at.
	#[benchmark]
	fn report_access(n: Linear<1, MAX_REPORTS>) -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let custodian = organization_of::<T>(&caller)?;
		let released_at: Moment = T::Time::now();
		let report = |index| {
			let patient = patient_of::<T>(&account("controller", index, 0));
			let reader: T::AccountId = account("reader", index, 0);
			let (ticket, reader) = ticket_for_a_team::<T>(patient, reader, custodian);
			ReleaseReport {
				patient,
				ticket: Some(ticket),
				secret: Some(TicketSecret([0; 32])),
				recipient: Recipient::Actor(reader),
				action: Action::Access,
				purpose: Purpose::Treatment,
				targets: targets(MAX_TARGETS),
				released_at,
				cause: ReportCause::Downtime,
				statement: Some(REASON),
			}
		};
		let reports = (0..n).map(report).collect::<alloc::vec::Vec<_>>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), custodian, reports.try_into().map_err(drop).unwrap());

		assert_eq!(Inquiries::<T>::iter_prefix(custodian).count(), n as usize);
		assert_eq!(Activities::<T>::iter().count(), n as usize);
		Ok(())
	}

	/// As many entries as a step removes, each as long as one can be, of an organization of its own, and a flagged one that waits
	/// for the authority; and one that is kept. Where all is kept for good, the one look that finds that out.
	#[benchmark]
	fn prune_trail(n: Linear<0, MAX_PRUNED>) {
		let caller: T::AccountId = whitelisted_caller();
		let trail = TrailId::Patient(patient_of::<T>(&caller));
		let first = Pallet::<T>::trail_head(&trail).next;
		let practitioner = Pseudonym([1; 32]);
		let asked = || attempt(targets(MAX_TARGETS), 0, Outcome::Permitted(Basis::Patient));
		let is_kept = <T::Retention as TrailRetention<_>>::retention(&asked()).is_none();
		for organization in 0..=n {
			let actor = Actor::Gateway { organization, account: caller.clone(), practitioner };
			let sequence = Pallet::<T>::enter(trail, actor, asked());
			let due = Pallet::<T>::raise(organization, trail, sequence, InquiryCause::Flagged);
			let key = (organization, trail, sequence);
			InquiriesDue::<T>::remove(day_of(due), key);
			Escalated::<T>::insert(key, ());
			change_inquiry::<T>(&key, |inquiry| inquiry.is_escalated = true);
		}
		let mut head = Pallet::<T>::trail_head(&trail);
		let mut meter = WeightMeter::new();
		// What was written when the patient was registered is not counted.
		head.first = first;

		#[block]
		{
			trails::prune_oldest::<T>(&trail, &mut head, Moment::MAX, n, &mut meter);
		}

		assert_eq!(Pallet::<T>::trail_head(&trail).next, head.next);
		let removed = if is_kept { 0 } else { n };
		assert_eq!(head.first, first.saturating_add(removed.into()));
	}

	/// As many rows as a step removes from the list of a day, or a day without any, before the first run of all, so that it is
	/// looked whether there is any row.
	#[benchmark]
	fn prune_activities(n: Linear<0, MAX_LOOKS>) {
		let list = |day, sequence| {
			let key = (day, 0, (TrailId::Patient(NOBODY), Sequence::from(sequence)));
			Activities::<T>::insert(key, ActivityKind::Asked);
		};
		list(1, n);
		(0..n).for_each(|sequence| list(0, sequence));
		let mut meter = WeightMeter::new();

		#[block]
		{
			let mut rows = Rows::<ListedDays<T>>::begin(1, &mut meter);
			rows.step(&mut meter);
			rows.end();
		}

		assert_eq!(Activities::<T>::iter().count(), 1);
	}

	/// As many counts as a step removes of a day, or a day without any, before the first run of all.
	#[benchmark]
	fn prune_attempts(n: Linear<0, MAX_LOOKS>) {
		let count = |day, number| {
			let account: T::AccountId = account("physician", number, 0);
			let actor = Actor::Practitioner { organization: 0, account };
			Attempts::<T>::insert(day, (NOBODY, actor), 1);
		};
		count(1, n);
		(0..n).for_each(|number| count(0, number));
		let mut meter = WeightMeter::new();

		#[block]
		{
			let mut rows = Rows::<CountedDays<T>>::begin(1, &mut meter);
			rows.step(&mut meter);
			rows.end();
		}

		assert_eq!(Attempts::<T>::iter().count(), 1);
	}

	/// As many marks as a step removes of an hour, or an hour without any, before the first run of all.
	#[benchmark]
	fn prune_redeemed(n: Linear<0, MAX_LOOKS>) {
		let mark = |hour, sequence| {
			Redeemed::<T>::insert(hour, (NOBODY, Sequence::from(sequence)), ());
		};
		mark(1, n);
		(0..n).for_each(|sequence| mark(0, sequence));
		let mut meter = WeightMeter::new();

		#[block]
		{
			let mut rows = Rows::<RedeemedHours<T>>::begin(1, &mut meter);
			rows.step(&mut meter);
			rows.end();
		}

		assert_eq!(Redeemed::<T>::iter().count(), 1);
	}

	/// An entry that is flagged, and was to be answered for on another day.
	#[benchmark]
	fn contest_entry() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let patient =
			T::Patients::register_for_benchmark(&caller).ok_or(BenchmarkError::Weightless)?;
		let trail = TrailId::Patient(patient);
		let sequence = deed_of::<T>(trail, 0);
		let due = Pallet::<T>::raise(0, trail, sequence, InquiryCause::Flagged);
		let key = (0, trail, sequence);
		InquiriesDue::<T>::remove(day_of(due), key);
		InquiriesDue::<T>::insert(0, key, ());
		change_inquiry::<T>(&key, |inquiry| inquiry.due = 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient, sequence, REASON);

		let inquiry = Inquiries::<T>::get(0, (trail, sequence));
		assert!(inquiry.is_some_and(|inquiry| inquiry.cause == InquiryCause::Contested));
		assert_eq!(InquiriesDue::<T>::iter().count(), 1);
		assert!(!Flagged::<T>::contains_key(0));
		Ok(())
	}

	/// An answer that ends the inquiry, so that the organization has one flagged release less.
	#[benchmark]
	fn answer_inquiry() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let organization = organization_of::<T>(&caller)?;
		let (trail, sequence) = flagged::<T>(organization);
		let capacity = Capacity::Practitioner { organization };
		let answer = InquiryAnswer::Misused;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), capacity, trail, sequence, answer, REASON);

		let inquiry = Inquiries::<T>::get(organization, (trail, sequence));
		assert!(inquiry.is_some_and(|inquiry| inquiry.is_over()));
		Ok(())
	}

	#[benchmark]
	fn resolve_inquiry() -> Result<(), BenchmarkError> {
		let authority =
			T::AuthorityOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (trail, sequence) = flagged::<T>(0);
		Pallet::<T>::escalate_next(&mut InquiriesDue::<T>::drain().map(|(_, key, ())| key));
		let verdict = InquiryVerdict::Upheld;

		#[extrinsic_call]
		_(authority as T::RuntimeOrigin, 0, trail, sequence, verdict, Some(REASON));

		let inquiry = Inquiries::<T>::get(0, (trail, sequence));
		assert!(inquiry.is_some_and(|inquiry| inquiry.is_over()));
		Ok(())
	}

	/// One inquiry, with its entry, out of two of a day.
	#[benchmark]
	fn escalate_inquiry() {
		let (trail, sequence) = flagged::<T>(0);
		let another = deed_of::<T>(trail, 0);
		let due = Pallet::<T>::raise(0, trail, another, InquiryCause::Flagged);

		#[block]
		{
			let mut overdue = InquiriesDue::<T>::drain_prefix(day_of(due)).map(|(key, ())| key);
			Pallet::<T>::escalate_next(&mut overdue);
		}

		let is_escalated = |place| Escalated::<T>::contains_key((0, trail, place));
		assert!(is_escalated(sequence) != is_escalated(another));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::benchmark_externalities(), crate::mock::Test);
}
