//! What governance sets, and what is relayed.

use crate::{mock::*, CurrentFigures, Error, Event, Figures};
use frame_support::{
	assert_noop,
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use sp_runtime::{DispatchError, Perbill};
use Ground::*;

#[test]
fn the_admin_divides_blocks_from_the_next_transaction_on() {
	chain(|| {
		block(|| {
			let figures = Figures {
				care: Perbill::from_percent(45),
				patients: Perbill::from_percent(30),
				..Figures::default()
			};
			transaction(1_000, Care(1), 60 * PERCENT).ok();
			assert!(Admission::set_figures(RuntimeOrigin::root(), figures.clone()).is_ok());
			System::assert_last_event(Event::FiguresSet { figures: figures.clone() }.into());
			assert_eq!(CurrentFigures::<Test>::get(), figures);
			// Care had 75 % with what was left, and has 65 %.
			assert_eq!(transaction(1_001, Care(2), 6 * PERCENT).apply(), Err(EXHAUSTS));
			transaction(1_001, Care(2), 5 * PERCENT).ok();
		});
	});
}

#[test]
fn nobody_else_does_and_not_unsoundly() {
	chain(|| {
		begin();
		let set = |origin, figures| Admission::set_figures(origin, figures);
		let figures = Figures::default();
		assert_noop!(set(RuntimeOrigin::signed(1), figures), DispatchError::BadOrigin);
		let unsound = Figures { reach: 0, ..Figures::default() };
		assert_noop!(set(RuntimeOrigin::root(), unsound), Error::<Test>::UnsoundFigures);
	});
}

fn relayed(call: RuntimeCall) -> RuntimeCall {
	crate::Call::<Test>::relay { organization: 1, call: Box::new(call) }.into()
}

#[test]
fn what_others_have_signed_is_relayed_on_the_organization_s_budget() {
	chain(|| {
		block(|| {
			let call = acting(Newcomer, PERCENT);
			let inner = call.get_dispatch_info().call_weight;
			let info = relayed(call.clone()).get_dispatch_info();
			assert!(info.call_weight.ref_time() > inner.ref_time());
			assert_eq!(info.class, DispatchClass::Normal);
			Transaction::of(1_000, relayed(call)).ok();
			assert!(carried()[2] > 9 * PERCENT / 10);
			assert_eq!(toy::Done::<Test>::get(1_000), 1, "the signer has sent it");
		});
	});
}

#[test]
fn what_a_relayed_call_has_not_used_is_given_back() {
	let used = Weight::from_parts(PERCENT * 750, 0);
	for succeeds in [true, false] {
		chain(|| {
			block(|| {
				let call = ending(acting(Newcomer, 4 * PERCENT), Some(used), succeeds);
				let result = Transaction::of(1_000, relayed(call)).apply().expect("it gets in");
				assert_eq!(result.is_ok(), succeeds);
				assert!((PERCENT..12 * PERCENT / 10).contains(&carried()[2]), "{:?}", carried());
			});
		});
	}
}

#[test]
fn nothing_else_is_relayed() {
	chain(|| {
		begin();
		for ground in [Governs, Care(1), Patient, Paid] {
			let relay = |origin| {
				Admission::relay(origin, 1, Box::new(acting(ground, PERCENT)))
					.map_err(|error| error.error)
			};
			assert_noop!(relay(RuntimeOrigin::signed(1_000)), Error::<Test>::NotRelayed);
		}
		let relay = |origin| {
			Admission::relay(origin, 1, Box::new(acting(Newcomer, PERCENT)))
				.map_err(|error| error.error)
		};
		assert_noop!(relay(RuntimeOrigin::root()), DispatchError::BadOrigin);
		assert_noop!(relay(RuntimeOrigin::none()), DispatchError::BadOrigin);
	});
}
