//! Other custodians, over HTTP: a session with each, by the own account.

use super::{NotGiven, Peers, Wanted};
use crate::{clock::Clock, kept::Moment, pieces::shelf::ProvedChunk};
use async_trait::async_trait;
use base64::{engine::general_purpose::STANDARD, Engine};
use bytes::Bytes;
use futures::{stream::BoxStream, StreamExt, TryStreamExt};
use reqwest::{header::CONTENT_TYPE, redirect, Client, Response, StatusCode, Url};
use salus_client::{
	rand_core::CryptoRng,
	requests::{SessionRequest, Side, Signed},
	Secret,
};
use serde::{de::DeserializeOwned, Deserialize};
use std::{
	collections::{BTreeMap, HashMap},
	sync::{Arc, Mutex, PoisonError},
	time::Duration,
};

/// So long a custodian may take until it begins to answer, and until more of an answer comes.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer but a piece is longer. A chunk has 65,536 bytes, and a few hundred more as siblings.
const LONGEST_ANSWER: usize = 1 << 17;
/// A session is not used in its last moments.
const MARGIN: Moment = 30_000;

/// Signs with the own account, as a wallet would.
pub type Sign = Arc<dyn Fn(&[u8]) -> Vec<u8> + Send + Sync>;

/// What is no address of a custodian.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of custodian {0} begins with https://, or is on this machine")]
pub struct InvalidAddress(u32);

/// Custodians by their addresses.
pub struct OverHttp {
	client: Client,
	addresses: BTreeMap<u32, Url>,
	genesis: [u8; 32],
	organization: u32,
	account: [u8; 32],
	sign: Sign,
	clock: Clock,
	rng: Mutex<Box<dyn CryptoRng + Send>>,
	sessions: Mutex<HashMap<u32, Session>>,
}

/// Who asks.
pub struct Own {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The own number.
	pub organization: u32,
	/// An account of the organization's.
	pub account: [u8; 32],
	/// Signs for it.
	pub sign: Sign,
}

#[derive(Clone)]
struct Session {
	token: Arc<Secret<32>>,
	until: Moment,
}

#[derive(Deserialize)]
struct Begun {
	token: String,
	until: Moment,
}

#[derive(Deserialize)]
struct Chunk {
	chunk: String,
	siblings: Vec<String>,
}

impl OverHttp {
	/// Custodians at these addresses, such as `https://custodian.example`, by their numbers.
	pub fn new(
		addresses: &BTreeMap<u32, String>,
		own: Own,
		clock: Clock,
		rng: Box<dyn CryptoRng + Send>,
	) -> Result<Self, InvalidAddress> {
		let parsed = addresses.iter().map(|(peer, address)| Ok((*peer, parse(*peer, address)?)));
		// A redirection could lead the session's token elsewhere.
		let client = Client::builder()
			.redirect(redirect::Policy::none())
			.connect_timeout(PATIENCE)
			.read_timeout(PATIENCE);
		let Own { genesis, organization, account, sign } = own;
		Ok(Self {
			addresses: parsed.collect::<Result<_, _>>()?,
			client: client.build().map_err(|_| InvalidAddress(organization))?,
			genesis,
			organization,
			account,
			sign,
			clock,
			rng: Mutex::new(rng),
			sessions: Mutex::default(),
		})
	}

	async fn get(&self, peer: u32, wanted: &Wanted, rest: &str) -> Result<Response, NotGiven> {
		let Wanted { patient, anchor, root } = wanted;
		let (patient, root) = (hex::encode(patient), hex::encode(root));
		let path = format!("v1/patients/{patient}/pieces/{anchor}{rest}?root={root}");
		let mut is_renewed = false;
		loop {
			let token = hex::encode(self.session(peer).await?.token.expose());
			let asked = self.client.get(self.url(peer, &path)?).bearer_auth(token).send().await;
			let answer = asked.map_err(|_| NotGiven::OutOfReach)?;
			if answer.status() == StatusCode::UNAUTHORIZED && !is_renewed {
				// It was started anew, and knows none of its sessions.
				self.sessions().remove(&peer);
				is_renewed = true;
				continue;
			}
			return is_given(answer);
		}
	}

	async fn session(&self, peer: u32) -> Result<Session, NotGiven> {
		let now = self.clock.now();
		let known = self.sessions().get(&peer).cloned();
		if let Some(session) = known.filter(|session| now.saturating_add(MARGIN) < session.until) {
			return Ok(session);
		}
		let nonce = {
			let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
			*Secret::random(&mut *rng).expose()
		};
		let request = SessionRequest {
			genesis: self.genesis,
			account: self.account,
			custodian: peer,
			side: Side::Organization(self.organization),
			nonce,
			time: now,
		};
		let signed = Signed::new(request, |message| (self.sign)(message));
		let text = signed.map_err(|_| NotGiven::Refused)?.to_json();
		let post = self.client.post(self.url(peer, "v1/sessions")?);
		let post =
			post.header(CONTENT_TYPE, "application/json").body(text.to_string()).send().await;
		let begun: Begun = json(is_given(post.map_err(|_| NotGiven::OutOfReach)?)?).await?;
		let session = Session { token: Arc::new(hash(&begun.token)?.into()), until: begun.until };
		self.sessions().insert(peer, session.clone());
		Ok(session)
	}

