//! The one decision function: may this actor do this, to these records, for this purpose, at this moment?
//!
//! The first rule that applies wins:
//!
//! | # | rule | answer | FHIR (Consent, where nothing else is said) | proved by, in `tests/decide/` |
//! |---|---|---|---|---|
//! | 1 | the patient is unknown or closed | deny | `patient`, `status` | `an_unknown_or_closed_patient_denies` |
//! | 1 | the patient has no such record, or the months asked for are none | deny | `provision.data`, `.dataPeriod` | `a_record_that_does_not_exist_denies_even_the_patient`, `months_that_are_none_are_nothing_to_ask_for` |
//! | 1 | the records were erased, or stood in the wrong patient's file; unless they are corrected | deny | `provision.data`; `Provenance.reason` | `withheld_records_are_shown_to_nobody` |
//! | 2 | the patient acts | permit | `performer` (R5 `grantor`) | `the_controller_may_do_everything` |
//! | 2 | a representative acts, with the power that the action needs; a class that was confidential denies | permit | `RelatedPerson`, `securityLabel` | `a_representative_needs_the_power_for_the_action`, `a_confidential_class_keeps_representatives_out` |
//! | 2 | a device of the patient adds a record of its classes; if a representative authorized it, a class that was confidential denies | permit | `Device` | `a_device_only_adds_records_of_its_classes`; `a_representative_s_device_adds_nothing_confidential` in `tests/attacks/` |
//! | 3 | the actor does not practise for the organization, by an own account or through its gateway | deny | `PractitionerRole.active`, `.period` | `who_does_not_practise_is_denied_whatever_was_granted` |
//! | 3 | the organization that wrote an anchor, or one that has followed it, corrects it, by somebody with a clinical role whom no refusal names, or who wrote it itself | permit | `Provenance.agent` | `the_author_corrects_its_own_record_and_no_other` and those after it |
//! | 4 | a refusal covers actor, class and purpose, or everything is refused | deny | `provision.type` deny with `.actor`, `.class`, `.purpose` | `a_refusal_overrides_grants` and those after it |
//! | 4 | … unless a policy covers that refusals don't bind | permit | `policyBasis` (R5), `policyRule` (R4) | `a_policy_that_refusals_do_not_bind_permits_what_is_refused` |
//! | 4 | … or the actor has an emergency session open, and no such refusal holds even in an emergency | permit | `provision.purpose` ETREAT | `every_combination_of_session_and_refusals`, `what_only_the_session_lets_through_is_written_down_as_the_session` |
//! | 5 | a live grant covers grantee, action, records, content, purpose and moment, and so do all that it was passed on from; none that was passed on once the patient has died | permit | `provision.type` permit with `.actor`, `.action`, `.purpose`, `.class`, `.data`, `.dataPeriod`, `.period` | `a_grant_covers_its_actions_and_purposes_and_no_others` and those around it |
//! | 5 | a policy covers action, purpose, class, kind of organization and role | permit | `policyBasis` (R5), `policyRule` (R4) | `a_policy_permits_without_consent` |
//! | 6 | the actor has an emergency session open, and sees records, or adds some, for emergency treatment; none counts once the patient has died | permit | `provision.purpose` ETREAT | `an_open_session_permits_to_see_and_to_add_for_emergency_treatment` |
//! | 7 | anything else | deny | `decision` deny (R5) | `without_a_grant_it_is_denied` |
//!
//! A session opens records that nobody granted, and what is refused, for *emergency treatment*; it lends nothing to any
//! other purpose. What it alone lets through is written down as the session, whatever was granted besides.
//!
//! Of several grants, or policies, that permit it, the oldest is named: so the ground of a past decision is the same that
//! was written down.
//!
//! A freeze of the patient's side is no rule here: it stops new grants, never a decision on those that
//! stand.
//!
//! A past moment is decided as of that moment: accreditations, suspensions, gateways, licences,
//! successions and anchors answer as of it, and so do grants, restrictions, policies and sessions
//! ([`crate::history`]); the answer is *unknown* where the chain no longer keeps what it would need
//! (`tests/history.rs`, `tests/decide/as_of.rs`). That is asked before rule 1, so that it tells nobody whether there is
//! such a patient; only that an answer would take too many steps is found out after it. A representative or a device whom the patient's side has
//! ended, and a former controller, are forgotten: who acted for the patient is known for those alone who
//! still do.
//!
//! It reads at most five items for a class and six for an anchor, the clock and the policies aside, which
//! each block has at hand: the patient, the anchor, the organization and the practitioner, the patient's
//! head, the organization's file; none before a rule needs it. The patient alone is asked about more than once, whose
//! row is at hand after the first time. One more, the practitioner's latest session, is read for emergency treatment by
//! somebody who has the emergency role.
//!
//! Several records at once are decided on by the same function, one after the other; what tells about all of them
//! ([`Circumstances`]) is read and decoded once, so that each further anchor costs one read and each further class none.

