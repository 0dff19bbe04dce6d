//! Holds the pallet against the journal: what a call comes to and what it leaves, and what is decided.

use super::{
	calls::Signer,
	emergencies::TrailEntry,
	generate::{edges, Act, RETENTION},
	journal::{Answer, Fate, Journal},
	said,
};
use crate::{
	decide::{decide_each_within, decide_within},
	mock::*,
	Call, EmergencyRingStatus, ForgottenBefore, Head, PastGrant, PendingReview, RefuseAll,
	Restriction, Restrictions,
};
use frame_support::{traits::Hooks, weights::Weight};
use salus_primitives::{
	doubles::{MisconductHook, Trail},
	AccessPolicy, AccessRequest, Actor, AuditedEvent, Decision, GrantId, Moment, OrganizationId,
	PatientId, Target, TrailId,
};
use sp_runtime::{DispatchError, DispatchResult, ModuleError, StateVersion};
use std::collections::{BTreeMap, BTreeSet};

/// So many steps into the past are made at the most, here.
const HISTORY_STEPS: usize = 1_024;

/// So many past grants one answer holds at the most.
const PAST_GRANTS: usize = 256;

/// Makes the call itself, without the layer that would take its writes back if it failed: all its checks
/// come before them.
fn perform(signer: Signer, call: Call<Test>) -> DispatchResult {
	let origin = match signer {
		Signer::Nobody => RuntimeOrigin::none(),
		Signer::Root => RuntimeOrigin::root(),
		Signer::Account(account) => RuntimeOrigin::signed(account),
	};
	match call {
		Call::grant { patient, organization, provision, terms, envelope } => {
			Consent::grant(origin, patient, organization, provision, terms, envelope)
		},
		Call::revoke { patient, grant } => Consent::revoke(origin, patient, grant),
		Call::amend { patient, grant, provision, terms, envelope } => {
			Consent::amend(origin, patient, grant, provision, terms, envelope)
		},
		Call::exclude_class { patient, grant, class } => {
			Consent::exclude_class(origin, patient, grant, class)
		},
		Call::revoke_organization { patient, organization } => {
			Consent::revoke_organization(origin, patient, organization)
		},
		Call::revoke_since { patient, since } => Consent::revoke_since(origin, patient, since),
		Call::renounce { patient, capacity, grant } => {
			Consent::renounce(origin, patient, capacity, grant)
		},
		Call::replace_envelope { patient, grant, envelope } => {
			Consent::replace_envelope(origin, patient, grant, envelope)
		},
		Call::refer { patient, capacity, parent, organization, provision, envelope } => {
			Consent::refer(origin, patient, capacity, parent, organization, provision, envelope)
		},
		Call::request_consent { patient, capacity, provision, reason } => {
			Consent::request_consent(origin, patient, capacity, provision, reason)
		},
		Call::withdraw_request { patient, capacity } => {
			Consent::withdraw_request(origin, patient, capacity)
		},
		Call::approve_request { patient, organization, provision, terms, envelope } => {
			Consent::approve_request(origin, patient, organization, provision, terms, envelope)
		},
		Call::reject_request { patient, organization } => {
			Consent::reject_request(origin, patient, organization)
		},
		Call::refuse { patient, refusal } => Consent::refuse(origin, patient, refusal),
		Call::lift_refusal { patient, refusal } => Consent::lift_refusal(origin, patient, refusal),
		Call::refuse_all { patient, even_in_emergency } => {
			Consent::refuse_all(origin, patient, even_in_emergency)
		},
		Call::lift_refuse_all { patient } => Consent::lift_refuse_all(origin, patient),
		Call::opt_out_of_emergencies { patient } => {
			Consent::opt_out_of_emergencies(origin, patient)
		},
		Call::opt_in_to_emergencies { patient } => Consent::opt_in_to_emergencies(origin, patient),
		Call::mark_confidential { patient, class } => {
			Consent::mark_confidential(origin, patient, class)
		},
		Call::unmark_confidential { patient, class } => {
			Consent::unmark_confidential(origin, patient, class)
		},
		Call::mark_all_confidential { patient, exceptions } => {
			Consent::mark_all_confidential(origin, patient, exceptions)
		},
		Call::unmark_all_confidential { patient } => {
			Consent::unmark_all_confidential(origin, patient)
		},
		Call::set_emergency_ring { patient, ring } => {
			Consent::set_emergency_ring(origin, patient, ring)
		},
		Call::remove_emergency_ring { patient } => Consent::remove_emergency_ring(origin, patient),
		Call::enact_policy { policy } => Consent::enact_policy(origin, policy),
		Call::repeal_policy { policy } => Consent::repeal_policy(origin, policy),
		Call::license_break_glass { organization, terms } => {
			Consent::license_break_glass(origin, organization, terms)
		},
		Call::open_emergency { patient, capacity, reason, justification, hours } => {
			Consent::open_emergency(origin, patient, capacity, reason, justification, hours)
		},
		Call::close_emergency { capacity, session } => {
			Consent::close_emergency(origin, capacity, session)
		},
		Call::review_emergency { session, capacity, is_justified, findings } => {
			Consent::review_emergency(origin, session, capacity, is_justified, findings)
		},
		Call::answer_emergency { capacity, session, answer } => {
			Consent::answer_emergency(origin, capacity, session, answer)
		},
		other => panic!("the model does not know {other:?}"),
	}
}