	fn sessions(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Session>> {
		self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
	}

	fn url(&self, peer: u32, path: &str) -> Result<Url, NotGiven> {
		let base = self.addresses.get(&peer).ok_or(NotGiven::NoAddress)?;
		base.join(path).map_err(|_| NotGiven::NoAddress)
	}
}

#[async_trait]
impl Peers for OverHttp {
	fn known(&self) -> Vec<u32> {
		self.addresses.keys().copied().collect()
	}

	async fn chunk(&self, peer: u32, wanted: &Wanted, index: u32) -> Result<ProvedChunk, NotGiven> {
		let answer = self.get(peer, wanted, &format!("/chunks/{index}")).await?;
		let Chunk { chunk, siblings } = json(answer).await?;
		let chunk = STANDARD.decode(chunk).map_err(|_| NotGiven::OutOfReach)?;
		let siblings = siblings.iter().map(|sibling| hash(sibling)).collect::<Result<_, _>>()?;
		Ok(ProvedChunk { chunk: chunk.into(), siblings })
	}

	async fn piece(
		&self,
		peer: u32,
		wanted: &Wanted,
	) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven> {
		let answer = self.get(peer, wanted, "").await?;
		Ok(answer.bytes_stream().map_err(|_| NotGiven::OutOfReach).boxed())
	}
}

/// With a path that ends in a slash, so that what is asked is below it.
fn parse(peer: u32, address: &str) -> Result<Url, InvalidAddress> {
	let slash = if address.ends_with('/') { "" } else { "/" };
	let url = Url::parse(&format!("{address}{slash}")).map_err(|_| InvalidAddress(peer))?;
	let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
	let is_private = url.scheme() == "https" || (url.scheme() == "http" && is_here);
	let is_plain = url.query().is_none() && url.fragment().is_none();
	(is_private && is_plain).then_some(url).ok_or(InvalidAddress(peer))
}

fn is_given(answer: Response) -> Result<Response, NotGiven> {
	let status = answer.status();
	if status.is_success() {
		Ok(answer)
	} else if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
		Err(NotGiven::OutOfReach)
	} else {
		Err(NotGiven::Refused)
	}
}

/// An answer in JSON, of which no more is read than there can be. Where it is none, it is no word of a custodian's: a gateway or a login that is in
/// between says nothing in its name.
async fn json<T: DeserializeOwned>(mut answer: Response) -> Result<T, NotGiven> {
	let mut bytes = Vec::new();
	while let Some(part) = answer.chunk().await.map_err(|_| NotGiven::OutOfReach)? {
		bytes.extend_from_slice(&part);
		if bytes.len() > LONGEST_ANSWER {
			return Err(NotGiven::OutOfReach);
		}
	}
	serde_json::from_slice(&bytes).map_err(|_| NotGiven::OutOfReach)
}

fn hash(digits: &str) -> Result<[u8; 32], NotGiven> {
	let mut bytes = [0; 32];
	hex::decode_to_slice(digits, &mut bytes).map_err(|_| NotGiven::OutOfReach)?;
	Ok(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;
	use axum::{routing::post, Json, Router};
	use salus_client::{rand_core::UnwrapErr, signatures::Sr25519Pair};
	use serde_json::json;

	#[test]
	fn an_address_elsewhere_is_encrypted() {
		for good in
			["https://a.example", "https://a.example/x", "http://127.0.0.1:8080", "http://[::1]:1/"]
		{
			assert!(parse(1, good).is_ok(), "{good}");
		}
		for bad in [
			"http://a.example",
			"ftp://a.example",
			"a.example",
			"",
			"https://a.example?x",
			"http://127.0.0.1.a.example",
		] {
			assert_eq!(parse(3, bad), Err(InvalidAddress(3)), "{bad}");
		}
	}

	#[test]
	fn what_is_asked_is_below_the_address() {
		let url = parse(1, "https://a.example/custodian").unwrap().join("v1/sessions").unwrap();
		assert_eq!(url.as_str(), "https://a.example/custodian/v1/sessions");
	}

	#[tokio::test]
	async fn who_stands_between_says_nothing_in_a_custodians_name() {
		rustls::crypto::ring::default_provider().install_default().ok();
		let begun = json!({ "token": "0a".repeat(32), "until": 2_000_000_000_000_u64 });
		let with_session =
			Router::new().route("/v1/sessions", post(move || async move { Json(begun) }));
		for answering in [Router::new(), with_session] {
			let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
			let address = format!("http://{}", listener.local_addr().unwrap());
			let login = answering.fallback(|| async { "<html>Log in</html>" });
			let serving = tokio::spawn(async move { axum::serve(listener, login).await });
			let pair = Sr25519Pair::from_seed(&Secret::new([1; 32]));
			let account = pair.account();
			let sign: Sign = Arc::new(move |message| {
				pair.sign(message, &mut UnwrapErr(getrandom::SysRng)).bytes().to_vec()
			});
			let own = Own { genesis: [1; 32], organization: 1, account, sign };
			let rng = Box::new(UnwrapErr(getrandom::SysRng));
			let clock = Clock::new(|| 1_000_000_000_000);
			let peers = OverHttp::new(&[(2, address)].into(), own, clock, rng).unwrap();
			let wanted = Wanted { patient: [1; 32], anchor: 1, root: [2; 32] };
			assert_eq!(peers.chunk(2, &wanted, 0).await, Err(NotGiven::OutOfReach));
			serving.abort();
		}
	}
}
