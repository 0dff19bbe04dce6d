//! Random worlds, held against a plain model of consent: what is decided, and what calls do.
//!
//! [`journal`] writes down everything that happens and never forgets; to decide, it reads all of it, rule by
//! rule. [`calls`] says what speaks against a call and what it adds to the journal. [`society`] is everybody
//! outside the pallet, [`generate`] chooses what happens, [`questions`] what is asked, and [`compare`] holds
//! the pallet against the model. [`emergencies`] are rules of their own, and [`care`] asks after every few steps
//! whether all who may help can; [`lapsing`] asks whether the trail tells of all that ended by itself. None of it is taken from the pallet, but for which refusals are joined for want of
//! room: that is looked up, and judged by what was said ([`said`]).
//!
//! Every world is one number: the dice for its people, and for each step one roll, from which the step's
//! moment, act and questions follow. A failing run prints the number, and the steps that are left after those
//! were taken out without which it fails as well. The same world again:
//!
//! ```text
//! SALUS_MODEL_SEED=… SALUS_MODEL_CASES=1 cargo test -p pallet-consent --all-features model
//! ```
//!
//! More worlds than usual, others: `SALUS_MODEL_CASES=100000 SALUS_MODEL_SEED=7`. What was met how often:
//! `-- --nocapture`.

mod calls;
mod care;
mod compare;
mod emergencies;
mod generate;
mod journal;
mod lapsing;
mod questions;
mod said;
mod society;

use crate::{
	mock::*, BreakGlassTerms, Call, Error, Grantee, Policy, Provision, Refusal, Refused, Scope,
};
use calls::Signer;
use frame_support::traits::GetCallName;
use generate::{Act, Setting};
use journal::Journal;
use salus_model_tests::Ends;
use salus_primitives::{
	dice::Dice, AccessRequest, Action, Actions, Actor, Capacity, Decision, Denial, EmergencyReason,
	OrganizationKinds, PatientId, Period, PractitionerId, Purpose, Purposes, RecordClass, Role,
	Roles, Target,
};
use std::{
	collections::BTreeMap,
	ops::AddAssign,
	panic::resume_unwind,
	sync::atomic::{AtomicBool, Ordering},
	time::{Duration, Instant},
};

/// The number of the first world, unless another is asked for.
const SEED: u64 = 20_261_121;

/// How many worlds are asked for decisions, and how many questions each gets at its end.
const WORLDS_OF_DECISIONS: u64 = 10_000;
const LAST_QUESTIONS: usize = 7;

/// How many worlds are looked through after every step.
const WORLDS_OF_CALLS: u64 = 500;

/// What answers must come of often enough in all these worlds, or the test would have gone blind.
const ANSWERS: [&str; 29] = [
	"no such patient",
	"no such record",
	"withheld",
	"months that are none",
	"the patient",
	"a representative",
	"a representative, confidential",
	"a device",
	"a device, confidential",
	"nobody",
	"not practising",
	"no longer known",
	"the author",
	"the author's successor",
	"the author, refused by name",
	"forgotten",
	"refused",
	"refused, even in an emergency",
	"a policy over a refusal",
	"a session over a refused grant",
	"a session over a refusal",
	"a grant",
	"an ended grant",
	"a referral",
	"an ended referral",
	"a policy",
	"a session",
	"nothing",
	"a confidential class, kept from a grant",
];

/// How often at least.
const OFTEN: u32 = 10;

/// For how long a failing world is made smaller.
const PATIENCE: Duration = Duration::from_secs(20);

fn environment(name: &str, otherwise: u64) -> u64 {
	std::env::var(name).map_or(otherwise, |value| value.parse().expect("a number"))
}

/// What a run met, and how often.
#[derive(Default)]
struct Tally {
	ends: Ends,
	/// What decisions came of, about the present and about the past.
	answers: BTreeMap<&'static str, (u32, u32)>,
	/// Denials, by reason.
	denials: BTreeMap<String, u32>,
	questions: u32,
	/// So often was asked about several records at once.
	at_once: u32,
	/// Sessions that could have been opened.
	rescues: usize,
}

impl Tally {
	fn add(&mut self, other: Tally) {
		self.ends += other.ends;
		for (why, (now, then)) in other.answers {
			let sum = self.answers.entry(why).or_default();
			*sum = (sum.0 + now, sum.1 + then);
		}
		for (denial, count) in other.denials {
			self.denials.entry(denial).or_default().add_assign(count);
		}
		self.questions += other.questions;
		self.at_once += other.at_once;
		self.rescues += other.rescues;
	}

