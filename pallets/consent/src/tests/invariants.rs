//! What is wrong with the storage is found, whatever broke it.

use super::{emergency::*, *};
use salus_primitives::{PatientId, PractitionerId, Reviewers};
use sp_runtime::TryRuntimeError;

/// A world in which everything that the pallet stores is there: grants that are live, that were passed on,
/// that have ended, that gave up their place; restrictions, policies and sessions, present and past.
fn settle() {
	let parent = grant_to(HOSPITAL, disclosable());
	refer(parent, CLINIC, broad());
	let other = grant_to(HOSPITAL, broad());
	pass(1);
	let amended = head().next;
	assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, other, broad(), None, None));
	let ended = grant_to(CLINIC, broad());
	pass(1);
	revoke(ended);
	let lifted = refuse(everything(true));
	let stays = Refusal { whom: Refused::Organization(CLINIC), ..everything(false) };
	refuse(stays.clone());
	refuse(Refusal { class: Some(NOTE), ..stays });
	mark_confidential(NOTE);
	let repealed = enact(law());
	enact(law());
	pass(1);
	assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, lifted));
	assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), repealed));
	let first = open_session();
	close_session(first);
	review_session(first, true);
	open_session();
	assert_eq!((parent, other, amended, ended), (0, 2, 3, 4));
	assert_eq!(Consent::do_try_state(), Ok(()));
}

/// That `spoil` makes the check fail, and that it says so in these words.
fn assert_found(complaint: &'static str, spoil: impl FnOnce()) {
	frame_support::hypothetically!({
		spoil();
		assert_eq!(Consent::do_try_state(), Err(TryRuntimeError::Other(complaint)));
	});
}

fn spoil_head(change: impl FnOnce(&mut Head<u64>)) {
	Heads::<Test>::mutate(PATIENT, change);
}

fn spoil_file(organization: OrganizationId, change: impl FnOnce(&mut File<u64>)) {
	Files::<Test>::mutate(PATIENT, organization, change);
}

fn spoil_session(change: impl FnOnce(&mut Session<u64>)) {
	Sessions::<Test>::mutate(1, |session| change(session.as_mut().expect("it is there")));
}

fn latest_key() -> (PatientId, OrganizationId, PractitionerId<u64>) {
	(PATIENT, HOSPITAL, PractitionerId::Account(RESCUER))
}

#[test]
fn what_belongs_to_nobody_is_found() {
	run(|| {
		settle();
		assert_found("whatever is stored is of a known patient", || {
			let nobody = salus_primitives::PatientId([8; 32]);
			Heads::<Test>::insert(nobody, Head::default());
		});
		assert_found("nothing is forgotten before it is past", || {
			ForgottenBefore::<Test>::put(Timestamp::get() + 1);
		});
	});
}

#[test]
fn a_head_that_does_not_fit_is_found() {
	run(|| {
		settle();
		assert_found("live grants are in order", || {
			spoil_head(|head| head.live.as_mut().swap(0, 1));
		});
		assert_found("a live grant's number was given out", || {
			spoil_head(|head| head.next = 3);
		});
		assert_found("what a live grant was passed on from is live", || {
			spoil_head(|head| head.live.retain(|live| live.id != 0));
		});
		assert_found("a grant is passed on to an organization once", || {
			spoil_head(|head| {
				let child = *head.live(1).expect("it is live");
				head.next = 6;
				head.live.force_push(LiveGrant { id: 5, ..child });
			});
		});
		assert_found("a grant is live or has ended", || {
			spoil_head(|head| head.ended.force_push(EndedGrant { id: 3, at: START }));
		});
		assert_found("what has ended was given", || {
			spoil_head(|head| head.ended.force_push(EndedGrant { id: 99, at: START }));
		});
		assert_found("a grant has ended once", || {
			spoil_head(|head| head.ended.force_push(EndedGrant { id: 4, at: START }));
		});
		assert_found("a page of ends that is named is there", || {
			spoil_head(|head| head.older_ends = Some(0));
		});
		assert_found("every page of ends is named", || {
			let ends = BoundedVec::truncate_from(vec![EndedGrant { id: 2, at: START }]);
			let page = EndsPage { ends, previous: None };
			Annexes::<Test>::mutate(PATIENT, 3, |annex| annex.ends = Some(page));
		});
	});
}