fn name_of(error: DispatchError) -> &'static str {
	match error {
		DispatchError::Module(ModuleError { message: Some(name), .. }) => name,
		DispatchError::BadOrigin => "BadOrigin",
		other => other.into(),
	}
}

/// Moves the clock to the next block, in both worlds.
pub fn pass_until(journal: &mut Journal, at: Moment) -> Result<(), String> {
	// When a block begins, the clock is still that of the one before.
	next_block();
	journal.draw(|session| Consent::session(session).map(|row| row.reviewers.into_inner()))?;
	journal.now = at;
	go_to(at);
	Ok(())
}

/// Does the act in both worlds, and compares what comes of it; `thorough` looks at all that is stored,
/// too. Gives the end of a call.
pub fn act(
	journal: &mut Journal,
	act: Act,
	thorough: bool,
) -> Result<Option<Result<(), &'static str>>, String> {
	System::reset_events();
	let end = match act {
		Act::Change(change) => {
			journal.society.make(change);
			None
		},
		Act::Idle(weight) => {
			idle(journal, weight)?;
			None
		},
		Act::Call(signer, call) => Some(make(journal, signer, *call, thorough)?),
	};
	if thorough {
		journal.all_lapsed_are_told()?;
	}
	#[cfg(feature = "try-runtime")]
	if thorough {
		Consent::do_try_state().map_err(|broken| format!("{broken:?}"))?;
	}
	Ok(end)
}

/// Lets the pallet forget; it must not forget too much.
fn idle(journal: &mut Journal, weight: u64) -> Result<(), String> {
	let remaining = Weight::from_parts(weight, u64::MAX);
	let trail = Trail::entries().len();
	let consumed = Consent::on_idle(1, remaining);
	if !consumed.all_lte(remaining) {
		return Err(format!("of {remaining:?} it consumed {consumed:?}"));
	}
	let mut entries = Trail::entries().split_off(trail);
	journal.hear_of_lapsed(&mut entries)?;
	if !entries.is_empty() {
		return Err(format!("nobody did anything, and the trail got {entries:?}"));
	}
	let forgotten = ForgottenBefore::<Test>::get();
	let kept_since = journal.now.saturating_sub(RETENTION);
	if forgotten < journal.forgotten_before || kept_since < forgotten {
		return Err(format!("it forgot what was before {forgotten} at {}", journal.now));
	}
	journal.forgotten_before = forgotten;
	Ok(())
}

