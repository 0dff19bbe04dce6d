//! What somebody might try, and what comes of it.

use super::*;
use frame_support::{assert_noop, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::{MisconductHook, Patients, Providers},
	Basis, Capacity, Commitment, Denial, EmergencyReason, Months, NotPractising, OrganizationKind,
	OrganizationKinds, PatientId, PolicyId, Power, Powers, PractitionerId, Relation, Role, Roles,
	SessionId, MIN_PERIOD,
};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, StateVersion};

/// Why a call was refused.
type Why = Error<Test>;

/// A practitioner who also represents the patient, and another patient with its controller.
const MOTHER: u64 = 30;
const WATCH: u64 = 31;
const OTHER_PATIENT: PatientId = PatientId([8; 32]);
const OTHER_CONTROLLER: u64 = 2;

const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
const AT_CLINIC: Capacity = Capacity::Practitioner { organization: CLINIC };

/// Everything, for treatment, for a day; also to be passed on.
fn referable() -> Provision<u64> {
	Provision {
		actions: Actions::of(&[Action::Access, Action::Collect, Action::Disclose]),
		period: Period { from: START, until: Some(START + DAY) },
		..broad()
	}
}

fn pass_on(
	who: u64,
	from: OrganizationId,
	parent: GrantId,
	to: OrganizationId,
	provision: Provision<u64>,
) -> DispatchResult {
	let capacity = Capacity::Practitioner { organization: from };
	Consent::refer(signed(who), PATIENT, capacity, parent, to, provision, None)
}

/// Passes on, and returns the number of the grant that came of it.
fn passed_on(
	who: u64,
	from: OrganizationId,
	parent: GrantId,
	to: OrganizationId,
	provision: Provision<u64>,
) -> GrantId {
	let next = Heads::<Test>::get(PATIENT).next;
	assert_ok!(pass_on(who, from, parent, to, provision));
	next
}

fn request_consent(who: u64, capacity: Capacity, provision: Provision<u64>) -> DispatchResult {
	Consent::request_consent(signed(who), PATIENT, capacity, provision, Commitment::zero())
}

fn approve(who: u64, organization: OrganizationId, provision: Provision<u64>) -> DispatchResult {
	Consent::approve_request(signed(who), PATIENT, organization, provision, None, None)
}

fn refuse(refusal: Refusal<u64>) {
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
}

/// Refuses everything to everybody, by a refusal that names nothing.
fn refusal() -> Refusal<u64> {
	Refusal { whom: Refused::Everybody, class: None, purposes: None, even_in_emergency: false }
}

fn license(organization: OrganizationId) {
	let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 16 });
	assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), organization, terms));
}

fn open(who: u64, patient: PatientId) -> DispatchResult {
	open_in(who, patient, AT_HOSPITAL)
}

fn open_in(who: u64, patient: PatientId, capacity: Capacity) -> DispatchResult {
	let reason = EmergencyReason::Unresponsive;
	Consent::open_emergency(signed(who), patient, capacity, reason, Commitment::zero(), 4)
}

/// Breaks the glass for the patient, and returns the session.
fn opened(who: u64) -> SessionId {
	let next = NextSession::<Test>::get();
	assert_ok!(open(who, PATIENT));
	next
}

fn close(who: u64, session: SessionId) -> DispatchResult {
	Consent::close_emergency(signed(who), AT_HOSPITAL, session)
}

fn review(who: u64, capacity: Capacity, session: SessionId, is_justified: bool) -> DispatchResult {
	Consent::review_emergency(signed(who), session, capacity, is_justified, None)
}

/// The rescuer of the hospital wants to read observations for emergency treatment.
fn rescuing() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
		purpose: Purpose::EmergencyTreatment,
		..reading()
	}
}

/// The specialist of the clinic wants to read observations for treatment.
fn reading_at_the_clinic() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		..reading()
	}
}

fn reading_of(class: RecordClass) -> AccessRequest<u64> {
	AccessRequest { target: Target::Class { class, content: None }, ..reading() }
}

fn represent_with(who: u64, powers: Powers) {
	Patients::relate(PATIENT, who, Relation::Representative(powers));
}

/// A world in which every call has something to work on.
fn busy() {
	represent_with(MOTHER, Powers::of(&[Power::Access, Power::Records]));
	Patients::relate(PATIENT, WATCH, Relation::Device(ClassSet::truncate_from(vec![OBSERVATION])));
	Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
	license(HOSPITAL);
	assert_eq!(grant_to(HOSPITAL, referable()), 0);
	assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
	refuse(Refusal { class: Some(NOTE), ..refusal() });
	assert_eq!(opened(RESCUER), 0);
	assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), reporting()));
}

/// Law lets regulators read observations for public health.
fn reporting() -> Policy {
	Policy {
		kinds: OrganizationKinds::of(&[OrganizationKind::Regulator]),
		scope: classes(&[OBSERVATION]),
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::PublicHealth]),
		period: Period { from: START, until: None },
		refusals_bind: true,
		legal_basis: [1; 32],
	}
}

/// Every call that the patient's side makes.
fn calls_of_the_patient(patient: PatientId) -> Vec<RuntimeCall> {
	let provision = broad();
	let envelope = SealedKeys { key_epoch: 0, grantee_key_epoch: 0, sealed: vec![1] };
	[
		Call::grant {
			patient,
			organization: CLINIC,
			provision: provision.clone(),
			terms: None,
			envelope: None,
		},
		Call::revoke { patient, grant: 0 },
		Call::amend {
			patient,
			grant: 0,
			provision: provision.clone(),
			terms: None,
			envelope: None,
		},
		Call::exclude_class { patient, grant: 0, class: NOTE },
		Call::revoke_organization { patient, organization: HOSPITAL },
		Call::replace_envelope { patient, grant: 0, envelope },
		Call::approve_request {
			patient,
			organization: CLINIC,
			provision: broad(),
			terms: None,
			envelope: None,
		},
		Call::reject_request { patient, organization: CLINIC },
		Call::refuse { patient, refusal: refusal() },
		Call::lift_refusal { patient, refusal: 0 },
		Call::refuse_all { patient, even_in_emergency: true },
		Call::lift_refuse_all { patient },
		Call::opt_out_of_emergencies { patient },
		Call::opt_in_to_emergencies { patient },
		Call::mark_confidential { patient, class: NOTE },
		Call::unmark_confidential { patient, class: NOTE },
	]
	.into_iter()
	.map(RuntimeCall::Consent)
	.collect()
}

/// Every call that a practitioner makes, but reviews.
fn calls_of_practitioners(patient: PatientId, capacity: Capacity) -> Vec<RuntimeCall> {
	let provision = broad();
	[
		Call::renounce { patient, capacity, grant: 0 },
		Call::refer {
			patient,
			capacity,
			parent: 0,
			organization: CLINIC,
			provision: provision.clone(),
			envelope: None,
		},
		Call::request_consent { patient, capacity, provision, reason: Commitment::zero() },
		Call::withdraw_request { patient, capacity },
		Call::open_emergency {
			patient,
			capacity,
			reason: EmergencyReason::Unresponsive,
			justification: Commitment::zero(),
			hours: 1,
		},
	]
	.into_iter()
	.map(RuntimeCall::Consent)
	.collect()
}

/// Every call about a session.
fn calls_about_sessions(capacity: Capacity) -> [RuntimeCall; 2] {
	[
		Call::close_emergency { capacity, session: 0 },
		Call::review_emergency { session: 0, capacity, is_justified: true, findings: None },
	]
	.map(RuntimeCall::Consent)
}

