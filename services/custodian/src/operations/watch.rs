//! What is known of the own node, clock, standing and store, and whether the service may work on it.

use crate::{clock::Clock, kept::Moment};
use axum::{http::Method, response::Response};
use salus_client::chain::{Heads, MAX_HEAD_AGE};
use std::{
	fmt,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Duration,
};

/// How far the own clock and that of the chain's best head may be apart, in milliseconds. Requests are judged by the own clock, and tickets by the chain's.
pub const MAX_CLOCK_DIFFERENCE: u64 = 60_000;

/// How long what a node answered is taken for the present, in milliseconds: it is asked every two seconds.
const ANSWER_COUNTS: u64 = 15_000;

/// Whether the own organization may act on the chain, as of a while ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
	/// It was not asked yet.
	Unknown,
	/// It is accredited, the clerk is listed as a custodian of it, and there is the private half of its published key.
	Good,
	/// It may not.
	Bad(StandingFault),
}

/// Why the own organization may not act, or can open no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingFault {
	/// The organization is suspended.
	Suspended,
	/// The clerk is no practitioner of the organization, or may not act; or the organization may not.
	NotPractising,
	/// The clerk has not the role of a custodian.
	NotCustodian,
	/// The organization has published no key: nobody can seal a share to it.
	NoKey,
	/// None of the own keys is the one that the organization has published.
	OtherKey,
}

/// Why the service is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
	/// Another instance is at work on the store.
	StandsBy,
	/// The node does not answer, or is catching up or cut off: the chain's head is old, or there was none yet.
	NodeGone,
	/// The node is of another chain.
	OtherChain,
	/// The chain's head and the own clock are more than a minute apart.
	ClockApart,
	/// The organization or the clerk may not act on the chain, or its key is another.
	Standing(StandingFault),
	/// It is not known yet whether they may.
	StandingUnknown,
	/// Catalogue or vault do not answer.
	StoreGone,
	/// It was told to stop.
	Stopping,
}

impl Unready {
	/// Its name, as it is told.
	pub fn name(self) -> &'static str {
		match self {
			Self::StandsBy => "stands-by",
			Self::NodeGone => "node-gone",
			Self::OtherChain => "other-chain",
			Self::ClockApart => "clock-apart",
			Self::Standing(StandingFault::Suspended) => "suspended",
			Self::Standing(StandingFault::NotPractising) => "not-practising",
			Self::Standing(StandingFault::NotCustodian) => "not-custodian",
			Self::Standing(StandingFault::NoKey) => "no-key",
			Self::Standing(StandingFault::OtherKey) => "other-key",
			Self::StandingUnknown => "standing-unknown",
			Self::StoreGone => "store-gone",
			Self::Stopping => "stopping",
		}
	}
}

impl fmt::Display for Unready {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str(match self {
			Self::StandsBy => "another instance is at work on this store; this one stands by",
			Self::NodeGone => "the node does not answer, or shows a head that is more than a minute old",
			Self::OtherChain => "the node is of another chain than the configuration names",
			Self::ClockApart => "the chain's best head and this machine's clock are more than a minute apart",
			Self::Standing(StandingFault::Suspended) => {
				"the organization is suspended: its tickets are not redeemed, so nothing is released"
			},
			Self::Standing(StandingFault::NotPractising) => {
				"a clerk may not act for the organization on the chain: is it accredited, and are all its clerks listed and licensed?"
			},
			Self::Standing(StandingFault::NotCustodian) => {
				"a clerk has not the role of a custodian in the organization"
			},
			Self::Standing(StandingFault::NoKey) => "the organization has published no key on the chain",
			Self::Standing(StandingFault::OtherKey) => {
				"none of the private keys belongs to the key that the organization has published"
			},
			Self::StandingUnknown => "the chain was not asked yet whether the clerk may act",
			Self::StoreGone => "the catalogue or the vault does not answer",
			Self::Stopping => "it was told to stop",
		})
	}
}

/// What is to be seen to in a service that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
	/// The disks of these have less room than is left to what is noted.
	DisksShort(Vec<&'static str>),
	/// So many pieces are lost or damaged, and not restored yet.
	PiecesLost(u64),
}

impl Warning {
	/// Its name, as it is told.
	pub fn name(&self) -> &'static str {
		match self {
			Self::DisksShort(_) => "disk-short",
			Self::PiecesLost(_) => "pieces-lost",
		}
	}
}

impl fmt::Display for Warning {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::DisksShort(of) => {
				write!(formatter, "less than 256 MiB are free for the {}", of.join(" and the "))
			},
			Self::PiecesLost(lost) => {
				write!(formatter, "{lost} pieces are lost or damaged, and not restored yet")
			},
		}
	}
}

/// What the node showed last.
#[derive(Clone, Copy, Debug)]
struct Seen {
	heads: Heads,
	at: Moment,
}