fn make(
	journal: &mut Journal,
	signer: Signer,
	call: Call<Test>,
	thorough: bool,
) -> Result<Result<(), &'static str>, String> {
	let verdict = journal.verdict(signer, &call);
	let root = || thorough.then(|| sp_io::storage::root(StateVersion::V1));
	let before = root();
	let (trail, listed) = (Trail::entries().len(), Trail::listed().len());
	let misconduct = MisconductHook::heard().len();

	let result = perform(signer, call.clone()).map_err(name_of);

	let wrong = match &result {
		Ok(()) => !verdict.reasons.is_empty(),
		Err(error) => !verdict.reasons.contains(error) && !verdict.doubts.contains(error),
	};
	if wrong {
		return Err(format!("the pallet says {result:?}, the model says {verdict:?}"));
	}
	let mut entries = Trail::entries().split_off(trail);
	let listed = Trail::listed().split_off(listed);
	let is_listed = |(_, _, event): &TrailEntry| {
		matches!(event, AuditedEvent::EmergencyOpened { .. } | AuditedEvent::EmergencyDenied { .. })
	};
	let places = (trail as u64..).zip(&entries).filter(|(_, entry)| is_listed(entry));
	agree("what is listed", &listed, &places.map(|(place, _)| place).collect())?;
	if result.is_err() {
		let left = !System::events().is_empty() || !entries.is_empty() || before != root();
		let heard = misconduct != MisconductHook::heard().len();
		if left || heard {
			return Err(format!("it was refused, {result:?}, and left something behind"));
		}
		return Ok(result);
	}

	journal.hear_of_lapsed(&mut entries)?;

	let unjustified = match &call {
		Call::review_emergency { session, is_justified: false, .. } => {
			let opened = &journal.sessions[*session as usize];
			let is_second = opened.contested().is_some();
			is_second.then(|| (opened.organization, opened.practitioner.clone()))
		},
		_ => None,
	};
	let heard = MisconductHook::heard().split_off(misconduct);
	if heard != Vec::from_iter(unjustified) {
		return Err(format!("of a misconduct was heard {heard:?}"));
	}
	if System::events().is_empty() {
		return Err("it succeeded without an event".into());
	}
	let mut wanted = match (signer, call) {
		(Signer::Account(who), Call::refuse { patient, refusal }) => {
			in_patients_trails(said::refuse(journal, who, patient, refusal)?)
		},
		(Signer::Account(who), Call::open_emergency { patient, capacity, reason, hours, .. }) => {
			journal.break_glass(who, patient, capacity, reason, hours)
		},
		(signer, call) => in_patients_trails(journal.record(signer, call)),
	};
	wanted.splice(0..0, std::mem::take(&mut journal.besides));
	if entries != wanted {
		return Err(format!("the trail got\n{entries:?}\nthe model says\n{wanted:?}"));
	}
	Ok(result)
}

/// Asks both worlds, and compares the answers.
pub fn ask(
	journal: &Journal,
	request: &AccessRequest<u64>,
	at: Moment,
) -> Result<(Answer, Decision), String> {
	let answer = journal.decide(request, at);
	let found = decide_within::<Test>(request, at, HISTORY_STEPS as u32);
	// Whoever looks back far enough may find more than it can look through.
	let too_far = answer.steps > HISTORY_STEPS && found == Decision::Unknown;
	let with_more_steps = Consent::decide(request, at);
	if (answer.decision == found || too_far) && answer.decision == with_more_steps {
		return Ok((answer, found));
	}
	let question = format!("{request:?} at {at}, now is {}", journal.now);
	Err(format!("{question}: the pallet says\n{found:?}\nthe model says\n{answer:?}"))
}

/// Asks about several targets at once: each answer is the one to the question about that target alone.
pub fn ask_each(
	request: &AccessRequest<u64>,
	targets: &[Target],
	at: Moment,
) -> Result<(), String> {
	let alone = |target: &Target| AccessRequest { target: *target, ..request.clone() };
	let found = <Consent as AccessPolicy<u64>>::decide_each(request, targets, at);
	let expected = targets.iter().map(|target| Consent::decide(&alone(target), at));
	agree("what is decided on each", &found, &expected.collect())?;
	let steps = HISTORY_STEPS as u32;
	let found = decide_each_within::<Test>(request, targets, at, steps);
	let expected = targets.iter().map(|target| decide_within::<Test>(&alone(target), at, steps));
	agree("what is decided on each in few steps", &found, &expected.collect())
}

