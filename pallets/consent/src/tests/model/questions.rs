//! What is asked, and about which moment: chosen so that each rule of the decision gets its turn.

use super::{
	calls::Signer,
	generate::{edges, Choice, Mood, BEGINNING},
	journal::Journal,
};
use crate::{mock::DAY, Policy, Provision, Refused, Scope};
use salus_primitives::{
	dice::Dice, AccessRequest, Action, Actor, AnchorId, Capacity, Moment, Months, OrganizationId,
	PatientId, PractitionerId, Purpose, RecordClass, Target,
};

const ACTIONS: [Action; 5] =
	[Action::Access, Action::Collect, Action::Correct, Action::Disclose, Action::Use];

const PURPOSES: [Purpose; 13] = [
	Purpose::Treatment,
	Purpose::EmergencyTreatment,
	Purpose::Payment,
	Purpose::Operations,
	Purpose::CareManagement,
	Purpose::Research,
	Purpose::ClinicalTrial,
	Purpose::PublicHealth,
	Purpose::PatientRequest,
	Purpose::FamilyRequest,
	Purpose::PowerOfAttorney,
	Purpose::Coverage,
	Purpose::SystemAdministration,
];

/// A request, and the moment that it is about.
pub fn ask(journal: &Journal, dice: &mut Dice) -> (AccessRequest<u64>, Moment) {
	let choice = Choice { journal, mood: Mood::Everything, dice };
	let mut question = Question { choice, moments: Vec::new() };
	let mut request = question.about_something();
	if question.dice().chance(20) {
		question.spoil(&mut request);
	}
	let at = question.moment();
	(request, at)
}

/// Records and classes to be asked about at once: of the patient's, of others', of nobody's.
pub fn targets(journal: &Journal, dice: &mut Dice, patient: &PatientId) -> Vec<Target> {
	let anchors = journal.society.records.keys().filter(|(of, _)| of == patient);
	let anchors = anchors.map(|(_, anchor)| *anchor).chain([99]).collect::<Vec<_>>();
	let count = dice.below(8);
	let target = |_| {
		if dice.chance(50) {
			return Target::Anchor(dice.pick(&anchors));
		}
		let class = RecordClass(dice.pick(&[100, 101, 102, 0x8001, 205, 220]));
		let from = 600 + dice.below(3) as u16;
		let months = Months { from, until: from + dice.below(3) as u16 };
		Target::Class { class, content: dice.chance(50).then_some(months) }
	};
	(0..count).map(target).collect()
}

struct Question<'a> {
	choice: Choice<'a>,
	/// When something changed about what is asked for.
	moments: Vec<Moment>,
}

