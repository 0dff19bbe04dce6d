//! The tool: what its questions and answers look like.

use salus_format::tool::{answer, Question};
use serde_json::{json, Value};

fn ask(question: Value) -> Result<Value, String> {
	let question: Question = serde_json::from_value(question).map_err(|error| error.to_string())?;
	answer(question)
		.map(|answer| serde_json::to_value(answer).unwrap())
		.map_err(|error| error.to_string())
}

fn zeros() -> String {
	"00".repeat(32)
}

#[test]
fn a_record_goes_through_the_tool() {
	let keys = ask(json!({ "ask": "deriveKeys", "secret": zeros(), "epoch": 1, "classes": [96] }))
		.unwrap();
	let class_keys = &keys["classes"][0];
	let made =
		ask(json!({ "ask": "canonicalize", "source": hex::encode(r#"{"b": 1.10, "a": 1}"#) }))
			.unwrap();
	assert_eq!(made["canonical"], hex::encode(r#"{"a":1,"b":1.10}"#));
	let salt =
		ask(json!({ "ask": "ownerSalt", "secret": zeros(), "canonical": made["canonical"] }))
			.unwrap();
	let committed =
		ask(json!({ "ask": "commit", "salt": salt["salt"], "canonical": made["canonical"] }))
			.unwrap();
	let context = json!({ "patient": zeros(), "class": 96 });
	let sealed = ask(json!({
		"ask": "sealRecord", "context": context, "salt": salt["salt"], "canonical": made["canonical"],
		"recipient": { "epoch": 1, "publicKey": class_keys["publicKey"] },
	}))
	.unwrap();
	let moved = ask(json!({
		"ask": "rewrapRecord", "context": context, "privateKey": class_keys["privateKey"], "blob": sealed["blob"],
		"recipient": { "epoch": 2, "publicKey": keys["patient"]["publicKey"] },
	}))
	.unwrap();
	let opened = ask(json!({
		"ask": "openRecord", "context": context, "privateKey": keys["patient"]["privateKey"], "blob": moved["blob"],
	}));
	assert_eq!(
		opened,
		Ok(json!({
			"salt": salt["salt"], "canonical": made["canonical"], "commitment": committed["commitment"]
		}))
	);
	let batch = json!([committed["commitment"], zeros()]);
	let root = ask(json!({ "ask": "merkleRoot", "commitments": batch })).unwrap();
	let proof = ask(json!({ "ask": "merkleProof", "commitments": batch, "index": 0 })).unwrap();
	let included = ask(json!({
		"ask": "verifyInclusion", "root": root["root"], "leaves": 2, "index": 0,
		"commitment": committed["commitment"], "proof": proof["proof"],
	}));
	assert_eq!(included, Ok(json!({ "included": true })));
}

#[test]
fn an_envelope_goes_through_the_tool() {
	let grantee = ask(json!({ "ask": "keyPair" })).unwrap();
	let context =
		json!({ "patient": zeros(), "organization": 1, "grantee": zeros(), "keyEpoch": 2 });
	let keys = json!([{ "class": 96, "privateKey": zeros() }]);
	let sealed = ask(json!({
		"ask": "sealEnvelope", "context": context, "publicKey": grantee["publicKey"], "keys": keys,
	}))
	.unwrap();
	let opened = ask(json!({
		"ask": "openEnvelope", "context": context, "privateKey": grantee["privateKey"], "sealed": sealed["sealed"],
	}));
	assert_eq!(opened, Ok(json!({ "keys": keys })));
}

#[test]
fn a_card_goes_through_the_tool() {
	let content = json!({
		"genesis": zeros(), "patient": zeros(), "epoch": 0, "classes": [{ "class": 1, "publicKey": zeros() }],
	});
	let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
	let controller = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
	let card =
		ask(json!({ "ask": "makeKeyCard", "content": content, "controllerSeed": seed })).unwrap();
	assert_eq!(card["format"], "salus/class-key-card/v1");
	let expected =
		json!({ "genesis": zeros(), "patient": zeros(), "epoch": 0, "controller": controller });
	let accepted = ask(json!({ "ask": "acceptKeyCard", "card": card, "expected": expected }));
	assert_eq!(accepted, Ok(json!({ "classes": content["classes"] })));
}

#[test]
fn what_cannot_be_answered_is_an_error_with_a_reason() {
	let cases = [
		(json!({ "ask": "merkleRoot", "commitments": [] }), "a batch holds 1 to 65,536 records"),
		(
			json!({ "ask": "verifyStateProof", "root": zeros(), "proof": [], "key": "" }),
			"does not lead",
		),
		(json!({ "ask": "canonicalize", "source": "FF" }), "lower-case hexadecimal"),
		(json!({ "ask": "canonicalize", "source": "ff" }), "not UTF-8"),
		(json!({ "ask": "canonicalize", "source": "7b7d", "more": 1 }), "more"),
		(json!({ "ask": "nothing" }), "nothing"),
	];
	for (question, reason) in cases {
		let error = ask(question).unwrap_err();
		assert!(error.contains(reason), "{error}");
	}
}
