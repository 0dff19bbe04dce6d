//! The one decision function: may this actor do this, to these records, for this purpose, at this moment?
//!
//! The first rule that applies wins:
//!
//! | # | rule | answer | FHIR (Consent, where nothing else is said) | proved by, in `tests/decide/` |
//! |---|---|---|---|---|
//! | 1 | the patient is unknown or closed | deny | `patient`, `status` | `an_unknown_or_closed_patient_denies` |
//! | 1 | the patient has no such record | deny | `provision.data` | `a_record_that_does_not_exist_denies_even_the_patient` |
//! | 2 | the patient acts | permit | `performer` (R5 `grantor`) | `the_controller_may_do_everything` |
//! | 2 | a representative acts, with the power that the action needs; a class that was confidential denies | permit | `RelatedPerson`, `securityLabel` | `a_representative_needs_the_power_for_the_action`, `a_confidential_class_keeps_representatives_out` |
//! | 2 | a device of the patient adds a record of its classes | permit | `Device` | `a_device_only_adds_records_of_its_classes` |
//! | 3 | the actor does not practise for the organization, by an own account or through its gateway | deny | `PractitionerRole.active`, `.period` | `who_does_not_practise_is_denied_whatever_was_granted` |
//! | 3 | the organization that wrote an anchor, or one that has followed it, corrects it | permit | `Provenance.agent` | `the_author_corrects_its_own_record_and_no_other` |
//! | 4 | a refusal covers actor, class and purpose, or everything is refused | deny | `provision.type` deny with `.actor`, `.class`, `.purpose` | `a_refusal_overrides_grants` and those after it |
//! | 4 | … unless a policy covers that refusals don't bind | permit | `policyBasis` (R5), `policyRule` (R4) | `a_policy_that_refusals_do_not_bind_permits_what_is_refused` |
//! | 4 | … or the actor has an emergency session open, and no such refusal holds even in an emergency: on to rule 5 | – | `provision.purpose` ETREAT | `every_combination_of_session_and_refusals` |
//! | 5 | a live grant covers grantee, action, records, content, purpose and moment, and so do all that it was passed on from | permit | `provision.type` permit with `.actor`, `.action`, `.purpose`, `.class`, `.data`, `.dataPeriod`, `.period` | `a_grant_covers_its_actions_and_purposes_and_no_others` and those around it |
//! | 5 | a policy covers action, purpose, class and kind of organization | permit | `policyBasis` (R5), `policyRule` (R4) | `a_policy_permits_without_consent` |
//! | 6 | the actor has an emergency session open, and sees records, or adds some, for emergency treatment | permit | `provision.purpose` ETREAT | `an_open_session_permits_to_see_and_to_add_for_emergency_treatment` |
//! | 7 | anything else | deny | `decision` deny (R5) | `without_a_grant_it_is_denied` |
//!
//! A session opens records that nobody granted, and it lets through what was granted or is law for
//! *emergency treatment* although it is refused; it lends nothing to any other purpose.
//!
//! A freeze of the patient's side is no rule here: it stops new grants, never a decision on those that
//! stand.
//!
//! A past moment is decided as of that moment: accreditations, suspensions, gateways, licences,
//! successions and anchors answer as of it, and so do grants, restrictions, policies and sessions
//! ([`crate::history`]); the answer is *unknown* where the chain no longer keeps what it would need
//! (`tests/history.rs`, `tests/decide/as_of.rs`). A representative or a device whom the patient's side has
//! ended, and a former controller, are forgotten: who acted for the patient is known for those alone who
//! still do.
//!
//! It reads at most five items for a class and six for an anchor, the clock and the policies aside, which
//! each block has at hand: the patient, the anchor, the organization and the practitioner, the patient's
//! head, the organization's file; each once, and none before a rule needs it. One more, the practitioner's
//! latest session, is read for emergency treatment by somebody who has the emergency role.

use crate::{
	history::{AsOf, HeldAsOf, NoLongerKnown},
	types::{EnactedPolicy, Grant, Grantee, Head, Provision, Restriction, Scope},
	Config, Files, Heads,
};
use salus_primitives::{
	AccessRequest, Action, Actor, AnchorId, Basis, Decision, Denial, Moment, Months, NotPractising,
	OrganizationId, PatientDirectory, PolicyId, ProviderDirectory, Purpose, RecordClass,
	RecordDirectory, Relation, Role, Roles, Standing, Target,
};

