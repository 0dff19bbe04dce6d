//! Downtime forms.

use super::scene::{report, Scene, HOLDER};
use crate::{
	kept::Name,
	ledger::double::NOW,
	outbox::{
		add_report, reports::Filed, Actor, FormError, Incomplete, Recipient, Report, MAX_FORM,
	},
};
use salus_client::chain::types::{Action, Purpose, ReportCause};
use serde_json::{json, Value};

fn form() -> Value {
	json!({
		"patient": "a1".repeat(32),
		"ticket": 40,
		"secret": "5e".repeat(32),
		"recipient": { "Actor": { "Practitioner": { "organization": 3, "account": "40".repeat(32) } } },
		"action": "Access",
		"purpose": "Treatment",
		"targets": [{ "anchor": 0 }],
		"releasedAt": NOW,
		"cause": "Downtime",
		"statement": "01".repeat(32),
	})
}

fn changed(changes: &Value) -> String {
	let mut form = form();
	for (name, value) in changes.as_object().unwrap() {
		form[name] = value.clone();
	}
	form.to_string()
}

#[tokio::test]
async fn a_form_is_kept_and_filed() {
	let scene = Scene::new().await;
	let statement = add_report(&scene.catalogue, &form().to_string(), NOW).await.unwrap();
	assert_eq!(statement, [1; 32]);
	assert_eq!(scene.to_be_reported().await, [report([1; 32], NOW, 1)]);
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
}

#[tokio::test]
async fn a_form_without_a_statement_is_one_report_however_often_it_is_added() {
	let scene = Scene::new().await;
	let text = changed(&json!({ "statement": null }));
	let first = add_report(&scene.catalogue, &text, NOW).await.unwrap();
	assert_eq!(add_report(&scene.catalogue, &text, NOW).await.unwrap(), first);
	let other = changed(&json!({ "statement": null, "releasedAt": NOW - 1 }));
	assert_ne!(add_report(&scene.catalogue, &other, NOW).await.unwrap(), first);
	let mut without = form();
	without.as_object_mut().unwrap().remove("statement");
	let without = add_report(&scene.catalogue, &without.to_string(), NOW).await.unwrap();
	assert!(![first, Name::default()].contains(&without));
	assert_eq!(scene.outbox.file().await.unwrap().filed, 3);
	// Also when the chain has it.
	add_report(&scene.catalogue, &text, NOW).await.unwrap();
	scene.outbox.file().await.unwrap();
	assert_eq!(scene.ledger.world().asked.calls.concat().len(), 3);
}

#[tokio::test]
async fn what_the_chain_would_refuse_is_not_kept() {
	let scene = Scene::new().await;
	let anchors: Vec<_> = (0..65).map(|anchor| json!({ "anchor": anchor })).collect();
	let no_ticket = json!({ "ticket": null, "recipient": "Requester" });
	for (changes, expected) in [
		(no_ticket, Incomplete::Requester),
		(json!({ "ticket": null, "targets": [] }), Incomplete::Targets),
		(json!({ "targets": anchors }), Incomplete::WrongTargets),
		(json!({ "targets": [{ "anchor": 1 }, { "anchor": 1 }] }), Incomplete::WrongTargets),
	] {
		let added = add_report(&scene.catalogue, &changed(&changes), NOW).await;
		assert!(matches!(added, Err(FormError::Incomplete(why)) if why == expected), "{added:?}");
	}
	let future = changed(&json!({ "releasedAt": NOW + 1 }));
	let future = add_report(&scene.catalogue, &future, NOW);
	assert!(matches!(future.await, Err(FormError::InFuture)));
	let long = " ".repeat(MAX_FORM + 1);
	assert!(matches!(add_report(&scene.catalogue, &long, NOW).await, Err(FormError::TooLong)));
	assert!(scene.to_be_reported().await.is_empty());
}

/// The last one would count otherwise, and somebody else's trail tell of it for ever.
#[tokio::test]
async fn a_form_that_says_something_twice_is_refused() {
	let scene = Scene::new().await;
	let text = form().to_string();
	for (once, again) in [
		("\"action\"", format!("\"patient\":\"{}\",", "a2".repeat(32))),
		("\"action\"", format!("\"releasedAt\":{NOW},")),
		("\"organization\"", "\"organization\":4,".to_owned()),
		("\"anchor\"", "\"anchor\":1,".to_owned()),
	] {
		let twice = text.replacen(once, &format!("{again}{once}"), 1);
		let added = add_report(&scene.catalogue, &twice, NOW).await;
		assert!(matches!(added, Err(FormError::OtherForm { line: 1, .. })), "{twice}: {added:?}");
	}
}

#[tokio::test]
async fn a_moment_in_seconds_is_refused() {
	let scene = Scene::new().await;
	let new_years_day = changed(&json!({ "releasedAt": 1_577_836_800_000_u64 }));
	add_report(&scene.catalogue, &new_years_day, NOW).await.unwrap();
	for moment in [0, NOW / 1_000] {
		let early = changed(&json!({ "releasedAt": moment }));
		let added = add_report(&scene.catalogue, &early, NOW).await;
		assert!(matches!(added, Err(FormError::TooEarly)), "{added:?}");
	}
}

#[tokio::test]
async fn what_is_no_form_is_refused_without_a_word_of_it() {
	let scene = Scene::new().await;
	for changes in [
		json!({ "patient": "A1".repeat(32) }),
		json!({ "patient": "a1" }),
		json!({ "action": "Look" }),
		json!({ "more": 1 }),
		json!({ "secret": "5e".repeat(33) }),
		json!({ "statement": "5e".repeat(31) }),
		json!({ "recipient": { "Actor": { "Practitioner": { "organization": 3 } } } }),
	] {
		let added = add_report(&scene.catalogue, &changed(&changes), NOW).await;
		let Err(error @ FormError::OtherForm { .. }) = added else {
			panic!("{changes}: {added:?}")
		};
		assert!(!error.to_string().contains("5e5e"), "{error}");
	}
}

#[test]
fn reports_are_written_as_they_are_read() {
	let actor = Actor::Organization { organization: 3, account: HOLDER };
	for (recipient, written) in [
		(Recipient::Requester, json!("Requester")),
		(Recipient::PatientsSide, json!("PatientsSide")),
		(Recipient::Organization(9), json!({ "Organization": 9 })),
		(Recipient::Outside([2; 32]), json!({ "Outside": "02".repeat(32) })),
		(
			Recipient::Actor(actor),
			json!({ "Actor": { "Organization": { "organization": 3, "account": "40".repeat(32) } } }),
		),
		(
			Recipient::Actor(Actor::Person(HOLDER)),
			json!({ "Actor": { "Person": "40".repeat(32) } }),
		),
	] {
		let report = Report {
			recipient,
			action: Action::Disclose,
			purpose: Purpose::PublicHealth,
			cause: ReportCause::OutsideTheChain,
			ticket: None,
			secret: None,
			..report([1; 32], NOW, 1)
		};
		let value = serde_json::to_value(&report).unwrap();
		assert_eq!(value["recipient"], written);
		assert_eq!(
			(&value["action"], &value["purpose"], &value["cause"]),
			(&json!("Disclose"), &json!("PublicHealth"), &json!("OutsideTheChain"))
		);
		assert_eq!(serde_json::from_value::<Report>(value).unwrap(), report);
	}
}