/// Compares what everybody may look up.
pub fn queries(journal: &Journal) -> Result<(), String> {
	for (patient, known) in &journal.society.patients {
		if known.closed {
			agree("the grants of a closed patient", &Consent::live_grants(*patient).len(), &0)?;
			agree("its requests", &Consent::open_requests(*patient).len(), &0)?;
			agree("its restrictions", &Consent::restrictions(*patient), &Head::default().into())?;
			agree("its emergency ring", &Consent::emergency_ring(*patient), &None)?;
			continue;
		}
		let live = Consent::live_grants(*patient).into_iter();
		let mut live = live.map(|(of, grant)| (grant.id, of)).collect::<Vec<_>>();
		live.sort();
		let expected = journal.live(patient).into_iter();
		let expected = expected.map(|grant| (grant.id, grant.organization)).collect::<Vec<_>>();
		agree("the live grants", &live, &expected)?;

		let found = Consent::restrictions(*patient);
		let refusals = found.refusals.iter().map(|row| (row.id, row.refusal.clone(), row.since));
		let expected = journal.standing_refusals(patient).into_iter();
		let expected = expected.map(|row| (row.what.0, row.what.1.clone(), row.since));
		let (mut refusals, mut expected) = (Vec::from_iter(refusals), Vec::from_iter(expected));
		refusals.sort_by_key(|row| row.0);
		expected.sort_by_key(|row| row.0);
		agree("the refusals", &refusals, &expected)?;
		let all = found.refuse_all.map(|all| (all.since, all.even_in_emergency));
		let expected = journal.refusals_of_all.iter();
		let mut expected = expected.filter(|all| all.patient == *patient && all.stands());
		agree("the refusal of all", &all, &expected.next().map(|all| (all.since, all.what)))?;
		let marks = found.confidential.iter().map(|mark| mark.class).collect::<BTreeSet<_>>();
		let expected = journal.marks.iter();
		let expected = expected.filter(|mark| mark.patient == *patient && mark.stands());
		agree("the confidential classes", &marks, &expected.map(|mark| mark.what).collect())?;

		let all = found.all_confidential;
		let all = all.map(|all| (all.since, all.exceptions.into_iter().collect::<BTreeSet<_>>()));
		let expected = journal.marks_of_all.iter();
		let mut expected = expected.filter(|all| all.patient == *patient && all.stands());
		let expected = expected.next().map(|all| (all.since, all.what.clone()));
		agree("the classes that are not confidential", &all, &expected)?;

		let expected = journal.rings.get(patient).cloned();
		let expected = expected.map(|(ring, since, by_controller)| EmergencyRingStatus {
			is_stale: ring.key_epoch != known.key_epoch,
			since,
			by_controller,
			ring,
		});
		agree("the emergency ring", &Consent::emergency_ring(*patient), &expected)?;

		for organization in journal.society.organizations.keys() {
			past_grants(journal, patient, *organization)?;
		}
		changes(journal, patient)?;

		let open = Consent::open_requests(*patient).into_iter().map(|(of, _)| of);
		let asked = journal.society.organizations.keys().filter(|organization| {
			let asked = journal.request(patient, **organization);
			asked.is_some_and(|asked| asked.fate == Fate::Waiting)
		});
		agree("the open requests", &open.collect::<BTreeSet<_>>(), &asked.copied().collect())?;
	}
	let pending = journal.sessions.iter().filter(|opened| opened.last_word().is_none());
	let pending = pending.map(|opened| {
		let (organization, due) = (opened.organization, opened.due);
		let is_flagged = opened.flags != Default::default();
		(opened.id, PendingReview { organization, due, is_flagged })
	});
	let overdue = BTreeMap::from_iter(Consent::overdue_reviews(None).reviews);
	let expected = pending.clone().filter(|(_, pending)| pending.due <= journal.now);
	agree("the overdue reviews", &overdue, &expected.collect())?;
	let flagged = BTreeMap::from_iter(Consent::flagged_sessions(None).reviews);
	let expected = pending.filter(|(_, pending)| pending.is_flagged);
	agree("the flagged sessions", &flagged, &expected.collect())
}

/// Compares what an organization was granted and no longer is. What had ended before something was forgotten may
/// be missing.
fn past_grants(
	journal: &Journal,
	patient: &PatientId,
	organization: OrganizationId,
) -> Result<(), String> {
	let found = Consent::past_grants(*patient, organization).into_iter();
	let found = found.map(|PastGrant { grant, ended_at }| (ended_at, grant.id));
	let found = found.collect::<Vec<_>>();
	let all = journal.grants.iter();
	let all = all.filter(|grant| grant.patient == *patient && grant.organization == organization);
	let ended = all.filter_map(|grant| journal.end_of(grant).map(|end| (end, grant.id)));
	let mut ended = ended.collect::<Vec<_>>();
	ended.sort();
	ended.reverse();
	let is_kept =
		|past: &&(Moment, GrantId)| journal.forgotten_before < past.0 || found.contains(*past);
	let expected = ended.iter().filter(is_kept).take(PAST_GRANTS).copied();
	agree("the past grants", &found, &expected.collect())
}