	fn print(&self) {
		self.ends.print::<Error<Test>>();
		println!("{} questions; what answers came of, now and then:", self.questions);
		for (why, counts) in &self.answers {
			println!("{why}: {counts:?}");
		}
		println!("denials: {:?}", self.denials);
		println!("sessions that could have been opened: {}", self.rescues);
	}
}

/// What a world is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
	/// To ask for decisions.
	Decisions,
	/// To look at everything after every step, and in long worlds after every few.
	Calls,
}

impl Aim {
	/// One world in so many is long enough to fill tables.
	fn rarity_of_long_worlds(self) -> u64 {
		match self {
			Aim::Decisions => 200,
			Aim::Calls => 15,
		}
	}
}

/// Builds the world of this number out of the steps that are `kept`, and says where pallet and model part.
fn live_through(seed: u64, aim: Aim, kept: &[bool]) -> Result<Tally, (usize, String)> {
	let mut dice = Dice::new(seed);
	let long = dice.below(aim.rarity_of_long_worlds()) == 0;
	let Setting { mood, changes, calls, steps } = generate::setting(&mut dice, long);
	let rolls = (0..steps).map(|_| dice.below(u64::MAX)).collect::<Vec<_>>();
	let last = dice.below(u64::MAX);
	let mut tally = Tally::default();
	let mut story = vec![format!("{mood:?}, {changes:?}")];
	let mut at_step = 0;

	let lived = externalities(generate::BEGINNING).execute_with(|| {
		let mut journal = Journal { now: generate::BEGINNING, ..Default::default() };
		for change in changes {
			journal.society.make(change);
		}
		for (signer, call) in calls {
			story.push(format!("{signer:?}: {call:?}"));
			compare::act(&mut journal, Act::Call(signer, Box::new(call)), false)?;
		}
		for (step, roll) in rolls.into_iter().enumerate() {
			at_step = step;
			if !kept.get(step).copied().unwrap_or(true) {
				continue;
			}
			let mut dice = Dice::new(roll);
			let now = generate::next_moment(&journal, mood, &mut dice);
			compare::pass_until(&mut journal, now)?;
			let act = generate::next_act(&journal, mood, &mut dice);
			story.push(format!("at {now}, {act:?}"));
			let name = match &act {
				Act::Call(_, call) => call.get_call_name(),
				Act::Change(_) | Act::Idle(_) => "",
			};
			let thorough = aim == Aim::Calls && (!long || dice.chance(20));
			if let Some(end) = compare::act(&mut journal, act, thorough)? {
				tally.ends.count(name, end);
			}
			if aim == Aim::Calls && dice.chance(30) {
				let patients = journal.society.patients.keys().copied().collect::<Vec<_>>();
				let patient = dice.pick(&patients);
				tally.rescues += care::is_not_locked_out(&journal, &[patient])?;
			}
			match aim {
				Aim::Decisions if dice.chance(30) => question(&journal, &mut dice, &mut tally)?,
				Aim::Calls if dice.chance(20) => compare::queries(&journal)?,
				_ => (),
			}
		}
		let mut dice = Dice::new(last);
		let patients = journal.society.patients.keys().copied().collect::<Vec<_>>();
		tally.rescues += care::is_not_locked_out(&journal, &patients)?;
		match aim {
			Aim::Decisions => {
				let count = if long { 20 * LAST_QUESTIONS } else { LAST_QUESTIONS };
				for _ in 0..count {
					question(&journal, &mut dice, &mut tally)?;
				}
				Ok(())
			},
			Aim::Calls => nobody_is_locked_out(&mut journal, &mut dice),
		}
	});
	match lived {
		Ok(()) => Ok(tally),
		Err(difference) => {
			Err((at_step, brief(format!("{difference}\nafter\n{}\n", story.join("\n")))))
		},
	}
}

/// The same text with shorter numbers of patients and pseudonyms.
fn brief(text: String) -> String {
	(0..=u8::MAX).fold(text, |text, byte| {
		text.replace(&format!("{:?}", [byte; 32]), &format!("[{byte}; 32]"))
	})
}