/// Every call of the policy origin.
fn calls_of_governance() -> [RuntimeCall; 3] {
	[
		Call::enact_policy { policy: reporting() },
		Call::repeal_policy { policy: PolicyId::default() },
		Call::license_break_glass { organization: CLINIC, terms: None },
	]
	.map(RuntimeCall::Consent)
}

/// Why `call` was refused. It changed nothing.
fn refused(call: RuntimeCall, origin: RuntimeOrigin) -> DispatchError {
	let root = || sp_io::storage::root(StateVersion::V1);
	let before = root();
	let answer = call.clone().dispatch(origin);
	assert_eq!(root(), before, "{call:?} was refused and changed something");
	answer.expect_err(&format!("{call:?} must be refused")).error
}

#[test]
fn nobody_else_makes_a_call_of_the_patients_side() {
	run(|| {
		busy();
		let outsiders =
			[STRANGER, PHYSICIAN, GATEWAY, CLINIC_OFFICER, OTHER_CONTROLLER, MOTHER, WATCH];
		for who in outsiders {
			for call in calls_of_the_patient(PATIENT) {
				assert_eq!(refused(call, signed(who)), Why::NotAuthorized.into());
			}
		}
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn nothing_is_done_for_a_patient_that_is_unknown_or_closed() {
	run(|| {
		busy();
		let gone = PatientId([9; 32]);
		Patients::open(gone, CONTROLLER);
		Patients::close(gone);
		for patient in [gone, PatientId([0; 32])] {
			for call in calls_of_the_patient(patient) {
				assert_eq!(refused(call, signed(CONTROLLER)), Why::PatientNotFound.into());
			}
			for call in calls_of_practitioners(patient, AT_HOSPITAL) {
				assert_eq!(refused(call, signed(RESCUER)), Why::PatientNotFound.into());
			}
		}
	});
}

#[test]
fn nobody_else_acts_for_an_organization() {
	run(|| {
		busy();
		let posing = [
			(STRANGER, AT_HOSPITAL),
			(CONTROLLER, AT_HOSPITAL),
			(WATCH, AT_HOSPITAL),
			// Of another organization, of none, and through a gateway without its account.
			(SPECIALIST, AT_HOSPITAL),
			(PHYSICIAN, Capacity::Person),
			(CONTROLLER, Capacity::Person),
			(GATEWAY, AT_HOSPITAL),
			(PHYSICIAN, Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT }),
			(GATEWAY, Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT }),
		];
		for (who, capacity) in posing {
			for call in calls_of_practitioners(PATIENT, capacity) {
				assert_eq!(refused(call, signed(who)), Why::NotPractising.into());
			}
			let [closing, reviewing] = calls_about_sessions(capacity);
			assert_eq!(refused(closing, signed(who)), Why::NotPractising.into());
			assert_eq!(refused(reviewing, signed(who)), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn no_signer_enacts_policies_or_licenses_an_organization() {
	run(|| {
		busy();
		for who in [CONTROLLER, RESCUER, HOSPITAL_OFFICER, STRANGER] {
			for call in calls_of_governance() {
				assert_eq!(refused(call, signed(who)), DispatchError::BadOrigin);
			}
		}
	});
}

#[test]
fn neither_root_nor_nobody_makes_a_call_of_a_person() {
	run(|| {
		busy();
		let calls = || {
			calls_of_the_patient(PATIENT)
				.into_iter()
				.chain(calls_of_practitioners(PATIENT, AT_HOSPITAL))
				.chain(calls_about_sessions(AT_HOSPITAL))
		};
		for call in calls() {
			assert_eq!(refused(call, RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
		for call in calls().chain(calls_of_governance()) {
			assert_eq!(refused(call, RuntimeOrigin::none()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn no_call_is_free_for_whoever_may_not_make_it() {
	run(|| {
		busy();
		let is_free = |call: &RuntimeCall, origin: RuntimeOrigin| {
			use frame_support::dispatch::CheckIfFeeless;
			call.is_feeless(&origin)
		};
		for call in calls_of_the_patient(PATIENT) {
			assert!(is_free(&call, signed(CONTROLLER)), "{call:?}");
			for who in [STRANGER, PHYSICIAN, MOTHER, WATCH] {
				assert!(!is_free(&call, signed(who)), "{call:?}");
			}
			assert!(!is_free(&call, RuntimeOrigin::none()));
		}
		let of_practitioners = || {
			calls_of_practitioners(PATIENT, AT_HOSPITAL)
				.into_iter()
				.chain(calls_about_sessions(AT_HOSPITAL))
		};
		for call in of_practitioners() {
			assert!(is_free(&call, signed(RESCUER)), "{call:?}");
			for who in [STRANGER, CONTROLLER, SPECIALIST, GATEWAY] {
				assert!(!is_free(&call, signed(who)), "{call:?}");
			}
		}
		for call in calls_of_governance() {
			assert!(!is_free(&call, signed(STRANGER)));
			assert!(!is_free(&call, RuntimeOrigin::root()));
		}
		// Whatever it costs, none is weightless.
		for call in of_practitioners().chain(calls_of_the_patient(PATIENT)) {
			assert!(call.get_dispatch_info().call_weight.ref_time() > 0);
		}
	});
}

#[test]
fn a_grant_for_one_patient_says_nothing_of_another() {
	run(|| {
		busy();
		let request = AccessRequest { patient: OTHER_PATIENT, ..reading() };
		assert!(is_permitted(&reading()));
		assert!(!is_permitted(&request));
		// Numbers are those of one patient: the other one's controller ends nothing with them.
		assert_noop!(
			Consent::revoke(signed(OTHER_CONTROLLER), OTHER_PATIENT, 0),
			Why::GrantNotFound
		);
		let provision = referable();
		assert_noop!(
			Consent::refer(
				signed(PHYSICIAN),
				OTHER_PATIENT,
				AT_HOSPITAL,
				0,
				CLINIC,
				provision,
				None
			),
			Why::GrantNotFound
		);
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_referral_gives_no_more_than_its_parent() {
	run(|| {
		let parent = grant_to(
			HOSPITAL,
			Provision {
				scope: classes(&[OBSERVATION, CONDITION]),
				content: Some(Months { from: 600, until: 612 }),
				..referable()
			},
		);
		let within = Provision {
			scope: classes(&[OBSERVATION]),
			content: Some(Months { from: 600, until: 612 }),
			..referable()
		};
		let listed = AllowedBeyond::each(&within);
		for (what, beyond) in listed {
			assert_noop!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, beyond), Why::ParentExceeded);
			assert!(!is_permitted(&reading_at_the_clinic()), "{what}");
		}
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, within));
	});
}

/// What goes beyond a parent, in one respect each.
struct AllowedBeyond;

impl AllowedBeyond {
	fn each(within: &Provision<u64>) -> Vec<(&'static str, Provision<u64>)> {
		let with = |change: &dyn Fn(&mut Provision<u64>)| {
			let mut provision = within.clone();
			change(&mut provision);
			provision
		};
		vec![
			("another class", with(&|it| it.scope = classes(&[OBSERVATION, NOTE]))),
			("all classes", with(&|it| it.scope = Scope::All)),
			(
				"all but one",
				with(&|it| {
					it.scope = Scope::AllBut(ClassSet::truncate_from(vec![NOTE]));
				}),
			),
			("an anchor", with(&|it| it.scope = anchors(&[BY_HOSPITAL]))),
			("all months", with(&|it| it.content = None)),
			("a month more", with(&|it| it.content = Some(Months { from: 599, until: 612 }))),
			(
				"another action",
				with(&|it| {
					it.actions = Actions::of(&[Action::Access, Action::Correct]);
				}),
			),
			(
				"another purpose",
				with(&|it| {
					it.purposes = Purposes::of(&[Purpose::Treatment, Purpose::Research]);
				}),
			),
			(
				"emergencies",
				with(&|it| {
					it.purposes = Purposes::of(&[Purpose::EmergencyTreatment]);
				}),
			),
			("no end", with(&|it| it.period.until = None)),
			("a moment longer", with(&|it| it.period.until = Some(START + DAY + 1))),
			("a moment earlier", with(&|it| it.period.from = START - 1)),
		]
	}
}

#[test]
fn nobody_passes_on_what_is_not_for_it() {
	run(|| {
		let hers = grant_to(
			HOSPITAL,
			Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..referable() },
		);
		let nurses =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Role(Role::Nurse), ..referable() });
		let residents =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Pseudonym(RESIDENT), ..referable() });
		for (who, parent) in [(NURSE, hers), (PHYSICIAN, nurses), (PHYSICIAN, residents)] {
			assert_noop!(pass_on(who, HOSPITAL, parent, CLINIC, referable()), Why::NotTheGrantee);
		}
		// A gateway acts for one of its practitioners, not for another.
		assert_noop!(
			Consent::refer(
				signed(GATEWAY),
				PATIENT,
				Capacity::Gateway { organization: HOSPITAL, practitioner: MIDWIFE },
				residents,
				CLINIC,
				referable(),
				None
			),
			Why::NotTheGrantee
		);
		// The clinic has no such grant, whatever the number.
		for parent in [hers, nurses, residents, 77] {
			assert_noop!(
				pass_on(SPECIALIST, CLINIC, parent, CLINIC, referable()),
				Why::GrantNotFound
			);
		}
	});
}

#[test]
fn a_grant_that_may_not_be_passed_on_is_not() {
	run(|| {
		let silent = grant_to(HOSPITAL, broad());
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, silent, CLINIC, broad()), Why::NotReferable);
		// Nor does a child that was not given the right to.
		let parent = grant_to(HOSPITAL, referable());
		let child = passed_on(PHYSICIAN, HOSPITAL, parent, CLINIC, broad());
		assert_noop!(pass_on(SPECIALIST, CLINIC, child, HOSPITAL, broad()), Why::NotReferable);
	});
}

#[test]
fn a_grant_that_comes_back_in_a_circle_ends_with_its_root_and_goes_no_deeper() {
	run(|| {
		let root = grant_to(HOSPITAL, referable());
		let first = passed_on(PHYSICIAN, HOSPITAL, root, CLINIC, referable());
		let second = passed_on(SPECIALIST, CLINIC, first, HOSPITAL, referable());
		let third = passed_on(PHYSICIAN, HOSPITAL, second, CLINIC, referable());
		assert_noop!(
			pass_on(SPECIALIST, CLINIC, third, HOSPITAL, referable()),
			Why::MaxDepthExceeded
		);
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&reading_at_the_clinic()));

		revoke(root);
		assert!(!is_permitted(&reading()));
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert!(Heads::<Test>::get(PATIENT).live.is_empty());
	});
}

#[test]
fn a_middle_link_that_ends_takes_along_only_what_hangs_on_it() {
	run(|| {
		let root = grant_to(HOSPITAL, referable());
		let first = passed_on(PHYSICIAN, HOSPITAL, root, CLINIC, referable());
		passed_on(SPECIALIST, CLINIC, first, HOSPITAL, referable());
		revoke(first);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(root)));
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn whom_the_patient_refuses_passes_nothing_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		refuse(Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			class: Some(CONDITION),
			..refusal()
		});
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable()), Why::Refused);
		// Not about what was refused, or by somebody else.
		let observations = Provision { scope: classes(&[OBSERVATION]), ..referable() };
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, observations));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_noop!(pass_on(NURSE, HOSPITAL, parent, 12, referable()), Why::Refused);
	});
}

