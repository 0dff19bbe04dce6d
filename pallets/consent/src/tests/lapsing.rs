//! What ended by itself leaves an entry, by the chain, when it gives up its place.

use super::*;
use crate::sweep::{Stage, MAX_LAPSED_PER_STEP};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::Hooks,
	weights::{Weight, WeightMeter},
};
use salus_primitives::doubles::ENTRY_TIME;

/// For how long the past is kept.
const KEPT: Moment = 365 * DAY;

/// Begins a round, and goes through with it.
fn sweep() {
	Consent::on_idle(1, Weight::MAX);
	assert_eq!(Sweeping::<Test>::get().map(|sweep| sweep.stage), Some(Stage::Done));
}

/// The patient's trail without what anybody but the chain wrote.
fn by_chain() -> Vec<AuditedEvent<u64>> {
	let entries = Trail::entries().into_iter();
	let entries = entries
		.filter(|(trail, actor, _)| *trail == TrailId::Patient(PATIENT) && *actor == Actor::Chain);
	entries.map(|(_, _, event)| event).collect()
}

fn lapsed(grant: GrantId, lapsed_at: Moment) -> AuditedEvent<u64> {
	AuditedEvent::ConsentLapsed { grant, organization: HOSPITAL, lapsed_at }
}

const REQUEST_LAPSED: AuditedEvent<u64> =
	AuditedEvent::ConsentRequestLapsed { organization: HOSPITAL };

fn request() {
	let reason = Default::default();
	let provision = Provision { period: Period { from: START, until: None }, ..broad() };
	assert_ok!(Consent::request_consent(
		signed(PHYSICIAN),
		PATIENT,
		AT_HOSPITAL,
		provision,
		reason
	));
}

#[test]
fn a_lapsed_grant_leaves_an_entry_when_it_is_forgotten() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let for_good = Provision { period: Period { from: 0, until: None }, ..broad() };
		let revoked = grant_to(HOSPITAL, for_good);
		let before_its_time = grant_to(HOSPITAL, broad());
		revoke(revoked);
		revoke(before_its_time);
		go_to(START + HOUR + KEPT - 1);
		sweep();
		assert_eq!(by_chain(), [], "it has its place still");
		pass(DAY);
		sweep();
		assert_eq!(by_chain(), [lapsed(grant, START + HOUR)], "what was revoked did not lapse");
		pass(2 * DAY);
		sweep();
		assert_eq!(by_chain().len(), 1, "once");
	});
}

#[test]
fn a_lapsed_grant_leaves_an_entry_when_another_takes_its_place() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		pass(HOUR);
		let later = Period { from: START, until: Some(START + 2 * HOUR) };
		let given = grant_to(HOSPITAL, Provision { period: later, ..broad() });
		assert_eq!(by_chain(), [lapsed(0, START + HOUR)]);
		let last = Trail::entries().pop().map(|(_, _, event)| event);
		assert!(
			matches!(last, Some(AuditedEvent::ConsentGranted { grant, .. }) if grant == given),
			"what it made room for comes after it"
		);
	});
}

#[test]
fn a_referral_tells_of_the_lapsed_one_whose_place_it_takes() {
	run(|| {
		let until = Some(START + 10 * DAY);
		let lasting = Provision { period: Period { from: START, until }, ..disclosable() };
		let parents = (0..MAX_REFERRED_GRANTS + 1).map(|_| grant_to(HOSPITAL, lasting.clone()));
		let parents = parents.collect::<Vec<_>>();
		let first = refer(parents[0], CLINIC, broad());
		for parent in &parents[1..MAX_REFERRED_GRANTS as usize] {
			refer(*parent, CLINIC, broad());
		}
		pass(HOUR);
		let later = Period { from: START, until: Some(START + 2 * HOUR) };
		refer(
			parents[MAX_REFERRED_GRANTS as usize],
			CLINIC,
			Provision { period: later, ..broad() },
		);
		let organization = CLINIC;
		let lapsed_at = START + HOUR;
		let expected = AuditedEvent::ConsentLapsed { grant: first, organization, lapsed_at };
		assert_eq!(by_chain(), [expected]);
	});
}