/// Asks one question.
fn question(journal: &Journal, dice: &mut Dice, tally: &mut Tally) -> Result<(), String> {
	let (request, at) = questions::ask(journal, dice);
	let (answer, found) = compare::ask(journal, &request, at)?;
	tally.questions += 1;
	if dice.chance(30) {
		let mut targets = questions::targets(journal, dice, &request.patient);
		targets.push(request.target);
		compare::ask_each(&request, &targets, at)?;
		tally.at_once += 1;
	}
	let counts = tally.answers.entry(answer.why).or_default();
	if at < journal.now {
		counts.1 += 1;
	} else {
		counts.0 += 1;
	}
	if let Decision::Deny(denial) = found {
		let name = match denial {
			Denial::NotPractising(reason) => format!("{reason:?}"),
			other => format!("{other:?}"),
		};
		tally.denials.entry(name).or_default().add_assign(1);
	}
	Ok(())
}

/// Whatever has happened, the patient ends what it granted, refuses, and opts out; also while frozen.
fn nobody_is_locked_out(journal: &mut Journal, dice: &mut Dice) -> Result<(), String> {
	let patients = journal.society.patients.clone();
	for (patient, known) in patients.into_iter().filter(|(_, known)| !known.closed) {
		let controller = Signer::Account(known.controllers()[0]);
		let freezes = dice.chance(50);
		if freezes {
			journal.society.make(society::Change::Freeze(patient));
		}
		// In a freeze nobody closes emergencies.
		let even_in_emergency = !known.frozen && !freezes;
		let refusal = Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(12_345)),
			class: Some(RecordClass(4_321)),
			purposes: None,
			even_in_emergency,
		};
		let mut calls = vec![Call::refuse { patient, refusal }];
		let all = journal.refusals_of_all.iter().find(|all| all.patient == patient && all.stands());
		if all.is_none_or(|all| !all.what && even_in_emergency) {
			calls.push(Call::refuse_all { patient, even_in_emergency });
		}
		if even_in_emergency
			&& !journal.opt_outs.iter().any(|out| out.patient == patient && out.stands())
		{
			calls.push(Call::opt_out_of_emergencies { patient });
		}
		let live = journal.live(&patient).iter().map(|grant| grant.id).collect::<Vec<_>>();
		calls.extend(dice.pick_any(&live).map(|grant| Call::revoke { patient, grant }));
		for call in calls {
			insist(journal, controller, call)?;
		}
		let still_live =
			journal.live(&patient).iter().map(|of| of.organization).collect::<Vec<_>>();
		if let Some(organization) = dice.pick_any(&still_live) {
			insist(journal, controller, Call::revoke_organization { patient, organization })?;
		}
	}
	Ok(())
}

/// Makes a call that nothing may prevent.
fn insist(journal: &mut Journal, controller: Signer, call: Call<Test>) -> Result<(), String> {
	let text = format!("{call:?}");
	match compare::act(journal, Act::Call(controller, Box::new(call)), true)? {
		Some(Ok(())) => Ok(()),
		end => Err(format!("the patient is locked out: {text} came to {end:?}")),
	}
}

/// Takes out of a failing world the steps without which it fails as well, as far as that goes in
/// [`PATIENCE`].
fn shrink(seed: u64, aim: Aim, failed_at: usize, mut difference: String) -> String {
	let mut kept = vec![true; failed_at + 1];
	kept.resize(10_000, false);
	match live_through(seed, aim, &kept) {
		Err((_, shorter)) => difference = shorter,
		Ok(_) => kept = vec![true; 10_000],
	}
	let began = Instant::now();
	let mut length = 64;
	while length > 0 {
		for start in (0..=failed_at).step_by(length) {
			let part = start..(start + length).min(failed_at + 1);
			let mut fewer = kept.clone();
			fewer[part].fill(false);
			if fewer == kept || began.elapsed() > PATIENCE {
				continue;
			}
			if let Err((_, shorter)) = live_through(seed, aim, &fewer) {
				kept = fewer;
				difference = shorter;
			}
		}
		length /= 2;
	}
	difference
}

/// Lives through the worlds of these numbers, unless another has `failed`.
fn live_through_some(aim: Aim, seeds: impl Iterator<Item = u64>, failed: &AtomicBool) -> Tally {
	let mut tally = Tally::default();
	for seed in seeds.take_while(|_| !failed.load(Ordering::Relaxed)) {
		match live_through(seed, aim, &[]) {
			Ok(met) => tally.add(met),
			Err((failed_at, difference)) => {
				failed.store(true, Ordering::Relaxed);
				let difference = shrink(seed, aim, failed_at, difference);
				panic!("SALUS_MODEL_SEED={seed} SALUS_MODEL_CASES=1: {difference}");
			},
		}
	}
	tally
}

