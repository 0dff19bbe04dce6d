use super::{
	emergency::{open_session, review_session},
	*,
};
use crate::sweep::Stage;
use frame_support::{
	traits::Hooks,
	weights::{Weight, WeightMeter},
};
use salus_primitives::{dice::Dice, Basis, Commitment, Denial, EmergencyReason, OrganizationKinds};

/// For how long the past is kept.
const KEPT: Moment = 365 * DAY;

const REASON: Commitment = Commitment::repeat_byte(9);

/// Begins a round if it is time to, and goes through with it.
fn sweep() {
	Consent::on_idle(1, Weight::MAX);
	assert_eq!(stage(), Some(Stage::Done));
}

fn stage() -> Option<Stage> {
	Sweeping::<Test>::get().map(|sweep| sweep.stage)
}

/// A meter for `steps` steps, whether or not a round is to begin.
fn meter_for(steps: u64) -> WeightMeter {
	let db: frame_support::weights::RuntimeDbWeight =
		<Test as frame_system::Config>::DbWeight::get();
	let steps = Consent::sweep_step_weight().saturating_mul(steps);
	WeightMeter::with_limit(db.reads_writes(2, 2).saturating_add(steps))
}

fn for_good() -> Provision<u64> {
	Provision { period: Period { from: 0, until: None }, ..broad() }
}

fn keys() -> Option<Envelope> {
	Some(envelope(0, 0, 1))
}

fn grant_with_keys(provision: Provision<u64>) -> GrantId {
	let next = Heads::<Test>::get(PATIENT).next;
	let by = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(Consent::grant(by, PATIENT, HOSPITAL, provision, None, keys()));
	next
}

/// The numbers of the hospital's grants in its file.
fn rows() -> Vec<GrantId> {
	Files::<Test>::get(PATIENT, HOSPITAL).grants().map(|grant| grant.id).collect()
}

fn has_file() -> bool {
	Files::<Test>::contains_key(PATIENT, HOSPITAL)
}

#[test]
fn a_grant_stays_in_its_file_until_its_end_is_out_of_reach() {
	run(|| {
		let (early, late) = (grant_to(HOSPITAL, for_good()), grant_to(HOSPITAL, for_good()));
		let live = grant_to(HOSPITAL, for_good());
		go_to(START + HOUR);
		revoke(early);
		go_to(START + HOUR + 1);
		revoke(late);
		go_to(START + HOUR + KEPT);
		sweep();
		assert_eq!(rows(), [late, live]);
		let head = Heads::<Test>::get(PATIENT);
		assert_eq!(head.end_of(early), None);
		assert_eq!(head.end_of(late), Some(START + HOUR + 1));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(live)));
		assert_eq!(decide_at(&reading(), START + HOUR), Decision::Permit(Basis::Grant(late)));
		assert_eq!(decide_at(&reading(), START + HOUR - 1), Decision::Unknown);
	});
}

#[test]
fn a_moment_before_its_time_nothing_goes() {
	run(|| {
		let grant = grant_with_keys(for_good());
		go_to(START + HOUR);
		revoke(grant);
		go_to(START + HOUR + KEPT - 1);
		sweep();
		assert_eq!(rows(), [grant]);
		assert_eq!(Heads::<Test>::get(PATIENT).end_of(grant), Some(START + HOUR));
		assert_eq!(decide_at(&reading(), START + HOUR - 1), Decision::Permit(Basis::Grant(grant)));
		assert_eq!(decide_at(&reading(), START + HOUR - 2), Decision::Unknown);
	});
}

#[test]
fn what_lapsed_goes_though_nobody_looked_at_it_since() {
	run(|| {
		grant_with_keys(broad());
		go_to(START + HOUR + KEPT);
		sweep();
		assert!(!has_file());
		let head = Heads::<Test>::get(PATIENT);
		assert!(head.live.is_empty() && head.ended.is_empty());
		assert_eq!(head.next, 1, "its number is never given again");
		assert_eq!(Annexes::<Test>::iter().count(), 0);
	});
}