/// Whether `request` is permitted at `at`, and on what ground.
pub(crate) fn decide<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Decision {
	// Rule 1.
	let Some(relation) = relation::<T>(request, at) else {
		return Decision::Deny(Denial::UnknownOrClosedPatient);
	};
	let Some(subject) = Subject::of::<T>(request, at) else {
		return Decision::Deny(Denial::UnknownRecord);
	};
	let decision = match request.actor.organization() {
		None => decide_for_person::<T>(request, &relation, &subject, at),
		Some(organization) => decide_for_practitioner::<T>(request, organization, &subject, at),
	};
	decision.unwrap_or(Decision::Unknown)
}

/// How the actor stands to the patient; `None` if the patient is unknown or closed.
fn relation<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Option<Relation> {
	match &request.actor {
		Actor::Person(account) => T::Patients::relation(&request.patient, account, at),
		// Whoever acts in another capacity stands in no relation to the patient, whatever the account.
		Actor::Practitioner { .. }
		| Actor::Gateway { .. }
		| Actor::Organization { .. }
		| Actor::Authority => T::Patients::is_open(&request.patient).then_some(Relation::Stranger),
	}
}

/// The records that a request is about, with what the chain knows of them.
struct Subject {
	anchor: Option<AnchorId>,
	class: RecordClass,
	content: Option<Months>,
	author: Option<OrganizationId>,
}

impl Subject {
	/// `None` if the patient had no such record at `at`.
	fn of<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Option<Self> {
		match request.target {
			Target::Class { class, content } => {
				Some(Self { anchor: None, class, content, author: None })
			},
			Target::Anchor(anchor) => {
				let record = T::Records::record(&request.patient, anchor)
					.filter(|record| record.anchored_at <= at)?;
				Some(Self {
					anchor: Some(anchor),
					class: record.class,
					content: Some(record.content),
					author: record.author.organization(),
				})
			},
		}
	}

	/// Whether `organization`, or one that it had followed, wrote the records.
	fn was_written_by(&self, organization: OrganizationId, standing: &Standing) -> bool {
		self.author
			.is_some_and(|author| author == organization || standing.predecessors.contains(&author))
	}
}

/// Rule 2. It holds only for someone who names no organization: a controller who also practises
/// somewhere must not write in that organization's name on the strength of being the patient. An
/// authority of the chain administers identities; it has no records to see.
fn decide_for_person<T: Config>(
	request: &AccessRequest<T::AccountId>,
	relation: &Relation,
	subject: &Subject,
	at: Moment,
) -> Result<Decision, NoLongerKnown> {
	Ok(match relation {
		Relation::Controller => Decision::Permit(Basis::Patient),
		Relation::Representative(powers) if powers.contains(request.action.power()) => {
			let head = Heads::<T>::get(request.patient);
			let restrictions = AsOf::<T>::new(&request.patient, &head, at).restrictions()?;
			if is_confidential(&restrictions, subject.class) {
				Decision::Deny(Denial::Refused)
			} else {
				Decision::Permit(Basis::Representative)
			}
		},
		Relation::Device { classes, .. }
			if request.action == Action::Collect
				&& subject.anchor.is_none()
				&& classes.contains(&subject.class) =>
		{
			Decision::Permit(Basis::Device)
		},
		_ => Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner)),
	})
}

/// Rules 3 to 7.
fn decide_for_practitioner<T: Config>(
	request: &AccessRequest<T::AccountId>,
	organization: OrganizationId,
	subject: &Subject,
	at: Moment,
) -> Result<Decision, NoLongerKnown> {
	// Rule 3.
	let standing = match T::Providers::standing(&request.actor, at) {
		Ok(standing) => standing,
		Err(NotPractising::NoLongerKnown) => return Err(NoLongerKnown),
		Err(reason) => return Ok(Decision::Deny(Denial::NotPractising(reason))),
	};
	if request.action == Action::Correct && subject.was_written_by(organization, &standing) {
		return Ok(Decision::Permit(Basis::Author));
	}

	let head = Heads::<T>::get(request.patient);
	let mut as_of = AsOf::<T>::new(&request.patient, &head, at);
	as_of.ensure_remembered()?;
	let restrictions = as_of.restrictions()?;
	let refused = how_refused(&restrictions, &request.actor, subject.class, request.purpose);
	let breaks_glass = may_break_the_glass(request, standing.roles, &restrictions);

	// Rule 4, as far as no session can help.
	let is_policy =
		|enacted: &EnactedPolicy| policy_covers(enacted, request, &standing, subject, at);
	if refused == Some(Strength::EvenInEmergency) || (refused.is_some() && !breaks_glass) {
		return Ok(despite_refusal(&as_of.policies()?, is_policy));
	}

	let file = Files::<T>::get(request.patient, organization);
	let session = match request.actor.practitioner() {
		Some(practitioner) if breaks_glass => as_of.open_session(organization, &practitioner),
		_ => Ok(None),
	};
	if refused.is_some() && session?.is_none() {
		return Ok(despite_refusal(&as_of.policies()?, is_policy));
	}

	// Rule 5.
	for row in file.own.into_iter().chain(file.referred) {
		let covering = as_of.holder(row)?.filter(|held| {
			counts(held, &head, at)
				&& covers(&held.grant, request, standing.roles, subject, &restrictions)
		});
		if let Some(HeldAsOf { grant, .. }) = covering {
			return Ok(Decision::Permit(Basis::Grant(grant.id)));
		}
	}
	if let Some(policy) = first_policy(&as_of.policies()?, is_policy) {
		return Ok(Decision::Permit(Basis::Policy(policy)));
	}
	// Rules 6 and 7.
	Ok(match session? {
		Some(session) => Decision::Permit(Basis::Emergency(session)),
		None => Decision::Deny(Denial::NotGranted),
	})
}

