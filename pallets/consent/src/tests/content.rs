//! What names in a trail that which was given, computed elsewhere: by Python's `hashlib.blake2b(…, digest_size=32)`, of
//! bytes put together by hand after SCALE.

use super::*;
use salus_primitives::{Months, OrganizationKind, OrganizationKinds};

fn last_event() -> AuditedEvent<u64> {
	Trail::entries().pop().expect("written").2
}

/// `01 1400000000000000` the physician with account 20, `01 08 6400 0180` classes 100 and 0x8001, `01 5802 6402` months
/// 600 to 612, `03` access and collect, `01000000` treatment, `00ca9a3b00000000 01 80b8d13b00000000` the hour from the
/// start.
const PROVISION: [u8; 32] = [
	0x60, 0x13, 0x1c, 0xbe, 0x86, 0x1a, 0x2e, 0xa8, 0xcc, 0xc5, 0xb8, 0xd2, 0x14, 0x69, 0x1e, 0xc6,
	0x99, 0x1f, 0x4d, 0xa0, 0x15, 0xae, 0x54, 0x9a, 0x8a, 0x54, 0xb9, 0xc2, 0x70, 0x4d, 0x95, 0x5a,
];

/// `01 0a000000` organization 10, `01 6400` class 100, `01 21000000` treatment and research, `01` even in an emergency.
const REFUSAL: [u8; 32] = [
	0x9a, 0x68, 0x1e, 0xa9, 0xb7, 0xfa, 0xef, 0x5f, 0x88, 0xba, 0x3a, 0x3f, 0x2f, 0xe2, 0xfd, 0xc3,
	0xdf, 0x0f, 0xd9, 0x60, 0x38, 0x88, 0xdd, 0x40, 0xa5, 0x27, 0xe4, 0x08, 0x3b, 0xc5, 0x4b, 0xb4,
];

/// `0100` hospitals, `01000000` physicians, `03 04 0180` all classes but 0x8001, `09` access and disclose, `80000000` public
/// health, `00ca9a3b00000000 00` from the start without end, `00` refusals do not bind, 32 bytes `03`.
const POLICY: [u8; 32] = [
	0xa0, 0x31, 0x1f, 0x5b, 0x4d, 0x35, 0x3f, 0xae, 0x07, 0x10, 0x75, 0x58, 0x5a, 0x30, 0x4b, 0x25,
	0xc8, 0xd0, 0xc3, 0xfd, 0xb6, 0xef, 0xf9, 0x47, 0xa0, 0x6a, 0x75, 0x79, 0x39, 0x62, 0xf1, 0x16,
];

fn provision() -> Provision<u64> {
	Provision {
		grantee: Grantee::Practitioner(PHYSICIAN),
		scope: classes(&[OBSERVATION, NOTE]),
		content: Some(Months { from: 600, until: 612 }),
		..broad()
	}
}

#[test]
fn a_grant_is_named_by_the_hash_of_its_provision() {
	run(|| {
		let grant = grant_to(HOSPITAL, provision());
		let content = Commitment::from(PROVISION);
		let organization = HOSPITAL;
		assert_eq!(last_event(), AuditedEvent::ConsentGranted { grant, organization, content });
		let (terms, envelope) = (Some([4; 32].into()), None);
		let version = grant + 1;
		assert_ok!(Consent::amend(
			signed(CONTROLLER),
			PATIENT,
			grant,
			provision(),
			terms,
			envelope
		));
		assert_eq!(
			last_event(),
			AuditedEvent::ConsentAmended { grant, version, organization, content }
		);
	});
}

#[test]
fn what_is_passed_on_is_named_in_the_same_way() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		Providers::admit(CLINIC, PHYSICIAN, Roles::of(&[Role::Physician]));
		let grant = refer(parent, CLINIC, provision());
		let (organization, content) = (CLINIC, Commitment::from(PROVISION));
		assert_eq!(
			last_event(),
			AuditedEvent::ConsentReferred { grant, parent, organization, content }
		);
	});
}

#[test]
fn a_refusal_is_named_by_the_hash_of_what_is_refused() {
	run(|| {
		let refusal = Refusal {
			whom: Refused::Organization(HOSPITAL),
			class: Some(OBSERVATION),
			purposes: Some(Purposes::of(&[Purpose::Treatment, Purpose::Research])),
			even_in_emergency: true,
		};
		assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
		assert_eq!(
			last_event(),
			AuditedEvent::RefusalMade {
				refusal: 0,
				joined: None,
				even_in_emergency: true,
				content: Commitment::from(REFUSAL),
			}
		);
	});
}

#[test]
fn a_policy_is_named_by_the_hash_of_what_it_says() {
	run(|| {
		let policy = Policy {
			kinds: OrganizationKinds::of(&[OrganizationKind::Hospital]),
			roles: Roles::of(&[Role::Physician]),
			scope: Scope::AllBut(ClassSet::truncate_from(vec![NOTE])),
			actions: Actions::of(&[Action::Access, Action::Disclose]),
			purposes: Purposes::of(&[Purpose::PublicHealth]),
			period: Period { from: START, until: None },
			refusals_bind: false,
			legal_basis: [3; 32],
		};
		assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), policy));
		let enacted = AuditedEvent::PolicyEnacted { policy: 0, content: Commitment::from(POLICY) };
		assert_eq!(Trail::entries().pop(), Some((TrailId::Governance, Actor::Authority, enacted)));
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), 0));
		let repealed = AuditedEvent::PolicyRepealed { policy: 0 };
		assert_eq!(Trail::entries().pop(), Some((TrailId::Governance, Actor::Authority, repealed)));
	});
}

#[test]
fn other_contents_have_other_names() {
	run(|| {
		grant_to(HOSPITAL, provision());
		let one = last_event();
		let wider = Actions::of(&[Action::Access, Action::Collect, Action::Use]);
		grant_to(HOSPITAL, Provision { actions: wider, ..provision() });
		let content_of = |event| match event {
			AuditedEvent::ConsentGranted { content, .. } => content,
			other => panic!("{other:?}"),
		};
		assert_ne!(content_of(one), content_of(last_event()));
	});
}