#[derive(Debug)]
struct Known {
	is_at_work: bool,
	is_stopping: bool,
	is_other_chain: bool,
	seen: Option<Seen>,
	standing: Standing,
	store_answers: bool,
	pieces_lost: u64,
	disks_short: Vec<&'static str>,
}

/// What is known, shared by those who find it out and those who go by it.
pub struct Watch {
	clock: Clock,
	known: Mutex<Known>,
}

impl Watch {
	/// Nothing is known.
	pub fn new(clock: Clock) -> Arc<Self> {
		let known = Known {
			is_at_work: false,
			is_stopping: false,
			is_other_chain: false,
			seen: None,
			standing: Standing::Unknown,
			store_answers: true,
			pieces_lost: 0,
			disks_short: Vec::new(),
		};
		Arc::new(Self { clock, known: Mutex::new(known) })
	}

	/// This instance is the one at work.
	pub fn at_work(&self) {
		self.known().is_at_work = true;
	}

	/// It is told to stop: whoever distributes requests sends no more.
	pub fn stopping(&self) {
		self.known().is_stopping = true;
	}

	/// The node showed these heads.
	pub fn saw(&self, heads: Heads) {
		let at = self.clock.now();
		let mut known = self.known();
		known.seen = Some(Seen { heads, at });
		known.is_other_chain = false;
	}

	/// The node is of another chain.
	pub fn saw_other_chain(&self) {
		self.known().is_other_chain = true;
	}

	/// What the chain says of the organization and the clerk.
	pub fn standing(&self, standing: Standing) {
		self.known().standing = standing;
	}

	/// Whether catalogue and vault answered.
	pub fn store(&self, answers: bool) {
		self.known().store_answers = answers;
	}

	/// So many pieces are lost or damaged.
	pub fn pieces_lost(&self, lost: u64) {
		self.known().pieces_lost = lost;
	}

	/// Whether the disk of this has less room than is left to what is noted.
	pub fn disk(&self, of: &'static str, is_short: bool) {
		let mut known = self.known();
		let short = &mut known.disks_short;
		short.retain(|other| *other != of);
		if is_short {
			short.push(of);
		}
	}

	/// What whoever runs it has to see to, and does not keep it from its work: who sends requests elsewhere for that would only have fewer answered.
	pub fn warnings(&self) -> Vec<Warning> {
		let known = self.known();
		let (lost, short) = (known.pieces_lost, &known.disks_short);
		let short = (!short.is_empty()).then(|| Warning::DisksShort(short.clone()));
		let lost = (lost > 0).then_some(Warning::PiecesLost(lost));
		short.into_iter().chain(lost).collect()
	}

	/// Whether requests may be judged and answered: what the node shows is of now by the own clock, and this instance is at work.
	///
	/// Whether the organization is accredited, and the rest of its standing, is not asked here: each release is judged by the chain.
	pub fn is_trustworthy(&self) -> bool {
		let now = self.clock.now();
		let known = self.known();
		known.is_at_work && node(&known, now).is_none()
	}

	/// Why the service is not ready; nothing if it is.
	pub fn unready(&self) -> Vec<Unready> {
		let now = self.clock.now();
		let known = self.known();
		let standing = match known.standing {
			Standing::Good => None,
			Standing::Unknown => Some(Unready::StandingUnknown),
			Standing::Bad(fault) => Some(Unready::Standing(fault)),
		};
		[
			known.is_stopping.then_some(Unready::Stopping),
			(!known.is_at_work).then_some(Unready::StandsBy),
			node(&known, now),
			standing,
			(!known.store_answers).then_some(Unready::StoreGone),
		]
		.into_iter()
		.flatten()
		.collect()
	}

	/// How old the best and the finalized head are by the own clock, in milliseconds; less than nothing if they are ahead.
	pub fn head_ages(&self) -> Option<(i64, i64)> {
		let now = self.clock.now();
		let heads = self.known().seen?.heads;
		let age = |time: Moment| {
			let apart = i64::try_from(now.abs_diff(time)).unwrap_or(i64::MAX);
			if time > now {
				apart.saturating_neg()
			} else {
				apart
			}
		};
		Some((age(heads.best.time), age(heads.finalized.time)))
	}

	/// Counts an answer.
	pub fn answered(&self, method: &Method, route: &str, response: &Response, took: Duration) {
		let method = if KNOWN_METHODS.contains(method) { method.as_str() } else { "other" };
		let labels = [
			("route", route.to_owned()),
			("method", method.to_owned()),
			("status", response.status().as_str().to_owned()),
		];
		metrics::histogram!("salus_custodian_request_duration_seconds", &labels)
			.record(took.as_secs_f64());
		if let Some(error) = response.extensions().get::<crate::refusal::Code>() {
			let labels = [("route", route.to_owned()), ("error", error.0.to_owned())];
			metrics::counter!("salus_custodian_refusals_total", &labels).increment(1);
		}
	}

	fn known(&self) -> MutexGuard<'_, Known> {
		self.known.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

const KNOWN_METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PUT, Method::HEAD];

