//! What every pallet relies on: codes stay what they are, sets and periods mean what they say.

#[cfg(feature = "doubles")]
mod doubles;

use crate::{
	access::*, audit::*, codes::*, directories::*, ids::*, policy::*, records::*, time::*,
	EncryptionKey, KeySuite, PublicKey,
};
use codec::{Decode, Encode};

#[test]
fn the_codes_of_coded_values_never_change() {
	let actions = [Action::Access, Action::Collect, Action::Correct, Action::Disclose, Action::Use];
	for (code, action) in actions.iter().enumerate() {
		assert_eq!(action.encode(), [code as u8]);
	}
	assert_eq!(Purpose::Treatment.encode(), [0]);
	assert_eq!(Purpose::EmergencyTreatment.encode(), [1]);
	assert_eq!(Purpose::SystemAdministration.encode(), [12]);
	assert_eq!(Role::Custodian.encode(), [7]);
	assert_eq!(Role::Emergency.encode(), [8]);
	assert_eq!(Power::Identity.encode(), [4]);
	assert_eq!(OrganizationKind::Custodian.encode(), [7]);
	assert_eq!(Denial::NotGranted.encode(), [5]);
	assert_eq!(Denial::Withheld.encode(), [6]);
	assert_eq!(Basis::Grant(7).encode(), [4, 7, 0, 0, 0]);
	assert_eq!(Decision::Unknown.encode(), [2]);
	assert_eq!(TrailId::Organization(1).encode(), [1, 1, 0, 0, 0]);
	assert_eq!(TrailId::Governance.encode(), [2]);
	type Event = AuditedEvent<u64>;
	assert_eq!(Event::PatientRegistered.encode(), [1]);
	assert_eq!(Event::Closed.encode(), [32]);
	assert_eq!(Event::GuardianCaseClosed.encode(), [33]);
	let (patient, denial) = (PatientId([1; 32]), EmergencyDenial::Deceased);
	let denied = Event::EmergencyDenied { patient, denial }.encode();
	assert_eq!((denied[0], denied[33]), (59, 6));
	let flags = EmergencyFlags::of(&[EmergencyFlag::TooManyToday, EmergencyFlag::ReviewsPending]);
	let flagged = Event::EmergencyFlagged { session: 7, flags };
	assert_eq!(flagged.encode(), [60, 7, 0, 0, 0, 0b1010]);
	let answered = Event::EmergencyAnswered { session: 7, answer: Commitment::zero() };
	assert_eq!(answered.encode()[..5], [61, 7, 0, 0, 0]);
	assert_eq!(AssuranceLevel::Level4.encode(), [3]);
	assert_eq!(ControlChange::Decided.encode(), [2]);
	assert_eq!(NotPractising::NoLongerKnown.encode(), [10]);
	assert_eq!(PractitionerId::<u64>::Pseudonym(Pseudonym([7; 32])).encode()[..2], [1, 7]);
	assert_eq!(Capacity::Practitioner { organization: 1 }.encode(), [1, 1, 0, 0, 0]);
	assert_eq!(Actor::<u64>::Authority.encode(), [3]);
	assert_eq!(Actor::<u64>::Chain.encode(), [5]);
	assert!(Purpose::decode(&mut &[13u8][..]).is_err(), "a code without a meaning is refused");
}

#[test]
fn the_codes_of_corrections_never_change() {
	use CorrectionReason::*;
	let reasons =
		[WrongPatient, WrongContent, Incomplete, Duplicate, Unreadable, WrongClass, DisputeUpheld];
	for (code, reason) in reasons.iter().enumerate() {
		assert_eq!(reason.encode(), [code as u8]);
	}
	assert!(CorrectionReason::decode(&mut &[7u8][..]).is_err());
}