#[test]
fn an_amended_grant_did_not_lapse() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		pass(MINUTE);
		let by = signed(CONTROLLER);
		assert_ok!(Consent::amend(by, PATIENT, grant, disclosable(), None, None));
		assert_eq!(by_chain(), []);
	});
}

#[test]
fn no_step_of_the_sweep_leaves_more_entries_than_it_is_charged() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		go_to(START + HOUR + KEPT);
		let step = Consent::sweep_step_weight();
		assert!(step.ref_time() >= u64::from(MAX_LAPSED_PER_STEP) * ENTRY_TIME);
		let mut most = 0;
		for _ in 0..100 {
			let before = by_chain().len();
			// Enough for a step, and for what goes before it; not for two.
			let mut meter = WeightMeter::with_limit(step.saturating_mul(19).div(10));
			Consent::sweep(&mut meter);
			most = most.max(by_chain().len() - before);
		}
		assert_eq!(most, MAX_LAPSED_PER_STEP as usize);
		assert_eq!(Sweeping::<Test>::get().map(|sweep| sweep.stage), Some(Stage::Done));
		assert!(!Files::<Test>::contains_key(PATIENT, HOSPITAL));
		let expected = (0..MAX_OWN_GRANTS).map(|grant| lapsed(grant, START + HOUR));
		assert_eq!(by_chain(), expected.collect::<Vec<_>>());
	});
}

#[test]
fn a_request_that_nobody_answered_leaves_an_entry_when_it_is_forgotten() {
	run(|| {
		request();
		pass(7 * DAY);
		sweep();
		assert_eq!(by_chain(), [REQUEST_LAPSED]);
	});
}

#[test]
fn a_request_that_nobody_answered_leaves_an_entry_when_another_follows() {
	run(|| {
		request();
		pass(7 * DAY);
		request();
		assert_eq!(by_chain(), [REQUEST_LAPSED]);
	});
}

#[test]
fn a_request_that_was_answered_did_not_lapse() {
	run(|| {
		request();
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
		pass(7 * DAY);
		request();
		assert_eq!(by_chain(), [], "another takes the place of a rejected one");
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
		pass(8 * DAY);
		sweep();
		assert_eq!(by_chain(), [], "it was rejected");
	});
}

#[test]
fn of_a_closed_patient_the_closing_tells() {
	run(|| {
		grant_to(HOSPITAL, broad());
		request();
		Patients::close(PATIENT);
		go_to(START + HOUR + KEPT);
		sweep();
		assert_eq!(by_chain(), []);
		assert!(!Files::<Test>::contains_key(PATIENT, HOSPITAL));
		assert!(!Requests::<Test>::contains_key(PATIENT, HOSPITAL));
	});
}

#[test]
fn calls_that_may_tell_of_a_lapse_are_charged_for_it() {
	run(|| {
		let organization = HOSPITAL;
		let patient = PATIENT;
		let (terms, envelope) = (None, None);
		let grant =
			Call::<Test>::grant { patient, organization, provision: broad(), terms, envelope };
		let refers = Call::<Test>::refer {
			patient,
			capacity: AT_HOSPITAL,
			parent: 0,
			organization: CLINIC,
			provision: broad(),
			envelope,
		};
		let approves = Call::<Test>::approve_request {
			patient,
			organization,
			provision: broad(),
			terms,
			envelope,
		};
		for (call, own, entries) in [
			(grant, <() as WeightInfo>::grant(), 3),
			(refers, <() as WeightInfo>::refer(), 2),
			(approves, <() as WeightInfo>::approve_request(), 3),
		] {
			let charged = call.get_dispatch_info().call_weight.ref_time();
			assert_eq!(charged, own.ref_time() + entries * ENTRY_TIME);
		}
	});
}