#[test]
fn a_refused_organization_gains_nothing_by_a_referral() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..refusal() });
		let _ = pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable());
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn a_refused_practitioner_gains_nothing_by_another_organization() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::ALL);
		grant_to(HOSPITAL, broad());
		grant_to(CLINIC, broad());
		refuse(Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			..refusal()
		});
		for organization in [HOSPITAL, CLINIC] {
			let actor = Actor::Practitioner { organization, account: PHYSICIAN };
			let request = AccessRequest { actor, ..reading() };
			assert_eq!(decide(&request), Decision::Deny(Denial::Refused));
		}
		assert!(is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn nobody_approves_its_own_request() {
	run(|| {
		// A physician who also represents the patient.
		represent_with(PHYSICIAN, Powers::ALL);
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, broad()), Why::CannotApproveOwnRequest);
		// Nor narrower.
		let narrower = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_noop!(approve(PHYSICIAN, HOSPITAL, narrower), Why::CannotApproveOwnRequest);
		assert!(!is_permitted(&reading()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, broad()));
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_gateway_that_represents_the_patient_approves_no_request_that_it_signed() {
	run(|| {
		represent_with(GATEWAY, Powers::ALL);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_ok!(request_consent(GATEWAY, capacity, broad()));
		assert_noop!(approve(GATEWAY, HOSPITAL, broad()), Why::CannotApproveOwnRequest);
	});
}

#[test]
fn a_colleague_asks_for_it_in_vain() {
	run(|| {
		represent_with(PHYSICIAN, Powers::ALL);
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, hers.clone()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, hers), Why::CannotGrantToItself);
	});
}

#[test]
fn an_approval_gives_no_more_than_was_asked_for() {
	run(|| {
		let asked = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, asked));
		assert_noop!(approve(CONTROLLER, HOSPITAL, broad()), Why::RequestExceeded);
		// Nor a request that is not there.
		assert_noop!(approve(CONTROLLER, CLINIC, broad()), Why::RequestNotFound);
	});
}

#[test]
fn a_rejected_request_is_not_made_again_by_a_detour() {
	run(|| {
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
		// Neither withdrawn and made again, nor by a colleague, nor through the gateway, nor approved
		// after all.
		for who in [PHYSICIAN, HOSPITAL_OFFICER] {
			assert_noop!(
				Consent::withdraw_request(signed(who), PATIENT, AT_HOSPITAL),
				Why::RequestNotFound
			);
		}
		let through = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (NURSE, AT_HOSPITAL), (GATEWAY, through)]
		{
			assert_noop!(request_consent(who, capacity, broad()), Why::RequestRejectedBefore);
		}
		assert_noop!(approve(CONTROLLER, HOSPITAL, broad()), Why::RequestNotFound);

		// Once it would have lapsed, and not a moment earlier.
		let later = Provision { period: Period { from: START, until: None }, ..broad() };
		go_to(START + 7 * DAY - 1);
		assert_noop!(
			request_consent(PHYSICIAN, AT_HOSPITAL, later.clone()),
			Why::RequestRejectedBefore
		);
		go_to(START + 7 * DAY);
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, later));
	});
}

#[test]
fn many_requests_stand_in_nobodys_way() {
	run(|| {
		for organization in 1_000..1_100 {
			let who = u64::from(organization);
			Providers::admit(organization, who, Roles::of(&[Role::Physician]));
			let capacity = Capacity::Practitioner { organization };
			assert_ok!(request_consent(who, capacity, broad()));
			assert_noop!(request_consent(who, capacity, broad()), Why::RequestAlreadyOpen);
		}
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, broad()));
		assert!(is_permitted(&reading()));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, 1_099));
	});
}

#[test]
fn whom_the_patient_refuses_everything_does_not_even_ask() {
	run(|| {
		refuse(Refusal { whom: Refused::Organization(HOSPITAL), ..refusal() });
		let through = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (GATEWAY, through)] {
			assert_noop!(request_consent(who, capacity, broad()), Why::Refused);
		}
		assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC));
	});
}

