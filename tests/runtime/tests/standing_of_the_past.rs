//! A practitioner and a gateway come and go, many times a block; whatever is decided about any moment since is
//! what a journal says of it.

use pallet_consent::Scope;
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Basis, Decision, Denial, Moment, NotPractising,
	PatientId, Period, PractitionerId, Pseudonym, Purpose, Role, Roles, Target,
};
use salus_runtime::{AccountId, Consent, ProviderRegistry, RuntimeOrigin, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_runtime::DispatchResult;

/// How many blocks something happens in.
const BLOCKS: usize = 100;

/// About how many moments it is asked afterwards.
const QUESTIONS: usize = 400;

const MIDWIFE: Pseudonym = Pseudonym([8; 32]);
const OPEN: Period = Period { from: 0, until: None };

/// Where a practitioner stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
	Unknown,
	Active,
	Suspended,
	Left,
}

/// What something was from when on: in the moment itself, and from the next one on.
struct Journal<V>(Vec<(Moment, V, V)>);

impl<V: Copy + PartialEq> Journal<V> {
	fn new(value: V) -> Self {
		Self(vec![(0, value, value)])
	}

	fn latest(&self) -> V {
		self.0.last().expect("it began").2
	}

	fn note(&mut self, value: V, now: Moment) {
		match self.0.last_mut() {
			Some(last) if last.0 == now => last.2 = value,
			_ => self.0.push((now, value, value)),
		}
	}

	fn at(&self, moment: Moment) -> V {
		let (at, within, after) =
			self.0.iter().rev().find(|(at, ..)| *at <= moment).expect("it began");
		if *at == moment {
			*within
		} else {
			*after
		}
	}
}

/// Numbers that look random, the same with each run.
struct Dice(u64);

impl Dice {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}
}

struct World {
	patient: PatientId,
	/// The clinic's admin, a practitioner and a gateway of it. To derive an account takes long.
	accounts: [AccountId; 3],
	clinic_is_active: Journal<bool>,
	is_gateway: Journal<bool>,
	doctor: Journal<Place>,
	midwife: Journal<Place>,
}

fn do_suspend(practitioner: PractitionerId<AccountId>) -> DispatchResult {
	ProviderRegistry::suspend_practitioner(RuntimeOrigin::root(), CLINIC, practitioner)
}

fn do_reinstate(practitioner: PractitionerId<AccountId>) -> DispatchResult {
	ProviderRegistry::reinstate_practitioner(RuntimeOrigin::root(), CLINIC, practitioner)
}

impl World {
	fn admin(&self) -> RuntimeOrigin {
		RuntimeOrigin::signed(self.accounts[0].clone())
	}

	fn doctor(&self) -> PractitionerId<AccountId> {
		PractitionerId::Account(self.accounts[1].clone())
	}

	fn gateway(&self) -> AccountId {
		self.accounts[2].clone()
	}

	/// Changes something, and notes it.
	fn change(&mut self, which: u64, dice: &mut Dice, now: Moment) {
		match which {
			0 => {
				let is_active = self.clinic_is_active.latest();
				let root = RuntimeOrigin::root();
				if is_active {
					ProviderRegistry::suspend_organization(root, CLINIC).expect("it is active");
				} else {
					ProviderRegistry::reinstate_organization(root, CLINIC)
						.expect("it is suspended");
				}
				self.clinic_is_active.note(!is_active, now);
			},
			1 => {
				let is_gateway = self.is_gateway.latest();
				let done = if is_gateway {
					ProviderRegistry::remove_gateway(self.admin(), CLINIC, self.gateway())
				} else {
					ProviderRegistry::add_gateway(self.admin(), CLINIC, self.gateway())
				};
				if done.is_ok() {
					self.is_gateway.note(!is_gateway, now);
				}
			},
			2 => {
				let (admin, doctor) = (self.admin(), self.doctor());
				Self::change_practitioner(&mut self.doctor, admin, doctor, dice, now);
			},
			_ => {
				let midwife = PractitionerId::Pseudonym(MIDWIFE);
				let admin = self.admin();
				Self::change_practitioner(&mut self.midwife, admin, midwife, dice, now);
			},
		}
	}

