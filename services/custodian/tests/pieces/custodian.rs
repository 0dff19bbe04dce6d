//! A custodian with a store of its own, which answers on loopback.

use crate::world::{Planned, World};
use axum::{middleware::from_fn, Router};
use reqwest::{Client, StatusCode};
use salus_client::{
	chain::Signer,
	requests::{SessionRequest, Side, Signed},
	KeyPair, Secret, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	dev::found,
	http::linger,
	keeping::{
		one_at_a_time::OneAtATime,
		sessions::{SessionParts, Sessions},
		Keeping, KeepingParts,
	},
	kept::{KeptPiece, Moment},
	limits::PerMinute,
	pieces::{
		peers::{OverHttp, Own},
		repair::{Mender, Repairer, Turns},
		OverChain, Parts, Pieces, Settings,
	},
	quotas::{Limits, Quotas},
	random::Random,
	vault::Vault,
};
use salus_dev_chain::{of_seed, random, rng, Account};
use std::{collections::BTreeMap, path::PathBuf, sync::Arc};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// Who keeps, whatever becomes of its store.
pub struct Identity {
	pub organization: u32,
	seed: Secret<32>,
}

impl Identity {
	/// An organization that the chain accredits, with somebody who may say what it keeps.
	pub async fn new(world: &World) -> Self {
		let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
		let founded = found(&world.chain, &key, &Random::of_machine()).await.unwrap();
		Self { organization: founded.organization, seed: founded.clerk }
	}

	fn clerk(&self) -> Account {
		of_seed(&self.seed)
	}

	pub fn ledger(&self, world: &World) -> OverChain {
		OverChain {
			chain: world.chain.clone(),
			organization: self.organization,
			signer: Arc::new(self.clerk()),
			clock: world.clock.clone(),
		}
	}

	/// What asks the others, at these addresses.
	pub fn peers(&self, world: &World, addresses: &BTreeMap<u32, String>) -> OverHttp {
		peers_of(world, addresses, self.organization, self.clerk())
	}

	/// What repairs a store of this custodian's.
	pub fn repairer(
		&self,
		world: &World,
		store: &Store,
		addresses: &BTreeMap<u32, String>,
	) -> Repairer {
		Repairer {
			ledger: Arc::new(self.ledger(world)),
			catalogue: store.catalogue.clone(),
			vault: store.vault.clone(),
			peers: Arc::new(self.peers(world, addresses)),
			folder: store.folder.path().join("vault"),
			turns: Turns::default(),
		}
	}
}

/// What asks custodians for an organization, by an account of it.
pub fn peers_of(
	world: &World,
	addresses: &BTreeMap<u32, String>,
	organization: u32,
	account: Account,
) -> OverHttp {
	// A service installs it when it starts.
	rustls::crypto::ring::default_provider().install_default().ok();
	let own = Own {
		genesis: world.chain.genesis(),
		organization,
		account: account.account_id().0,
		sign: Arc::new(move |message| account.pair().sign(message, &mut rng()).bytes().to_vec()),
	};
	OverHttp::new(addresses, own, world.clock.clone(), Box::new(rng())).unwrap()
}

/// Where things are kept.
pub struct Store {
	catalogue: Arc<Catalogue>,
	vault: Vault,
	folder: TempDir,
}

impl Store {
	pub async fn empty() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let database = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&database).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		Self { catalogue, vault, folder }
	}

	/// As if what is kept of pieces had been proved at this time last.
	pub async fn proved_last(&self, time: Moment) {
		let pieces = self.catalogue.all_pieces(None, 10).await.unwrap();
		assert!(!pieces.is_empty());
		for piece in pieces {
			let piece = KeptPiece { proved: Some(time), ..piece };
			self.catalogue.put_piece(&piece).await.unwrap();
		}
	}

	/// As somebody does who removes the wrong folder.
	pub fn lose_all(&self) {
		std::fs::remove_dir_all(self.folder.path().join("vault").join("pieces")).unwrap();
	}

	/// As a disk does: what is kept of pieces is something else.
	pub fn damage(&self) {
		let files = files(self.folder.path().join("vault").join("pieces"));
		assert!(!files.is_empty());
		for file in files {
			let bytes = std::fs::read(&file).unwrap();
			std::fs::write(&file, bytes.iter().map(|byte| !byte).collect::<Vec<_>>()).unwrap();
		}
	}
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
	let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
	entries.flat_map(|path| if path.is_dir() { files(path) } else { vec![path] }).collect()
}

