//! The parts that answer requests.

use super::{CancellationSignal, Clerk, ServiceError};
use crate::{
	catalogue::Catalogue,
	clock::Clock,
	keeping::{
		desk::{Desk, DeskParts},
		one_at_a_time::OneAtATime,
		sessions::{SessionParts, Sessions},
		Keeping, KeepingParts,
	},
	kept::Owner,
	ledger::{former_clerks, FormerClerk, OnChain, REACH},
	limits::PerMinute,
	pieces::{
		self,
		peers::{InvalidAddress, OverHttp},
		repair, OverChain, Pieces, Settings,
	},
	quotas::Quotas,
	random::Random,
	release::{self, Releases},
	vault::Vault,
};
use axum::Router;
use futures::{future::BoxFuture, FutureExt};
use salus_client::{chain::Chain, PrivateKey};
use std::{collections::BTreeMap, net::IpAddr, path::PathBuf, sync::Arc};

/// Other custodians, asked for the organization by the clerk.
pub(crate) fn peers_of(
	addresses: &BTreeMap<u32, String>,
	chain: &Chain,
	organization: u32,
	clerk: &Arc<Clerk>,
	clock: &Clock,
	random: &Random,
) -> Result<OverHttp, InvalidAddress> {
	let (clerk, rng) = (clerk.clone(), random.clone());
	let own = pieces::peers::Own {
		genesis: chain.genesis(),
		organization,
		account: clerk.pair().account(),
		sign: Arc::new(move |message| {
			clerk.pair().sign(message, &mut rng.clone()).bytes().to_vec()
		}),
	};
	OverHttp::new(addresses, own, clock.clone(), Box::new(random.clone()))
}

/// What they are made of.
pub(super) struct Parts {
	pub(super) organization: u32,
	pub(super) quotas: Quotas,
	pub(super) pieces: Settings,
	pub(super) chain: Chain,
	pub(super) clerk: Arc<Clerk>,
	pub(super) further_clerks: Vec<Arc<Clerk>>,
	pub(super) keys: Arc<[PrivateKey]>,
	pub(super) catalogue: Arc<Catalogue>,
	pub(super) vault: Vault,
	pub(super) clock: Clock,
	pub(super) random: Random,
	pub(super) accounts: Arc<PerMinute>,
	pub(super) peers: BTreeMap<u32, String>,
	pub(super) working_folder: PathBuf,
	pub(super) in_flight: u32,
	/// Where whoever runs the custodian asks it.
	pub(super) operations: IpAddr,
}

/// Those that have begun.
pub(super) struct Begun {
	/// What they answer.
	pub(super) routes: Router,
	/// What they do when whoever runs the custodian asks for it.
	pub(super) commands: Router,
	/// What they do besides, until it is over.
	pub(super) tasks: Vec<BoxFuture<'static, ()>>,
}

impl Parts {
	/// Begins them: what the service before this one left is taken up first.
	pub(super) async fn begin(self, until: &CancellationSignal) -> Result<Begun, ServiceError> {
		let chain = Arc::new(self.chain.clone());
		let turns = Arc::new(OneAtATime::default());
		let sessions = Arc::new(self.sessions(&chain));
		let former = former_clerks(&self.catalogue, &self.clerks(), self.clock.now()).await?;
		let releases = Arc::new(self.releases(former));
		let keeping = Arc::new(self.keeping(&chain, &sessions, &turns));
		let pieces = Arc::new(self.pieces(&sessions));
		let desk = Arc::new(self.desk(&chain, &turns, &pieces));
		let peers = peers_of(
			&self.peers,
			&self.chain,
			self.organization,
			&self.clerk,
			&self.clock,
			&self.random,
		)?;
		let mender = pieces.mender(Arc::new(peers), (*turns).clone(), self.working_folder.clone());
		let mender = Arc::new(mender);
		let commands = repair::Route {
			whose: Owner { genesis: self.chain.genesis(), organization: self.organization },
			mender: mender.clone(),
			listen: self.operations,
			until: until.clone(),
		}
		.router();
		releases.resume().await?;
		let routes = Router::new()
			.merge(releases.clone().router())
			.merge(keeping.clone().router())
			.merge(desk.clone().router())
			.merge(pieces.clone().router());
		let tasks = vec![
			releases.run(until.clone()).boxed(),
			keeping.run(until.clone()).boxed(),
			desk.run(self.random.bytes(), until.clone()).boxed(),
			pieces.run(until.clone()).boxed(),
			mender.run(until.clone()).boxed(),
		];
		Ok(Begun { routes, commands, tasks })
	}

	/// The accounts that redeem.
	fn clerks(&self) -> Vec<[u8; 32]> {
		let all = std::iter::once(&self.clerk).chain(&self.further_clerks);
		all.map(|clerk| clerk.pair().account()).collect()
	}

	fn releases(&self, former: Vec<FormerClerk>) -> Releases {
		let ledger = OnChain::new(self.chain.clone(), self.organization, self.clerk.clone());
		let further = self.further_clerks.iter().cloned();
		let ledger =
			further.fold(ledger, |ledger, clerk| ledger.and_clerk(clerk)).and_former(former);
		Releases::new(release::Parts {
			organization: self.organization,
			ledger: Arc::new(ledger),
			catalogue: self.catalogue.clone(),
			vault: self.vault.clone(),
			keys: self.keys.clone(),
			clock: self.clock.clone(),
			random: self.random.clone(),
			accounts: self.accounts.clone(),
			working_folder: self.working_folder.clone(),
			redemptions: self.clerks().len().saturating_mul(REACH),
			in_flight: self.in_flight,
		})
	}

	fn sessions(&self, chain: &Arc<Chain>) -> Sessions {
		Sessions::new(SessionParts {
			organization: self.organization,
			genesis: chain.genesis(),
			chain: chain.clone(),
			catalogue: self.catalogue.clone(),
			clock: self.clock.clone(),
			random: Box::new(self.random.clone()),
			accounts: self.accounts.clone(),
		})
	}

	fn keeping(
		&self,
		chain: &Arc<Chain>,
		sessions: &Arc<Sessions>,
		turns: &Arc<OneAtATime>,
	) -> Keeping {
		Keeping::new(KeepingParts {
			chain: chain.clone(),
			catalogue: self.catalogue.clone(),
			vault: self.vault.clone(),
			clock: self.clock.clone(),
			sessions: sessions.clone(),
			turns: turns.clone(),
			quotas: self.quotas,
		})
	}

	fn pieces(&self, sessions: &Arc<Sessions>) -> Pieces {
		Pieces::new(pieces::Parts {
			ledger: Arc::new(OverChain {
				chain: self.chain.clone(),
				organization: self.organization,
				signer: self.clerk.clone(),
				clock: self.clock.clone(),
			}),
			catalogue: self.catalogue.clone(),
			vault: self.vault.clone(),
			sessions: sessions.clone(),
			quotas: self.quotas,
			settings: self.pieces,
			rng: Box::new(self.random.clone()),
		})
	}

	fn desk(&self, chain: &Arc<Chain>, turns: &Arc<OneAtATime>, pieces: &Arc<Pieces>) -> Desk {
		Desk::new(DeskParts {
			organization: self.organization,
			chain: chain.clone(),
			catalogue: self.catalogue.clone(),
			vault: self.vault.clone(),
			keys: self.keys.clone(),
			clock: self.clock.clone(),
			turns: turns.clone(),
			pieces: pieces.clone(),
			accounts: self.accounts.clone(),
			quotas: self.quotas,
		})
	}
}
