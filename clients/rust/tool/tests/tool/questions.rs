//! The tool: what its questions and answers look like.

use rand_core::UnwrapErr;
use salus_format::questions::{answer, help};
use serde_json::{json, Value};

fn ask(question: Value) -> Result<Value, String> {
	answer(question, &mut UnwrapErr(getrandom::SysRng)).map_err(|error| error.to_string())
}

fn told(question: Value) -> Value {
	ask(question).unwrap()
}

fn bytes(byte: u8) -> String {
	hex::encode([byte; 32])
}

fn new_keys(suite: u8) -> Value {
	told(json!({ "ask": "keyPair", "suite": suite }))
}

fn public(keys: &Value) -> Value {
	json!({ "suite": keys["suite"], "publicKey": keys["publicKey"] })
}

fn private(keys: &Value) -> Value {
	json!({ "suite": keys["suite"], "privateKey": keys["privateKey"] })
}

/// Both suites, since a tool that mixes them up would not notice with one.
const SUITES: [u8; 2] = [1, 2];

#[test]
fn a_batch_goes_through_the_tool() {
	for suite in SUITES {
		let derived = |root, suite| {
			told(
				json!({ "ask": "deriveKeys", "suite": suite, "root": bytes(root), "classes": [8] }),
			)
		};
		let (old, new) = (derived(1, suite), derived(2, 3 - suite));
		let (old, new) = (&old["classes"][0], &new["classes"][0]);
		let resource = hex::encode(r#"{"resourceType": "Basic"}"#);
		let entry = told(json!({ "ask": "entry", "fullUrl": "urn:a", "resource": resource }));
		let canonical = &entry["canonical"];
		let expected = hex::encode(r#"{"fullUrl":"urn:a","resource":{"resourceType":"Basic"}}"#);
		assert_eq!(*canonical, json!(expected));
		let salt = told(json!({ "ask": "ownerSalt", "root": bytes(1), "canonical": canonical }));
		let record = json!({ "salt": salt["salt"], "canonical": canonical });
		let context = json!({ "patient": bytes(0), "class": 8 });
		let batch = told(json!({
			"ask": "sealBatch", "context": context, "recipient": { "epoch": 0, "key": public(old) },
			"records": [record, record],
		}));
		let moved = told(json!({
			"ask": "moveHeader", "context": context, "key": private(old), "header": batch["header"],
			"recipient": { "epoch": 1, "key": public(new) },
		}));
		let sealed =
			|index: usize| json!({ "index": index, "sealed": batch["records"][index]["sealed"] });
		let opened = told(json!({
			"ask": "openBatch", "context": context, "key": private(new), "header": moved["header"],
			"records": [sealed(1), sealed(0)],
		}));
		let committed =
			told(json!({ "ask": "commit", "salt": salt["salt"], "canonical": canonical }));
		let content = json!({
			"salt": salt["salt"], "canonical": canonical, "commitment": committed["commitment"],
		});
		assert_eq!(opened, json!({ "epoch": 1, "records": [content, content] }));

		let leaves: Vec<_> = [0, 1].map(|index| batch["records"][index]["leaf"].clone()).into();
		let root = told(json!({ "ask": "merkleRoot", "leaves": leaves }));
		assert_eq!(root["root"], batch["root"]);
		let released = |index: usize| {
			let record = &batch["records"][index];
			let leaf = told(json!({
				"ask": "leaf", "commitment": record["commitment"], "sealed": record["sealed"],
			}));
			assert_eq!(leaf["leaf"], leaves[index]);
			let proof = told(json!({ "ask": "merkleProof", "leaves": leaves, "index": index }));
			let included = told(json!({
				"ask": "verifyInclusion", "root": root["root"], "leaves": 2, "index": index,
				"leaf": leaf["leaf"], "proof": proof["proof"],
			}));
			assert_eq!(included, json!({ "included": true }));
			json!({
				"index": index, "commitment": record["commitment"], "proof": proof["proof"],
				"sealed": record["sealed"],
			})
		};
		let read = |records: Value, leaves: u32| {
			told(json!({
				"ask": "readBatch", "context": context, "key": private(old), "header": batch["header"],
				"anchor": { "root": root["root"], "leaves": leaves }, "records": records,
			}))
		};
		let all = read(json!([released(0), released(1)]), 2);
		assert_eq!(all, json!({ "records": [content, content] }));
		assert_eq!(read(json!([released(0)]), 2)["blame"], "custodian");
	}
}

#[test]
fn an_envelope_goes_through_the_tool() {
	for suite in SUITES {
		let grantee = new_keys(suite);
		let context =
			json!({ "patient": bytes(0), "organization": 1, "grantee": bytes(0), "keyEpoch": 2 });
		let listed = json!({ "suite": 2, "classes": [{ "class": 96, "privateKey": bytes(5) }] });
		let derived =
			told(json!({ "ask": "deriveKeys", "suite": 2, "root": bytes(1), "classes": [28, 96] }));
		let all = json!({ "suite": 2, "classSecret": derived["classSecret"] });
		for keys in [&listed, &all] {
			let sealed = told(json!({
				"ask": "sealEnvelope", "context": context, "key": public(&grantee), "keys": keys,
			}));
			let opened = told(json!({
				"ask": "openEnvelope", "context": context, "key": private(&grantee), "sealed": sealed["sealed"],
			}));
			assert_eq!(opened, *keys);
			assert_eq!(sealed["commitment"].as_str().map(str::len), Some(64));
		}
		let picked = told(json!({ "ask": "pickKeys", "keys": all, "classes": [28] }));
		let expected = json!({ "class": 28, "privateKey": derived["classes"][0]["privateKey"] });
		assert_eq!(picked, json!({ "suite": 2, "classes": [expected] }));
		let refused = ask(json!({ "ask": "pickKeys", "keys": listed, "classes": [28] }));
		assert_eq!(refused, Err("the key of a class is not among these".into()));
	}
}

#[test]
fn a_card_goes_through_the_tool() {
	for suite in SUITES {
		let keys = new_keys(suite);
		let classes = json!([{ "class": 1, "publicKey": keys["publicKey"] }]);
		let made = told(json!({
			"ask": "makeKeyCard", "genesis": bytes(0), "patient": bytes(1), "epoch": 0,
			"key": public(&keys), "classes": classes,
		}));
		let published = told(json!({ "ask": "publishedKey", "key": public(&keys) }));
		let accepted = told(json!({ "ask": "acceptKeyCard", "card": made["card"], "expected": {
			"genesis": bytes(0), "patient": bytes(1), "epoch": 0, "publishedKey": published,
			"card": made["hash"],
		} }));
		assert_eq!(accepted, json!({ "classes": classes }));
	}
}

#[test]
fn a_request_and_its_release_go_through_the_tool() {
	let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
	let alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
	for suite in SUITES {
		let reader = new_keys(suite);
		let request = told(json!({ "ask": "signReleaseRequest", "seed": seed, "request": {
			"genesis": bytes(0), "patient": bytes(1), "sequence": 2, "holder": alice, "practitioner": null,
			"custodian": 3, "secret": bytes(5), "targets": [{ "anchor": 5 }, { "class": 8, "content": null }],
			"nonce": bytes(4), "time": 1_000_000, "suite": suite, "publicKey": reader["publicKey"],
		} }));
		let claim = told(json!({ "ask": "claim", "secret": bytes(5) }))["claim"].clone();
		let published = told(json!({ "ask": "publishedKey", "key": public(&reader) }));
		let mut check = json!({
			"ask": "checkReleaseRequest", "request": request, "published": published, "claim": claim,
			"custodian": { "genesis": bytes(0), "custodian": 3, "now": 1_000_000 },
		});
		let context = told(check.clone());
		let named =
			json!({ "patient": bytes(1), "sequence": 2, "custodian": 3, "nonce": bytes(4) });
		assert_eq!(context, named);
		check["published"]["bytes"] = json!(bytes(0));
		assert!(ask(check.clone()).unwrap_err().contains("published"));
		check["claim"] = json!("00".repeat(16));
		assert!(ask(check).unwrap_err().contains("secret"));
		let contents = json!({
			"format": "salus/release/v1", "anchor": 5, "class": 8, "header": "aa", "records": 1,
			"envelope": null, "emergency": null,
		});
		let records = json!([{ "index": 0, "commitment": bytes(6), "proof": [], "sealed": "bb" }]);
		let alone = json!({
			"format": "salus/release/v1", "anchor": null, "class": 8, "header": null, "records": 0,
			"envelope": "cc", "emergency": null,
		});
		let parts = json!([
			{ "contents": contents, "records": records }, { "contents": alone, "records": [] },
		]);
		let sealed = told(json!({
			"ask": "sealRelease", "context": context, "key": public(&reader), "parts": parts,
		}));
		let opened = told(json!({
			"ask": "openRelease", "context": context, "key": private(&reader), "targets": 2,
			"sealed": sealed["sealed"],
		}));
		assert_eq!(opened["parts"], parts);
	}
	let unsigned = json!({
		"genesis": bytes(0), "patient": bytes(1), "account": alice, "custodian": 3, "nonce": bytes(4),
		"time": 1_000_000, "kind": 2,
	});
	let signed = told(
		json!({ "ask": "signPatientRequest", "seed": seed, "request": unsigned, "content": "aa" }),
	);
	let check = |content: &str| {
		ask(json!({
			"ask": "checkPatientRequest", "request": signed, "content": content,
			"custodian": { "genesis": bytes(0), "custodian": 3, "now": 1_000_000 },
		}))
	};
	assert_eq!(check("aa"), Ok(json!({ "kind": 2 })));
	assert_eq!(check("bb"), Err("the request is for another content".into()));

	let unsigned = json!({
		"genesis": bytes(0), "account": alice, "custodian": 3, "organization": null,
		"patient": bytes(1), "nonce": bytes(4), "time": 1_000_000,
	});
	let signed = told(json!({ "ask": "signSessionRequest", "seed": seed, "request": unsigned }));
	let check = |custodian: u32| {
		ask(json!({
			"ask": "checkSessionRequest", "request": signed,
			"custodian": { "genesis": bytes(0), "custodian": custodian, "now": 1_000_000 },
		}))
	};
	assert_eq!(check(3), Ok(json!({ "nonce": bytes(4) })));
	assert_eq!(check(4), Err("the request is for another custodian".into()));
}

#[test]
fn a_ring_goes_through_the_tool() {
	let guardians = [1, 2, 1].map(new_keys);
	let (device, new_device) = (new_keys(2), new_keys(1));
	let words = "abandon ".repeat(23) + "art";
	let context = json!({ "patient": bytes(1), "version": 3 });
	let ring = json!({ "roots": [null, { "suite": 2, "root": bytes(7) }] });
	let backup = told(json!({
		"ask": "sealRing", "genesis": bytes(0), "context": context, "ring": ring, "words": words,
		"guardians": { "threshold": 2, "keys": guardians.iter().map(public).collect::<Vec<_>>() },
		"device": public(&device),
	}));
	let open = |with: Value| told(json!({ "ask": "openRing", "backup": backup, "with": with }));
	assert_eq!(open(json!({ "words": words })), ring);
	assert_eq!(open(json!({ "device": private(&device) })), ring);
	let handed: Vec<_> = guardians[1..]
		.iter()
		.map(|guardian| {
			let key = private(guardian);
			let found = told(json!({ "ask": "guardianShare", "backup": backup, "key": key }));
			let sealed = told(json!({
				"ask": "handOverShare", "context": context, "found": found, "device": public(&new_device),
			}));
			told(json!({
				"ask": "openHandedShare", "context": context, "index": sealed["index"],
				"key": private(&new_device), "sealed": sealed["sealed"],
			}))
		})
		.collect();
	assert_eq!(open(json!({ "shares": handed })), ring);
	let bare = ask(json!({
		"ask": "sealRing", "genesis": bytes(0), "context": context, "ring": ring, "words": null,
		"guardians": null, "device": null,
	}));
	assert!(bare.unwrap_err().contains("1 to 16 locks"));
}

#[test]
fn an_emergency_ring_goes_through_the_tool() {
	let custodians = [(4, new_keys(1)), (7, new_keys(2)), (9, new_keys(1))];
	let keys = json!({ "suite": 1, "classSecret": bytes(5) });
	let named: Vec<_> = custodians
		.iter()
		.map(|(custodian, keys)| json!({ "custodian": custodian, "key": public(keys) }))
		.collect();
	let made = told(json!({
		"ask": "sealEmergencyRing", "patient": bytes(1), "epoch": 2, "keys": keys, "threshold": 2,
		"custodians": named,
	}));
	let handed: Vec<_> = custodians[..2]
		.iter()
		.map(|(custodian, keys)| {
			let opened = told(json!({
				"ask": "openEmergencyShare", "ring": made["ring"], "custodian": custodian,
				"key": private(keys),
			}));
			assert_eq!(opened["commitment"], made["commitment"]);
			json!({ "custodian": custodian, "emergency": opened["emergency"] })
		})
		.collect();
	let open = |handed: &[Value]| {
		ask(json!({
			"ask": "openEmergencyRing", "patient": bytes(1), "commitment": made["commitment"],
			"handed": handed,
		}))
	};
	assert_eq!(open(&handed), Ok(keys));
	assert!(open(&handed[..1]).unwrap_err().contains("as it takes"));
}

#[test]
fn shares_go_through_the_tool() {
	let split = told(json!({ "ask": "splitKey", "key": bytes(7), "threshold": 2, "number": 3 }));
	let shares: Vec<_> = [2, 0].map(|index| split["shares"][index]["share"].clone()).into();
	let joined = told(json!({ "ask": "joinShares", "shares": shares, "threshold": 2 }));
	assert_eq!(joined, json!({ "key": bytes(7) }));
}

#[test]
fn pieces_go_through_the_tool() {
	let records = json!([{ "commitment": bytes(1), "sealed": "00ff" }]);
	let packed = told(json!({ "ask": "packBatch", "records": records }));
	let unpacked = told(json!({ "ask": "unpackBatch", "package": packed["package"] }));
	let leaf = told(json!({ "ask": "leaf", "commitment": bytes(1), "sealed": "00ff" }));
	let root = told(json!({ "ask": "merkleRoot", "leaves": [leaf["leaf"]] }));
	assert_eq!(unpacked, json!({ "records": records, "root": root["root"] }));

	let split = told(json!({
		"ask": "splitIntoPieces", "package": packed["package"], "needed": 2, "pieces": 3,
	}));
	let given = json!([split["pieces"][2], "00", split["pieces"][1]]);
	let joined = told(json!({ "ask": "joinPieces", "plan": split["plan"], "pieces": given }));
	assert_eq!(joined, json!({ "package": packed["package"], "bad": [1] }));

	let piece = split["pieces"][2].as_str().unwrap();
	let proven = told(json!({ "ask": "proveChunk", "piece": piece, "index": 0 }));
	let included = |root: &Value| {
		told(json!({
			"ask": "verifyChunk", "root": root, "length": piece.len() / 2, "index": 0,
			"chunk": piece, "proof": proven["proof"],
		}))
	};
	assert_eq!(included(&split["plan"]["roots"][2]), json!({ "included": true }));
	assert_eq!(included(&split["plan"]["roots"][1]), json!({ "included": false }));
}

#[test]
fn what_cannot_be_answered_is_an_error_with_a_reason() {
	let cases = [
		(json!({ "ask": "merkleRoot", "leaves": [] }), "a batch holds 1 to 65,536 records"),
		(
			json!({ "ask": "verifyStateProof", "root": bytes(0), "proof": [], "key": "" }),
			"does not lead",
		),
		(json!({ "ask": "canonicalize", "source": "FF" }), "lower-case hexadecimal"),
		(json!({ "ask": "canonicalize", "source": "ff" }), "not UTF-8"),
		(json!({ "ask": "canonicalize", "source": "7b7d", "more": 1 }), "more"),
		(json!({ "ask": "keyPair", "suite": 3 }), "suites 1 and 2 only"),
		(
			json!({ "ask": "publishedKey", "key": { "suite": 2, "publicKey": bytes(9) } }),
			"one of suite 2 has 1,216",
		),
		(json!({ "ask": "packBatch", "records": [] }), "1 to 65,536 records"),
		(json!({ "ask": "unpackBatch", "package": "00000000" }), "1 to 65,536 records"),
		(
			json!({ "ask": "splitIntoPieces", "package": "00", "needed": 3, "pieces": 2 }),
			"1 to 16 pieces",
		),
		(
			json!({ "ask": "joinPieces", "plan": { "needed": 1, "roots": [bytes(0)] }, "pieces": [] }),
			"fewer good pieces",
		),
		(json!({ "ask": "proveChunk", "piece": "00", "index": 1 }), "no such chunk"),
		(json!({ "ask": "nothing" }), "nothing"),
	];
	for (question, reason) in cases {
		let error = ask(question).unwrap_err();
		assert!(error.contains(reason), "{error}");
	}
}

/// An unknown question is refused with the names of all that are known.
#[test]
fn the_help_names_every_question() {
	let refusal = ask(json!({ "ask": "nothing" })).unwrap_err();
	let names: Vec<_> = refusal.split('`').skip(3).step_by(2).collect();
	assert!(names.len() > 30 && names.contains(&"openEmergencyRing"), "{refusal}");
	let help = help();
	for name in names {
		assert!(help.contains(&format!("\n{name}\n   ")), "{name}");
	}
}
