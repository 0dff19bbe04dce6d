//! Whoever is refused learns nothing by it.

use crate::{
	client::{send, Answer},
	identifiers::Used,
	program::Program,
};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use salus_client::{
	chain::Chain,
	requests::{
		PatientRequest, PatientRequestKind, ReleaseRequest, ReleaseTarget, Request, SessionRequest,
		Side, Signed,
	},
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{now, random, rng, Node};
use std::time::Duration;

pub const EVERY: Duration = Duration::from_millis(250);
/// Of so many of one kind the fastest counts: the others may have waited for a busy machine.
pub const TRIES: usize = 6;

struct World {
	genesis: [u8; 32],
	organization: u32,
	account: Sr25519Pair,
	used: Used,
}

/// What is asked, and whether its signature is spoilt.
struct Asked {
	path: &'static str,
	headers: Vec<(&'static str, String)>,
	body: String,
}

pub async fn every_refusal_is_the_same(node: &Node) {
	let program = Program::start(&["--dev", "--node", &node.url]).await;
	program.until_ready().await;
	let chain = Chain::connect(&node.url).await.unwrap();
	let mut world = World {
		genesis: chain.genesis(),
		organization: program.organization,
		account: Sr25519Pair::from_seed(&Secret::random(&mut rng())),
		used: Used::default(),
	};
	world.used.note(&world.account.account());

	let mut refusals: Vec<(&str, Answer)> = Vec::new();
	for kind in KINDS {
		let mut fastest: Option<Answer> = None;
		for _ in 0..TRIES {
			let asked = world.ask(kind);
			let headers: Vec<_> =
				asked.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
			let answer = send(program.http, "POST", asked.path, &headers, &asked.body).await;
			let answer = answer.unwrap();
			assert_eq!(answer.status, 403, "{kind}: {}", answer.body);
			let is_faster = fastest.as_ref().is_none_or(|before| answer.took < before.took);
			fastest = if is_faster { Some(answer) } else { fastest };
		}
		refusals.push((kind, fastest.unwrap()));
	}
	let (_, first) = &refusals[0];
	for (kind, answer) in &refusals {
		assert_eq!(answer.body, first.body, "{kind}");
		assert_eq!(answer.headers, first.headers, "{kind}");
		assert!(answer.took >= EVERY, "{kind}: {:?}", answer.took);
		assert!(answer.took < 2 * EVERY, "{kind}: {:?}", answer.took);
	}

	// Whatever of it was told to those who run the service names nobody.
	let metrics = program.metrics().await;
	assert!(
		metrics
			.contains("salus_custodian_refusals_total{route=\"/v1/releases\",error=\"refused\"}"),
		"{metrics}"
	);
	let (_, log) = program.stop().await;
	world.used.expect_none_in("metrics", &metrics);
	world.used.expect_none_in("log", &log);
}

/// Some are found out at once, some after questions to the chain.
const KINDS: [&str; 13] = [
	"release: no such patient",
	"release: another chain",
	"release: another custodian",
	"release: not signed",
	"release: of yesterday",
	"release: of tomorrow",
	"session: no practitioner",
	"session: no such organization",
	"session: no such patient",
	"session: not signed",
	"request: no such patient",
	"request: not signed",
	"request: for another custodian",
];

impl World {
	fn ask(&mut self, kind: &str) -> Asked {
		let (what, why) = kind.split_once(": ").unwrap();
		match what {
			"release" => self.release(why),
			"session" => self.session(why),
			_ => self.request(why),
		}
	}

	fn release(&mut self, why: &str) -> Asked {
		let day = 24 * 60 * 60 * 1_000;
		let request = ReleaseRequest {
			genesis: if why == "another chain" { random() } else { self.genesis },
			patient: random(),
			sequence: 7,
			holder: self.account.account(),
			practitioner: None,
			custodian: self.organization + u32::from(why == "another custodian"),
			secret: Secret::random(&mut rng()),
			targets: vec![ReleaseTarget::Class { class: 96, content: None }].try_into().unwrap(),
			nonce: random(),
			time: match why {
				"of yesterday" => now() - day,
				"of tomorrow" => now() + day,
				_ => now(),
			},
			reader: KeyPair::random(Suite::XWing, &mut rng()).public,
		};
		self.used.note(&request.patient);
		self.used.note(&request.nonce);
		Asked { path: "/v1/releases", headers: Vec::new(), body: self.signed(request, why) }
	}

	fn session(&mut self, why: &str) -> Asked {
		let patient = random();
		self.used.note(&patient);
		let request = SessionRequest {
			genesis: self.genesis,
			account: self.account.account(),
			custodian: self.organization,
			side: match why {
				"no such organization" => Side::Organization(4_000_000_000),
				"no such patient" => Side::Patient(patient),
				_ => Side::Organization(0),
			},
			nonce: random(),
			time: now(),
		};
		Asked { path: "/v1/sessions", headers: Vec::new(), body: self.signed(request, why) }
	}

	fn request(&mut self, why: &str) -> Asked {
		let request = PatientRequest {
			genesis: self.genesis,
			patient: random(),
			account: self.account.account(),
			custodian: self.organization + u32::from(why == "for another custodian"),
			nonce: random(),
			time: now(),
			kind: PatientRequestKind::GiveBackups,
			content_hash: salus_custodian::hash::blake2b_256(b""),
		};
		self.used.note(&request.patient);
		let header = URL_SAFE_NO_PAD.encode(self.signed(request, why));
		Asked {
			path: "/v1/requests",
			headers: vec![("salus-request", header)],
			body: String::new(),
		}
	}

	fn signed<R: Request>(&self, request: R, why: &str) -> String {
		let text = Signed::new(request, |message| self.account.sign(message, &mut rng()));
		let text = text.unwrap().to_json().to_string();
		if why != "not signed" {
			return text;
		}
		let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
		json["nonce"] = hex::encode(random()).into();
		json.to_string()
	}
}