/// At work on a store, until it is dropped.
pub struct AtWork {
	pub address: String,
	server: JoinHandle<()>,
	end: watch::Sender<bool>,
	/// What restores its pieces, if it was told where others are.
	pub mender: Option<Arc<Mender>>,
}

impl Drop for AtWork {
	fn drop(&mut self) {
		self.end.send(true).ok();
		self.server.abort();
	}
}

impl AtWork {
	pub async fn begin(world: &World, identity: &Identity, store: &Store) -> Self {
		Self::mending(world, identity, store, &BTreeMap::new()).await
	}

	/// One that restores what it finds lost from custodians at these addresses.
	pub async fn mending(
		world: &World,
		identity: &Identity,
		store: &Store,
		addresses: &BTreeMap<u32, String>,
	) -> Self {
		let limits = Limits { loose: 1 << 24, total: 1 << 24 };
		let quotas =
			Quotas { organization: limits, patient: limits, newcomer: limits, ..Quotas::default() };
		let chain = Arc::new(world.chain.clone());
		let sessions = Arc::new(Sessions::new(SessionParts {
			organization: identity.organization,
			genesis: world.chain.genesis(),
			chain: chain.clone(),
			catalogue: store.catalogue.clone(),
			clock: world.clock.clone(),
			random: Box::new(rng()),
			accounts: Arc::new(PerMinute::new(1_000_000)),
		}));
		let turns = OneAtATime::default();
		let keeping = Keeping::new(KeepingParts {
			chain,
			catalogue: store.catalogue.clone(),
			vault: store.vault.clone(),
			clock: world.clock.clone(),
			sessions: sessions.clone(),
			turns: Arc::new(turns.clone()),
			quotas,
		});
		let pieces = Arc::new(Pieces::new(Parts {
			ledger: Arc::new(identity.ledger(world)),
			catalogue: store.catalogue.clone(),
			vault: store.vault.clone(),
			sessions,
			quotas,
			settings: Settings::default(),
			rng: Box::new(rng()),
		}));
		let (end, ends) = watch::channel(false);
		let mender = (!addresses.is_empty()).then(|| {
			let peers = Arc::new(identity.peers(world, addresses));
			Arc::new(pieces.mender(peers, turns, store.folder.path().join("vault")))
		});
		if let Some(mender) = &mender {
			tokio::spawn(mender.clone().run(ends.clone()));
		}
		tokio::spawn(pieces.clone().run(ends));
		let routes = Router::new().merge(Arc::new(keeping).router()).merge(pieces.router());
		let routes = routes.layer(from_fn(linger));
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let address = format!("http://{}", listener.local_addr().unwrap());
		let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
		Self { address, server, end, mender }
	}
}

/// Asks one custodian for an organization.
pub struct Session {
	client: Client,
	address: String,
	token: String,
}

impl Session {
	pub async fn begin(
		world: &World,
		(identity, at): (&Identity, &AtWork),
		account: &Account,
		organization: u32,
	) -> Self {
		rustls::crypto::ring::default_provider().install_default().ok();
		let request = SessionRequest {
			genesis: world.chain.genesis(),
			account: account.account_id().0,
			custodian: identity.organization,
			side: Side::Organization(organization),
			nonce: random(),
			time: world.clock.now(),
		};
		let sign = |message: &[u8]| account.pair().sign(message, &mut rng());
		let text = Signed::new(request, sign).unwrap().to_json().to_string();
		let client = Client::new();
		let address = at.address.clone();
		let answer = client.post(format!("{address}/v1/sessions")).body(text).send().await.unwrap();
		assert_eq!(answer.status(), StatusCode::CREATED);
		let answer: serde_json::Value =
			serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
		let token = answer["token"].as_str().unwrap().to_owned();
		Self { client, address, token }
	}

	pub async fn put(&self, planned: &Planned, piece: &[u8]) -> StatusCode {
		let put = self.client.put(self.url(planned, "")).bearer_auth(&self.token);
		put.body(piece.to_vec()).send().await.unwrap().status()
	}

	pub async fn get(&self, planned: &Planned, rest: &str) -> (StatusCode, Vec<u8>) {
		let get = self.client.get(self.url(planned, rest)).bearer_auth(&self.token);
		let answer = get.send().await.unwrap();
		(answer.status(), answer.bytes().await.unwrap().into())
	}

	fn url(&self, Planned { patient, anchor, .. }: &Planned, rest: &str) -> String {
		format!("{}/v1/patients/{}/pieces/{anchor}{rest}", self.address, hex::encode(patient))
	}
}
