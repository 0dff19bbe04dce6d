use crate::{mock::*, Error, Event, GatewayAnnexes, GatewayHistories};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::NotPractising;
use sp_runtime::{DispatchError, DispatchResult};

/// When the gateway is removed.
const REMOVED: u64 = NOW + DAY;

/// One block of two seconds after the other.
const BLOCK: u64 = 2_000;

fn add_gateway(account: u64) -> DispatchResult {
	ProviderRegistry::add_gateway(signed(ADMIN), 0, account)
}

fn remove_gateway(account: u64) -> DispatchResult {
	ProviderRegistry::remove_gateway(signed(ADMIN), 0, account)
}

fn forget(account: u64) -> DispatchResult {
	ProviderRegistry::forget_gateway(signed(OUTSIDER), 0, account)
}

/// Whether the midwife could act through this account at `at`.
fn acted_through(account: u64, at: u64) -> Result<(), NotPractising> {
	ProviderRegistry::standing(acting_through(0, account), Some(at)).map(|_| ())
}

fn with_a_gateway_that_was_removed(test: impl FnOnce()) {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(REMOVED);
		assert_ok!(remove_gateway(GATEWAY));
		test();
	});
}

#[test]
fn gateways_that_are_thrown_away_hide_none() {
	with_a_gateway_that_was_removed(|| {
		for number in 0..50 {
			go_to(REMOVED + BLOCK * (1 + 2 * number));
			assert_ok!(add_gateway(100 + number));
			go_to(REMOVED + BLOCK * (2 + 2 * number));
			assert_ok!(remove_gateway(100 + number));
		}
		for at in [NOW, REMOVED - 1] {
			assert_eq!(acted_through(GATEWAY, at), Ok(()));
		}
		assert_eq!(acted_through(GATEWAY, REMOVED), Err(NotPractising::NotAGateway));
		for number in 0..50 {
			let added_at = REMOVED + BLOCK * (1 + 2 * number);
			for (at, acted) in [(added_at - 1, false), (added_at, true), (added_at + BLOCK, false)]
			{
				assert_eq!(acted_through(100 + number, at).is_ok(), acted);
			}
		}
		// Of whoever never was one it stays known, too.
		assert_eq!(acted_through(OUTSIDER, NOW), Err(NotPractising::NotAGateway));
	});
}

#[test]
fn one_that_comes_and_goes_hides_nothing_of_itself() {
	with_a_gateway_that_was_removed(|| {
		for number in 0..30 {
			go_to(REMOVED + BLOCK * (1 + 2 * number));
			assert_ok!(add_gateway(GATEWAY));
			go_to(REMOVED + BLOCK * (2 + 2 * number));
			assert_ok!(remove_gateway(GATEWAY));
		}
		assert_eq!(acted_through(GATEWAY, NOW), Ok(()));
		for number in 0..30 {
			let added_at = REMOVED + BLOCK * (1 + 2 * number);
			for (at, acted) in [(added_at - 1, false), (added_at, true), (added_at + BLOCK, false)]
			{
				assert_eq!(acted_through(GATEWAY, at).is_ok(), acted);
			}
		}
	});
}

#[test]
fn anybody_lets_the_chain_forget_one_that_was_removed_long_ago() {
	with_a_gateway_that_was_removed(|| {
		assert_noop!(forget(OUTSIDER), Error::<Test>::GatewayNotFound);
		go_to(REMOVED + RETENTION - 1);
		assert_noop!(forget(GATEWAY), Error::<Test>::TooEarly);
		go_to(REMOVED + RETENTION);
		for origin in [RuntimeOrigin::none(), root()] {
			let refused = ProviderRegistry::forget_gateway(origin, 0, GATEWAY);
			assert_eq!(refused, Err(DispatchError::BadOrigin));
		}
		assert_ok!(forget(GATEWAY));
		System::assert_last_event(
			Event::GatewayForgotten { organization: 0, account: GATEWAY }.into(),
		);
		assert_eq!(organizations_row().gateways_known_since, REMOVED);
		for account in [GATEWAY, OUTSIDER] {
			assert_eq!(acted_through(account, REMOVED - 1), Err(NotPractising::NoLongerKnown));
			assert_eq!(acted_through(account, REMOVED), Err(NotPractising::NotAGateway));
		}
		// Added once more, it is somebody new.
		assert_ok!(add_gateway(GATEWAY));
		assert_eq!(acted_through(GATEWAY, NOW), Err(NotPractising::NoLongerKnown));
		assert_eq!(acted_through(GATEWAY, REMOVED + RETENTION), Ok(()));
		assert_noop!(forget(GATEWAY), Error::<Test>::NotLeft);
	});
}

#[test]
fn one_with_a_long_past_is_forgotten_bit_by_bit() {
	with_a_gateway_that_was_removed(|| {
		for number in 0..30 {
			go_to(REMOVED + BLOCK * (1 + 2 * number));
			assert_ok!(add_gateway(GATEWAY));
			go_to(REMOVED + BLOCK * (2 + 2 * number));
			assert_ok!(remove_gateway(GATEWAY));
		}
		go_to(REMOVED + DAY + RETENTION);
		let mut left = GatewayAnnexes::<Test>::iter().count() as u32;
		assert!(left > 32);
		while left > 16 {
			assert_ok!(forget(GATEWAY));
			left -= 16;
			System::assert_last_event(
				Event::GatewayPartlyForgotten {
					organization: 0,
					account: GATEWAY,
					entries_left: left,
				}
				.into(),
			);
			check();
		}
		assert_ok!(forget(GATEWAY));
		assert_eq!(GatewayAnnexes::<Test>::iter().count(), 0);
		assert_eq!(GatewayHistories::<Test>::iter().count(), 0);
	});
}

#[test]
fn clients_see_who_was_one() {
	with_a_gateway_that_was_removed(|| {
		for account in 100..107 {
			assert_ok!(add_gateway(account));
		}
		let all = ProviderRegistry::gateways(0, None, 100);
		assert_eq!(all.len(), 8);
		let removed = all.iter().find(|(account, _)| *account == GATEWAY).map(|(_, known)| known);
		assert!(removed.is_some_and(|known| !known.latest && known.since() == REMOVED));
		let mut paged = ProviderRegistry::gateways(0, None, 3);
		while let Some((last, _)) = paged.last().cloned() {
			let page = ProviderRegistry::gateways(0, Some(last), 3);
			if page.is_empty() {
				break;
			}
			paged.extend(page);
		}
		assert_eq!(paged, all);
	});
}
