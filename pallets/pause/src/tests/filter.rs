use super::{pause::pause, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::traits::Dispatchable;

/// Account 3 sends a remark with an event.
fn send() -> DispatchResult {
	let call = frame_system::Call::remark_with_event { remark: vec![1] };
	RuntimeCall::System(call)
		.dispatch(RuntimeOrigin::signed(3))
		.map(drop)
		.map_err(|failure| failure.error)
}

#[test]
fn a_paused_call_does_nothing_until_its_time_is_over() {
	run(|| {
		assert_ok!(send());
		assert_ok!(pause("remark_with_event", 2));
		assert_noop!(send(), frame_system::Error::<Test>::CallFiltered);
		System::set_block_number(2);
		assert_noop!(send(), frame_system::Error::<Test>::CallFiltered);
		System::set_block_number(3);
		assert_ok!(send());
	});
}

#[test]
fn another_call_of_the_pallet_goes_on() {
	run(|| {
		assert_ok!(pause("kill_prefix", 2));
		assert_ok!(send());
	});
}

#[test]
fn root_is_not_held_up() {
	run(|| {
		assert_ok!(pause("set_heap_pages", 2));
		let call = RuntimeCall::System(frame_system::Call::set_heap_pages { pages: 8 });
		assert_ok!(call.dispatch(RuntimeOrigin::root()));
	});
}

#[test]
fn what_came_to_be_protected_while_it_was_paused_goes_on() {
	run(|| {
		assert_ok!(pause("remark_with_event", 2));
		ProtectedCall::set(("System", "remark_with_event"));
		assert_ok!(send());
	});
}