impl Question<'_> {
	fn dice(&mut self) -> &mut Dice {
		self.choice.dice
	}

	fn action_of(&mut self, bits: u8) -> Action {
		let fitting = ACTIONS.into_iter().filter(|action| bits & (1 << *action as u8) != 0);
		let fitting = fitting.collect::<Vec<_>>();
		self.dice().pick_any(&fitting).unwrap_or(Action::Access)
	}

	fn purpose_of(&mut self, bits: u32) -> Purpose {
		let fitting = PURPOSES.into_iter().filter(|purpose| bits & (1 << *purpose as u32) != 0);
		let fitting = fitting.collect::<Vec<_>>();
		self.dice().pick_any(&fitting).unwrap_or(Purpose::Treatment)
	}

	fn any_class(&mut self) -> RecordClass {
		let classes = [100, 101, 102, 0x8001, 0x8001, 205, 220];
		RecordClass(self.dice().pick(&classes))
	}

	/// An anchor of the patient whose records are in scope, if one is wanted.
	fn target(&mut self, patient: PatientId, scope: &Scope, content: Option<Months>) -> Target {
		let records = self.choice.journal.society.records.iter();
		let anchors = records.filter(|((of, anchor), record)| {
			*of == patient && super::journal::in_scope(scope, record.class, Some(*anchor))
		});
		let anchors = anchors.map(|((_, anchor), _)| *anchor).collect::<Vec<AnchorId>>();
		let wants_anchor = matches!(scope, Scope::Anchors(_)) || self.dice().chance(30);
		if wants_anchor {
			if let Some(anchor) = self.dice().pick_any(&anchors) {
				return Target::Anchor(anchor);
			}
		}
		let class = match scope {
			Scope::Classes(list) => self.dice().pick_any(list).unwrap_or(RecordClass(100)),
			_ => self.any_class(),
		};
		let content = if self.dice().chance(80) {
			content
		} else {
			let from = 601 + self.dice().below(2) as u16;
			let backwards = self.dice().chance(10);
			let length = self.dice().below(4) as u16;
			Some(Months { from, until: if backwards { from - length } else { from + 1 + length } })
		};
		Target::Class { class, content }
	}

	fn somebody(&mut self, organization: OrganizationId) -> Actor<u64> {
		let all = self.choice.practitioners(organization, None);
		match self.dice().pick_any(&all) {
			Some(practitioner) => self.as_actor(organization, practitioner),
			None => Actor::Practitioner { organization, account: 99 },
		}
	}

	fn as_actor(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
	) -> Actor<u64> {
		let (signer, capacity) = self.choice.act_as(organization, practitioner);
		actor(signer, capacity)
	}

	/// Something that a fact of the journal is about.
	fn about_something(&mut self) -> AccessRequest<u64> {
		let journal = self.choice.journal;
		let patient = self.choice.patient();
		let organization = self.choice.known_organization();
		let record = |patient| {
			let records = journal.society.records.iter();
			records.filter(move |((of, _), _)| *of == patient).collect::<Vec<_>>()
		};
		// What a representative might have seen once, if one only knew.
		if journal.forgotten_before > BEGINNING && self.dice().chance(12) {
			self.moments.extend([BEGINNING, journal.forgotten_before]);
			let class = self.any_class();
			return AccessRequest {
				patient,
				actor: Actor::Person(3),
				action: self.action_of(0xff),
				purpose: Purpose::Treatment,
				target: Target::Class { class, content: None },
			};
		}
		match self.dice().below(100) {
			0..=39 => {
				if let Some(grant) = self.dice().pick_any(&journal.grants) {
					self.moments.extend([grant.at, grant.provision.period.from]);
					self.moments.extend(grant.provision.period.until);
					self.moments.extend(grant.ended.map(|(at, _)| at));
					let (signer, capacity) = self.choice.grantee(&grant);
					let provision = &grant.provision;
					return self.within(grant.patient, actor(signer, capacity), provision);
				}
			},
			40..=59 => {
				// Often one where something was granted for emergencies, and something refused.
				let interesting = journal.sessions.iter().filter(|opened| {
					let granted = journal.grants.iter().any(|grant| {
						grant.patient == opened.patient
							&& grant.organization == opened.organization
							&& grant.provision.purposes.0 & 0b10 != 0
							&& grant.provision.actions.0 & 0b11 != 0
					});
					let mut refusals = journal.refusals.iter();
					let refused = refusals.any(|refused| refused.patient == opened.patient);
					granted && (refused || !journal.refusals_of_all.is_empty())
				});
				let interesting = interesting.cloned().collect::<Vec<_>>();
				let chosen = self.dice().pick_any(&interesting).filter(|_| self.dice().chance(90));
				if let Some(opened) = chosen.or_else(|| self.dice().pick_any(&journal.sessions)) {
					self.moments.extend([opened.at, opened.at, opened.until]);
					let refused = journal.refusals.iter().map(|refused| refused.since);
					let refused =
						refused.chain(journal.refusals_of_all.iter().map(|all| all.since));
					let within = refused.filter(|at| opened.at <= *at && *at < opened.until);
					// Twice, for these are the moments that tell the most.
					let within = within.collect::<Vec<_>>();
					self.moments.extend(within.iter().chain(&within));
					let actor = if self.dice().chance(60) {
						opened.actor.clone()
					} else {
						self.as_actor(opened.organization, opened.practitioner.clone())
					};
					let mut request = AccessRequest {
						patient: opened.patient,
						actor,
						action: self.action_of(0b11),
						purpose: Purpose::EmergencyTreatment,
						target: self.target(opened.patient, &Scope::All, None),
					};
					// Something that was granted as well, or is law.
					let granted = journal.grants.iter().filter(|grant| {
						grant.patient == opened.patient
							&& grant.organization == opened.organization
							&& grant.provision.purposes.0 & 0b10 != 0
							&& grant.provision.actions.0 & 0b11 != 0
					});
					let granted = granted.map(|grant| {
						let provision = &grant.provision;
						(provision.scope.clone(), provision.content, provision.actions.0)
					});
					let law = journal.policies.iter().map(|enacted| &enacted.policy);
					let law = law.filter(|policy| policy.purposes.0 & 0b10 != 0);
					let law = law.map(|policy| (policy.scope.clone(), None, policy.actions.0));
					let (granted, law) = (Vec::from_iter(granted), Vec::from_iter(law));
					let law =
						if granted.is_empty() || self.dice().chance(30) { law } else { vec![] };
					let covering = [granted, law].concat();
					if self.dice().chance(85) {
						if let Some((scope, content, actions)) = self.dice().pick_any(&covering) {
							request.action = self.action_of(actions & 0b11);
							request.target = self.target(opened.patient, &scope, content);
						}
					}
					return request;
				}
			},
			60..=72 => {
				if let Some(enacted) = self.dice().pick_any(&journal.policies) {
					self.moments.push(enacted.at);
					self.moments.extend(enacted.repealed);
					let Policy { scope, actions, purposes, .. } = &enacted.policy;
					return AccessRequest {
						patient,
						actor: self.somebody(organization),
						action: self.action_of(actions.0),
						purpose: self.purpose_of(purposes.0),
						target: self.target(patient, scope, None),
					};
				}
			},
			73..=79 => {
				if let Some(refused) = self.dice().pick_any(&journal.refusals) {
					self.moments.push(refused.since);
					self.moments.extend(refused.lifted);
					let (_, refusal) = &refused.what;
					let actor = match &refusal.whom {
						Refused::Everybody => self.somebody(organization),
						Refused::Organization(organization) => self.somebody(*organization),
						Refused::Practitioner(practitioner) => {
							self.as_actor(organization, practitioner.clone())
						},
					};
					let class = refusal.class.unwrap_or_else(|| self.any_class());
					return AccessRequest {
						patient: refused.patient,
						actor,
						action: Action::Access,
						purpose: self.purpose_of(refusal.purposes.map_or(0b11, |set| set.0)),
						target: Target::Class { class, content: None },
					};
				}
			},
			80..=83 => {
				let written = record(patient);
				let written = written.into_iter().filter_map(|((_, anchor), record)| {
					record.author.clone().map(|author| (*anchor, author))
				});
				let written = written.collect::<Vec<_>>();
				if let Some((anchor, (author, writer))) = self.dice().pick_any(&written) {
					let successors = journal.society.organizations.iter();
					let successors =
						successors.filter(|(_, known)| known.predecessors.contains(&author));
					let successors = successors.map(|(id, _)| *id).collect::<Vec<_>>();
					let successor = self.dice().pick_any(&successors);
					let by = successor.filter(|_| self.dice().chance(60)).unwrap_or(author);
					// Often who wrote it, or somebody whom the patient refuses by name.
					let named =
						journal.refusals.iter().filter_map(|refused| match &refused.what.1.whom {
							Refused::Practitioner(named) => Some(named.clone()),
							_ => None,
						});
					let named = named.chain([writer]).collect::<Vec<_>>();
					let named = self.dice().pick_any(&named).filter(|_| self.dice().chance(85));
					let actor = match named {
						Some(named) => self.as_actor(by, named),
						None => self.somebody(by),
					};
					return AccessRequest {
						patient,
						actor,
						action: Action::Correct,
						purpose: Purpose::Treatment,
						target: Target::Anchor(anchor),
					};
				}
			},
			84..=92 => {
				let account = self.dice().pick(&[1, 2, 3, 3, 3, 4, 5, 5, 100]);
				let actor =
					if self.dice().chance(97) { Actor::Person(account) } else { Actor::Authority };
				for mark in journal.marks.iter().filter(|mark| mark.patient == patient) {
					self.moments.push(mark.since);
					self.moments.extend(mark.lifted);
				}
				let action = if account == 5 { Action::Collect } else { self.action_of(0xff) };
				return AccessRequest {
					patient,
					actor,
					action,
					purpose: self.purpose_of(u32::MAX),
					target: self.target(patient, &Scope::All, None),
				};
			},
			_ => (),
		}
		AccessRequest {
			patient,
			actor: self.somebody(organization),
			action: self.action_of(0xff),
			purpose: self.purpose_of(u32::MAX),
			target: self.target(patient, &Scope::All, None),
		}
	}

	/// Something that a provision is about.
	fn within(
		&mut self,
		patient: PatientId,
		actor: Actor<u64>,
		provision: &Provision<u64>,
	) -> AccessRequest<u64> {
		AccessRequest {
			patient,
			actor,
			action: self.action_of(provision.actions.0),
			purpose: self.purpose_of(provision.purposes.0),
			target: self.target(patient, &provision.scope, provision.content),
		}
	}

	/// Changes one thing.
	fn spoil(&mut self, request: &mut AccessRequest<u64>) {
		if let (Actor::Practitioner { organization, account }, true) =
			(request.actor.clone(), self.dice().chance(30))
		{
			// The same account, for somebody else.
			let all = self.choice.practitioners(organization, None).into_iter();
			let all = all.filter_map(|practitioner| match practitioner {
				PractitionerId::Pseudonym(pseudonym) => Some(pseudonym),
				PractitionerId::Account(_) => None,
			});
			let all = all.collect::<Vec<_>>();
			if let Some(practitioner) = self.dice().pick_any(&all) {
				request.actor = Actor::Gateway { organization, account, practitioner };
				return;
			}
		}
		match self.dice().below(8) {
			0 => request.action = self.action_of(0xff),
			1 => request.purpose = self.purpose_of(u32::MAX),
			2 => {
				let class = self.any_class();
				request.target = Target::Class { class, content: None };
			},
			3 => request.target = Target::Anchor(self.dice().below(6) as AnchorId),
			4 => {
				let organization = self.choice.known_organization();
				request.actor = self.somebody(organization);
			},
			5 => request.purpose = Purpose::EmergencyTreatment,
			6 => {
				let organization = self.dice().pick(&[10, 11, 77]);
				let account = self.dice().pick(&[1, 3, 200, 201, 99]);
				request.actor = Actor::Practitioner { organization, account };
			},
			_ => request.patient = self.choice.patient(),
		}
	}

	/// Mostly now, or close to when something happened.
	fn moment(&mut self) -> Moment {
		let journal = self.choice.journal;
		let now = journal.now;
		match self.dice().below(20) {
			0..=7 => now,
			8..=13 if !self.moments.is_empty() => {
				let moments = core::mem::take(&mut self.moments);
				let moment = self.dice().pick(&moments);
				(moment + self.dice().below(3)).saturating_sub(1)
			},
			8..=16 => {
				let edge = self.dice().pick(&edges(journal));
				(edge + self.dice().below(3)).saturating_sub(1)
			},
			17 | 18 => {
				let earliest = BEGINNING - DAY;
				let span = now.saturating_sub(earliest).max(1);
				earliest + self.dice().below(span)
			},
			_ => self.dice().pick(&[0, now + 1, now + DAY, journal.forgotten_before]),
		}
	}
}

fn actor(signer: Signer, capacity: Capacity) -> Actor<u64> {
	match signer {
		Signer::Account(account) => Actor::new(account, capacity),
		Signer::Nobody | Signer::Root => Actor::Authority,
	}
}