	fn change_practitioner(
		journal: &mut Journal<Place>,
		admin: RuntimeOrigin,
		practitioner: PractitionerId<AccountId>,
		dice: &mut Dice,
		now: Moment,
	) {
		let (done, place) = match (journal.latest(), dice.below(2)) {
			(Place::Unknown | Place::Left, _) => {
				let roles = Roles::of(&[Role::Physician]);
				let add = ProviderRegistry::add_practitioner;
				(add(admin, CLINIC, practitioner, roles, OPEN), Place::Active)
			},
			(Place::Suspended, _) => (do_reinstate(practitioner), Place::Active),
			(Place::Active, 0) => (do_suspend(practitioner), Place::Suspended),
			(Place::Active, _) => {
				let remove = ProviderRegistry::remove_practitioner;
				(remove(admin, CLINIC, practitioner), Place::Left)
			},
		};
		// A clinic that is suspended adds nobody.
		if done.is_ok() {
			journal.note(place, now);
		}
	}

	/// What the journals say of a moment.
	fn expected(&self, is_through_gateway: bool, at: Moment) -> Decision {
		let place = if is_through_gateway { &self.midwife } else { &self.doctor };
		let reason = if !self.clinic_is_active.at(at) {
			NotPractising::OrganizationSuspended
		} else if is_through_gateway && !self.is_gateway.at(at) {
			NotPractising::NotAGateway
		} else {
			match place.at(at) {
				Place::Active => return Decision::Permit(Basis::Grant(0)),
				Place::Unknown => NotPractising::NotAPractitioner,
				Place::Suspended => NotPractising::PractitionerSuspended,
				Place::Left => NotPractising::PractitionerLeft,
			}
		};
		Decision::Deny(Denial::NotPractising(reason))
	}

	/// What is decided about a moment.
	fn decided(&self, is_through_gateway: bool, at: Moment) -> Decision {
		let actor = if is_through_gateway {
			Actor::Gateway { organization: CLINIC, account: self.gateway(), practitioner: MIDWIFE }
		} else {
			Actor::Practitioner { organization: CLINIC, account: self.accounts[1].clone() }
		};
		let request = AccessRequest {
			patient: self.patient,
			actor,
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: Target::Class { class: OBSERVATION, content: None },
		};
		<Consent as AccessPolicy<_>>::decide(&request, at)
	}

	#[track_caller]
	fn check(&self, at: Moment) {
		for is_through_gateway in [false, true] {
			let decided = self.decided(is_through_gateway, at);
			assert_eq!(decided, self.expected(is_through_gateway, at), "at {at}");
		}
	}
}

#[test]
fn what_is_decided_about_any_past_moment_is_what_a_journal_says() {
	for seed in 1..=3 {
		let mut dice = Dice(seed);
		let mut chain = Chain::development();
		let key = person("a patient");
		let patient = registered(&chain.send(&key, calls::register(1)).ok());
		chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
		let mut world = World {
			patient,
			accounts: ["Dave", "a doctor", "a gateway"].map(|name| account(&person(name))),
			clinic_is_active: Journal::new(true),
			is_gateway: Journal::new(false),
			doctor: Journal::new(Place::Unknown),
			midwife: Journal::new(Place::Unknown),
		};

		let begin = chain.look(Timestamp::get);
		for _ in 0..BLOCKS {
			chain.block(|| {
				let now = Timestamp::get();
				world.check(now);
				for _ in 0..dice.below(6) {
					// The clinic itself changes rarely, or hardly anything else would be seen.
					let which = dice.below(16);
					let which = if which == 0 { 0 } else { 1 + which % 3 };
					world.change(which, &mut dice, now);
					world.check(now);
				}
			});
		}

		chain.look(|| {
			let end = Timestamp::get();
			for moment in (begin..=end + 1).rev().step_by(997) {
				world.check(moment);
			}
			for _ in 0..QUESTIONS {
				world.check(begin + dice.below(end - begin + 2));
			}
			let blocks = world.doctor.0.iter().chain(&world.midwife.0).map(|(at, ..)| *at);
			let edges = blocks.chain(world.is_gateway.0.iter().map(|(at, ..)| *at));
			for edge in edges.filter(|at| *at > begin).collect::<Vec<_>>() {
				for moment in [edge - 1, edge, edge + 1] {
					world.check(moment);
				}
			}
			let known =
				ProviderRegistry::practitioner(CLINIC, world.doctor()).expect("it was added");
			assert!(known.terms.annexed.count() > 8, "it changed too rarely to prove anything");
		});
	}
}
