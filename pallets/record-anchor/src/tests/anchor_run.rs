//! `anchor_run`: batches for several patients in one call, each by itself.

use super::*;
use crate::{AnchorByRoot, Anchors, Error, Event, Run, RunItem, Side, MAX_RUN};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::{AnchoredHook, Policy, Trail},
	Actor, AuditedEvent, Basis, ClassSet, Decision, Denial, OrganizationId, Relation, TrailId,
};
use sp_runtime::DispatchError;

const PURPOSE: Purpose = Purpose::Treatment;

fn item(patient: PatientId, root: H256) -> RunItem {
	RunItem { patient, batch: batch(root), purpose: PURPOSE }
}

fn run(items: &[RunItem]) -> Run {
	Run::truncate_from(items.to_vec())
}

fn anchor_run(who: u64, items: &[RunItem], capacity: Capacity) -> DispatchResult {
	RecordAnchor::anchor_run(RuntimeOrigin::signed(who), run(items), capacity)
}

/// What this pallet told.
fn told() -> Vec<Event<Test>> {
	let events = System::events().into_iter();
	events
		.filter_map(|record| match record.event {
			RuntimeEvent::RecordAnchor(event) => Some(event),
			_ => None,
		})
		.collect()
}

fn anchored_event(patient: PatientId, anchor: AnchorId, root: H256) -> Event<Test> {
	let author = Actor::new(PHYSICIAN, AT_HOSPITAL);
	Event::RecordsAnchored { patient, anchor, batch: batch(root), author }
}

fn refused_event(index: u32, error: Error<Test>) -> Event<Test> {
	Event::RunItemRefused { index, error: error.into() }
}

fn end_event(organization: Option<OrganizationId>, anchored: u32, refused: u32) -> Event<Test> {
	Event::RunAnchored { organization, anchored, refused }
}

#[test]
fn each_batch_is_anchored_for_its_patient_by_itself() {
	ExtBuilder::permitting_as(Basis::Grant(5)).build_and_execute(|| {
		open_other();
		let for_payment = RunItem { purpose: Purpose::Payment, ..item(OTHER, root(2)) };
		let items = [item(PATIENT, root(1)), for_payment, item(PATIENT, root(3))];
		assert_ok!(anchor_run(PHYSICIAN, &items, AT_HOSPITAL));
		assert_eq!(
			told(),
			[
				anchored_event(PATIENT, 0, root(1)),
				anchored_event(OTHER, 0, root(2)),
				anchored_event(PATIENT, 1, root(3)),
				end_event(Some(HOSPITAL), 3, 0),
			]
		);
		let author = Actor::new(PHYSICIAN, AT_HOSPITAL);
		let entry = |patient, anchor, purpose| {
			let basis = Basis::Grant(5);
			let event = AuditedEvent::RecordsAnchored { anchor, class: CLASS, purpose, basis };
			(TrailId::Patient(patient), author.clone(), event)
		};
		let of_others = entry(OTHER, 0, Purpose::Payment);
		let entries = [entry(PATIENT, 0, PURPOSE), of_others, entry(PATIENT, 1, PURPOSE)];
		assert_eq!(Trail::entries(), entries);
		let asked: Vec<_> =
			Policy::asked().into_iter().map(|asked| (asked.patient, asked.purpose)).collect();
		assert_eq!(asked, [(PATIENT, PURPOSE), (OTHER, Purpose::Payment), (PATIENT, PURPOSE)]);
		assert_eq!(
			AnchoredHook::heard(),
			[(PATIENT, 0, CLASS), (OTHER, 0, CLASS), (PATIENT, 1, CLASS)]
		);
		assert_eq!(stored(1).previous, Some(0));
	});
}

#[test]
fn one_bad_batch_of_whichever_kind_takes_no_other_back() {
	const STRANGER: PatientId = PatientId([0xC3; 32]);
	const FULL: PatientId = PatientId([0xD4; 32]);
	ExtBuilder::default().build_and_execute(|| {
		open_other();
		Patients::open(FULL, 33);
		Policy::answer_by(|request, _| match request.patient {
			STRANGER => Decision::Deny(Denial::UnknownOrClosedPatient),
			_ => Decision::Permit(Basis::Grant(5)),
		});
		assert_ok!(add(PHYSICIAN, root(9), AT_HOSPITAL));
		System::reset_events();
		let with = |batch| RunItem { patient: PATIENT, batch, purpose: PURPOSE };
		let no_month = Months { from: 640, until: 640 };
		let items = [
			item(PATIENT, root(1)),
			with(NewBatch { leaves: 0, ..batch(root(2)) }),
			with(NewBatch { leaves: 65_537, ..batch(root(2)) }),
			with(NewBatch { content: no_month, ..batch(root(2)) }),
			item(STRANGER, root(2)),
			item(PATIENT, root(9)),
			with(NewBatch { key_epoch: Some(1), ..batch(root(2)) }),
			item(FULL, root(2)),
			item(OTHER, root(2)),
		];
		without_numbers_left(FULL, || {
			assert_ok!(anchor_run(PHYSICIAN, &items, AT_HOSPITAL));
		});
		assert_eq!(
			told(),
			[
				anchored_event(PATIENT, 1, root(1)),
				refused_event(1, Error::NoLeaves),
				refused_event(2, Error::TooManyLeaves),
				refused_event(3, Error::InvalidContentPeriod),
				refused_event(4, Error::NotPermitted),
				refused_event(5, Error::AlreadyAnchored),
				refused_event(6, Error::UnknownKeyEpoch),
				refused_event(7, Error::MaxAnchorsExceeded),
				anchored_event(OTHER, 0, root(2)),
				end_event(Some(HOSPITAL), 2, 7),
			]
		);
		// Of the refused ones nothing is left: no anchor, no root, no number, no entry.
		assert_eq!(Anchors::<Test>::iter().count(), 3);
		assert_eq!(AnchorByRoot::<Test>::iter_values().count(), 3);
		assert_eq!(RecordIndexes::<Test>::get(PATIENT).next, 2);
		assert_eq!(RecordIndexes::<Test>::get(STRANGER), Default::default());
		assert_eq!(Trail::entries().len(), 3);
		assert_eq!(AnchoredHook::heard().len(), 3);
	});
}