/// Against what a refusal holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
	/// Against everything but an open emergency session.
	UnlessEmergency,
	/// Against an open emergency session, too.
	EvenInEmergency,
}

impl Strength {
	fn of(even_in_emergency: bool) -> Self {
		if even_in_emergency {
			Strength::EvenInEmergency
		} else {
			Strength::UnlessEmergency
		}
	}
}

/// How `actor` is refused records of `class` for `purpose`: by the strongest of the refusals that cover it.
fn how_refused<AccountId: Clone + PartialEq>(
	restrictions: &[Restriction<AccountId>],
	actor: &Actor<AccountId>,
	class: RecordClass,
	purpose: Purpose,
) -> Option<Strength> {
	restrictions
		.iter()
		.filter_map(|restriction| match restriction {
			Restriction::Refusal(refusal) if refusal.covers(actor, class, purpose) => {
				Some(Strength::of(refusal.even_in_emergency))
			},
			Restriction::All { even_in_emergency } => Some(Strength::of(*even_in_emergency)),
			Restriction::Refusal(_) | Restriction::Emergencies | Restriction::Confidential(_) => {
				None
			},
		})
		.max()
}

/// Whether an open session counts for this: only for emergency treatment, only to see records or to add new
/// ones, only for who has the emergency role, and only if the patient has not opted out.
fn may_break_the_glass<AccountId>(
	request: &AccessRequest<AccountId>,
	roles: Roles,
	restrictions: &[Restriction<AccountId>],
) -> bool {
	let sees_or_adds = match (request.action, request.target) {
		(Action::Access, _) | (Action::Collect, Target::Class { .. }) => true,
		(Action::Collect, Target::Anchor(_)) => false,
		(Action::Correct | Action::Disclose | Action::Use, _) => false,
	};
	request.purpose == Purpose::EmergencyTreatment
		&& sees_or_adds
		&& roles.contains(Role::Emergency)
		&& !opted_out(restrictions)
}

/// Whether the patient wanted nobody to break the glass.
fn opted_out<AccountId>(restrictions: &[Restriction<AccountId>]) -> bool {
	restrictions.iter().any(|restriction| matches!(restriction, Restriction::Emergencies))
}

/// Whether representatives, and what they gave, were kept from `class`.
fn is_confidential<AccountId>(restrictions: &[Restriction<AccountId>], class: RecordClass) -> bool {
	restrictions.iter().any(
		|restriction| matches!(restriction, Restriction::Confidential(marked) if *marked == class),
	)
}

/// Whether the grant had been given, was in force, and neither it nor any that it was passed on from had
/// been ended.
fn counts<AccountId>(held: &HeldAsOf<AccountId>, head: &Head<AccountId>, at: Moment) -> bool {
	let grant = &held.grant;
	// What was passed on ends with what it was passed on from, or before: the end of an ended one tells for
	// all of them.
	let ancestors_count =
		!head.is_live(grant.id) || grant.ancestors.iter().all(|ancestor| head.is_live(*ancestor));
	grant.granted_at <= at
		&& grant.provision.period.contains(at)
		&& !held.had_ended
		&& ancestors_count
}

/// Whether `grant` is for this actor, action, purpose and these records.
fn covers<AccountId: Clone + PartialEq>(
	grant: &Grant<AccountId>,
	request: &AccessRequest<AccountId>,
	roles: Roles,
	subject: &Subject,
	restrictions: &[Restriction<AccountId>],
) -> bool {
	let provision = &grant.provision;
	let content_fits = match (&provision.content, &subject.content) {
		(None, _) => true,
		(Some(granted), Some(content)) => granted.covers(content),
		(Some(_), None) => false,
	};
	let is_kept_from = grant.excludes_confidential && is_confidential(restrictions, subject.class);
	may_use(grant, &request.actor, roles)
		&& provision.scope.contains(subject.class, subject.anchor)
		&& content_fits
		&& provision.actions.contains(request.action)
		&& provision.purposes.contains(request.purpose)
		&& !is_kept_from
}