#[test]
fn an_old_number_is_dead_for_ever() {
	run(|| {
		let old = grant_to(HOSPITAL, referable());
		let child = passed_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable());
		revoke(old);
		let new = grant_to(HOSPITAL, referable());
		assert_ne!(new, old);

		// Granting anew brings no child back.
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(new)));
		for grant in [old, child] {
			assert_noop!(Consent::revoke(signed(CONTROLLER), PATIENT, grant), Why::GrantNotFound);
			assert_noop!(
				Consent::amend(signed(CONTROLLER), PATIENT, grant, broad(), None, None),
				Why::GrantNotFound
			);
			assert_noop!(
				Consent::exclude_class(signed(CONTROLLER), PATIENT, grant, NOTE),
				Why::GrantNotFound
			);
			let envelope = SealedKeys { key_epoch: 0, grantee_key_epoch: 0, sealed: vec![1] };
			assert_noop!(
				Consent::replace_envelope(signed(CONTROLLER), PATIENT, grant, envelope),
				Why::GrantNotFound
			);
		}
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable()), Why::GrantNotFound);
		assert_noop!(pass_on(SPECIALIST, CLINIC, child, HOSPITAL, referable()), Why::GrantNotFound);
		for (who, capacity, grant) in
			[(HOSPITAL_OFFICER, AT_HOSPITAL, old), (CLINIC_OFFICER, AT_CLINIC, child)]
		{
			assert_noop!(
				Consent::renounce(signed(who), PATIENT, capacity, grant),
				Why::GrantNotFound
			);
		}
	});
}

#[test]
fn a_child_gains_nothing_when_its_parents_place_is_taken() {
	run(|| {
		let old = grant_to(HOSPITAL, referable());
		passed_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable());
		revoke(old);
		// Every place of both files is used anew.
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, referable());
		}
		assert!(Files::<Test>::get(PATIENT, HOSPITAL).grant(old).is_none());
		assert!(!is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn nothing_is_given_to_an_organization_that_may_not_act() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		let standing = grant_to(CLINIC, broad());
		assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
		assert!(is_permitted(&reading_at_the_clinic()));

		for reason in [
			NotPractising::OrganizationSuspended,
			NotPractising::NotAccredited,
			NotPractising::AccreditationRevoked,
			NotPractising::OrganizationSucceeded,
		] {
			Providers::bar(CLINIC, reason);
			assert_eq!(
				decide(&reading_at_the_clinic()),
				Decision::Deny(Denial::NotPractising(reason))
			);
			let controller = || signed(CONTROLLER);
			assert_noop!(
				Consent::grant(controller(), PATIENT, CLINIC, broad(), None, None),
				Why::OrganizationNotAccredited
			);
			assert_noop!(
				Consent::amend(controller(), PATIENT, standing, broad(), None, None),
				Why::OrganizationNotAccredited
			);
			assert_noop!(approve(CONTROLLER, CLINIC, broad()), Why::OrganizationNotAccredited);
			assert_noop!(
				pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable()),
				Why::OrganizationNotAccredited
			);
			assert_noop!(
				pass_on(SPECIALIST, CLINIC, standing, HOSPITAL, broad()),
				Why::NotPractising
			);
			let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
			assert_noop!(
				Consent::license_break_glass(RuntimeOrigin::root(), CLINIC, terms),
				Why::OrganizationNotAccredited
			);
		}
		// What was granted counts again with the accreditation, and can be ended without it.
		Providers::accredit(CLINIC);
		assert!(is_permitted(&reading_at_the_clinic()));
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC));
		revoke(standing);
		Providers::accredit(CLINIC);
		assert!(!is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn a_grant_counts_from_its_first_moment_and_not_at_the_one_after_its_last() {
	run(|| {
		let (from, until) = (START + HOUR, START + 2 * HOUR);
		grant_to(
			HOSPITAL,
			Provision { period: Period { from, until: Some(until) }, ..referable() },
		);
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true), (until, false)]
		{
			go_to(at);
			assert_eq!(is_permitted(&reading()), permitted, "at {at}");
		}
		// The same, asked afterwards.
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true), (until, false)]
		{
			assert_eq!(decide_at(&reading(), at).is_permitted(), permitted, "at {at}");
		}
	});
}

#[test]
fn nothing_is_passed_on_before_or_after_its_time() {
	run(|| {
		let period = Period { from: START + HOUR, until: Some(START + 2 * HOUR) };
		let provision = Provision { period, ..referable() };
		let parent = grant_to(HOSPITAL, provision.clone());
		let attempt = || pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, provision.clone());
		go_to(START + HOUR - 1);
		assert!(attempt().is_err());
		go_to(START + 2 * HOUR);
		assert!(attempt().is_err());
		assert!(Files::<Test>::get(PATIENT, CLINIC).is_empty());
	});
}

#[test]
fn no_period_is_shorter_than_what_an_author_can_shift() {
	run(|| {
		let lasting = |length| Provision {
			period: Period { from: START, until: Some(START + length) },
			..broad()
		};
		let give = |provision| {
			Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, provision, None, None)
		};
		assert_noop!(give(lasting(MIN_PERIOD - 1)), Why::InvalidPeriod);
		assert_noop!(give(lasting(0)), Why::InvalidPeriod);
		let backwards = Period { from: START + HOUR, until: Some(START) };
		assert_noop!(give(Provision { period: backwards, ..broad() }), Why::InvalidPeriod);
		assert_ok!(give(lasting(MIN_PERIOD)));
		assert_noop!(
			request_consent(PHYSICIAN, AT_HOSPITAL, lasting(MIN_PERIOD - 1)),
			Why::InvalidPeriod
		);

		go_to(START + MIN_PERIOD);
		assert_noop!(give(lasting(MIN_PERIOD)), Why::PeriodEnded);
		let endless = Period { from: u64::MAX, until: None };
		assert_ok!(give(Provision { period: endless, ..broad() }));
		assert!(!is_permitted(&reading()));
	});
}

#[test]
fn a_request_is_answered_until_the_moment_it_lapses() {
	run(|| {
		let asked = Provision { period: Period { from: START, until: None }, ..broad() };
		for (organization, who, capacity) in
			[(HOSPITAL, PHYSICIAN, AT_HOSPITAL), (CLINIC, SPECIALIST, AT_CLINIC)]
		{
			go_to(START);
			assert_ok!(request_consent(who, capacity, asked.clone()));
			assert_eq!(
				Requests::<Test>::get(PATIENT, organization).unwrap().lapses_at,
				START + 7 * DAY
			);
		}
		go_to(START + 7 * DAY - 1);
		assert_ok!(approve(CONTROLLER, HOSPITAL, asked.clone()));
		go_to(START + 7 * DAY);
		assert_noop!(approve(CONTROLLER, CLINIC, asked), Why::RequestNotFound);
		assert_noop!(
			Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC),
			Why::RequestNotFound
		);
	});
}

#[test]
fn a_revocation_and_a_refusal_count_from_their_own_moment() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		pass(MINUTE);
		revoke(grant);
		let at = START + MINUTE;
		assert!(decide_at(&reading(), at - 1).is_permitted());
		assert!(!decide_at(&reading(), at).is_permitted());

		let again = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(again)));
		pass(MINUTE);
		refuse(refusal());
		assert!(decide_at(&reading(), at + MINUTE - 1).is_permitted());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		pass(MINUTE);
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, 0));
		assert!(is_permitted(&reading()));
		assert_eq!(decide_at(&reading(), at + MINUTE), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn a_session_is_open_from_its_first_moment_and_not_at_the_one_after_its_last() {
	run(|| {
		license(HOSPITAL);
		pass(MINUTE);
		let session = opened(RESCUER);
		let (from, until) = (START + MINUTE, START + MINUTE + 4 * HOUR);
		assert_eq!(decide(&rescuing()), Decision::Permit(Basis::Emergency(session)));
		go_to(until - 1);
		assert!(is_permitted(&rescuing()));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
		go_to(until);
		assert!(!is_permitted(&rescuing()));
		assert_noop!(close(RESCUER, session), Why::SessionNotFound);
		assert_ok!(open(RESCUER, PATIENT));
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true)] {
			assert_eq!(decide_at(&rescuing(), at).is_permitted(), permitted, "at {at}");
		}
	});
}