use crate::{
	circumstances::Circumstances,
	history::{AsOf, HeldAsOf, NoLongerKnown, MAX_HISTORY_STEPS},
	restricted::RestrictedAsOf,
	types::{EnactedPolicy, Grant, Grantee, Head, Refused},
	Config, ForgottenBefore,
};
use alloc::{borrow::Cow, vec, vec::Vec};
use frame_support::traits::Time;
use salus_primitives::{
	AccessRequest, Action, Actor, AnchorId, Basis, Decision, Denial, GrantId, Moment, Months,
	NotPractising, OrganizationId, PatientDirectory, PatientId, PolicyId, ProviderDirectory,
	Purpose, RecordClass, RecordDirectory, Relation, Role, Roles, SessionId, Standing, Target,
};

/// Whether `request` is permitted at `at`, and on what ground.
pub(crate) fn decide<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Decision {
	decide_within::<T>(request, at, MAX_HISTORY_STEPS)
}

/// As [`decide`], of each of `targets` in place of the request's own, in their order.
pub(crate) fn decide_each<T: Config>(
	request: &AccessRequest<T::AccountId>,
	targets: &[Target],
	at: Moment,
) -> Vec<Decision> {
	decide_each_within::<T>(request, targets, at, MAX_HISTORY_STEPS)
}

/// As [`decide`], with so many steps into the past at most.
pub(crate) fn decide_within<T: Config>(
	request: &AccessRequest<T::AccountId>,
	at: Moment,
	steps: u32,
) -> Decision {
	let decisions = decide_each_within::<T>(request, &[request.target], at, steps);
	decisions.into_iter().next().unwrap_or(Decision::Unknown)
}

/// As [`decide_each`], with so many steps into the past at most for each target.
pub(crate) fn decide_each_within<T: Config>(
	request: &AccessRequest<T::AccountId>,
	targets: &[Target],
	at: Moment,
	steps: u32,
) -> Vec<Decision> {
	// Before it is asked whether there is such a patient: the answer tells nobody.
	if is_forgotten::<T>(request, at) {
		return vec![Decision::Unknown; targets.len()];
	}
	// Rule 1.
	let Some(relation) = relation::<T>(request, at) else {
		return vec![Decision::Deny(Denial::UnknownOrClosedPatient); targets.len()];
	};
	let circumstances = Circumstances::<T>::new(request, at, relation);
	targets.iter().map(|target| decide_about(&circumstances, *target, steps)).collect()
}

/// Whether the request is permitted about this one target, of a patient who is open.
fn decide_about<T: Config>(
	circumstances: &Circumstances<T>,
	target: Target,
	steps: u32,
) -> Decision {
	let Circumstances { request, at, .. } = circumstances;
	let Some(subject) = Subject::of::<T>(&request.patient, target, *at) else {
		return Decision::Deny(Denial::UnknownRecord);
	};
	// Whoever withheld them must be able to put that right, which shows nothing.
	if subject.is_withheld && request.action != Action::Correct {
		return Decision::Deny(Denial::Withheld);
	}
	let decision = match request.actor.organization() {
		None => decide_for_person(circumstances, &subject, steps),
		Some(organization) => decide_for_practitioner(circumstances, organization, &subject, steps),
	};
	decision.unwrap_or(Decision::Unknown)
}

