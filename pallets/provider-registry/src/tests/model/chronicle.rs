//! What the pallet answers about who may act, now and about past moments.

use super::{
	compare::agree,
	generate::{ACCOUNTS, PSEUDONYMS},
	reference::Model,
};
use crate::mock::*;
use salus_primitives::{Actor, Moment, NotPractising, ProviderDirectory, Standing};
use std::collections::BTreeMap;

/// Of how many actors it is noted after a step whether they may act.
const NOTED: usize = 5;

/// Of how many notes it is asked after a step whether they still hold.
const ASKED: usize = 5;

/// Who it was asked about, and what was answered.
type Note = (Actor<u64>, Result<Standing, NotPractising>);

/// Notes of what was answered when.
///
/// They make no use of how the pallet or the model remembers: whatever was answered once must be
/// answered about that moment ever after, or nothing.
#[derive(Default)]
pub struct Chronicle {
	notes: BTreeMap<Moment, Vec<Note>>,
	/// Where among the actors the next notes begin.
	place: usize,
	/// How many answers were that a moment is not known any more.
	pub forgotten: u32,
}

impl Chronicle {
	/// Compares the pallet's answers about now with the model's, and about then with the notes.
	pub fn compare(&mut self, model: &Model) -> Result<(), String> {
		let actors = actors(model);
		let mut notes = Vec::new();
		for _ in 0..NOTED {
			self.place = (self.place + 1) % actors.len();
			let actor = actors[self.place].clone();
			let standing = answer(&actor, model.now);
			agree(&format!("{actor:?} now"), &standing, &model.standing(&actor, model.now))?;
			notes.push((actor, standing));
		}
		// In the same moment the last answer is the one that counts: notes of earlier steps go.
		self.notes.insert(model.now, notes);

		let past = self.notes.range(..model.now).flat_map(|(at, notes)| {
			notes.iter().map(move |(actor, answered)| (*at, actor, answered))
		});
		let past = past.collect::<Vec<_>>();
		for turn in 0..ASKED.min(past.len()) {
			let (at, actor, answered) = past[(self.place + turn * 7) % past.len()];
			let standing = answer(actor, at);
			agree(&format!("{actor:?} at {at}"), &standing, &model.standing(actor, at))?;
			match (&standing, answered) {
				(Err(NotPractising::NoLongerKnown), _) => self.forgotten += 1,
				// Of somebody who left and was forgotten it is no longer known that it ever came.
				(Err(NotPractising::NotAPractitioner), Err(NotPractising::PractitionerLeft)) => (),
				// What was unknown then was not accredited then.
				(Err(NotPractising::NotAccredited), Err(NotPractising::UnknownOrganization)) => (),
				_ => agree(&format!("{actor:?} at {at}, then and now"), &standing, answered)?,
			}
		}
		Ok(())
	}
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
		let gateways = gateways.into_iter().flat_map(|row| &row.gateways);
		for account in gateways.map(|(account, _)| *account).chain([OUTSIDER]) {
			for practitioner in PSEUDONYMS {
				actors.push(Actor::Gateway { organization, account, practitioner });
			}
		}
	}
	actors
}