fn node(known: &Known, now: Moment) -> Option<Unready> {
	if known.is_other_chain {
		return Some(Unready::OtherChain);
	}
	let Some(Seen { heads, at }) = known.seen else { return Some(Unready::NodeGone) };
	if now.abs_diff(at) > ANSWER_COUNTS {
		return Some(Unready::NodeGone);
	}
	// As the node showed it: the time since then is not the chain's.
	if at.abs_diff(heads.best.time) > MAX_CLOCK_DIFFERENCE {
		return Some(Unready::ClockApart);
	}
	(now.saturating_sub(heads.finalized.time) > MAX_HEAD_AGE).then_some(Unready::NodeGone)
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::chain::{Head, H256};
	use std::sync::atomic::{AtomicU64, Ordering};

	const NOW: Moment = 1_700_000_000_000;

	fn heads(best: Moment, finalized: Moment) -> Heads {
		let head = |time| Head { hash: H256::zero(), number: 1, time };
		Heads { best: head(best), finalized: head(finalized) }
	}

	fn watch() -> (Arc<Watch>, Arc<AtomicU64>) {
		let time = Arc::new(AtomicU64::new(NOW));
		let told = time.clone();
		let watch = Watch::new(Clock::new(move || told.load(Ordering::SeqCst)));
		watch.at_work();
		watch.standing(Standing::Good);
		(watch, time)
	}

	#[test]
	fn it_is_ready_once_all_is_well() {
		let (watch, _) = watch();
		assert_eq!(watch.unready(), [Unready::NodeGone]);
		watch.saw(heads(NOW - 2_000, NOW - 6_000));
		assert_eq!(watch.unready(), []);
		assert!(watch.is_trustworthy());
		assert_eq!(watch.head_ages(), Some((2_000, 6_000)));
	}

	#[test]
	fn a_node_that_stopped_answering_is_gone() {
		let (watch, time) = watch();
		watch.saw(heads(NOW, NOW));
		time.store(NOW + ANSWER_COUNTS, Ordering::SeqCst);
		assert!(watch.is_trustworthy());
		time.store(NOW + ANSWER_COUNTS + 1, Ordering::SeqCst);
		assert!(!watch.is_trustworthy());
		assert_eq!(watch.unready(), [Unready::NodeGone]);
	}

	#[test]
	fn a_clock_that_is_more_than_a_minute_off_in_either_direction_is_not_trusted() {
		let (watch, _) = watch();
		for (apart, expected) in [(60_000, true), (60_001, false)] {
			watch.saw(heads(NOW + apart, NOW + apart));
			assert_eq!(watch.is_trustworthy(), expected, "behind the chain by {apart}");
			watch.saw(heads(NOW - apart, NOW));
			assert_eq!(watch.is_trustworthy(), expected, "ahead of the chain by {apart}");
		}
		assert_eq!(watch.unready(), [Unready::ClockApart]);
	}

	#[test]
	fn a_finalized_head_that_stays_behind_is_not_trusted() {
		let (watch, _) = watch();
		watch.saw(heads(NOW, NOW - MAX_HEAD_AGE));
		assert!(watch.is_trustworthy());
		watch.saw(heads(NOW, NOW - MAX_HEAD_AGE - 1));
		assert!(!watch.is_trustworthy());
	}

	#[test]
	fn each_reason_is_told() {
		let clock = Clock::new(|| NOW);
		let watch = Watch::new(clock);
		watch.saw_other_chain();
		watch.store(false);
		let expected =
			[Unready::StandsBy, Unready::OtherChain, Unready::StandingUnknown, Unready::StoreGone];
		assert_eq!(watch.unready(), expected);
		watch.at_work();
		watch.stopping();
		watch.saw(heads(NOW, NOW));
		watch.store(true);
		watch.standing(Standing::Bad(StandingFault::OtherKey));
		let expected = [Unready::Stopping, Unready::Standing(StandingFault::OtherKey)];
		assert_eq!(watch.unready(), expected);
		assert!(watch.is_trustworthy(), "the chain judges each request");
	}

	#[test]
	fn what_is_to_be_seen_to_is_told_and_keeps_it_from_no_work() {
		let (watch, _) = watch();
		watch.saw(heads(NOW, NOW));
		assert_eq!(watch.warnings(), []);
		watch.pieces_lost(3);
		for (of, is_short) in [
			("catalogue", true),
			("working-folder", true),
			("vault", true),
			("working-folder", false),
		] {
			watch.disk(of, is_short);
		}
		let told = watch.warnings();
		assert_eq!(
			told[0].to_string(),
			"less than 256 MiB are free for the catalogue and the vault"
		);
		assert_eq!(told[1..], [Warning::PiecesLost(3)]);
		assert_eq!(watch.unready(), []);
		assert!(watch.is_trustworthy());
	}

	#[test]
	fn another_instance_at_work_answers_instead() {
		let watch = Watch::new(Clock::new(|| NOW));
		watch.saw(heads(NOW, NOW));
		assert!(!watch.is_trustworthy());
	}
}