/// Whether the moment is past and the chain no longer knows what was the case then, or whether the actor
/// practised.
fn is_forgotten<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> bool {
	at < T::Time::now()
		&& (at < ForgottenBefore::<T>::get()
			|| T::Providers::standing(&request.actor, at) == Err(NotPractising::NoLongerKnown))
}

/// How the actor stands to the patient; `None` if the patient is unknown or closed.
fn relation<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Option<Relation> {
	match &request.actor {
		Actor::Person(account) => T::Patients::relation(&request.patient, account, at),
		// Whoever acts in another capacity stands in no relation to the patient, whatever the account.
		Actor::Practitioner { .. }
		| Actor::Gateway { .. }
		| Actor::Organization { .. }
		| Actor::Authority
		| Actor::Chain => T::Patients::is_open(&request.patient).then_some(Relation::Stranger),
	}
}

/// The records that a request is about, with what the chain knows of them.
struct Subject<AccountId> {
	anchor: Option<AnchorId>,
	class: RecordClass,
	content: Option<Months>,
	author: Option<Actor<AccountId>>,
	is_withheld: bool,
}

impl<AccountId: Clone + PartialEq> Subject<AccountId> {
	/// `None` if the patient had no such record at `at`, or if months are asked for that are none.
	fn of<T: Config<AccountId = AccountId>>(
		patient: &PatientId,
		target: Target,
		at: Moment,
	) -> Option<Self> {
		match target {
			Target::Class { class, content } => content
				.is_none_or(|months| months.is_not_empty())
				.then_some(Self { anchor: None, class, content, author: None, is_withheld: false }),
			Target::Anchor(anchor) => {
				let record = T::Records::record(patient, anchor)
					.filter(|record| record.anchored_at <= at)?;
				Some(Self {
					anchor: Some(anchor),
					class: record.class,
					content: Some(record.content),
					author: Some(record.author),
					is_withheld: record.withheld_since.is_some_and(|since| since <= at),
				})
			},
		}
	}

	/// Whether `organization`, or one that it had followed, wrote the records.
	fn was_written_in(&self, organization: OrganizationId, standing: &Standing) -> bool {
		self.author
			.as_ref()
			.and_then(|author| author.organization())
			.is_some_and(|author| author == organization || standing.predecessors.contains(&author))
	}

	/// Whether it was this practitioner who wrote the records.
	fn was_written_by(&self, actor: &Actor<AccountId>) -> bool {
		let practitioner = actor.practitioner();
		practitioner.is_some()
			&& self.author.as_ref().is_some_and(|author| author.practitioner() == practitioner)
	}
}

/// Rule 2. It holds only for someone who names no organization: a controller who also practises
/// somewhere must not write in that organization's name on the strength of being the patient. An
/// authority of the chain administers identities; it has no records to see.
fn decide_for_person<T: Config>(
	circumstances: &Circumstances<T>,
	subject: &Subject<T::AccountId>,
	steps: u32,
) -> Result<Decision, NoLongerKnown> {
	let request = circumstances.request;
	let (basis, is_kept_out) = match &circumstances.relation {
		Relation::Controller => (Basis::Patient, false),
		Relation::Representative(powers) | Relation::Executor(powers)
			if powers.contains(request.action.power()) =>
		{
			(Basis::Representative, true)
		},
		Relation::Device { classes, by_representative }
			if request.action == Action::Collect
				&& subject.anchor.is_none()
				&& classes.contains(&subject.class) =>
		{
			(Basis::Device, *by_representative)
		},
		_ => return Ok(Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))),
	};
	if is_kept_out {
		let mut as_of = AsOf::new(circumstances, steps);
		if as_of.restricted()?.is_confidential(subject.class) {
			return Ok(Decision::Deny(Denial::Refused));
		}
	}
	Ok(Decision::Permit(basis))
}

