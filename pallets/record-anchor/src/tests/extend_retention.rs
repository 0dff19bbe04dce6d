//! `extend_retention`: who keeps anchors longer, and what is refused.

use crate::{mock::*, DueKey, DueOn, Error, Event, EvictionDay};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	day_of,
	doubles::{Policy, Trail},
	AccessRequest, Action, Actor, AnchorId, AuditedEvent, Basis, Capacity, Day, Moment, Months,
	Purpose, RecordClass, Target, TrailId, DAY,
};

fn extend(who: u64, anchor: AnchorId, until: Option<Day>, capacity: Capacity) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::extend_retention(origin, PATIENT, anchor, until, Purpose::Treatment, capacity)
}

const SINGLE: DueKey = DueKey::Single { patient: PATIENT, anchor: 0 };

fn today() -> Day {
	day_of(NOW)
}

/// An anchor that the hospital wrote, due in ten days.
fn written() {
	Retention::keep(RecordClass(3), false, 9 * DAY);
	let batch = crate::NewBatch {
		class: RecordClass(3),
		root: ROOT,
		leaves: 40,
		content: Months { from: 636, until: 648 },
		custodian: ARCHIVE,
		key_epoch: Some(0),
	};
	permit(Basis::Author);
	let origin = RuntimeOrigin::signed(PHYSICIAN);
	assert_ok!(RecordAnchor::anchor(origin, PATIENT, batch, Purpose::Treatment, AT_HOSPITAL));
	assert_eq!(stored(0).keep_until, Some(today() + 10));
}

#[test]
fn the_author_and_the_patients_side_keep_an_anchor_longer() {
	for (basis, who, capacity) in [
		(Basis::Author, PHYSICIAN, AT_HOSPITAL),
		(Basis::Author, GATEWAY, FOR_RESIDENT),
		(Basis::Patient, CONTROLLER, PERSON),
		(Basis::Representative, REPRESENTATIVE, PERSON),
	] {
		ExtBuilder::default().build_and_execute(|| {
			written();
			permit(basis);
			let until = Some(today() + 11);
			assert_ok!(extend(who, 0, until, capacity));
			assert_eq!(stored(0).keep_until, until);
			assert_eq!(DueOn::<Test>::get(today() + 11, SINGLE), Some(0));

			let actor = Actor::new(who, capacity);
			let asked = AccessRequest {
				patient: PATIENT,
				actor: actor.clone(),
				action: Action::Correct,
				purpose: Purpose::Treatment,
				target: Target::Anchor(0),
			};
			assert_eq!(Policy::asked().last(), Some(&asked));
			let entry = AuditedEvent::RetentionExtended { anchor: 0, until };
			assert_eq!(Trail::entries().last(), Some(&(TrailId::Patient(PATIENT), actor, entry)));
			System::assert_last_event(
				Event::RetentionExtended { patient: PATIENT, anchor: 0, until }.into(),
			);
		});
	}
}

#[test]
fn an_anchor_that_is_kept_for_good_is_never_due() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		assert_ok!(extend(PHYSICIAN, 0, None, AT_HOSPITAL));
		assert_eq!(stored(0).keep_until, None);
		assert_noop!(extend(PHYSICIAN, 0, None, AT_HOSPITAL), Error::<Test>::NotLonger);
		assert_noop!(extend(PHYSICIAN, 0, Some(Day::MAX), AT_HOSPITAL), Error::<Test>::NotLonger);
	});
}

/// Rows of days that mean nothing any more would fill the chain, free of charge.
#[test]
fn an_anchor_that_is_kept_longer_again_and_again_has_one_row() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		for more in 11..20 {
			assert_ok!(extend(PHYSICIAN, 0, Some(today() + more), AT_HOSPITAL));
		}
		let singles: Vec<_> = DueOn::<Test>::iter().filter(|(_, row, _)| *row == SINGLE).collect();
		assert_eq!(singles, vec![(today() + 19, SINGLE, 0)]);
		assert_ok!(extend(PHYSICIAN, 0, None, AT_HOSPITAL));
		assert!(DueOn::<Test>::iter().all(|(_, row, _)| row != SINGLE));
	});
}

#[test]
fn nobody_makes_it_shorter() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		for day in [0, today(), today() + 9, today() + 10] {
			assert_noop!(extend(PHYSICIAN, 0, Some(day), AT_HOSPITAL), Error::<Test>::NotLonger);
		}
	});
}

/// An anchor whose day is put off to one that eviction is through with would stay without anybody's having said so.
#[test]
fn a_day_that_eviction_is_through_with_is_not_longer() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		let now = today() + 12;
		Timestamp::set_timestamp(Moment::from(now) * DAY);
		assert_noop!(extend(PHYSICIAN, 0, Some(now), AT_HOSPITAL), Error::<Test>::NotLonger);
		EvictionDay::<Test>::put(now + 1);
		assert_noop!(extend(PHYSICIAN, 0, Some(now + 1), AT_HOSPITAL), Error::<Test>::NotLonger);
		EvictionDay::<Test>::kill();
		assert_ok!(extend(PHYSICIAN, 0, Some(now + 2), AT_HOSPITAL));
	});
}

#[test]
fn whoever_reads_records_does_not_keep_them_longer() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		for basis in [Basis::Grant(0), Basis::Policy(0), Basis::Emergency(0), Basis::Device] {
			permit(basis);
			assert_noop!(extend(CLINICIAN, 0, None, AT_CLINIC), Error::<Test>::NotTheAuthor);
		}
	});
}

#[test]
fn whoever_is_denied_learns_nothing_of_the_anchor() {
	ExtBuilder::default().build_and_execute(|| {
		for anchor in [0, 1] {
			assert_noop!(extend(OUTSIDER, anchor, None, PERSON), Error::<Test>::NotPermitted);
		}
		permit(Basis::Patient);
		assert_noop!(extend(CONTROLLER, 7, None, PERSON), Error::<Test>::AnchorNotFound);
	});
}

#[test]
fn an_erased_anchor_is_not_kept_longer() {
	ExtBuilder::default().build_and_execute(|| {
		written();
		crate::AnchorByRoot::<Test>::remove(PATIENT, (stored(0).side(), ROOT));
		change(0, |anchor| {
			anchor.batch = None;
			anchor.erased_at = Some(NOW);
			anchor.withheld_since = Some(NOW);
		});
		assert_noop!(extend(PHYSICIAN, 0, None, AT_HOSPITAL), Error::<Test>::Erased);
	});
}