#[test]
fn the_codes_of_what_is_written_down_about_records_never_change() {
	let (anchor, purpose, basis) = (7, Purpose::Treatment, Basis::Author);
	let reason = CorrectionReason::Incomplete;
	let (statement, root, notice) = (Commitment::zero(), Commitment::zero(), Commitment::zero());
	let (class, since, due, until) = (RecordClass(3), 1, 2, Some(3));
	let (is_upheld, threshold, pieces, piece) = (true, 2, 3, 1);
	let entries: [AuditedEvent<u64>; 19] = [
		AuditedEvent::RecordsAmended { anchor, supersedes: 6, reason, purpose, basis },
		AuditedEvent::RecordsEnteredInError { anchor, reason, purpose, basis },
		AuditedEvent::RecordsReinstated { anchor },
		AuditedEvent::RecordsCoSigned { anchor, purpose, basis },
		AuditedEvent::CoSignatureWithdrawn { anchor },
		AuditedEvent::RecordsDisputed { anchor, statement },
		AuditedEvent::DisputeWithdrawn { anchor },
		AuditedEvent::DisputeAnswered { anchor, is_upheld },
		AuditedEvent::DisagreementStated { anchor, statement },
		AuditedEvent::ErasureAnnounced { anchor, due },
		AuditedEvent::ErasureCancelled { anchor },
		AuditedEvent::RecordsErased { anchor },
		AuditedEvent::CustodyPlanned { anchor, threshold, pieces },
		AuditedEvent::CustodyTaken { anchor, piece },
		AuditedEvent::CustodyReleased { anchor, piece },
		AuditedEvent::RetentionExtended { anchor, until },
		AuditedEvent::RecordsEvicted { newest: anchor, anchors: 32, root },
		AuditedEvent::MixUpReported { class, since, notice },
		AuditedEvent::WithholdingPermitted { anchor },
	];
	for (code, entry) in (68u8..).zip(&entries) {
		assert_eq!(entry.encode()[0], code, "{entry:?}");
	}
	for entry in &entries[..17] {
		assert_eq!(entry.encode()[1..5], [7, 0, 0, 0], "the anchor comes first: {entry:?}");
	}
}