/// Lives through as many worlds, unless others are asked for, on all the machine's cores.
fn live_through_all(aim: Aim, worlds: u64) -> Tally {
	let first = environment("SALUS_MODEL_SEED", SEED);
	let end = first.saturating_add(environment("SALUS_MODEL_CASES", worlds));
	let workers = std::thread::available_parallelism().map_or(1, usize::from);
	let mut tally = Tally::default();
	let failed = &AtomicBool::new(false);
	std::thread::scope(|scope| {
		let workers = (0..workers).map(|worker| {
			let seeds = (first..end).skip(worker).step_by(workers);
			scope.spawn(move || live_through_some(aim, seeds, failed))
		});
		for worker in workers.collect::<Vec<_>>() {
			tally.add(worker.join().unwrap_or_else(|difference| resume_unwind(difference)));
		}
	});
	tally.print();
	tally
}

/// Whether at least as many worlds are lived through as usual, so that everything must be met.
fn is_usual(worlds: u64) -> bool {
	environment("SALUS_MODEL_CASES", worlds) >= worlds
}

#[test]
fn decisions_are_those_of_the_journal() {
	let tally = live_through_all(Aim::Decisions, WORLDS_OF_DECISIONS);
	if !is_usual(WORLDS_OF_DECISIONS) {
		return;
	}
	assert!(tally.questions >= 100_000, "only {} questions", tally.questions);
	assert!(tally.at_once >= 20_000, "only {} of them about several at once", tally.at_once);
	for why in ANSWERS {
		let (now, then) = tally.answers.get(why).copied().unwrap_or_default();
		assert!(now + then >= OFTEN, "{why}: only {now} and {then} times");
	}
	for why in ["a grant", "a referral", "a policy", "a session", "refused", "nothing"] {
		let (now, then) = tally.answers[why];
		assert!(now >= OFTEN && then >= OFTEN, "{why}: only {now} and {then} times");
	}
	let never_met = tally.ends.errors_never_met::<Error<Test>>();
	assert!(never_met.is_empty(), "these errors were never met: {never_met:?}");
	for denial in [
		"UnknownOrClosedPatient",
		"UnknownRecord",
		"Refused",
		"NotGranted",
		"UnknownOrganization",
		"NotAccredited",
		"OrganizationSuspended",
		"NotAPractitioner",
		"NotAGateway",
	] {
		let count = tally.denials.get(denial).copied().unwrap_or_default();
		assert!(count >= OFTEN, "{denial}: only {count} times");
	}
}

#[test]
fn calls_do_what_the_model_says() {
	let tally = live_through_all(Aim::Calls, WORLDS_OF_CALLS);
	if !is_usual(WORLDS_OF_CALLS) {
		return;
	}
	for call in Call::<Test>::get_call_names() {
		let count = tally.ends.successes(call);
		assert!(count >= OFTEN, "{call}: it succeeded only {count} times");
	}
	assert!(tally.rescues >= 1_000, "only {} times somebody could help", tally.rescues);
}

/// What is done over and over in a world that has more of a past than one decision looks through.
#[derive(Clone, Copy, Debug)]
enum Habit {
	RefusingAll,
	Enacting,
	Amending,
	BreakingTheGlass,
	/// Granting to one organization after the other, and revoking.
	Spreading,
}

impl Habit {
	/// How often it is done.
	fn turns(self) -> u32 {
		match self {
			Habit::Spreading => 144,
			_ => 1_060,
		}
	}
}