#[test]
fn the_same_batch_twice_in_a_run_is_anchored_once() {
	ExtBuilder::permitting().build_and_execute(|| {
		let items = [item(PATIENT, root(1)), item(PATIENT, root(1)), item(PATIENT, root(2))];
		assert_ok!(anchor_run(PHYSICIAN, &items, AT_HOSPITAL));
		assert_eq!(
			told(),
			[
				anchored_event(PATIENT, 0, root(1)),
				refused_event(1, Error::AlreadyAnchored),
				anchored_event(PATIENT, 1, root(2)),
				end_event(Some(HOSPITAL), 2, 1),
			]
		);
	});
}

#[test]
fn a_run_of_which_all_is_refused_says_so() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(anchor_run(PHYSICIAN, &[item(PATIENT, ROOT)], AT_HOSPITAL));
		assert_eq!(
			told(),
			[refused_event(0, Error::NotPermitted), end_event(Some(HOSPITAL), 0, 1)]
		);
		assert_eq!(Anchors::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_patients_side_runs_in_nobodys_name() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(anchor_run(CONTROLLER, &[item(PATIENT, ROOT)], PERSON));
		assert_eq!(told().last(), Some(&end_event(None, 1, 0)));
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, Side::Patient, ROOT), Some(0));
	});
}

#[test]
fn an_empty_run_is_refused() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_noop!(anchor_run(PHYSICIAN, &[], AT_HOSPITAL), Error::<Test>::EmptyRun);
	});
}

#[test]
fn only_a_signed_origin_runs() {
	ExtBuilder::permitting().build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let run = run(&[item(PATIENT, ROOT)]);
			assert_noop!(
				RecordAnchor::anchor_run(origin, run, AT_HOSPITAL),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_longer_run_than_may_be_is_not_even_decoded() {
	let encoded = |length: u32| vec![item(PATIENT, ROOT); length as usize].encode();
	assert!(Run::decode(&mut &encoded(MAX_RUN)[..]).is_ok());
	assert!(Run::decode(&mut &encoded(MAX_RUN + 1)[..]).is_err());
}

#[test]
fn a_run_weighs_what_its_batches_weigh() {
	let single = Call::<Test>::anchor {
		patient: PATIENT,
		batch: batch(ROOT),
		purpose: PURPOSE,
		capacity: AT_HOSPITAL,
	};
	let single = single.get_dispatch_info().call_weight;
	assert!(single.ref_time() > 0);
	let weight = |length: u32| {
		let run = run(&vec![item(PATIENT, ROOT); length as usize]);
		Call::<Test>::anchor_run { run, capacity: AT_HOSPITAL }.get_dispatch_info().call_weight
	};
	for length in [1, 2, 31, 32] {
		assert_eq!(weight(length), single.saturating_mul(u64::from(length)));
	}
	assert_eq!(weight(0), single, "an empty run is refused, and pays for that");
}

#[test]
fn it_is_free_for_who_practises_and_for_who_adds_each_batch_freely() {
	const WEARABLE: u64 = 45;
	ExtBuilder::default().build_and_execute(|| {
		open_other();
		let classes = ClassSet::truncate_from(vec![CLASS]);
		let device = Relation::Device { classes, by_representative: false };
		Patients::relate(PATIENT, WEARABLE, device);
		let free = |who, items: &[RunItem], capacity| {
			is_free(who, Call::anchor_run { run: run(items), capacity })
		};
		let own = item(PATIENT, ROOT);
		let other = item(OTHER, ROOT);
		let of_another_class =
			RunItem { batch: NewBatch { class: RecordClass(4), ..batch(ROOT) }, ..own };
		assert!(free(PHYSICIAN, &[own, other], AT_HOSPITAL));
		assert!(free(GATEWAY, &[own, other], FOR_RESIDENT));
		assert!(!free(OUTSIDER, &[own], AT_HOSPITAL));
		assert!(free(CONTROLLER, &[own, of_another_class], PERSON));
		assert!(!free(CONTROLLER, &[own, other], PERSON));
		assert!(free(WEARABLE, &[own], PERSON));
		assert!(!free(WEARABLE, &[own, of_another_class], PERSON));
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (CONTROLLER, PERSON)] {
			assert!(!free(who, &[], capacity));
		}
	});
}