#[test]
fn a_review_is_overdue_from_the_moment_it_is_due() {
	run(|| {
		license(HOSPITAL);
		for patient in [PATIENT, OTHER_PATIENT, PatientId([9; 32])] {
			Patients::open(patient, CONTROLLER);
		}
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		let third = PatientId([9; 32]);
		go_to(START + 3 * DAY - 1);
		assert!(Consent::overdue_reviews().is_empty());
		go_to(START + 3 * DAY);
		assert_eq!(Consent::overdue_reviews().len(), 2);
		assert_noop!(open(RESCUER, third), Why::ReviewsOverdue);
	});
}

#[test]
fn a_session_opens_nothing_but_reading_and_adding_in_an_emergency() {
	run(|| {
		license(HOSPITAL);
		opened(RESCUER);
		let with =
			|action, purpose, target| AccessRequest { action, purpose, target, ..rescuing() };
		let class = Target::Class { class: OBSERVATION, content: None };
		let anchor = Target::Anchor(BY_PATIENT);
		let emergency = Purpose::EmergencyTreatment;
		assert!(is_permitted(&with(Action::Access, emergency, class)));
		assert!(is_permitted(&with(Action::Access, emergency, anchor)));
		assert!(is_permitted(&with(Action::Collect, emergency, class)));
		assert!(!is_permitted(&with(Action::Collect, emergency, anchor)));
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&with(action, emergency, class)));
			assert!(!is_permitted(&with(action, emergency, anchor)));
		}
		for purpose in [Purpose::Treatment, Purpose::Research, Purpose::Payment] {
			assert!(!is_permitted(&with(Action::Access, purpose, class)));
		}
		// It is the rescuer's, in the hospital: nobody else's, and not in another capacity.
		for actor in [
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			Actor::Practitioner { organization: CLINIC, account: RESCUER },
			Actor::Person(RESCUER),
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT },
		] {
			assert!(!is_permitted(&AccessRequest { actor, ..rescuing() }));
		}
		// Nor is it one for another patient.
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert!(!is_permitted(&AccessRequest { patient: OTHER_PATIENT, ..rescuing() }));
	});
}

#[test]
fn a_session_does_not_revive_a_refused_grant() {
	run(|| {
		license(HOSPITAL);
		grant_to(HOSPITAL, broad());
		refuse(refusal());
		let session = opened(RESCUER);
		let treating = AccessRequest { purpose: Purpose::Treatment, ..rescuing() };
		assert_eq!(decide(&treating), Decision::Deny(Denial::Refused));
		assert_eq!(decide(&rescuing()), Decision::Permit(Basis::Emergency(session)));
	});
}

#[test]
fn an_open_session_ends_with_the_patients_word_the_role_or_the_licence() {
	run(|| {
		license(HOSPITAL);
		opened(RESCUER);
		let permitted = || is_permitted(&rescuing());
		assert!(permitted());
		let controller = || signed(CONTROLLER);

		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert!(!permitted());
		assert_ok!(Consent::opt_in_to_emergencies(controller(), PATIENT));
		assert!(permitted());

		assert_ok!(Consent::refuse_all(controller(), PATIENT, false));
		assert!(permitted());
		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		assert!(!permitted());
		assert_ok!(Consent::lift_refuse_all(controller(), PATIENT));
		refuse(Refusal { class: Some(OBSERVATION), even_in_emergency: true, ..refusal() });
		assert!(!permitted());
		assert_ok!(Consent::lift_refusal(controller(), PATIENT, 0));
		assert!(permitted());

		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Physician]));
		assert!(!permitted());
		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Emergency]));
		assert!(permitted());
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!permitted());
	});
}

#[test]
fn no_session_opens_against_a_refusal_that_holds_even_then() {
	run(|| {
		license(HOSPITAL);
		let controller = || signed(CONTROLLER);
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
		assert_ok!(Consent::opt_in_to_emergencies(controller(), PATIENT));

		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
		assert_ok!(Consent::lift_refuse_all(controller(), PATIENT));

		let rescuer = Refused::Practitioner(PractitionerId::Account(RESCUER));
		for (id, whom) in
			[Refused::Everybody, Refused::Organization(HOSPITAL), rescuer].into_iter().enumerate()
		{
			refuse(Refusal { whom, even_in_emergency: true, ..refusal() });
			assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
			assert_ok!(Consent::lift_refusal(controller(), PATIENT, id as u32));
		}
		// Another one's refusal, and one that gives way in emergencies, stop nobody.
		refuse(Refusal {
			whom: Refused::Organization(CLINIC),
			even_in_emergency: true,
			..refusal()
		});
		refuse(refusal());
		assert_ok!(open(RESCUER, PATIENT));
	});
}

#[test]
fn nobody_keeps_a_glass_broken_by_breaking_it_again() {
	run(|| {
		license(HOSPITAL);
		for _ in 0..MAX_SESSIONS {
			let session = opened(RESCUER);
			assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
			assert_ok!(close(RESCUER, session));
			assert!(!is_permitted(&rescuing()));
		}
		// Four are closed and none is judged: neither the rescuer nor a colleague opens a fifth.
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		for who in [RESCUER, NURSE] {
			assert_noop!(open(who, PATIENT), Why::MaxSessionsExceeded);
		}
		// A review makes room for one.
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(close(RESCUER, MAX_SESSIONS));
		assert_noop!(open(RESCUER, PATIENT), Why::MaxSessionsExceeded);
	});
}

#[test]
fn an_organization_breaks_no_more_glasses_than_its_terms_say() {
	run(|| {
		let terms = |max_open, max_per_day| Some(BreakGlassTerms { max_open, max_per_day });
		let license = |terms| {
			assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
		};
		let patients: Vec<_> = (50..60).map(|byte| PatientId([byte; 32])).collect();
		for patient in &patients {
			Patients::open(*patient, CONTROLLER);
		}
		assert_noop!(open(RESCUER, patients[0]), Why::BreakGlassNotLicensed);
		license(terms(2, 3));
		assert_ok!(open(RESCUER, patients[0]));
		assert_ok!(open(RESCUER, patients[1]));
		assert_noop!(open(RESCUER, patients[2]), Why::EmergencyLimitReached);
		// Closing makes room at a time, not in the day; nor does a licence that is given anew.
		assert_ok!(close(RESCUER, 0));
		assert_ok!(open(RESCUER, patients[2]));
		assert_ok!(close(RESCUER, 1));
		assert_ok!(close(RESCUER, 2));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		license(None);
		assert_noop!(open(RESCUER, patients[3]), Why::BreakGlassNotLicensed);
		license(terms(2, 3));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		// A review gives the day nothing back.
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);

		// The next day, to the moment.
		let tomorrow = (START / DAY + 1) * DAY;
		go_to(tomorrow - 1);
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		go_to(tomorrow);
		assert_ok!(open(RESCUER, patients[3]));
	});
}