#[test]
fn keys_go_with_the_end_of_their_grant() {
	run(|| {
		let (ended, live) = (grant_with_keys(for_good()), grant_with_keys(for_good()));
		let lapsing = grant_with_keys(broad());
		pass(1);
		revoke(ended);
		pass(2 * HOUR);
		sweep();
		assert_eq!(Annexes::<Test>::iter_keys().collect::<Vec<_>>(), [(PATIENT, live)]);
		assert_eq!(rows(), [ended, live, lapsing], "the past itself is kept");
		assert_eq!(decide_at(&reading(), START), Decision::Permit(Basis::Grant(ended)));
	});
}

#[test]
fn a_displaced_grant_stays_until_its_end_is_out_of_reach() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, for_good());
		}
		let mut displacing = Vec::new();
		for ended in 0..2 {
			pass(HOUR);
			revoke(ended);
			displacing.push(grant_to(HOSPITAL, for_good()));
		}
		let displaced = |grant| Annexes::<Test>::get(PATIENT, grant).displaced;
		assert!(displacing.iter().all(|grant| displaced(*grant).is_some()));
		go_to(START + HOUR + KEPT);
		sweep();
		assert_eq!(displaced(displacing[0]), None);
		assert!(displaced(displacing[1]).is_some());
		assert_eq!(rows().len() as u32, MAX_OWN_GRANTS, "live grants stay");
	});
}

/// Lays out pages of ends, each with one end at the given moment and the first the oldest, in the annexes of
/// the grants 0, 1, 2, … as if these grants had been live when the pages were made.
fn lay_pages(ends: &[Moment]) {
	let pages = ends.len() as u32;
	for (number, at) in (0..pages).zip(ends) {
		let end = EndedGrant { id: 1_000 + number, at: *at };
		let page = EndsPage {
			ends: BoundedVec::truncate_from(vec![end]),
			previous: number.checked_sub(1),
		};
		let annex = Annex { ends: Some(page), ..Annex::default() };
		Annexes::<Test>::insert(PATIENT, number, annex);
	}
	let head = Head {
		next: 2_000,
		older_ends: pages.checked_sub(1),
		complete_since: ends.iter().copied().max().unwrap_or_default(),
		..Head::default()
	};
	Heads::<Test>::insert(PATIENT, head);
}

/// The ends that are found from the head on, the oldest first.
fn ends_found() -> Vec<Moment> {
	let mut found = Vec::new();
	let mut next = Heads::<Test>::get(PATIENT).older_ends;
	while let Some(grant) = next {
		let page = Annexes::<Test>::get(PATIENT, grant).ends.expect("the chain is whole");
		found.extend(page.ends.iter().rev().map(|end| end.at));
		next = page.previous;
	}
	found.reverse();
	found
}