/// Rules 3 to 7.
fn decide_for_practitioner<T: Config>(
	circumstances: &Circumstances<T>,
	organization: OrganizationId,
	subject: &Subject<T::AccountId>,
	steps: u32,
) -> Result<Decision, NoLongerKnown> {
	let Circumstances { request, at, .. } = *circumstances;
	// Rule 3.
	let standing = match circumstances.standing() {
		Ok(standing) => standing,
		Err(NotPractising::NoLongerKnown) => return Err(NoLongerKnown),
		Err(reason) => return Ok(Decision::Deny(Denial::NotPractising(*reason))),
	};
	let mut as_of = AsOf::new(circumstances, steps);
	let restricted = as_of.restricted()?;
	if corrects_as_author(request, organization, subject, standing, &restricted) {
		return Ok(Decision::Permit(Basis::Author));
	}

	// Rule 4.
	let breaks_glass = may_break_the_glass(request, subject, standing.roles, &restricted);
	let is_law = |enacted: &EnactedPolicy| policy_covers(enacted, request, standing, subject, at);
	if let Some(strength) = how_refused(&restricted, request, subject.class) {
		let is_unbound = |enacted: &EnactedPolicy| !enacted.policy.refusals_bind && is_law(enacted);
		if let Some(policy) = oldest_policy(&as_of.policies()?, is_unbound) {
			return Ok(Decision::Permit(Basis::Policy(policy)));
		}
		let session = if breaks_glass && strength == Strength::UnlessEmergency {
			open_session(&mut as_of, circumstances, organization)?
		} else {
			None
		};
		// What is refused, only the session lets through, whatever was granted besides.
		return Ok(session.map_or(Decision::Deny(Denial::Refused), |session| {
			Decision::Permit(Basis::Emergency(session))
		}));
	}

	// Rule 5.
	let head = circumstances.head();
	let mut oldest: Option<GrantId> = None;
	for row in circumstances.file(organization).grants() {
		let covering = as_of.holder(row)?.filter(|held| {
			oldest.is_none_or(|found| held.grant.id < found)
				&& counts(held, head, at)
				&& covers(&held.grant, request, standing.roles, subject, &restricted)
				&& (held.grant.ancestors.is_empty() || !circumstances.has_died())
		});
		oldest = covering.map(|held| held.grant.id).or(oldest);
	}
	if let Some(grant) = oldest {
		return Ok(Decision::Permit(Basis::Grant(grant)));
	}
	if let Some(policy) = oldest_policy(&as_of.policies()?, is_law) {
		return Ok(Decision::Permit(Basis::Policy(policy)));
	}
	// Rules 6 and 7.
	let session =
		if breaks_glass { open_session(&mut as_of, circumstances, organization)? } else { None };
	Ok(session.map_or(Decision::Deny(Denial::NotGranted), |session| {
		Decision::Permit(Basis::Emergency(session))
	}))
}

/// Whether the actor amends or withdraws what its organization, or one that it had followed, wrote: in a clinical
/// role, and unless the patient refuses this very practitioner, who did not write it itself. That an organization
/// or everybody is refused takes no author's duty away.
fn corrects_as_author<AccountId: Clone + PartialEq>(
	request: &AccessRequest<AccountId>,
	organization: OrganizationId,
	subject: &Subject<AccountId>,
	standing: &Standing,
	restricted: &RestrictedAsOf<AccountId>,
) -> bool {
	let names_the_actor = || {
		restricted.refusals().any(|refusal| {
			matches!(refusal.whom, Refused::Practitioner(_))
				&& refusal.covers(&request.actor, subject.class, request.purpose)
		})
	};
	request.action == Action::Correct
		&& subject.was_written_in(organization, standing)
		&& standing.roles.meets(Roles::CLINICAL)
		&& (subject.was_written_by(&request.actor) || !names_the_actor())
}

