//! A node that tells of forks, and of finality that lags: what a development node never does, put in the place of what one tells.

use crate::scenario::refuse;
use salus_client::{
	chain::{
		judge,
		subxt::{
			ext::futures::{stream, StreamExt},
			rpcs::{
				client::{RawRpcFuture, RawRpcSubscription, RawValue, RpcClientT},
				Error, RpcClient, UserError,
			},
		},
		Chain, HeadKind, JudgeError, SendError, H256,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{random, rng, Node, Patient};
use std::sync::{Arc, Mutex};

/// What is told of a transaction, out of what the node tells.
type Retelling = fn(&str, first: &str) -> Vec<String>;

/// What becomes of a transaction that never comes to the node.
#[derive(Clone, Copy)]
enum Instead {
	/// It is watched, and let go of.
	LetGo,
	/// It is not taken, as when the node has another runtime than the client knows.
	BadSignature,
}

/// Between a client and its node.
#[derive(Clone)]
struct Between {
	node: RpcClient,
	genesis: String,
	retelling: Arc<Mutex<Retelling>>,
	is_finality_stuck: Arc<Mutex<bool>>,
	/// Of the next transaction, alone.
	instead: Arc<Mutex<Option<Instead>>>,
}

impl RpcClientT for Between {
	fn request_raw<'a>(
		&'a self,
		method: &'a str,
		params: Option<Box<RawValue>>,
	) -> RawRpcFuture<'a, Box<RawValue>> {
		if method == "chain_getFinalizedHead" && *self.is_finality_stuck.lock().unwrap() {
			let genesis = RawValue::from_string(self.genesis.clone()).unwrap();
			return Box::pin(async move { Ok(genesis) });
		}
		self.node.request_raw(method, params)
	}

	fn subscribe_raw<'a>(
		&'a self,
		subscription: &'a str,
		params: Option<Box<RawValue>>,
		end: &'a str,
	) -> RawRpcFuture<'a, RawRpcSubscription> {
		if subscription == "author_submitAndWatchExtrinsic" {
			if let Some(instead) = self.instead.lock().unwrap().take() {
				return Box::pin(async move { instead.answer() });
			}
		}
		Box::pin(async move {
			let RawRpcSubscription { stream, id } =
				self.node.subscribe_raw(subscription, params, end).await?;
			let (retelling, genesis) = (*self.retelling.lock().unwrap(), self.genesis.clone());
			let told = stream.flat_map(move |told| {
				let told: Vec<_> = match told {
					Ok(told) => retelling(told.get(), &genesis)
						.into_iter()
						.map(|text| Ok(RawValue::from_string(text).unwrap()))
						.collect(),
					lost => vec![lost],
				};
				stream::iter(told)
			});
			Ok(RawRpcSubscription { stream: Box::pin(told), id })
		})
	}
}

impl Instead {
	fn answer(self) -> Result<RawRpcSubscription, Error> {
		let raw = |text: &str| RawValue::from_string(format!("\"{text}\"")).unwrap();
		match self {
			Self::LetGo => {
				let stream = Box::pin(stream::iter([Ok(raw("invalid"))]));
				Ok(RawRpcSubscription { stream, id: None })
			},
			Self::BadSignature => Err(Error::User(UserError {
				code: 1010,
				message: "Invalid Transaction".into(),
				data: Some(raw("Transaction has a bad signature")),
			})),
		}
	}
}

/// Success is told of the block that holds it in the end, and never of one that was retracted.
pub async fn forks_and_lagging_finality(straight: &Chain, node: &Node) {
	let node = RpcClient::from_insecure_url(&node.url).await.unwrap();
	let genesis = format!("\"{:?}\"", H256(straight.genesis()));
	let between = Between {
		node,
		genesis,
		retelling: Arc::new(Mutex::new(|told, _| vec![told.into()])),
		is_finality_stuck: Arc::default(),
		instead: Arc::default(),
	};
	let chain = Chain::over(RpcClient::new(between.clone())).await.unwrap();
	let patient = Patient::register(straight).await;

	// What never came to a block is signed anew, for the same nonce.
	for (class, instead) in [(6, Instead::LetGo), (9, Instead::BadSignature)] {
		*between.instead.lock().unwrap() = Some(instead);
		let receipt = chain.send(&refuse(&patient, class), &patient.account).await.unwrap();
		assert!(receipt.refusal().unwrap().is_some());
		assert!(between.instead.lock().unwrap().is_none());
	}
	*between.instead.lock().unwrap() = Some(Instead::LetGo);
	chain.send_until_final(&refuse(&patient, 7), &patient.account).await.unwrap();
	// `submit` tells it, and leaves the choice to whoever waits.
	*between.instead.lock().unwrap() = Some(Instead::LetGo);
	let mut submitted = chain.submit(&refuse(&patient, 8), &patient.account).await.unwrap();
	assert!(matches!(submitted.included().await, Err(SendError::LetGo(_))));

	// Another block held it first.
	*between.retelling.lock().unwrap() = |told, genesis| match told.contains("inBlock") {
		true => vec![
			format!("{{\"inBlock\":{genesis}}}"),
			format!("{{\"retracted\":{genesis}}}"),
			told.into(),
		],
		false => vec![told.into()],
	};
	let receipt = chain.send_until_final(&refuse(&patient, 1), &patient.account).await.unwrap();
	assert_ne!(receipt.block.0, chain.genesis());
	assert!(receipt.refusal().unwrap().is_some());

	// A block held it, which was retracted, and it was invalid then. Its nonce is used, so nothing is signed anew.
	*between.retelling.lock().unwrap() = |told, _| match told.contains("inBlock") {
		true => vec![told.into(), told.replace("inBlock", "retracted"), "\"invalid\"".into()],
		false => vec![told.into()],
	};
	let mut submitted = chain.submit(&refuse(&patient, 2), &patient.account).await.unwrap();
	let gone = submitted.finalized().await;
	assert!(matches!(gone, Err(SendError::LetGo(_))), "{gone:?}");
	let gone = chain.send_until_final(&refuse(&patient, 3), &patient.account).await;
	assert!(matches!(gone, Err(SendError::LetGo(_))), "{gone:?}");

	// A block holds it, and none becomes final.
	*between.retelling.lock().unwrap() = |told, _| match told.contains("inBlock") {
		true => vec![told.into(), told.replace("inBlock", "finalityTimeout")],
		false => vec![told.into()],
	};
	let waiting = chain.send_until_final(&refuse(&patient, 4), &patient.account).await;
	assert!(matches!(waiting, Err(SendError::NotFinal)), "{waiting:?}");

	// Patients still get in. Custodians release nothing.
	*between.is_finality_stuck.lock().unwrap() = true;
	chain.send(&refuse(&patient, 5), &patient.account).await.unwrap();
	let now = chain.heads().await.unwrap().best.time;
	let stale = judge(&chain, &some_request(&chain, now), now).await;
	match stale {
		Err(JudgeError::StaleHead(stale)) => assert_eq!(stale.head, HeadKind::Finalized),
		other => panic!("{other:?}"),
	}
}

fn some_request(chain: &Chain, time: u64) -> ReleaseRequest {
	ReleaseRequest {
		genesis: chain.genesis(),
		patient: random(),
		sequence: 1,
		holder: random(),
		practitioner: None,
		custodian: 0,
		secret: Secret::random(&mut rng()),
		targets: vec![ReleaseTarget::Anchor { anchor: 0 }].try_into().unwrap(),
		nonce: random(),
		time,
		reader: KeyPair::random(Suite::X25519, &mut rng()).public,
	}
}