#[test]
fn pages_of_ends_go_from_wherever_they_lie_and_the_chain_stays_whole() {
	run(|| {
		// In the order in which they were noted, which is not that of the moments: a lapsed grant's end
		// is noted late.
		let [old, fresh] = [START, START + 40 * DAY];
		lay_pages(&[old, fresh, old, old, fresh + 1, old, fresh + 2, old]);
		go_to(START + 30 * DAY + KEPT);
		for _ in 0..4 {
			sweep();
			assert!(ends_found().iter().filter(|at| **at > START).count() == 3);
			pass(DAY);
		}
		assert_eq!(ends_found(), [fresh, fresh + 1, fresh + 2]);
		assert_eq!(Annexes::<Test>::iter().count(), 3);
		go_to(START + 41 * DAY + KEPT);
		for _ in 0..3 {
			sweep();
			pass(DAY);
		}
		assert_eq!(Heads::<Test>::get(PATIENT).older_ends, None);
		assert_eq!(Annexes::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_long_chain_of_pages_goes_in_a_few_rounds() {
	run(|| {
		lay_pages(&[START; 500]);
		go_to(START + KEPT);
		let mut rounds = 0;
		while Annexes::<Test>::iter().next().is_some() {
			let before = Annexes::<Test>::iter().count();
			sweep();
			assert!(Annexes::<Test>::iter().count() <= before.div_ceil(2), "half of it at least");
			pass(DAY);
			rounds += 1;
		}
		assert!(rounds <= 10, "{rounds} rounds");
	});
}

#[test]
fn a_page_of_ends_stays_until_all_of_them_are_out_of_reach() {
	run(|| {
		let [old, fresh] = [START, START + 40 * DAY];
		lay_pages(&[fresh, fresh]);
		for holder in 0..2 {
			Annexes::<Test>::mutate(PATIENT, holder, |annex| {
				let page = annex.ends.as_mut().expect("it was laid");
				assert_ok!(page.ends.try_insert(0, EndedGrant { id: 1_500 + holder, at: old }));
			});
		}
		go_to(fresh - 1 + KEPT);
		sweep();
		assert_eq!(ends_found(), [old, fresh, old, fresh]);
		for _ in 0..2 {
			pass(DAY);
			sweep();
		}
		assert_eq!(Heads::<Test>::get(PATIENT).older_ends, None);
		assert_eq!(Annexes::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_grant_whose_end_lies_in_a_page_stays_until_it_is_surely_out_of_reach() {
	run(|| {
		let period = Period { from: 0, until: Some(START + 10 * DAY) };
		let lapsing = grant_to(HOSPITAL, Provision { period, ..for_good() });
		let revoked = grant_to(HOSPITAL, Provision { scope: classes(&[NOTE]), ..for_good() });
		let holder = grant_to(CLINIC, for_good());
		go_to(START + 60 * DAY);
		revoke(revoked);
		Heads::<Test>::mutate(PATIENT, |head| {
			let ends = BoundedVec::truncate_from(head.ended.drain(..).collect());
			assert_eq!(ends.len(), 2);
			let page = EndsPage { ends, previous: head.older_ends.replace(holder) };
			head.complete_since = START + 60 * DAY;
			let annex = Annex { ends: Some(page), ..Annex::default() };
			Annexes::<Test>::insert(PATIENT, holder, annex);
		});

		// By its period one has ended, by then the other by the latest end that left the head.
		go_to(START + 10 * DAY - 1 + KEPT);
		sweep();
		assert_eq!(rows(), [lapsing, revoked]);
		let last = decide_at(&reading(), START + 10 * DAY - 1);
		assert_eq!(last, Decision::Permit(Basis::Grant(lapsing)));
		pass(DAY);
		sweep();
		assert_eq!(rows(), [revoked]);
		go_to(START + 60 * DAY - 1 + KEPT);
		sweep();
		assert_eq!(rows(), [revoked]);
		pass(DAY);
		sweep();
		assert!(!has_file());
	});
}

#[test]
fn a_lifted_restriction_stays_until_it_is_out_of_reach() {
	run(|| {
		let by = || RuntimeOrigin::signed(CONTROLLER);
		for _ in 0..2 {
			assert_ok!(Consent::refuse_all(by(), PATIENT, false));
			pass(HOUR);
			assert_ok!(Consent::lift_refuse_all(by(), PATIENT));
		}
		go_to(START + HOUR + KEPT);
		sweep();
		let left: Vec<_> = LiftedRestrictions::<Test>::iter_keys().collect();
		assert_eq!(left, [(PATIENT, 1)]);
		let refused = Decision::Deny(Denial::Refused);
		assert_eq!(decide_at(&reading(), START + HOUR), refused);
		assert_eq!(decide_at(&reading(), START + 2 * HOUR), Decision::Deny(Denial::NotGranted));
		pass(HOUR + DAY);
		sweep();
		assert_eq!(LiftedRestrictions::<Test>::iter().count(), 0);
		assert_eq!(Heads::<Test>::get(PATIENT).lifted.count, 2, "numbers go on");
	});
}

#[test]
fn a_repealed_policy_stays_until_it_is_out_of_reach() {
	run(|| {
		let policy = || Policy {
			kinds: OrganizationKinds::ALL,
			roles: Roles::ALL,
			scope: Scope::All,
			actions: Actions::of(&[Action::Access]),
			purposes: Purposes::of(&[Purpose::Treatment]),
			period: Period { from: 0, until: None },
			refusals_bind: true,
			legal_basis: [1; 32],
		};
		for number in 0..2 {
			assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), policy()));
			pass(HOUR);
			assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), number));
		}
		go_to(START + HOUR + KEPT);
		sweep();
		assert_eq!(RepealedPolicies::<Test>::iter_keys().collect::<Vec<_>>(), [1]);
		assert_eq!(decide_at(&reading(), START + HOUR), Decision::Permit(Basis::Policy(1)));
		pass(HOUR + DAY);
		sweep();
		assert_eq!(RepealedPolicies::<Test>::iter().count(), 0);
	});
}

fn request_from(organization: OrganizationId, by: u64) {
	let capacity = Capacity::Practitioner { organization };
	let asked = for_good();
	assert_ok!(Consent::request_consent(
		RuntimeOrigin::signed(by),
		PATIENT,
		capacity,
		asked,
		REASON
	));
}

#[test]
fn a_request_goes_when_it_has_lapsed_and_not_before() {
	run(|| {
		request_from(HOSPITAL, PHYSICIAN);
		let by = RuntimeOrigin::signed(CONTROLLER);
		assert_ok!(Consent::reject_request(by, PATIENT, HOSPITAL));
		pass(HOUR);
		request_from(CLINIC, SPECIALIST);
		pass(7 * DAY - HOUR - 1);
		sweep();
		assert_eq!(Requests::<Test>::iter().count(), 2);
		go_to(START + 7 * DAY + DAY);
		request_from(HOSPITAL, PHYSICIAN);
		sweep();
		let left: Vec<_> = Requests::<Test>::iter_keys().collect();
		assert_eq!(left, [(PATIENT, HOSPITAL)], "the new one");
	});
}

#[test]
fn a_request_goes_from_the_moment_on_at_which_it_lapses() {
	run(|| {
		request_from(HOSPITAL, PHYSICIAN);
		go_to(START + 7 * DAY);
		sweep();
		assert_eq!(Requests::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_session_stays_until_the_last_word_on_it_and_is_out_of_reach() {
	run(|| {
		let early = open_session();
		pass(2 * HOUR);
		let late = open_session();
		review_session(late, true);
		go_to(START + 2 * HOUR + KEPT);
		sweep();
		let kept: Vec<_> = Sessions::<Test>::iter_keys().collect();
		assert_eq!(kept, [early], "nobody has judged it");
		assert_eq!(LatestSessions::<Test>::iter().count(), 0, "the latest is gone");
		review_session(early, false);
		pass(DAY);
		sweep();
		assert_eq!(Sessions::<Test>::iter().count(), 0);
		assert_eq!(NextSession::<Test>::get(), 2, "numbers go on");
	});
}

#[test]
fn a_session_stays_as_long_as_a_moment_in_it_can_be_asked_about() {
	run(|| {
		let session = open_session();
		pass(HOUR);
		review_session(session, true);
		let by_rescuer = super::emergency::by_rescuer();
		go_to(START + HOUR + KEPT - 1);
		sweep();
		let permitted = Decision::Permit(Basis::Emergency(session));
		assert_eq!(decide_at(&by_rescuer, START + HOUR - 1), permitted);
		assert_eq!(LatestSessions::<Test>::iter().count(), 1);
		pass(DAY);
		sweep();
		assert!(!Sessions::<Test>::contains_key(session));
		assert_eq!(LatestSessions::<Test>::iter().count(), 0);
		assert_eq!(decide_at(&by_rescuer, START + HOUR - 1), Decision::Unknown);
	});
}

/// Makes something of every kind that shall go, and something that shall stay.
fn litter() {
	review_session(open_session(), false);
	for _ in 0..MAX_OWN_GRANTS {
		grant_with_keys(broad());
	}
	pass(2 * HOUR);
	for _ in 0..3 {
		grant_with_keys(for_good());
	}
	let by = || RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(Consent::refuse_all(by(), PATIENT, false));
	pass(1);
	assert_ok!(Consent::lift_refuse_all(by(), PATIENT));
	request_from(HOSPITAL, PHYSICIAN);
	go_to(START + 255 * HOUR + KEPT);
}

#[test]
fn small_steps_come_to_the_same_as_big_ones() {
	let after = |sweep: fn()| {
		let mut result = None;
		run(|| {
			litter();
			sweep();
			result = Some((
				Files::<Test>::get(PATIENT, HOSPITAL),
				Heads::<Test>::get(PATIENT),
				Annexes::<Test>::iter().count(),
				(Sessions::<Test>::iter().count(), Requests::<Test>::iter().count()),
				LiftedRestrictions::<Test>::iter().count(),
				Sweeping::<Test>::get(),
			));
		});
		result.expect("the test ran")
	};
	let at_once = after(sweep);
	let by_and_by = after(|| {
		let mut steps = 0;
		while stage() != Some(Stage::Done) {
			let got_to =
				|| (Sweeping::<Test>::get(), Files::<Test>::get(PATIENT, HOSPITAL).own.len());
			let before = got_to();
			let mut meter = meter_for(1);
			Consent::sweep(&mut meter);
			assert!(meter.consumed().all_lte(meter.limit()));
			assert_ne!(got_to(), before, "each step gets further");
			steps += 1;
			assert!(steps < 100, "it comes to an end");
		}
		assert!(steps > 20, "{steps} steps");
	});
	assert_eq!(at_once, by_and_by);
	let (file, head, annexes, others, lifted, _) = at_once;
	assert_eq!(file.own.len(), 3);
	assert_eq!((head.live.len(), head.ended.len()), (3, 0));
	assert_eq!((annexes, others, lifted), (3, (0, 0), 0));
}

#[test]
fn each_budget_pays_for_so_many_steps_and_no_more() {
	run(|| {
		litter();
		// Requests: one step for the request, one to find that there is no other.
		Consent::sweep(&mut meter_for(1));
		assert_eq!(stage(), Some(Stage::Requests));
		assert_eq!(Requests::<Test>::iter().count(), 0);
		Consent::sweep(&mut meter_for(1));
		assert_eq!(stage(), Some(Stage::LiftedRestrictions));
		Consent::sweep(&mut meter_for(3));
		assert_eq!(stage(), Some(Stage::Sessions), "a restriction, no other, no policy");
		assert_eq!(Sessions::<Test>::iter().count(), 1);
	});
}

#[test]
fn without_weight_for_a_step_nothing_is_touched() {
	run(|| {
		litter();
		let mut meter = WeightMeter::with_limit(
			Consent::sweep_step_weight().saturating_sub(Weight::from_parts(1, 0)),
		);
		frame_support::assert_storage_noop!(Consent::sweep(&mut meter));
		frame_support::assert_storage_noop!({
			Consent::on_idle(1, Weight::zero());
		});
	});
}

#[test]
fn a_quarter_of_what_is_left_of_a_block_is_used_at_most() {
	run(|| {
		litter();
		let left = meter_for(8).limit();
		let used = Consent::on_idle(1, left);
		assert!(used.all_lte(left.div(4)));
		assert!(used.all_gte(Consent::sweep_step_weight()));
	});
}

#[test]
fn rounds_begin_a_day_apart() {
	run(|| {
		sweep();
		let began = Sweeping::<Test>::get();
		pass(DAY - 1);
		frame_support::assert_storage_noop!({
			Consent::on_idle(1, Weight::MAX);
		});
		pass(1);
		Consent::on_idle(1, Weight::MAX);
		assert_ne!(Sweeping::<Test>::get(), began);
	});
}

#[test]
fn what_is_forgotten_stays_forgotten() {
	run(|| {
		go_to(START + KEPT);
		sweep();
		assert_eq!(ForgottenBefore::<Test>::get(), START);
		pass(DAY);
		sweep();
		assert_eq!(ForgottenBefore::<Test>::get(), START + DAY);
		// A clock that was set back, or an upgrade that keeps more.
		ForgottenBefore::<Test>::put(START + 9 * DAY);
		pass(DAY);
		sweep();
		assert_eq!(ForgottenBefore::<Test>::get(), START + 9 * DAY);
	});
}

#[test]
fn nobody_holds_a_round_up_by_piling_up_more() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_with_keys(for_good());
		}
		let mut rounds = 0;
		for number in 0..1_000 {
			// As many new annexes as there are steps.
			revoke(number);
			grant_with_keys(for_good());
			Consent::sweep(&mut meter_for(1));
			if stage() == Some(Stage::Done) {
				rounds += 1;
				pass(DAY);
			}
		}
		assert!(rounds >= 3, "{rounds} rounds");
	});
}

#[test]
fn a_past_use_of_the_actor_survives_the_round() {
	run(|| {
		let grant = grant_to(HOSPITAL, for_good());
		pass(DAY);
		revoke(grant);
		pass(DAY);
		sweep();
		let actor = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		let request = AccessRequest { actor, ..reading() };
		assert_eq!(decide_at(&request, START), Decision::Permit(Basis::Grant(grant)));
		assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
	});
}

/// Lets a patient, its providers and the authorities do something at random.
fn do_something(dice: &mut Dice) {
	let by = || RuntimeOrigin::signed(CONTROLLER);
	let organization = dice.pick(&[HOSPITAL, CLINIC]);
	// What others are granted moves the ends of these two's grants out of the head.
	let (grantee, keys) =
		if dice.chance(40) { (organization, keys()) } else { (dice.pick(&OTHERS), None) };
	let head = Heads::<Test>::get(PATIENT);
	let live: Vec<GrantId> = head.live.iter().map(|live| live.id).collect();
	let now = Timestamp::get();
	let until = dice.chance(40).then(|| now + DAY * (1 + dice.below(60)));
	let provision = Provision {
		actions: Actions::of(&[Action::Access, Action::Disclose]),
		scope: dice.pick(&[Scope::All, classes(&[OBSERVATION])]),
		period: Period { from: now, until },
		..broad()
	};
	// Whatever is refused changes nothing.
	let _ = match dice.below(20) {
		0..=8 => Consent::grant(by(), PATIENT, grantee, provision, None, keys),
		9..=11 => match dice.pick_any(&live) {
			Some(grant) => Consent::revoke(by(), PATIENT, grant),
			None => Ok(()),
		},
		12 => match dice.pick_any(&live) {
			Some(grant) => Consent::amend(by(), PATIENT, grant, provision, None, None),
			None => Ok(()),
		},
		13 => match dice.pick_any(&live) {
			Some(parent) => {
				let (signer, from, to) = if organization == HOSPITAL {
					(PHYSICIAN, HOSPITAL, CLINIC)
				} else {
					(SPECIALIST, CLINIC, HOSPITAL)
				};
				let capacity = Capacity::Practitioner { organization: from };
				let by = RuntimeOrigin::signed(signer);
				Consent::refer(by, PATIENT, capacity, parent, to, provision, None)
			},
			None => Ok(()),
		},
		14 => {
			let whom = Refused::Organization(organization);
			let class = dice.chance(50).then_some(OBSERVATION);
			let refusal = Refusal { whom, class, purposes: None, even_in_emergency: false };
			Consent::refuse(by(), PATIENT, refusal)
		},
		15 => match head.refusals.first() {
			Some(standing) => Consent::lift_refusal(by(), PATIENT, standing.id),
			None => Consent::opt_out_of_emergencies(by(), PATIENT),
		},
		16 if head.opt_out.is_some() => Consent::opt_in_to_emergencies(by(), PATIENT),
		16 => Consent::mark_confidential(by(), PATIENT, OBSERVATION),
		17 => Consent::unmark_confidential(by(), PATIENT, OBSERVATION),
		18 => {
			let capacity = Capacity::Practitioner { organization: HOSPITAL };
			let hours = 1 + dice.below(24) as u8;
			let reason = EmergencyReason::Unresponsive;
			let by = RuntimeOrigin::signed(RESCUER);
			Consent::open_emergency(by, PATIENT, capacity, reason, REASON, hours)
		},
		_ => review_all(),
	};
	pass(dice.below(DAY / 2));
}

/// Reviews whatever waits for it.
fn review_all() -> frame_support::pallet_prelude::DispatchResult {
	let pending = PendingReviews::<Test>::iter_keys().collect::<std::collections::BTreeSet<_>>();
	for session in pending {
		review_session(session, session % 2 == 0);
	}
	Ok(())
}

const MOTHER: u64 = 50;

/// Organizations beside the hospital and the clinic.
const OTHERS: [OrganizationId; 6] = [12, 13, 14, 15, 16, 17];

/// What practitioners and a representative want to do.
fn wishes() -> [AccessRequest<u64>; 4] {
	let specialist = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
	let rescuer = Actor::Practitioner { organization: HOSPITAL, account: RESCUER };
	[
		reading(),
		AccessRequest { actor: specialist, ..reading() },
		AccessRequest { actor: rescuer, purpose: Purpose::EmergencyTreatment, ..reading() },
		AccessRequest { actor: Actor::Person(MOTHER), ..reading() },
	]
}

#[test]
fn whatever_can_still_be_asked_is_answered_as_before_and_all_else_goes() {
	for seed in 0..24 {
		run(|| {
			let mut dice = Dice::new(seed);
			super::emergency::license(HOSPITAL);
			let powers = Powers::of(&[Power::Access]);
			Patients::relate(PATIENT, MOTHER, Relation::Representative(powers));
			OTHERS.into_iter().for_each(Providers::accredit);
			for _ in 0..1_000 {
				do_something(&mut dice);
			}
			let lasted = Timestamp::get() - START;
			let moments: Vec<_> = (0..80).map(|_| START + dice.below(lasted)).collect();
			let questions = || moments.iter().flat_map(|at| wishes().map(|wish| (wish, *at)));
			let before: Vec<_> = questions().map(|(wish, at)| decide_at(&wish, at)).collect();
			assert!(before.iter().any(Decision::is_permitted));

			// At first half of it is out of reach, in the end all is.
			go_to(START + KEPT + lasted / 2);
			while stage() != Some(Stage::Done) {
				Consent::sweep(&mut meter_for(1 + dice.below(60)));
				let forgotten_before = ForgottenBefore::<Test>::get();
				for ((wish, at), known) in questions().zip(&before) {
					if at >= forgotten_before {
						assert_eq!(decide_at(&wish, at), *known, "seed {seed}, {wish:?} at {at}");
					} else if wish.actor.organization().is_some() {
						assert_eq!(decide_at(&wish, at), Decision::Unknown);
					}
				}
				#[cfg(feature = "try-runtime")]
				Consent::do_try_state().expect("the invariants hold between the steps, too");
			}

			assert_ok!(review_all());
			let by = || RuntimeOrigin::signed(CONTROLLER);
			for organization in OTHERS.into_iter().chain([HOSPITAL, CLINIC]) {
				let _ = Consent::revoke_organization(by(), PATIENT, organization);
			}
			pass(KEPT + DAY);
			for _ in 0..10 {
				pass(DAY);
				Consent::on_idle(1, Weight::MAX);
			}
			let left = (
				Files::<Test>::iter().count(),
				Annexes::<Test>::iter().count(),
				(Sessions::<Test>::iter().count(), LatestSessions::<Test>::iter().count()),
				LiftedRestrictions::<Test>::iter().count(),
			);
			assert_eq!(left, (0, 0, (0, 0), 0), "seed {seed}");
			let head = Heads::<Test>::get(PATIENT);
			assert!(head.live.is_empty() && head.ended.is_empty() && head.older_ends.is_none());
		});
	}
}
