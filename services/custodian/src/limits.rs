//! How often one address, and one account, is answered.

use crate::refusal::Refusal;
use governor::{
	clock::{Clock, MonotonicClock},
	middleware::NoOpMiddleware,
	state::keyed::DashMapStateStore,
	Quota, RateLimiter,
};
use std::{
	hash::{BuildHasher, Hash, RandomState},
	net::{IpAddr, Ipv6Addr},
	num::NonZeroU32,
	time::Duration,
};

/// What share of a minute's requests may come at once.
const BURST_SHARE: u32 = 10;

const MINUTE: Duration = Duration::from_secs(60);

/// So many a minute of each key, a tenth of them at once.
///
/// What is remembered is bounded: keys are counted by 16 bits of a hash that nobody else can compute. Of two keys with the same hash each is counted as the other, which is
/// rare, and cannot be brought about.
pub struct PerMinute<C: Clock = MonotonicClock> {
	governor: RateLimiter<u16, DashMapStateStore<u16>, C, NoOpMiddleware<C::Instant>>,
	clock: C,
	hash: RandomState,
}

impl PerMinute {
	/// So many a minute of each.
	pub fn new(a_minute: u32) -> Self {
		Self::by(a_minute, MonotonicClock)
	}
}

impl<C: Clock + Clone> PerMinute<C> {
	fn by(a_minute: u32, clock: C) -> Self {
		let a_minute = NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN);
		let burst =
			NonZeroU32::new(a_minute.get().div_ceil(BURST_SHARE)).unwrap_or(NonZeroU32::MIN);
		let quota = MINUTE.checked_div(a_minute.get()).and_then(Quota::with_period);
		// Only of a time of zero is there none, and a million a minute are 60 microseconds each.
		let quota = quota.unwrap_or_else(|| Quota::per_minute(a_minute)).allow_burst(burst);
		let governor = RateLimiter::new(quota, DashMapStateStore::default(), clock.clone());
		Self { governor, clock, hash: RandomState::new() }
	}

	/// Counts one more of this key; [`Refusal::TooMany`] if it is one too many.
	pub fn admit(&self, key: impl Hash) -> Result<(), Refusal> {
		self.governor.check_key(&self.place(key)).map_err(|not_until| {
			let wait = not_until.wait_time_from(self.clock.now());
			let seconds = wait.as_millis().div_ceil(1_000).max(1);
			Refusal::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX))
		})
	}

	fn place(&self, key: impl Hash) -> u16 {
		let [first, second, ..] = self.hash.hash_one(key).to_le_bytes();
		u16::from_le_bytes([first, second])
	}
}

/// By whom an address is held: an IPv6 client has a whole network of 64 bits, so that is one.
pub fn network(address: IpAddr) -> IpAddr {
	match address.to_canonical() {
		IpAddr::V6(address) => {
			let [a, b, c, d, ..] = address.segments();
			IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
		},
		v4 @ IpAddr::V4(_) => v4,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use governor::clock::FakeRelativeClock;

	fn limit(a_minute: u32) -> (PerMinute<FakeRelativeClock>, FakeRelativeClock) {
		let clock = FakeRelativeClock::default();
		(PerMinute::by(a_minute, clock.clone()), clock)
	}

	#[test]
	fn a_tenth_of_a_minutes_requests_may_come_at_once() {
		let (limit, clock) = limit(60);
		for _ in 0..6 {
			limit.admit(1).unwrap();
		}
		assert_eq!(limit.admit(1), Err(Refusal::TooMany(1)));
		let other = (2..).find(|key| limit.place(key) != limit.place(1)).unwrap();
		limit.admit(other).unwrap();
		clock.advance(Duration::from_secs(1));
		limit.admit(1).unwrap();
		assert_eq!(limit.admit(1), Err(Refusal::TooMany(1)));
	}

	#[test]
	fn it_is_told_when_to_come_again() {
		let (limit, _) = limit(2);
		limit.admit(1).unwrap();
		let Err(Refusal::TooMany(seconds)) = limit.admit(1) else { panic!("it is one too many") };
		assert_eq!(seconds, 30);
	}

	#[test]
	fn what_is_remembered_is_bounded() {
		let (limit, _) = limit(600);
		for key in 0..300_000 {
			let _ = limit.admit(key);
		}
		assert!(limit.governor.len() <= 1 << 16);
	}

	#[test]
	fn a_network_of_ipv6_is_one() {
		let of = |text: &str| network(text.parse().unwrap());
		assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::9"));
		assert_ne!(of("2001:db8:1:2::9"), of("2001:db8:1:3::9"));
		assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
		assert_ne!(of("192.0.2.2"), of("192.0.2.1"));
	}
}
