//! `unsettle`: the arbiter permits that records are withheld again.

use super::*;
use crate::{Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles::Policy, Actor, AuditedEvent, Basis};
use sp_runtime::DispatchError;
use CorrectionReason::*;

fn unsettle(anchor: AnchorId) -> DispatchResult {
	RecordAnchor::unsettle(RuntimeOrigin::root(), PATIENT, anchor)
}

/// An anchor that its author withheld and the arbiter let count.
fn settled() -> AnchorId {
	let anchor = anchored(ROOT);
	assert_ok!(mark(PHYSICIAN, &[anchor], WrongPatient, AT_HOSPITAL));
	assert_ok!(arbitrate(anchor));
	anchor
}

/// What the arbiter had let count turned out to be another patient's, and nobody could protect that one any more.
#[test]
fn a_mix_up_that_is_found_after_the_arbiter_spoke_can_be_withheld() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let anchor = settled();
		assert_noop!(mark(PHYSICIAN, &[anchor], WrongPatient, AT_HOSPITAL), Error::<Test>::Settled);
		let asked = Policy::asked().len();
		assert_ok!(unsettle(anchor));
		assert_eq!(Policy::asked().len(), asked, "nobody is asked whether the arbiter may");
		assert_eq!((stored(anchor).is_settled, stored(anchor).withheld_since), (false, None));
		assert_entered(3, Actor::Authority, AuditedEvent::WithholdingPermitted { anchor });
		System::assert_last_event(Event::Unsettled { patient: PATIENT, anchor }.into());
		assert_ok!(mark(PHYSICIAN, &[anchor], WrongPatient, AT_HOSPITAL));
		assert_eq!(stored(anchor).withheld_since, Some(NOW));
	});
}

#[test]
fn only_the_arbiter_permits_it() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let anchor = settled();
		for origin in [RuntimeOrigin::signed(PHYSICIAN), RuntimeOrigin::none()] {
			assert_noop!(RecordAnchor::unsettle(origin, PATIENT, anchor), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn there_must_be_something_that_the_arbiter_settled() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		assert_noop!(unsettle(0), Error::<Test>::AnchorNotFound);
		let anchor = settled();
		assert_ok!(unsettle(anchor));
		assert_noop!(unsettle(anchor), Error::<Test>::NotSettled);
		let erased = erased();
		change(erased, |anchor| anchor.is_settled = true);
		assert_noop!(unsettle(erased), Error::<Test>::Erased);
	});
}