/// The emergency session that the actor has open; none counts for a patient who has died.
fn open_session<T: Config>(
	as_of: &mut AsOf<T>,
	circumstances: &Circumstances<T>,
	organization: OrganizationId,
) -> Result<Option<SessionId>, NoLongerKnown> {
	let practitioner = circumstances.request.actor.practitioner();
	let Some(practitioner) = practitioner else { return Ok(None) };
	let session = as_of.open_session(organization, &practitioner)?;
	Ok(session.filter(|_| !circumstances.has_died()))
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

/// How the actor is refused records of `class` for its purpose: by the strongest of the refusals that cover it.
fn how_refused<AccountId: PartialEq>(
	restricted: &RestrictedAsOf<AccountId>,
	request: &AccessRequest<AccountId>,
	class: RecordClass,
) -> Option<Strength> {
	let covering = restricted
		.refusals()
		.filter(|refusal| refusal.covers(&request.actor, class, request.purpose))
		.map(|refusal| refusal.even_in_emergency);
	covering.chain(restricted.all_refused()).map(Strength::of).max()
}

/// Whether an open session counts for this: only for emergency treatment, only to see records or to add new
/// ones, only for who has the emergency role, and only if the patient has not opted out.
fn may_break_the_glass<AccountId>(
	request: &AccessRequest<AccountId>,
	subject: &Subject<AccountId>,
	roles: Roles,
	restricted: &RestrictedAsOf<AccountId>,
) -> bool {
	let sees_or_adds = match request.action {
		Action::Access => true,
		Action::Collect => subject.anchor.is_none(),
		Action::Correct | Action::Disclose | Action::Use => false,
	};
	request.purpose == Purpose::EmergencyTreatment
		&& sees_or_adds
		&& roles.contains(Role::Emergency)
		&& !restricted.opted_out()
}

/// Whether the grant had been given, was in force, and neither it nor any that it was passed on from had
/// been ended.
fn counts<AccountId: Clone>(
	held: &HeldAsOf<AccountId>,
	head: &Head<AccountId>,
	at: Moment,
) -> bool {
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
fn covers<AccountId: PartialEq>(
	grant: &Grant<AccountId>,
	request: &AccessRequest<AccountId>,
	roles: Roles,
	subject: &Subject<AccountId>,
	restricted: &RestrictedAsOf<AccountId>,
) -> bool {
	let provision = &grant.provision;
	let content_fits = match (&provision.content, &subject.content) {
		(None, _) => true,
		(Some(granted), Some(content)) => granted.covers(content),
		(Some(_), None) => false,
	};
	may_use(grant, &request.actor, roles)
		&& provision.scope.contains(subject.class, subject.anchor)
		&& content_fits
		&& provision.actions.contains(request.action)
		&& provision.purposes.contains(request.purpose)
		&& !(grant.excludes_confidential && restricted.is_confidential(subject.class))
}

/// Whether the policy had been enacted, was in force, and permits this.
fn policy_covers<AccountId>(
	enacted: &EnactedPolicy,
	request: &AccessRequest<AccountId>,
	standing: &Standing,
	subject: &Subject<AccountId>,
	at: Moment,
) -> bool {
	enacted.enacted_at <= at
		&& enacted.policy.covers(
			standing,
			request.action,
			request.purpose,
			subject.class,
			subject.anchor,
			at,
		)
}

/// The oldest of the policies that is `meant`.
fn oldest_policy(
	policies: &[Cow<EnactedPolicy>],
	meant: impl Fn(&EnactedPolicy) -> bool,
) -> Option<PolicyId> {
	policies.iter().filter(|enacted| meant(enacted.as_ref())).map(|enacted| enacted.id).min()
}

/// Whether `actor`, who has `roles` in the organization that holds `grant`, is its grantee.
pub(crate) fn may_use<AccountId: PartialEq>(
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

/// Whether the patient bars `actor` from breaking the glass: a session would permit nothing. A refusal of
/// single classes leaves it something to do, and holds in the decision.
pub(crate) fn bars_emergency<AccountId: PartialEq>(
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