/// Compares what has changed since some moments: the latest at which something happened, and earlier ones.
fn changes(journal: &Journal, patient: &PatientId) -> Result<(), String> {
	let mut edges = edges(journal);
	edges.retain(|edge| *edge <= journal.now);
	edges.sort();
	for since in [edges.len() / 3, edges.len() / 2, edges.len()]
		.map(|place| edges.get(place.saturating_sub(1)).copied().unwrap_or(journal.now))
	{
		let found = Consent::changes_since(*patient, since);
		let mut grants = found.grants.iter().map(|(_, grant)| grant.id).collect::<Vec<_>>();
		grants.sort();
		let given = journal.live(patient).into_iter().filter(|grant| since <= grant.at);
		agree("the grants given since", &grants, &given.map(|grant| grant.id).collect())?;
		agree("what would end", &found.grants, &Consent::given_since(*patient, since))?;

		let ring = journal.rings.get(patient).filter(|(_, set_at, _)| since <= *set_at);
		let ring = ring.map(|(ring, ..)| ring.clone());
		agree("the ring set since", &found.emergency_ring, &ring)?;

		let (before, now) =
			(journal.restricted_before(patient, since), journal.restricted(patient));
		let Restrictions { refusals, refuse_all, opt_out, confidential, all_confidential } =
			found.restrictions_set;
		let set = refusals.into_iter().map(|row| Restriction::Refusal(row.refusal));
		let all = |all: RefuseAll| Restriction::All { even_in_emergency: all.even_in_emergency };
		let set = set.chain(refuse_all.map(all)).chain(opt_out.map(|_| Restriction::Emergencies));
		let set =
			set.chain(confidential.into_iter().map(|row| Restriction::Confidential(row.class)));
		let set = set.chain(
			all_confidential.map(|all| Restriction::AllConfidential { exceptions: all.exceptions }),
		);
		let lifted = found.restrictions_lifted.into_iter().map(|row| row.restriction);
		let less = |all: &[Restriction<u64>], without: &[Restriction<u64>]| {
			let rest = all.iter().filter(|restriction| !without.contains(restriction));
			rest.map(|restriction| format!("{restriction:?}")).collect::<BTreeSet<_>>()
		};
		if found.is_complete {
			// Both voices may have said the same; then one may be new that stood in the other's words before.
			let twice = now.iter().enumerate();
			let twice = twice.filter(|(place, one)| now[..*place].contains(one));
			let twice = twice.map(|(_, one)| one.clone()).collect::<Vec<_>>();
			let before_or_twice = [&before[..], &twice].concat();
			let set = less(&Vec::from_iter(set), &twice);
			agree("what was set", &set, &less(&now, &before_or_twice))?;
			agree("what was lifted", &less(&Vec::from_iter(lifted), &[]), &less(&before, &now))?;
		} else if journal.forgotten_before < since
			&& journal.lifted_since(patient, 0) <= HISTORY_STEPS
		{
			return Err(format!("what has changed since {since} is no longer known"));
		}
	}
	Ok(())
}

fn agree<V: PartialEq + core::fmt::Debug>(
	what: &str,
	found: &V,
	expected: &V,
) -> Result<(), String> {
	if found == expected {
		Ok(())
	} else {
		Err(format!("{what}: the pallet says\n{found:?}\nthe model says\n{expected:?}"))
	}
}

/// Entries of patients' trails.
fn in_patients_trails(
	entries: impl IntoIterator<Item = (PatientId, Actor<u64>, AuditedEvent<u64>)>,
) -> Vec<(TrailId, Actor<u64>, AuditedEvent<u64>)> {
	let in_trail = |(patient, actor, event)| (TrailId::Patient(patient), actor, event);
	entries.into_iter().map(in_trail).collect()
}
