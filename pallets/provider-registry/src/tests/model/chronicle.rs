//! What the pallet answers about who may act, now and at random past moments.

use super::{
	compare::agree,
	generate::{ACCOUNTS, PSEUDONYMS},
	reference::Model,
};
use crate::mock::*;
use salus_primitives::{dice::Dice, Actor, Moment, NotPractising, ProviderDirectory, Standing};

/// Of how many actors it is asked after a step whether they may act now.
const ASKED_NOW: usize = 5;

/// How often it is asked after a step whether somebody could act at a past moment.
const ASKED_THEN: usize = 12;

/// Holds the answers against the model's journals, which forget nothing but what the pallet may.
#[derive(Default)]
pub struct Chronicle {
	/// Where among the actors it is asked next.
	place: usize,
	/// How many answers were that a moment is not known any more.
	pub forgotten: u32,
}

impl Chronicle {
	/// Compares the pallet's answers with the model's: about now, and about any moment before.
	pub fn compare(&mut self, model: &Model) -> Result<(), String> {
		let actors = actors(model);
		for _ in 0..ASKED_NOW {
			self.place += 1;
			self.ask(model, &actors[self.place % actors.len()], model.now)?;
		}
		let mut dice = Dice::new(model.now.wrapping_add(self.place as u64));
		for _ in 0..ASKED_THEN {
			let actor = dice.pick(&actors);
			let moment = past_moment(model, &actor, &mut dice);
			self.ask(model, &actor, moment)?;
		}
		Ok(())
	}

	fn ask(&mut self, model: &Model, actor: &Actor<u64>, at: Moment) -> Result<(), String> {
		let standing = answer(actor, at);
		if standing == Err(NotPractising::NoLongerKnown) {
			self.forgotten += 1;
		}
		agree(&format!("{actor:?} at {at}"), &standing, &model.standing(actor, at))?;
		if at + model.retention > model.now {
			let known = standing != Err(NotPractising::NoLongerKnown);
			agree(&format!("that {actor:?} at {at} is known"), &known, &true)?;
		}
		Ok(())
	}
}

/// A moment since before the beginning: any, or one at which something changed for the actor, or next to one.
fn past_moment(model: &Model, actor: &Actor<u64>, dice: &mut Dice) -> Moment {
	let length = model.now + 2 - NOW;
	let any = NOW + dice.below(length) - 1;
	let edges = edges(model, actor);
	match dice.pick_any(&edges) {
		Some(edge) if dice.chance(80) => (edge + dice.below(3)).saturating_sub(1),
		_ => any,
	}
}

/// The moments at which something changed for the actor.
fn edges(model: &Model, actor: &Actor<u64>) -> Vec<Moment> {
	let Some(organization) = actor.organization() else { return Vec::new() };
	let Some(row) = model.organizations.get(organization as usize) else { return Vec::new() };
	let mut edges = row.terms.spans().into_iter().map(|(since, _)| since).collect::<Vec<_>>();
	if let Actor::Gateway { account, .. } = actor {
		let known = row.gateways.get(account).map(|known| known.spans()).unwrap_or_default();
		edges.extend(known.into_iter().map(|(since, _)| since));
	}
	let practitioner = actor.practitioner().map(|practitioner| (organization, practitioner));
	if let Some(row) = practitioner.and_then(|key| model.practitioners.get(&key)) {
		edges.extend(row.terms.spans().into_iter().map(|(since, _)| since));
	}
	edges
}

fn answer(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
	<ProviderRegistry as ProviderDirectory<u64>>::standing(actor, at)
}

/// Everybody who might act, and one who cannot.
fn actors(model: &Model) -> Vec<Actor<u64>> {
	let mut actors = vec![Actor::Authority];
	for organization in 0..=model.organizations.len() as u32 {
		for account in ACCOUNTS {
			actors.push(Actor::Practitioner { organization, account });
		}
		let gateways = model.organizations.get(organization as usize);
		let gateways = gateways.into_iter().flat_map(|row| row.gateways.keys().copied());
		for account in gateways.chain([OUTSIDER]) {
			for practitioner in PSEUDONYMS {
				actors.push(Actor::Gateway { organization, account, practitioner });
			}
		}
	}
	actors
}
