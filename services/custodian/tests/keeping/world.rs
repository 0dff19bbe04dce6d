//! A custodian that keeps in a folder and asks a node, and what is asked of it.

use axum::{
	body::{to_bytes, Body, Bytes},
	http::{Method, Request, StatusCode},
	Router,
};
use salus_client::{
	chain::{Chain, Signer},
	requests::{SessionRequest, Side, Signed},
};
use salus_custodian::{
	catalogue::Catalogue,
	clock::Clock,
	keeping::{
		one_at_a_time::OneAtATime,
		sessions::{SessionParts, Sessions},
		Keeping, KeepingParts,
	},
	limits::PerMinute,
	quotas::{Limits, Quotas, Together},
	vault::Vault,
};
use salus_dev_chain::{random, rng, Account, HOSPITAL};
use serde_json::Value;
use std::sync::{
	atomic::{AtomicU64, Ordering},
	Arc,
};
use tempfile::TempDir;
use tower::ServiceExt;

/// The bytes that a writer may have here.
pub const QUOTA: u64 = 60_000;
/// A patient of whom no organization has written anything has one short record, and all of these have two.
const NEWCOMER: u64 = 6_000;
const NEWCOMERS: u64 = 2 * 4_608;

pub struct World {
	pub chain: Chain,
	router: Router,
	now: Arc<AtomicU64>,
	_folder: TempDir,
}

/// What was answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
	pub status: StatusCode,
	pub body: Bytes,
}

impl World {
	pub async fn over(node: &str) -> Self {
		let chain = Chain::connect(node).await.unwrap();
		let folder = tempfile::tempdir().unwrap();
		let database = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&database).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		let now = Arc::new(AtomicU64::new(0));
		let time = Arc::clone(&now);
		let clock = Clock::new(move || time.load(Ordering::SeqCst));
		let sessions = Sessions::new(SessionParts {
			organization: HOSPITAL,
			genesis: chain.genesis(),
			chain: Arc::new(chain.clone()),
			catalogue: Arc::clone(&catalogue),
			clock: clock.clone(),
			random: Box::new(rng()),
			accounts: Arc::new(PerMinute::new(1_000_000)),
		});
		let limits = Limits { loose: QUOTA, total: QUOTA };
		let keeping = Keeping::new(KeepingParts {
			chain: Arc::new(chain.clone()),
			catalogue,
			vault,
			clock,
			sessions: Arc::new(sessions),
			turns: Arc::new(OneAtATime::default()),
			quotas: Quotas {
				organization: limits,
				patient: limits,
				newcomer: Limits { loose: NEWCOMER, total: NEWCOMER },
				together: Together { newcomers: NEWCOMERS, ..Quotas::default().together },
			},
		});
		let router = Arc::new(keeping).router();
		Self { chain, router, now, _folder: folder }
	}

	/// The clock that a custodian would have, as far as the chain's own tells it. It goes on.
	pub async fn now(&self) -> u64 {
		let time = self.chain.heads().await.unwrap().best.time;
		self.now.fetch_max(time, Ordering::SeqCst).max(time)
	}

	/// Asks for a session.
	pub async fn ask(&self, account: &Account, side: Side) -> Answer {
		let text = self.request(account, side).await;
		self.send(Method::POST, "/v1/sessions", None, text).await
	}

	pub async fn request(&self, account: &Account, side: Side) -> String {
		let request = SessionRequest {
			genesis: self.chain.genesis(),
			account: account.account_id().0,
			custodian: HOSPITAL,
			side,
			nonce: random(),
			time: self.now().await,
		};
		let sign = |message: &[u8]| account.pair().sign(message, &mut rng());
		Signed::new(request, sign).unwrap().to_json().to_string()
	}

	/// The token of a session.
	pub async fn token(&self, account: &Account, side: Side) -> String {
		let answer = self.ask(account, side).await;
		assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
		let answer = answer.json();
		assert!(answer["until"].as_u64().unwrap() >= self.now().await + 500_000);
		answer["token"].as_str().unwrap().to_owned()
	}

	pub async fn put(&self, path: &str, token: &str, body: impl Into<Bytes>) -> Answer {
		self.now().await;
		self.send(Method::PUT, path, Some(token), body).await
	}

	pub async fn send(
		&self,
		method: Method,
		path: &str,
		token: Option<&str>,
		body: impl Into<Bytes>,
	) -> Answer {
		let body = body.into();
		let mut request =
			Request::builder().method(method).uri(path).header("content-length", body.len());
		if let Some(token) = token {
			request = request.header("authorization", format!("Bearer {token}"));
		}
		let request = request.body(Body::from(body)).unwrap();
		let response = self.router.clone().oneshot(request).await.unwrap();
		let status = response.status();
		Answer { status, body: to_bytes(response.into_body(), 1 << 20).await.unwrap() }
	}
}

impl Answer {
	pub fn json(&self) -> Value {
		serde_json::from_slice(&self.body).unwrap()
	}

	/// By its status, and by its code where it is an error.
	pub fn is(&self, status: u16, code: &str) -> bool {
		self.status == status && self.json()["error"] == code
	}
}