/// Does it over and over, then asks about all the time since. Gives how many answers there were, and how
/// many that it is not known.
fn do_it_again_and_again(habit: Habit) -> Result<(u32, u32), String> {
	let patient = PatientId([1; 32]);
	let rescuer = Capacity::Practitioner { organization: 10 };
	let officer = Capacity::Practitioner { organization: 11 };
	let provision = Provision {
		grantee: Grantee::Organization,
		scope: Scope::All,
		content: None,
		actions: Actions::ALL,
		purposes: Purposes::ALL,
		period: Period { from: 0, until: None },
	};
	let mut journal = Journal { now: generate::BEGINNING, ..Default::default() };
	let make = |journal: &mut Journal, signer, call| {
		compare::pass_until(journal, journal.now + 1_000)?;
		match compare::act(journal, Act::Call(signer, Box::new(call)), false)? {
			Some(Ok(())) => Ok(()),
			end => Err(format!("{habit:?}: {end:?}")),
		}
	};
	let (root, controller) = (Signer::Root, Signer::Account(1));
	for change in [
		society::Change::Open(patient, 1),
		society::Change::Admit(10, 100, Roles::of(&[Role::Emergency])),
		society::Change::Admit(11, 110, Roles::of(&[Role::PrivacyOfficer])),
	] {
		journal.society.make(change);
	}
	for organization in 12..19 {
		let roles = Roles::of(&[Role::Physician]);
		journal.society.make(society::Change::Admit(organization, 120, roles));
	}
	let terms = Some(BreakGlassTerms { max_open: 9, max_per_day: 9_999 });
	make(&mut journal, root, Call::license_break_glass { organization: 10, terms })?;
	let grant = Call::grant {
		patient,
		organization: 10,
		provision: provision.clone(),
		terms: None,
		envelope: None,
	};
	if matches!(habit, Habit::Amending) {
		make(&mut journal, controller, grant)?;
	}
	let mut moments = Vec::new();
	for turn in 0..habit.turns() {
		let calls = match habit {
			Habit::RefusingAll => vec![
				(controller, Call::refuse_all { patient, even_in_emergency: false }),
				(controller, Call::lift_refuse_all { patient }),
			],
			Habit::Enacting => {
				let policy = Policy {
					kinds: OrganizationKinds::ALL,
					roles: Roles::ALL,
					scope: Scope::All,
					actions: Actions::ALL,
					purposes: Purposes::ALL,
					period: Period { from: 0, until: None },
					refusals_bind: false,
					legal_basis: [0; 32],
				};
				vec![
					(root, Call::enact_policy { policy }),
					(root, Call::repeal_policy { policy: turn }),
				]
			},
			Habit::Amending => {
				let mut provision = provision.clone();
				if turn % 2 == 0 {
					provision.purposes = Purposes::of(&[Purpose::Treatment]);
				}
				let (terms, envelope) = (None, None);
				let call = Call::amend { patient, grant: turn, provision, terms, envelope };
				vec![(controller, call)]
			},
			Habit::Spreading => {
				let (provision, terms, envelope) = (provision.clone(), None, None);
				let organization = 10 + turn % 9;
				let call = Call::grant { patient, organization, provision, terms, envelope };
				vec![(controller, call), (controller, Call::revoke { patient, grant: turn })]
			},
			Habit::BreakingTheGlass => vec![
				(
					Signer::Account(100),
					Call::open_emergency {
						patient,
						capacity: rescuer,
						reason: EmergencyReason::Unresponsive,
						justification: Default::default(),
						hours: 1,
					},
				),
				(Signer::Account(100), Call::close_emergency { capacity: rescuer, session: turn }),
				(
					Signer::Account(110),
					Call::review_emergency {
						session: turn,
						capacity: officer,
						is_justified: true,
						findings: None,
					},
				),
			],
		};
		for (signer, call) in calls {
			make(&mut journal, signer, call)?;
			moments.push(journal.now);
		}
	}
	let (mut known, mut unknown) = (0, 0);
	for at in moments.into_iter().step_by(7) {
		for (organization, account) in [(10, 100), (11, 110), (12, 120), (15, 120), (18, 120)] {
			let request = AccessRequest {
				patient,
				actor: Actor::Practitioner { organization, account },
				action: Action::Access,
				purpose: Purpose::EmergencyTreatment,
				target: Target::Class { class: RecordClass(100), content: None },
			};
			match compare::ask(&journal, &request, at)?.1 {
				Decision::Unknown => unknown += 1,
				_ => known += 1,
			}
		}
	}
	Ok((known, unknown))
}

#[test]
fn beyond_so_many_steps_into_the_past_nothing_is_known() {
	for habit in [
		Habit::RefusingAll,
		Habit::Enacting,
		Habit::Amending,
		Habit::BreakingTheGlass,
		Habit::Spreading,
	] {
		let asked =
			externalities(generate::BEGINNING).execute_with(|| do_it_again_and_again(habit));
		let (known, unknown) = asked.unwrap();
		println!("{habit:?}: {known} answers, {unknown} times it was not known");
		let too_far = habit.turns() > 1_000;
		assert!(known > 100 && (unknown > 0) == too_far, "{habit:?}: {known}, {unknown} unknown");
	}
}