#[test]
fn the_codes_of_releases_inquiries_and_acts_of_authorities_never_change() {
	let (entry, organization, statement) = (7, 3, Commitment::zero());
	let (findings, content) = (Some(statement), statement);
	let practitioner = PractitionerId::Account(5);
	let pallet = *b"ex/wards";
	let entries: [AuditedEvent<u64>; 21] = [
		AuditedEvent::EntryContested { entry, organization, statement },
		AuditedEvent::InquiryAnswered {
			entry,
			answer: InquiryAnswer::Mistaken,
			is_late: false,
			statement,
		},
		AuditedEvent::InquiryEscalated { entry },
		AuditedEvent::InquiryResolved { entry, verdict: InquiryVerdict::Upheld, findings },
		AuditedEvent::OrganizationAccredited { organization, until: None },
		AuditedEvent::ApplicationRejected { applicant: 5 },
		AuditedEvent::OrganizationSuspended { organization },
		AuditedEvent::OrganizationReinstated { organization },
		AuditedEvent::AccreditationRevoked { organization },
		AuditedEvent::OrganizationSucceeded { organization, by: 4 },
		AuditedEvent::EmergencyRoleSet {
			organization,
			practitioner: practitioner.clone(),
			is_given: true,
		},
		AuditedEvent::PractitionerSuspended { organization, practitioner: practitioner.clone() },
		AuditedEvent::PractitionerReinstated { organization, practitioner },
		AuditedEvent::BreakGlassLicensed { organization, is_licensed: true, open: 2, daily: 8 },
		AuditedEvent::PolicyEnacted { policy: 1, content },
		AuditedEvent::PolicyRepealed { policy: 1 },
		AuditedEvent::ConsentLapsed { grant: 1, organization, lapsed_at: 2 },
		AuditedEvent::ConsentRequestLapsed { organization },
		AuditedEvent::AdminAdded { organization, account: 5 },
		AuditedEvent::AdminRemoved { organization, account: 5 },
		AuditedEvent::Other { pallet, code: 0x0102, statement: None },
	];
	for (code, entry) in (89u8..).zip(&entries) {
		assert_eq!(entry.encode()[0], code, "{entry:?}");
	}
	let of_admin = [3, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0];
	assert_eq!(entries[18].encode()[1..], of_admin, "the organization, then the account");
	assert_eq!(entries[19].encode()[1..], of_admin);
	assert_eq!(entries[20].encode()[1..], *b"ex/wards\x02\x01\x00");
	let release = AuditedEvent::<u64>::RecordsReleased {
		ticket: 9,
		recipient: Recipient::Requester,
		targets: Targets::new(),
	};
	assert_eq!(release.encode(), [87, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(ReleaseFlaw::NotProven.encode(), [7]);
	assert_eq!(ReportCause::OutsideTheChain.encode(), [2]);
	assert_eq!(TicketHolder::Role(Role::Nurse).encode(), [1, 1]);
	assert_eq!(Recipient::<u64>::Outside(statement).encode()[0], 4);
}

#[test]
fn an_entry_begins_with_its_version() {
	let entry = AuditEntry::new(1, Actor::<u64>::Chain, AuditedEvent::PatientRegistered);
	assert_eq!(entry.encode(), [1, 1, 0, 0, 0, 0, 0, 0, 0, 5, 1]);
	let other = [2, 1, 0, 0, 0, 0, 0, 0, 0, 5, 1];
	assert!(AuditEntry::<u64>::decode(&mut &other[..]).is_err(), "a version that nobody knows");
}

#[test]
fn a_secret_s_claim_is_what_a_second_implementation_computes() {
	// Python: hashlib.blake2b(b"salus/claim/v1" + bytes([0x5e] * 32), digest_size=16).
	let claim = 0xeaa1_2103_e156_59f5_a6e1_d1e0_b5e3_08fd_u128.to_be_bytes();
	assert_eq!(TicketSecret([0x5E; 32]).claim(), TicketClaim(claim));
}

#[test]
fn answers_are_joined_where_the_outcome_is_the_same() {
	let [a, b, c] = [0, 1, 2].map(Target::Anchor);
	let permitted = Outcome::Permitted(Basis::Grant(1));
	let denied = Outcome::Denied(Denial::NotGranted);
	let answers = Answers::join([(a, permitted), (b, denied), (c, permitted)]);
	assert_eq!(answers.0.len(), 2);
	let told: Vec<_> = answers.iter().collect();
	assert_eq!(told, [(a, permitted), (c, permitted), (b, denied)]);
	let permitted: Vec<_> = answers.permitted().collect();
	assert_eq!(permitted, [(a, Basis::Grant(1)), (c, Basis::Grant(1))]);
	assert!(answers.is_permitted());
	assert!(!Answers::join([(b, denied)]).is_permitted());
}

#[test]
fn answers_are_never_longer_than_they_are_said_to_be() {
	use codec::MaxEncodedLen;
	let class = RecordClass(1);
	let months = |n| Months { from: n, until: u16::MAX };
	let all_different = (0u16..64).map(|n| {
		let target = Target::Class { class, content: Some(months(n)) };
		(target, Outcome::Permitted(Basis::Grant(n.into())))
	});
	let joined =
		all_different.clone().map(|(target, _)| (target, Outcome::Denied(Denial::Refused)));
	for answers in [Answers::join(all_different), Answers::join(joined)] {
		assert_eq!(answers.iter().count(), 64);
		assert!(answers.encode().len() <= Answers::max_encoded_len());
	}
}

#[test]
fn a_day_begins_at_midnight_and_the_last_one_never_ends() {
	assert_eq!((day_of(0), day_of(DAY - 1), day_of(DAY)), (0, 0, 1));
	// 2024-01-01T00:00:00Z.
	assert_eq!(day_of(1_704_067_200_000), 19_723);
	assert_eq!(day_of(1_704_067_199_999), 19_722);
	assert_eq!(day_of(Moment::MAX), Day::MAX);
}

#[test]
fn a_set_holds_the_bits_of_its_values() {
	let set = Purposes::of(&[Purpose::Treatment, Purpose::PublicHealth]);
	assert_eq!(set.0, 0b1000_0001);
	assert!(set.contains(Purpose::PublicHealth));
	assert!(!set.contains(Purpose::Payment));
	assert!(set.is_within(Purposes::ALL));
	assert!(!Purposes::ALL.is_within(set));
	assert_eq!(Purposes::ALL.0, 0x1FFF);
}

#[test]
fn a_set_is_meaningful_only_with_known_values_and_at_least_one() {
	assert!(Actions::of(&[Action::Use]).is_meaningful());
	assert!(!Actions::default().is_meaningful(), "empty");
	assert!(!Actions(0b10_0000).is_meaningful(), "a bit without a meaning");
	assert!(!Actions(0b10_0001).is_meaningful(), "a known and an unknown bit");
}

#[test]
fn a_period_holds_its_start_and_not_its_end() {
	let period = Period { from: 100_000, until: Some(200_000) };
	assert!(!period.contains(99_999));
	assert!(period.contains(100_000));
	assert!(period.contains(199_999));
	assert!(!period.contains(200_000));
	assert!(period.has_ended(200_000));
	assert!(!period.has_ended(199_999));
	let open_ended = Period { from: 100_000, until: None };
	assert!(open_ended.contains(Moment::MAX));
}

#[test]
fn a_period_lasts_a_minute_at_least() {
	let lasting = |from, until| Period { from, until: Some(until) }.is_long_enough();
	assert!(lasting(0, MIN_PERIOD));
	assert!(!lasting(0, MIN_PERIOD - 1));
	assert!(!lasting(5, 5));
	assert!(!lasting(5, 4), "ends before it begins");
	assert!(Period { from: Moment::MAX, until: None }.is_long_enough());
}

#[test]
fn months_cover_only_what_lies_wholly_inside() {
	let year = Months { from: 600, until: 612 };
	assert!(year.covers(&Months { from: 600, until: 612 }));
	assert!(!year.covers(&Months { from: 599, until: 601 }));
	assert!(!year.covers(&Months { from: 611, until: 613 }));
	assert!(!Months { from: 5, until: 5 }.is_not_empty());
}

#[test]
fn a_representative_holds_only_its_powers() {
	let representative = Relation::Representative(Powers::of(&[Power::Consent]));
	assert!(representative.holds(Power::Consent));
	assert!(!representative.holds(Power::Identity));
	assert!(Relation::Controller.holds(Power::Identity));
	assert!(!Relation::Stranger.holds(Power::Consent));
	assert!(!Relation::Device { classes: Default::default(), by_representative: false }
		.holds(Power::Records));
}

#[test]
fn an_executor_ends_but_never_gives() {
	let executor = Relation::Executor(Powers::ALL);
	assert!(executor.may_end_consent());
	assert!(executor.holds(Power::Access));
	assert!(!executor.holds(Power::Consent));
	let representative = |powers: &[Power]| Relation::Representative(Powers::of(powers));
	assert!(representative(&[Power::Consent]).may_end_consent());
	assert!(!representative(&[Power::Access]).may_end_consent());
	assert!(Relation::Controller.may_end_consent());
	assert!(!Relation::Stranger.may_end_consent());
}

/// What X25519 gives for a point of low order, whatever the other side's key.
const NOTHING: [u8; 32] = [0; 32];

fn shared_with(point: [u8; 32]) -> [u8; 32] {
	x25519_dalek::x25519([0x77; 32], point)
}

/// 2^255 - 19 + `more`, little-endian, for up to 18 more: what fits into 255 bits.
fn prime_and(more: i8) -> [u8; 32] {
	let mut bytes = [0xff; 32];
	bytes[0] = 0xed_u8.wrapping_add_signed(more);
	bytes[31] = 0x7f;
	bytes
}

fn small(number: u8) -> [u8; 32] {
	let mut bytes = [0; 32];
	bytes[0] = number;
	bytes
}

#[test]
fn a_point_of_low_order_is_no_key() {
	// From the paper on Curve25519, as RFC 7748 refers to it; of order 8.
	let of_order_8 = [
		hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
		hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
	];
	let others = [small(0), small(1), prime_and(-1), prime_and(0), prime_and(1)];
	for point in others.into_iter().chain(of_order_8) {
		for masked in [0, 0x80] {
			let mut point = point;
			point[31] |= masked;
			assert_eq!(shared_with(point), NOTHING, "{point:?} is of low order");
			assert!(!PublicKey::x25519(point).is_acceptable(), "{point:?}");
		}
	}
}

/// The base point, what X25519 makes of it, and whatever is close to a point of low order.
#[test]
fn every_other_point_is_a_key_if_x25519_makes_something_of_it() {
	let published = (1..=64).map(|seed| x25519_dalek::x25519([seed; 32], small(9)));
	let near = (2..=20).map(small).chain((-9..-1).map(prime_and));
	for point in published.chain(near) {
		assert_ne!(shared_with(point), NOTHING, "{point:?}");
		assert!(PublicKey::x25519(point).is_acceptable(), "{point:?}");
	}
}

/// It would be the same key to X25519, and another one to HPKE.
#[test]
fn a_point_in_another_encoding_is_no_key() {
	let with_top_bit = (1..=64).map(|seed| {
		let mut point = x25519_dalek::x25519([seed; 32], small(9));
		point[31] |= 0x80;
		point
	});
	for point in with_top_bit.chain((2..=18).map(prime_and)) {
		assert_ne!(shared_with(point), NOTHING, "{point:?}");
		assert!(!PublicKey::x25519(point).is_acceptable(), "{point:?}");
	}
	let mut same = small(9);
	same[31] |= 0x80;
	assert_eq!(shared_with(same), shared_with(small(9)));
}

fn hex(digits: &str) -> [u8; 32] {
	let byte = |at: usize| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).expect("two digits");
	core::array::from_fn(byte)
}

#[test]
fn alone_every_trait_denies() {
	let patient = PatientId([1; 32]);
	assert!(<() as PatientDirectory<u64>>::relation(&patient, &1, 0).is_none());
	assert!(!<() as PatientDirectory<u64>>::may_act(&patient, &1, Power::Consent, 0));
	assert!(<() as ProviderDirectory<u64>>::standing(&Actor::Person(1), 0).is_err());
	assert!(!<() as ProviderDirectory<u64>>::is_accredited(0, 0));
	assert!(!<() as ProviderDirectory<u64>>::practises(0, &PractitionerId::Account(1), 0));
	assert!(<() as RecordDirectory<u64>>::record(&patient, 0).is_none());
	let request = AccessRequest {
		patient,
		actor: Actor::Person(1u64),
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: Target::Anchor(0),
	};
	assert!(!<() as AccessPolicy<u64>>::decide(&request, 0).is_permitted());
}

#[test]
fn outsiders_do_not_hear_the_reason_of_a_denial() {
	let reasons = [
		Denial::UnknownOrClosedPatient,
		Denial::UnknownRecord,
		Denial::NotPractising(NotPractising::NotLicensed),
		Denial::NotGranted,
	];
	for reason in reasons {
		assert_eq!(Decision::Deny(reason).for_outsiders(), Decision::Deny(Denial::NotPermitted));
	}
	let permitted = Decision::Permit(Basis::Grant(3));
	assert_eq!(permitted.for_outsiders(), permitted);
}

#[test]
fn a_replaced_key_starts_a_new_epoch() {
	let first = EncryptionKey::first(PublicKey::x25519([1; 32]));
	let second = first.replaced_by(PublicKey::x_wing([2; 32]));
	assert_eq!((first.epoch, second.epoch), (0, 1));
	assert_eq!(second.public, PublicKey { suite: KeySuite::XWing, bytes: [2; 32] });
}

#[test]
fn a_hash_of_a_key_may_be_whatever_it_is_but_zeros() {
	for bytes in [small(1), prime_and(-1), [7; 32]] {
		assert!(PublicKey::x_wing(bytes).is_acceptable(), "{bytes:?}");
	}
	for forgotten in [PublicKey::x25519([0; 32]), PublicKey::x_wing([0; 32])] {
		assert!(!forgotten.is_acceptable(), "{forgotten:?}");
	}
}

#[test]
fn a_suite_is_encoded_as_it_is_numbered() {
	use codec::{Decode, Encode};
	for (suite, number) in [(KeySuite::X25519, 1), (KeySuite::XWing, 2)] {
		assert_eq!(suite as u8, number);
		assert_eq!(suite.encode(), [number]);
	}
	for number in [0u8, 3, 255] {
		assert!(KeySuite::decode(&mut &[number][..]).is_err(), "{number} is no suite");
	}
}

#[test]
fn an_actor_signs_with_an_account_and_acts_as_a_practitioner() {
	let capacity = Capacity::Gateway { organization: 3, practitioner: Pseudonym([7; 32]) };
	let through_gateway = Actor::new(1u64, capacity);
	assert_eq!(through_gateway.account(), Some(&1));
	assert_eq!(through_gateway.organization(), Some(3));
	assert_eq!(through_gateway.practitioner(), Some(PractitionerId::Pseudonym(Pseudonym([7; 32]))));
	let own = Actor::new(1u64, Capacity::Practitioner { organization: 3 });
	assert_eq!(own.practitioner(), Some(PractitionerId::Account(1)));
	assert_eq!(Actor::new(1u64, Capacity::Person).practitioner(), None);
	assert_eq!(Actor::<u64>::Authority.account(), None);
}

#[test]
fn months_that_hold_none_are_covered_by_nothing() {
	let granted = Months { from: 600, until: 603 };
	assert!(granted.covers(&granted));
	assert!(granted.covers(&Months { from: 601, until: 602 }));
	for (from, until) in [(601, 601), (602, 601), (u16::MAX, 0), (600, 600), (603, 600)] {
		assert!(!granted.covers(&Months { from, until }), "{from}..{until}");
	}
}

#[test]
fn an_action_shows_records_or_writes_some() {
	for action in [Action::Access, Action::Disclose, Action::Use] {
		assert!(action.shows_records(), "{action:?}");
	}
	for action in [Action::Collect, Action::Correct] {
		assert!(!action.shows_records(), "{action:?}");
	}
}

#[test]
fn who_keeps_books_or_guards_keys_is_no_clinician() {
	for role in [Role::Physician, Role::Nurse, Role::Pharmacist, Role::Laboratory, Role::Emergency]
	{
		assert!(Roles::of(&[role]).meets(Roles::CLINICAL), "{role:?}");
	}
	for role in [Role::Researcher, Role::PrivacyOfficer, Role::Billing, Role::Custodian] {
		assert!(!Roles::of(&[role]).meets(Roles::CLINICAL), "{role:?}");
	}
	assert!(Roles::of(&[Role::Billing, Role::Nurse]).meets(Roles::CLINICAL));
	assert!(!Roles::default().meets(Roles::CLINICAL));
}