#[test]
fn a_row_that_does_not_fit_is_found() {
	run(|| {
		settle();
		assert_found("the head and the row of a live grant tell the same", || {
			spoil_file(HOSPITAL, |file| file.own[0].provision.period.until = None);
		});
		assert_found("every live grant has its row", || {
			spoil_file(HOSPITAL, |file| file.own.retain(|grant| grant.id != 3));
		});
		assert_found("when a grant ended is known until it is forgotten", || {
			spoil_head(|head| head.ended.clear());
		});
		assert_found("a grant has one row", || {
			spoil_file(CLINIC, |file| file.own[0].id = 0);
		});
		assert_found("the patient's own grants lie apart from those passed on", || {
			spoil_file(CLINIC, |file| {
				let referred = file.referred.remove(0);
				file.own.force_push(referred);
			});
		});
		assert_found("what was passed on lies within what it was passed on from", || {
			spoil_file(CLINIC, |file| file.referred[0].provision.actions = Actions::ALL);
		});
		assert_found("what was passed on is no more than it was passed on from", || {
			spoil_file(HOSPITAL, |file| file.own[0].excludes_confidential = true);
		});
		assert_found("a grant permits something", || {
			spoil_file(HOSPITAL, |file| file.own[0].provision.purposes = Purposes(0));
		});
		assert_found("a file that is empty goes", || {
			Files::<Test>::insert(PATIENT, 99, File::default());
		});
	});
}

#[test]
fn a_broken_chain_of_grants_is_found() {
	run(|| {
		settle();
		let spoil_displaced = |change: fn(&mut DisplacedGrant<u64>)| {
			Annexes::<Test>::mutate(PATIENT, 3, |annex| {
				change(annex.displaced.as_mut().expect("it took the place of another"));
			});
		};
		assert_found("grants that had the same place didn't overlap", || {
			spoil_displaced(|displaced| displaced.ended_at += 1);
		});
		assert_found("a grant lies in one place", || {
			spoil_displaced(|displaced| displaced.grant.id = 0);
			spoil_head(|head| {
				head.ended.force_push(EndedGrant { id: 0, at: START });
				head.live.retain(|live| live.id > 1);
			});
			spoil_file(CLINIC, |file| file.referred.clear());
		});
		assert_found("a live grant keeps its place", || {
			spoil_displaced(|displaced| displaced.grant.id = 1);
		});
		assert_found("a grant that gave up its place is found until it is forgotten", || {
			let annex = Annexes::<Test>::take(PATIENT, 3);
			Annexes::<Test>::insert(PATIENT, 4, annex);
			spoil_file(CLINIC, |file| file.own.clear());
		});
		assert_found("an annex that is empty goes", || {
			Annexes::<Test>::insert(PATIENT, 0, Annex::default());
		});
	});
}

#[test]
fn restrictions_and_policies_that_do_not_fit_are_found() {
	run(|| {
		settle();
		assert_found("refusals are in order", || {
			spoil_head(|head| head.refusals.as_mut().swap(0, 1));
		});
		assert_found("a refusal's number was given out", || {
			spoil_head(|head| head.next_refusal = 0);
		});
		assert_found("a refusal stands once for each who may say it", || {
			spoil_head(|head| head.refusals[1].refusal = head.refusals[0].refusal.clone());
		});
		assert_found("only the controller refuses even in an emergency", || {
			spoil_head(|head| {
				head.refusals[0].by_controller = false;
				head.refusals[0].refusal.even_in_emergency = true;
			});
		});
		assert_found("only the controller refuses everything even in an emergency", || {
			let (since, by_controller, even_in_emergency) = (START, false, true);
			let all = RefuseAll { since, by_controller, even_in_emergency };
			spoil_head(|head| head.refuse_all = Some(all));
		});
		assert_found("each kind of refusal finds room", || {
			spoil_head(|head| {
				let standing = head.refusals[1].clone();
				for class in head.refusals.len() as u16..MAX_REFUSALS as u16 {
					let mut standing = standing.clone();
					(standing.id, standing.since) = (100 + u32::from(class), Timestamp::get());
					standing.refusal.class = Some(RecordClass(class));
					head.refusals.force_push(standing);
				}
				head.next_refusal = 200;
			});
		});
		assert_found("a class is excepted once", || {
			let exceptions = ClassSet::truncate_from(vec![NOTE, NOTE]);
			let all = AllConfidential { exceptions, since: START };
			spoil_head(|head| head.all_confidential = Some(all));
		});
		assert_found("a policy is for somebody", || {
			Policies::<Test>::mutate(|book| book.enacted[0].policy.roles = Roles(0));
		});
		assert_found("a restriction was made", || {
			spoil_head(|head| head.confidential[0].since = Moment::MAX);
		});
		assert_found("what has ended last is kept until it is forgotten", || {
			LiftedRestrictions::<Test>::remove(PATIENT, 0);
		});
		assert_found("a restriction stood before it was lifted", || {
			spoil_head(|head| head.lifted.at = START);
		});
		assert_found("what has ended is counted", || {
			spoil_head(|head| head.lifted.count = 0);
		});
		assert_found("a policy is in force or was repealed, once", || {
			Policies::<Test>::mutate(|book| book.enacted[0].id = 0);
		});
		assert_found("what has ended last is kept until it is forgotten", || {
			RepealedPolicies::<Test>::remove(0);
		});
	});
}