#[test]
fn overdue_reviews_close_an_organizations_glass_until_they_are_done() {
	run(|| {
		license(HOSPITAL);
		license(CLINIC);
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Physician, Role::Emergency]));
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		go_to(START + 3 * DAY);
		assert_noop!(open(RESCUER, PATIENT), Why::ReviewsOverdue);
		// A licence that is given anew forgives nothing; another organization is not concerned.
		license(HOSPITAL);
		assert_noop!(open(RESCUER, PATIENT), Why::ReviewsOverdue);
		assert_ok!(open_in(SPECIALIST, PATIENT, AT_CLINIC));
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_ok!(open(RESCUER, PATIENT));
	});
}

#[test]
fn a_patients_closing_spares_nobody_the_review() {
	run(|| {
		license(HOSPITAL);
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		Patients::close(OTHER_PATIENT);
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, false));
		assert_eq!(MisconductHook::heard().len(), 1);
	});
}

#[test]
fn nobody_judges_its_own_session_in_whatever_capacity() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		// Its privacy officer; the rescuer itself, who is one elsewhere.
		assert_noop!(
			review(HOSPITAL_OFFICER, AT_HOSPITAL, session, true),
			Why::CannotReviewOwnSession
		);
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		assert_noop!(review(RESCUER, AT_CLINIC, session, true), Why::CannotReviewOwnSession);
		Providers::admit(HOSPITAL, RESCUER, Roles::ALL);
		assert_noop!(review(RESCUER, AT_HOSPITAL, session, true), Why::CannotReviewOwnSession);
		// Whoever is no privacy officer judges nothing.
		assert_noop!(review(SPECIALIST, AT_CLINIC, session, true), DispatchError::BadOrigin);
		assert_noop!(review(CLINIC_OFFICER, AT_HOSPITAL, session, true), DispatchError::BadOrigin);
		// An organization that has followed the hospital is the hospital.
		let heir = 12;
		Providers::admit(heir, 40, Roles::ALL);
		Providers::succeed(HOSPITAL, heir);
		let at_the_heirs = Capacity::Practitioner { organization: heir };
		assert_noop!(review(40, at_the_heirs, session, true), Why::CannotReviewOwnSession);
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, session, true));
		// Once: neither takes it back nor makes it worse.
		for is_justified in [true, false] {
			assert_noop!(
				review(CLINIC_OFFICER, AT_CLINIC, session, is_justified),
				Why::AlreadyReviewed
			);
		}
		assert!(MisconductHook::heard().is_empty());
	});
}

#[test]
fn a_gateway_judges_no_session_that_it_signed() {
	run(|| {
		license(HOSPITAL);
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_ok!(open_in(GATEWAY, PATIENT, capacity));
		// Whoever holds the gateway's key is a privacy officer elsewhere, by the same account.
		Providers::admit(CLINIC, GATEWAY, Roles::ALL);
		assert_noop!(review(GATEWAY, AT_CLINIC, 0, true), Why::CannotReviewOwnSession);
	});
}

#[test]
fn nobody_closes_anothers_session() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		for who in [PHYSICIAN, HOSPITAL_OFFICER] {
			assert_noop!(close(who, session), Why::SessionNotFound);
		}
		assert_noop!(close(RESCUER, session + 1), Why::SessionNotFound);
		// The same person in another organization is not who opened it.
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		assert_noop!(
			Consent::close_emergency(signed(RESCUER), AT_CLINIC, session),
			Why::SessionNotFound
		);
		assert!(is_permitted(&rescuing()));
	});
}

#[test]
fn no_session_lasts_no_time_or_too_long() {
	run(|| {
		license(HOSPITAL);
		for hours in [0, 25, u8::MAX] {
			assert_noop!(
				Consent::open_emergency(
					signed(RESCUER),
					PATIENT,
					AT_HOSPITAL,
					EmergencyReason::Unresponsive,
					Commitment::zero(),
					hours
				),
				Why::InvalidDuration
			);
		}
		assert_noop!(open(PHYSICIAN, PATIENT), Why::NotAnEmergencyPractitioner);
	});
}

#[test]
fn a_judgement_ends_a_session_that_is_still_open() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		pass(MINUTE);
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, session, false));
		assert!(!is_permitted(&rescuing()));
		assert_eq!(MisconductHook::heard(), [(HOSPITAL, PractitionerId::Account(RESCUER))]);
		// What it opened until then was permitted then.
		assert!(decide_at(&rescuing(), START).is_permitted());
	});
}

#[test]
fn a_representative_gives_nothing_to_itself() {
	run(|| {
		represent_with(PHYSICIAN, Powers::of(&[Power::Consent]));
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_noop!(
			Consent::grant(signed(PHYSICIAN), PATIENT, HOSPITAL, hers.clone(), None, None),
			Why::CannotGrantToItself
		);
		let grant =
			grant_to(HOSPITAL, Provision { scope: classes(&[OBSERVATION]), ..hers.clone() });
		assert_noop!(
			Consent::amend(signed(PHYSICIAN), PATIENT, grant, hers.clone(), None, None),
			Why::CannotGrantToItself
		);
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, broad()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, hers), Why::CannotGrantToItself);
	});
}

#[test]
fn a_representative_gives_nobody_what_is_confidential() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let mothers = || signed(MOTHER);
		let is_open = |class| is_permitted(&reading_of(class));

		// Before it was marked and after, given and amended.
		let next = Heads::<Test>::get(PATIENT).next;
		assert_ok!(Consent::grant(mothers(), PATIENT, HOSPITAL, referable(), None, None));
		assert!(is_open(NOTE));
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
		assert!(!is_open(NOTE));
		assert!(is_open(OBSERVATION));
		let named = Provision { scope: classes(&[NOTE]), ..referable() };
		assert_ok!(Consent::amend(mothers(), PATIENT, next, named, None, None));
		assert!(!is_open(NOTE));
		// Passed on, it is no more.
		assert_ok!(pass_on(
			PHYSICIAN,
			HOSPITAL,
			next + 1,
			CLINIC,
			Provision { scope: classes(&[NOTE]), ..referable() }
		));
		let note = Target::Class { class: NOTE, content: None };
		assert!(!is_permitted(&AccessRequest { target: note, ..reading_at_the_clinic() }));
		// Approved, neither.
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, broad()));
		assert_ok!(approve(MOTHER, HOSPITAL, broad()));
		assert!(!is_open(NOTE));

		// The patient's own grant covers it, until a representative has laid hands on it.
		let own = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading_of(NOTE)), Decision::Permit(Basis::Grant(own)));
		assert_ok!(Consent::exclude_class(mothers(), PATIENT, own, CONDITION));
		assert!(!is_open(NOTE));
	});
}

#[test]
fn a_representative_neither_sees_nor_adds_what_is_confidential() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, CONDITION));
		let with = |action, target| AccessRequest {
			actor: Actor::Person(MOTHER),
			action,
			target,
			..reading()
		};
		let class = |class| Target::Class { class, content: None };
		for action in [Action::Access, Action::Collect, Action::Correct, Action::Disclose] {
			assert!(!is_permitted(&with(action, class(CONDITION))));
			assert!(is_permitted(&with(action, class(OBSERVATION))));
		}
		// By its anchor, the class is the same.
		assert!(!is_permitted(&with(Action::Access, Target::Anchor(BY_PATIENT))));
		assert!(is_permitted(&with(Action::Access, Target::Anchor(BY_HOSPITAL))));
		// Nor does it unmark the class or mark others.
		for call in [
			Call::unmark_confidential { patient: PATIENT, class: CONDITION },
			Call::mark_confidential { patient: PATIENT, class: OBSERVATION },
		] {
			let call = RuntimeCall::Consent(call);
			assert_eq!(refused(call, signed(MOTHER)), Why::NotAuthorized.into());
		}
	});
}