/// Whether the policy had been enacted, was in force, and permits this.
fn policy_covers<AccountId>(
	enacted: &EnactedPolicy,
	request: &AccessRequest<AccountId>,
	standing: &Standing,
	subject: &Subject,
	at: Moment,
) -> bool {
	enacted.enacted_at <= at
		&& enacted.policy.covers(
			standing.kind,
			request.action,
			request.purpose,
			subject.class,
			subject.anchor,
			at,
		)
}

/// The first of the policies that is `meant`.
fn first_policy(
	policies: &[EnactedPolicy],
	meant: impl Fn(&EnactedPolicy) -> bool,
) -> Option<PolicyId> {
	policies.iter().find(|enacted| meant(enacted)).map(|enacted| enacted.id)
}

/// What is refused is permitted only by a policy that `covers` it and that refusals don't bind.
fn despite_refusal(
	policies: &[EnactedPolicy],
	covers: impl Fn(&EnactedPolicy) -> bool,
) -> Decision {
	let is_unbound = |enacted: &EnactedPolicy| !enacted.policy.refusals_bind && covers(enacted);
	match first_policy(policies, is_unbound) {
		Some(policy) => Decision::Permit(Basis::Policy(policy)),
		None => Decision::Deny(Denial::Refused),
	}
}

/// Whether `actor`, who has `roles` in the organization that holds `grant`, is its grantee.
pub(crate) fn may_use<AccountId: Clone + PartialEq>(
	grant: &Grant<AccountId>,
	actor: &Actor<AccountId>,
	roles: Roles,
) -> bool {
	match &grant.provision.grantee {
		Grantee::Organization => true,
		// A gateway acts for others: what its own account was granted is not theirs.
		Grantee::Practitioner(grantee) => {
			matches!(actor, Actor::Practitioner { account, .. } if account == grantee)
		},
		Grantee::Role(role) => roles.contains(*role),
		Grantee::Pseudonym(grantee) => {
			matches!(actor, Actor::Gateway { practitioner, .. } if practitioner == grantee)
		},
	}
}

/// Whether the patient refuses `actor` anything of what `provision` permits, so that the actor can't pass it
/// on. Which class a listed anchor has is not known here: it may be any.
pub(crate) fn is_refused_anything<AccountId: Clone + PartialEq>(
	head: &Head<AccountId>,
	actor: &Actor<AccountId>,
	provision: &Provision<AccountId>,
) -> bool {
	let may_hold = |class: RecordClass| {
		matches!(provision.scope, Scope::Anchors(_)) || provision.scope.contains(class, None)
	};
	head.refuse_all.is_some()
		|| head.refusals.iter().map(|standing| &standing.refusal).any(|refusal| {
			refusal.whom.includes(actor)
				&& refusal.class.is_none_or(may_hold)
				&& refusal.purposes.is_none_or(|refused| refused.0 & provision.purposes.0 != 0)
		})
}

/// Whether the patient refuses `actor` everything, so that it can't even ask.
pub(crate) fn is_refused_everything<AccountId: Clone + PartialEq>(
	head: &Head<AccountId>,
	actor: &Actor<AccountId>,
) -> bool {
	head.refuse_all.is_some()
		|| head.refusals.iter().map(|standing| &standing.refusal).any(|refusal| {
			refusal.whom.includes(actor) && refusal.class.is_none() && refusal.purposes.is_none()
		})
}

/// Whether the patient bars `actor` from breaking the glass: a session would permit nothing. A refusal of
/// single classes leaves it something to do, and holds in the decision.
pub(crate) fn bars_emergency<AccountId: Clone + PartialEq>(
	head: &Head<AccountId>,
	actor: &Actor<AccountId>,
) -> bool {
	let bars_all = head.refuse_all.is_some_and(|all| all.even_in_emergency);
	head.opt_out.is_some()
		|| bars_all
		|| head.refusals.iter().map(|standing| &standing.refusal).any(|refusal| {
			refusal.even_in_emergency
				&& refusal.whom.includes(actor)
				&& refusal.class.is_none()
				&& refusal
					.purposes
					.is_none_or(|refused| refused.contains(Purpose::EmergencyTreatment))
		})
}