#[test]
fn sessions_that_do_not_fit_are_found() {
	run(|| {
		settle();
		assert_found("a session and that it is the latest tell the same", || {
			spoil_session(|session| {
				session.until += 1;
				session.review_due += 1;
			});
			PendingReviews::<Test>::mutate(1, |pending| {
				pending.as_mut().expect("it waits").due += 1;
			});
		});
		assert_found("a session that waits is there, and its organization counts it", || {
			Sessions::<Test>::remove(1);
		});
		assert_found("a session waits for its review until the last word on it", || {
			spoil_session(|session| session.review_due += 1);
		});
		assert_found("a session waits for its review until the last word on it", || {
			PendingReviews::<Test>::remove(1);
		});
		assert_found("the latest session is known until it is forgotten", || {
			LatestSessions::<Test>::remove(latest_key());
		});
		assert_found("the latest session is known until it is forgotten", || {
			let earlier = Sessions::<Test>::get(0).expect("it is there");
			let (opened_at, until) = (earlier.opened_at, earlier.until);
			let latest = LatestSession { id: 0, opened_at, until };
			LatestSessions::<Test>::insert(latest_key(), latest);
		});
		assert_found("an organization counts all of its sessions that wait", || {
			BreakGlasses::<Test>::mutate(HOSPITAL, |break_glass| break_glass.listed.clear());
		});
		assert_found("an organization counts all of its sessions that wait", || {
			BreakGlasses::<Test>::mutate(HOSPITAL, |break_glass| break_glass.unlisted += 1);
		});
		assert_found("a session and the review that it waits for tell the same", || {
			BreakGlasses::<Test>::mutate(HOSPITAL, |break_glass| {
				break_glass.listed[0].until += 1;
			});
		});
		assert_found("nothing is drawn for sessions to come", || NextDraw::<Test>::put(3));
		assert_found("who judges a session is drawn in turn", || NextDraw::<Test>::put(1));
		assert_found("no organization is drawn to judge itself", || {
			spoil_session(|session| {
				session.reviewers = Reviewers::truncate_from(vec![HOSPITAL]);
			});
		});
		let review = |is_justified, findings| Review {
			reviewer: Actor::Authority,
			at: Timestamp::get(),
			is_justified,
			findings,
		};
		let spoil_reviews = |reviews: Vec<Review<u64>>| {
			spoil_session(|session| {
				session.until = session.opened_at;
				session.reviews = BoundedVec::truncate_from(reviews);
			});
		};
		assert_found("a session was over before it was judged", || {
			spoil_session(|session| {
				session.reviews = BoundedVec::truncate_from(vec![review(true, None)]);
			});
		});
		assert_found("a finding is given", || spoil_reviews(vec![review(false, None)]));
		assert_found("a second verdict follows one that a session was not justified", || {
			spoil_reviews(vec![review(true, None), review(true, None)]);
		});
		assert_found("an answer follows a verdict that a session was not justified", || {
			spoil_session(|session| {
				session.answer = Some(Answer { at: Timestamp::get(), commitment: FINDINGS });
			});
		});
		assert_found("a session is to be judged after its end", || {
			spoil_session(|session| session.review_due = session.until - 1);
		});
		assert_found("a session's number was given out", || {
			NextSession::<Test>::put(1);
			NextDraw::<Test>::put(1);
		});
		assert_found("the session before is older", || {
			spoil_session(|session| session.previous = Some(1));
		});
		assert_found(
			"nothing is stored of an organization that never broke the glass, nor may",
			|| BreakGlasses::<Test>::insert(CLINIC, BreakGlass::default()),
		);
	});
}

#[test]
fn a_ring_that_does_not_fit_is_found() {
	run(|| {
		settle();
		assert_ok!(Consent::set_emergency_ring(signed(CONTROLLER), PATIENT, ring()));
		let spoil = |change: fn(&mut StandingRing)| {
			EmergencyRings::<Test>::mutate(PATIENT, |row| {
				change(row.as_mut().expect("it was set"))
			});
		};
		let unsound = "it takes two or more custodians to open a ring, each named once";
		assert_found(unsound, || spoil(|row| row.ring.threshold = 1));
		assert_found(unsound, || spoil(|row| row.ring.custodians.as_mut().swap(0, 1)));
		assert_found("a ring is committed to", || {
			spoil(|row| row.ring.commitment = Commitment::zero());
		});
		assert_found("a ring was set", || spoil(|row| row.since += DAY));
		assert_found("a ring is of no later key than the patient's", || {
			spoil(|row| row.ring.key_epoch = 1);
		});
		assert_found("whatever is stored is of a known patient", || {
			let standing = StandingRing { ring: ring(), since: START, by_controller: true };
			EmergencyRings::<Test>::insert(PatientId([8; 32]), standing);
		});
	});
}