#[test]
fn a_representative_weakens_nothing_that_the_controller_said() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let mothers = || signed(MOTHER);
		refuse(refusal());
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		assert_noop!(Consent::lift_refusal(mothers(), PATIENT, 0), Why::NotAuthorized);
		assert_noop!(Consent::refuse_all(mothers(), PATIENT, false), Why::NotAuthorized);
		assert_noop!(Consent::lift_refuse_all(mothers(), PATIENT), Why::NotAuthorized);
		assert_noop!(Consent::opt_in_to_emergencies(mothers(), PATIENT), Why::NotAuthorized);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));

		// Nor by saying more first: what is joined or said again stays the controller's.
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_ok!(Consent::refuse_all(mothers(), PATIENT, true));
		assert_noop!(Consent::lift_refuse_all(mothers(), PATIENT), Why::NotAuthorized);
	});
}

#[test]
fn joining_refusals_takes_none_out_of_the_controllers_hand() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let of = |account| Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(account)),
			..refusal()
		};
		for account in 0..u64::from(MAX_REFUSALS) {
			refuse(of(1_000 + account));
		}
		assert_ok!(Consent::refuse(signed(MOTHER), PATIENT, of(5_000)));
		let head = Heads::<Test>::get(PATIENT);
		assert_eq!(head.refusals.len(), MAX_REFUSALS as usize);
		for standing in &head.refusals {
			assert_noop!(
				Consent::lift_refusal(signed(MOTHER), PATIENT, standing.id),
				Why::NotAuthorized
			);
		}
	});
}

#[test]
fn joining_refusals_refuses_no_less_than_before() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::ALL);
		let whoms = [
			Refused::Organization(HOSPITAL),
			Refused::Organization(CLINIC),
			Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			Refused::Practitioner(PractitionerId::Pseudonym(RESIDENT)),
		];
		let purposes = [Purpose::Treatment, Purpose::Research, Purpose::Payment];
		let mut said: Vec<Refusal<u64>> = Vec::new();
		for round in 0..100_u16 {
			let refusal = Refusal {
				whom: whoms[usize::from(round) % whoms.len()].clone(),
				class: Some(RecordClass(round)),
				purposes: Some(Purposes::of(&[purposes[usize::from(round) % purposes.len()]])),
				even_in_emergency: round % 5 == 0,
			};
			refuse(refusal.clone());
			said.push(refusal);
			let head = Heads::<Test>::get(PATIENT);
			assert!(head.refusals.len() <= MAX_REFUSALS as usize);
			for refusal in &said {
				assert!(
					head.refusals
						.iter()
						.any(|standing| { standing.refusal.joined(refusal) == standing.refusal }),
					"{refusal:?} is no longer refused"
				);
			}
		}
	});
}

#[test]
fn a_thief_with_the_controllers_key_gives_nothing_away_while_it_is_frozen() {
	run(|| {
		busy();
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, CONDITION));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		Patients::freeze(PATIENT);
		let gives = |call: &RuntimeCall| {
			matches!(
				call,
				RuntimeCall::Consent(
					Call::grant { .. }
						| Call::amend { .. }
						| Call::replace_envelope { .. }
						| Call::approve_request { .. }
						| Call::lift_refusal { .. }
						| Call::lift_refuse_all { .. }
						| Call::opt_in_to_emergencies { .. }
				)
			)
		};
		for call in calls_of_the_patient(PATIENT).into_iter().filter(gives) {
			assert_eq!(refused(call, signed(CONTROLLER)), Why::PatientFrozen.into());
		}
		let unmark =
			RuntimeCall::Consent(Call::unmark_confidential { patient: PATIENT, class: CONDITION });
		assert_eq!(refused(unmark, signed(CONTROLLER)), Why::PatientFrozen.into());
		let weaken =
			RuntimeCall::Consent(Call::refuse_all { patient: PATIENT, even_in_emergency: false });
		assert_eq!(refused(weaken, signed(CONTROLLER)), Why::PatientFrozen.into());
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, 0, CLINIC, referable()), Why::PatientFrozen);
	});
}

#[test]
fn a_freeze_stops_nobody_from_ending_things() {
	run(|| {
		busy();
		Patients::freeze(PATIENT);
		let controller = || signed(CONTROLLER);
		// Care goes on.
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&rescuing()));
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));

		assert_ok!(Consent::exclude_class(controller(), PATIENT, 0, CONDITION));
		assert_ok!(Consent::reject_request(controller(), PATIENT, CLINIC));
		refuse(Refusal { class: Some(CONDITION), ..refusal() });
		assert_ok!(Consent::mark_confidential(controller(), PATIENT, NOTE));
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert!(!is_permitted(&rescuing()));
		assert_ok!(Consent::refuse_all(controller(), PATIENT, false));
		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		assert!(!is_permitted(&reading()));
		assert_ok!(Consent::revoke(controller(), PATIENT, 1));
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
	});
}

#[test]
fn nobody_gives_back_what_is_anothers() {
	run(|| {
		let hers =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() });
		let everybodys = grant_to(HOSPITAL, broad());
		let renounce =
			|who, capacity, grant| Consent::renounce(signed(who), PATIENT, capacity, grant);
		assert_noop!(renounce(NURSE, AT_HOSPITAL, hers), Why::NotTheGrantee);
		// One of many does not speak for all.
		assert_noop!(renounce(PHYSICIAN, AT_HOSPITAL, everybodys), Why::NotTheGrantee);
		for who in [SPECIALIST, CLINIC_OFFICER] {
			for grant in [hers, everybodys] {
				assert_noop!(renounce(who, AT_CLINIC, grant), Why::GrantNotFound);
			}
		}
		assert_ok!(renounce(PHYSICIAN, AT_HOSPITAL, hers));
		assert_ok!(renounce(HOSPITAL_OFFICER, AT_HOSPITAL, everybodys));
	});
}

#[test]
fn a_request_that_was_exchanged_gains_no_more_than_the_patient_read() {
	run(|| {
		let read = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, read.clone()));
		// While the patient signs, the hospital asks for more in the place of it.
		assert_ok!(Consent::withdraw_request(signed(PHYSICIAN), PATIENT, AT_HOSPITAL));
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, read));
		assert!(is_permitted(&reading()));
		assert!(!is_permitted(&reading_of(CONDITION)));
	});
}

#[test]
fn a_policy_of_law_permits_no_more_than_it_says() {
	run(|| {
		let authority = 13;
		Providers::admit(authority, 41, Roles::ALL);
		let request = AccessRequest {
			actor: Actor::Practitioner { organization: authority, account: 41 },
			purpose: Purpose::PublicHealth,
			..reading()
		};
		assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), reporting()));
		// It is a hospital, which the policy does not name.
		assert!(!is_permitted(&request));
		Providers::set_kind(authority, OrganizationKind::Regulator);
		assert_eq!(decide(&request), Decision::Permit(Basis::Policy(0)));
		for beyond in [
			AccessRequest { action: Action::Collect, ..request.clone() },
			AccessRequest { purpose: Purpose::Research, ..request.clone() },
			AccessRequest {
				target: Target::Class { class: CONDITION, content: None },
				..request.clone()
			},
			AccessRequest { actor: Actor::Person(41), ..request.clone() },
			AccessRequest { actor: Actor::Authority, ..request.clone() },
		] {
			assert!(!is_permitted(&beyond), "{beyond:?}");
		}
		// Before it was enacted it permitted nothing.
		assert!(!decide_at(&request, START - 1).is_permitted());
		refuse(refusal());
		assert_eq!(decide(&request), Decision::Deny(Denial::Refused));
	});
}

/// Fills everything that others can fill of a patient's, and that it can fill itself: 16 own grants in the
/// hospital's file, 96 live grants, 32 refusals, 16 confidential classes, four unreviewed sessions, a request
/// of each of many organizations.
fn fill() {
	license(HOSPITAL);
	let parents: Vec<_> = (0..MAX_OWN_GRANTS).map(|_| grant_to(HOSPITAL, referable())).collect();
	// 80 more, eight in each of ten files, five from each of the hospital's grants.
	let others: Vec<OrganizationId> = (1_000..1_010).collect();
	for organization in &others {
		Providers::admit(*organization, u64::from(*organization), Roles::of(&[Role::Physician]));
		let capacity = Capacity::Practitioner { organization: *organization };
		assert_ok!(request_consent(u64::from(*organization), capacity, broad()));
	}
	for (position, organization) in others.iter().cycle().take(80).enumerate() {
		let parent = parents[position / 5];
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, *organization, referable()));
	}
	for number in 0..MAX_REFUSALS {
		refuse(Refusal {
			whom: Refused::Organization(5_000 + number),
			class: Some(RecordClass(number as u16)),
			..refusal()
		});
	}
	for number in 0..MAX_CONFIDENTIAL {
		let class = RecordClass(0x9000 + number as u16);
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, class));
	}
	for _ in 0..MAX_SESSIONS {
		let session = opened(RESCUER);
		if session + 1 < MAX_SESSIONS {
			assert_ok!(close(RESCUER, session));
		}
	}
	let head = Heads::<Test>::get(PATIENT);
	assert_eq!(head.live.len(), MAX_LIVE_GRANTS as usize);
	assert_eq!(head.refusals.len(), MAX_REFUSALS as usize);
	assert_eq!(head.confidential.len(), MAX_CONFIDENTIAL as usize);
}

#[test]
fn in_a_full_world_others_gain_no_more_room() {
	run(|| {
		fill();
		Providers::admit(2_000, 2_000, Roles::ALL);
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, 8, 2_000, referable()), Why::MaxGrantsExceeded);
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
		assert_noop!(
			Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, broad(), None, None),
			Why::MaxGrantsExceeded
		);
		assert_noop!(
			Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE),
			Why::MaxConfidentialExceeded
		);
	});
}

#[test]
fn in_a_full_world_the_patient_still_gives_what_it_wants() {
	run(|| {
		fill();
		let newest = Heads::<Test>::get(PATIENT).live.last().unwrap().id;
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Permit(Basis::Grant(own)));
		System::assert_has_event(
			Event::Displaced { patient: PATIENT, organization: 1_009, grant: newest }.into(),
		);
		assert!(!Heads::<Test>::get(PATIENT).is_live(newest));
		// Amending and taking a class out need no place of another.
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, 15, NOTE));
		assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, 14, broad(), None, None));
		assert_ok!(approve(CONTROLLER, 1_000, broad()));
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, RecordClass(0x9000)));
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
	});
}

#[test]
fn in_a_full_world_every_way_of_ending_works_at_once() {
	let requests = || {
		[HOSPITAL, 1_000, 1_009].map(|organization| AccessRequest {
			actor: Actor::Practitioner {
				organization,
				account: if organization == HOSPITAL { PHYSICIAN } else { u64::from(organization) },
			},
			..reading()
		})
	};
	let all_denied = || requests().iter().all(|request| !is_permitted(request));
	let controller = || signed(CONTROLLER);
	let ways: [(&str, &dyn Fn()); 5] = [
		("revoke", &|| {
			for grant in 0..MAX_OWN_GRANTS {
				revoke(grant);
			}
		}),
		("revoke_organization", &|| {
			assert_ok!(Consent::revoke_organization(controller(), PATIENT, HOSPITAL));
			System::assert_has_event(
				Event::OrganizationRevoked {
					patient: PATIENT,
					organization: HOSPITAL,
					grants: MAX_LIVE_GRANTS,
				}
				.into(),
			);
		}),
		("refuse", &|| refuse(refusal())),
		("refuse_all", &|| {
			assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		}),
		("exclude_class", &|| {
			for grant in 0..MAX_OWN_GRANTS {
				assert_ok!(Consent::exclude_class(controller(), PATIENT, grant, OBSERVATION));
			}
		}),
	];
	for (name, end) in ways {
		run(|| {
			fill();
			assert!(requests().iter().all(is_permitted), "{name}");
			end();
			assert!(all_denied(), "{name} left something open");
		});
	}
	run(|| {
		fill();
		assert!(is_permitted(&rescuing()));
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert!(!is_permitted(&rescuing()));
		for organization in 1_000..1_010 {
			assert_ok!(Consent::reject_request(controller(), PATIENT, organization));
		}
	});
}

#[test]
fn in_a_full_world_another_refusal_takes_effect_whatever_it_is_joined_with() {
	run(|| {
		fill();
		let hers = Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			class: Some(OBSERVATION),
			..refusal()
		};
		assert!(is_permitted(&reading()));
		refuse(hers.clone());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		assert_eq!(head().refusals.len(), MAX_REFUSALS as usize);
		// It had nothing in common with any of them, so it refuses everything to everybody; but it gives
		// way in emergencies, as each of them did.
		let refusals = head().refusals;
		let joined = refusals.last().unwrap();
		assert_eq!(joined.refusal, refusal());
		assert!(is_permitted(&rescuing()));
		// The patient can make room and say it again.
		for standing in &refusals {
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, standing.id));
		}
		refuse(hers);
		assert!(!is_permitted(&reading()));
		let nurse = Actor::Practitioner { organization: HOSPITAL, account: NURSE };
		assert!(is_permitted(&AccessRequest { actor: nurse, ..reading() }));
	});
}

#[test]
fn a_patient_with_nothing_but_own_grants_ends_them_all_the_same() {
	run(|| {
		let organizations: Vec<OrganizationId> = (1_000..1_006).collect();
		for organization in &organizations {
			Providers::accredit(*organization);
			for _ in 0..MAX_OWN_GRANTS {
				grant_to(*organization, broad());
			}
		}
		assert_noop!(
			Consent::grant(signed(CONTROLLER), PATIENT, CLINIC, broad(), None, None),
			Why::MaxGrantsExceeded
		);
		revoke(0);
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Permit(Basis::Grant(own)));
		for organization in organizations {
			assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, organization));
		}
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn a_patient_who_changes_its_mind_a_thousand_times_is_still_master_of_its_file() {
	run(|| {
		grant_to(CLINIC, referable());
		for round in 0..1_000 {
			pass(MINUTE);
			let period = Period { from: START, until: None };
			let grant = grant_to(HOSPITAL, Provision { period, ..broad() });
			assert!(is_permitted(&reading()), "in round {round}");
			revoke(grant);
			assert!(!is_permitted(&reading()), "in round {round}");
		}
		assert!(Heads::<Test>::get(PATIENT).ended.len() <= MAX_TRACKED_GRANTS as usize);
	});
}

#[test]
fn a_lapsed_grant_takes_no_place_of_a_live_one() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		go_to(START + HOUR);
		let period = Period { from: START, until: None };
		let grant = grant_to(HOSPITAL, Provision { period, ..broad() });
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn every_path_of_a_full_head_leads_into_its_annexes_and_back() {
	run(|| {
		fill();
		// All that is live ends, twice over; then every moment is still known.
		pass(MINUTE);
		assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, HOSPITAL));
		pass(MINUTE);
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, referable());
		}
		pass(MINUTE);
		assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, HOSPITAL));
		let answers = [(0, true), (1, false), (2, true), (3, false)];
		for (minute, permitted) in answers {
			let at = START + minute * MINUTE;
			assert_eq!(decide_at(&reading(), at).is_permitted(), permitted, "in minute {minute}");
			assert_ne!(decide_at(&reading(), at), Decision::Unknown, "in minute {minute}");
		}
	});
}
