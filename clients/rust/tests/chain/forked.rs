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
		Chain, HeadKind, JudgeError, SendError, Signer, H256,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{random, rng, until, Node, Patient, PATIENCE};
use std::{
	collections::VecDeque,
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc, Mutex,
	},
	time::Duration,
};
use tokio::{
	sync::Notify,
	time::{sleep, timeout},
};

/// What is told of a transaction, out of what the node tells.
type Retelling = fn(&str, first: &str) -> Vec<String>;

/// What becomes of a transaction that never comes to the node.
#[derive(Clone, Copy)]
enum Instead {
	/// It is watched, and let go of.
	LetGo,
	/// It is not taken, as when the node has another runtime than the client knows.
	BadSignature,
	/// A block of a fork holds it. The fork is left, and it is let go of.
	OnAFork,
	/// Another program's transaction takes its nonce. It is let go of when the test says so.
	Overtaken,
	/// The same, but nothing is ever told of it.
	OvertakenSilently,
}

/// How a question is answered in the place of the node.
#[derive(Clone, Copy)]
enum Answer {
	/// As the node answers it.
	AsItIs,
	/// As if it had been asked of the first block.
	OfGenesis,
	/// Never.
	Never,
	/// The connection is lost.
	Lost,
	/// It is one question too many.
	TooMany,
}

/// So many final blocks later it is late.
const LATE: u64 = 10;

/// What is told of a transaction that is let go of.
const INVALID: &str = "\"invalid\"";

/// Of no block that holds it, as where another node's block has overtaken it.
const NOTHING_OF_BLOCKS: Retelling =
	|told, _| match told.contains("inBlock") || told.contains("finalized") {
		true => Vec::new(),
		false => vec![told.into()],
	};

/// Between a client and its node.
#[derive(Clone)]
struct Between {
	node: RpcClient,
	genesis: String,
	retelling: Arc<Mutex<Retelling>>,
	is_finality_stuck: Arc<Mutex<bool>>,
	/// Of the next transaction, alone.
	instead: Arc<Mutex<Option<Instead>>>,
	is_overtaken: Arc<Notify>,
	/// Of the next questions by this method, in their order.
	answers: Arc<Mutex<VecDeque<(&'static str, Answer)>>>,
	/// How long each answer takes.
	delay: Arc<Mutex<Duration>>,
	/// The blocks whose states the node has no more.
	forgotten: Arc<Mutex<Vec<H256>>>,
	/// How many transactions the client handed over.
	handed_over: Arc<AtomicUsize>,
}

impl Between {
	/// And the chain as it is seen through it. First everything is told as it is.
	async fn of(straight: &Chain, node: &Node) -> (Self, Chain) {
		let between = Self {
			node: RpcClient::from_insecure_url(&node.url).await.unwrap(),
			genesis: format!("\"{:?}\"", H256(straight.genesis())),
			retelling: Arc::new(Mutex::new(|told, _| vec![told.into()])),
			is_finality_stuck: Arc::default(),
			instead: Arc::default(),
			is_overtaken: Arc::default(),
			answers: Arc::default(),
			delay: Arc::default(),
			forgotten: Arc::default(),
			handed_over: Arc::default(),
		};
		let chain = Chain::over(RpcClient::new(between.clone())).await.unwrap();
		(between, chain)
	}

	/// What becomes of the next transaction. How many are handed over is counted anew.
	fn next_is(&self, instead: Instead) {
		*self.instead.lock().unwrap() = Some(instead);
		self.handed_over.store(0, Ordering::SeqCst);
	}

	/// Whether the next one has come.
	fn has_next(&self) -> bool {
		self.instead.lock().unwrap().is_none()
	}

	fn handed_over(&self) -> usize {
		self.handed_over.load(Ordering::SeqCst)
	}

	fn tells(&self, retelling: Retelling) {
		*self.retelling.lock().unwrap() = retelling;
		self.handed_over.store(0, Ordering::SeqCst);
	}

	fn answers_after(&self, delay: Duration) {
		*self.delay.lock().unwrap() = delay;
	}

	/// How the next questions by this method are answered.
	fn answers(&self, method: &'static str, answers: &[Answer]) {
		self.answers.lock().unwrap().extend(answers.iter().map(|answer| (method, *answer)));
	}

	/// Whether they all were asked.
	fn has_answered(&self) -> bool {
		self.answers.lock().unwrap().is_empty()
	}

	fn answer_to(&self, method: &str) -> Answer {
		let next = self.answers.lock().unwrap().pop_front_if(|(asked, _)| *asked == method);
		next.map_or(Answer::AsItIs, |(_, answer)| answer)
	}

	/// The states of the final blocks from this one on, as a node that keeps no archive does.
	async fn forgets(&self, straight: &Chain, first: u64) {
		for number in first..=finalized(straight).await {
			let block = straight.final_block(number).await.unwrap().unwrap();
			self.forgotten.lock().unwrap().push(block);
		}
	}

	fn has_forgotten(&self, asked: &RawValue) -> bool {
		let forgotten = self.forgotten.lock().unwrap();
		forgotten.iter().any(|block| asked.get().contains(&format!("{block:?}")))
	}

	/// What is told of a transaction that never comes to the node.
	fn tell_instead(&self, instead: Instead) -> Result<RawRpcSubscription, Error> {
		let stream = match instead {
			Instead::LetGo => stream::iter([Ok(raw(INVALID))]).boxed(),
			Instead::OnAFork => {
				let block = |status| format!("{{\"{status}\":{}}}", self.genesis);
				let told = [raw(block("inBlock")), raw(block("retracted")), raw(INVALID)];
				stream::iter(told.map(Ok)).boxed()
			},
			Instead::Overtaken => {
				let is_overtaken = self.is_overtaken.clone();
				let told = async move {
					is_overtaken.notified().await;
					Ok(raw(INVALID))
				};
				stream::once(told).boxed()
			},
			Instead::OvertakenSilently => stream::pending().boxed(),
			Instead::BadSignature => {
				return Err(Error::User(UserError {
					code: 1010,
					message: "Invalid Transaction".into(),
					data: Some(raw("\"Transaction has a bad signature\"")),
				}));
			},
		};
		Ok(RawRpcSubscription { stream, id: None })
	}
}

fn raw(text: impl Into<String>) -> Box<RawValue> {
	RawValue::from_string(text.into()).unwrap()
}

impl RpcClientT for Between {
	fn request_raw<'a>(
		&'a self,
		method: &'a str,
		params: Option<Box<RawValue>>,
	) -> RawRpcFuture<'a, Box<RawValue>> {
		if method == "chain_getFinalizedHead" && *self.is_finality_stuck.lock().unwrap() {
			let genesis = raw(self.genesis.clone());
			return Box::pin(async move { Ok(genesis) });
		}
		let is_gone = params.as_ref().is_some_and(|asked| self.has_forgotten(asked));
		if method == "state_call" && is_gone {
			let (code, message) = (4003, "State already discarded".into());
			return Box::pin(
				async move { Err(Error::User(UserError { code, message, data: None })) },
			);
		}
		let (delay, answer) = (*self.delay.lock().unwrap(), self.answer_to(method));
		Box::pin(async move {
			sleep(delay).await;
			let params = match answer {
				Answer::AsItIs => params,
				Answer::OfGenesis => Some(raw(format!("[{}]", self.genesis))),
				Answer::Never => std::future::pending().await,
				Answer::Lost => return Err(Error::Client("the connection is lost".into())),
				Answer::TooMany => {
					let (code, message) = (-32_999, "RPC rate limit exceeded".into());
					return Err(Error::User(UserError { code, message, data: None }));
				},
			};
			self.node.request_raw(method, params).await
		})
	}

	fn subscribe_raw<'a>(
		&'a self,
		subscription: &'a str,
		params: Option<Box<RawValue>>,
		end: &'a str,
	) -> RawRpcFuture<'a, RawRpcSubscription> {
		if subscription == "author_submitAndWatchExtrinsic" {
			self.handed_over.fetch_add(1, Ordering::SeqCst);
			if let Some(instead) = self.instead.lock().unwrap().take() {
				return Box::pin(async move { self.tell_instead(instead) });
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
						.map(|text| Ok(raw(text)))
						.collect(),
					lost => vec![lost],
				};
				stream::iter(told)
			});
			Ok(RawRpcSubscription { stream: Box::pin(told), id })
		})
	}
}

/// Success is told of the block that holds it in the end, and never of one that was retracted.
pub async fn forks_and_lagging_finality(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;

	// What never came to a block is signed anew, for the same nonce.
	for (class, instead) in [(6, Instead::LetGo), (9, Instead::BadSignature)] {
		between.next_is(instead);
		let receipt = chain.send(&refuse(&patient, class), &patient.account).await.unwrap();
		assert!(receipt.refusal().unwrap().is_some());
		assert_eq!(between.handed_over(), 2);
	}
	between.next_is(Instead::LetGo);
	chain.send_until_final(&refuse(&patient, 7), &patient.account).await.unwrap();
	// `submit` tells it, and leaves the choice to whoever waits.
	between.next_is(Instead::LetGo);
	let mut submitted = chain.submit(&refuse(&patient, 8), &patient.account).await.unwrap();
	assert!(matches!(submitted.included().await, Err(SendError::LetGo(_))));

	// Another block held it first.
	between.tells(|told, genesis| match told.contains("inBlock") {
		true => vec![
			format!("{{\"inBlock\":{genesis}}}"),
			format!("{{\"retracted\":{genesis}}}"),
			told.into(),
		],
		false => vec![told.into()],
	});
	let receipt = chain.send_until_final(&refuse(&patient, 1), &patient.account).await.unwrap();
	assert_ne!(receipt.block.0, chain.genesis());
	assert!(receipt.refusal().unwrap().is_some());

	// A block held it, which was retracted, and it was invalid then. Another block holds it in the end, so nothing is signed anew.
	between.tells(|told, _| match told.contains("inBlock") {
		true => vec![told.into(), told.replace("inBlock", "retracted"), INVALID.into()],
		false => vec![told.into()],
	});
	let mut submitted = chain.submit(&refuse(&patient, 2), &patient.account).await.unwrap();
	let gone = submitted.finalized().await;
	assert!(matches!(gone, Err(SendError::LetGo(_))), "{gone:?}");
	assert_eq!(between.handed_over(), 1);
	let receipt = chain.send_until_final(&refuse(&patient, 3), &patient.account).await.unwrap();
	assert!(receipt.refusal().unwrap().is_some());
	assert_eq!(between.handed_over(), 2, "each of them once");

	// A block holds it, and none becomes final.
	between.tells(|told, _| match told.contains("inBlock") {
		true => vec![told.into(), told.replace("inBlock", "finalityTimeout")],
		false => vec![told.into()],
	});
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

/// What was only in a block that a fork dropped is sent again, once; or it is told that it is gone.
pub async fn what_a_fork_dropped(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	let account = patient.account.account_id().0;
	let first = straight.nonce(account).await.unwrap();

	between.next_is(Instead::OnAFork);
	let receipt = chain.send_until_final(&refuse(&patient, 1), &patient.account).await.unwrap();
	assert_ne!(receipt.block.0, chain.genesis());
	assert!(receipt.refusal().unwrap().is_some());
	assert_eq!(between.handed_over(), 2);
	assert_eq!(straight.nonce(account).await.unwrap(), first + 1, "it is in the chain once");

	between.next_is(Instead::OnAFork);
	let mut submitted = chain.submit(&refuse(&patient, 2), &patient.account).await.unwrap();
	let gone = submitted.finalized().await;
	assert!(matches!(gone, Err(SendError::LetGo(_))), "{gone:?}");
	assert_eq!(between.handed_over(), 1);
	assert_eq!(straight.nonce(account).await.unwrap(), first + 1, "it is not in the chain");
}

/// What another program's transaction has taken the place of is sent for the next nonce, once.
pub async fn what_was_overtaken(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	let account = patient.account.account_id().0;
	for (class, instead) in [(1, Instead::Overtaken), (3, Instead::OvertakenSilently)] {
		let first = straight.nonce(account).await.unwrap();
		between.next_is(instead);
		let other = async {
			until("it is signed", async || between.has_next()).await;
			let other = refuse(&patient, class);
			let receipt = straight.send(&other, &patient.account).await.unwrap();
			between.is_overtaken.notify_one();
			receipt
		};
		let own = refuse(&patient, class + 1);
		let own = timeout(PATIENCE, chain.send(&own, &patient.account));
		let (own, other) = tokio::join!(own, other);
		let own = own.expect("it comes back").unwrap();
		assert_ne!(own.refusal().unwrap(), other.refusal().unwrap());
		assert_eq!(between.handed_over(), 2);
		assert_eq!(straight.nonce(account).await.unwrap(), first + 2, "each of them once");
	}

	// Whoever waits for it is told.
	between.next_is(Instead::OvertakenSilently);
	let mut submitted = chain.submit(&refuse(&patient, 5), &patient.account).await.unwrap();
	straight.send(&refuse(&patient, 6), &patient.account).await.unwrap();
	let superseded = timeout(PATIENCE, submitted.finalized()).await;
	assert!(matches!(superseded, Ok(Err(SendError::Superseded))), "{superseded:?}");
}

/// Whoever waits is told, also late over a slow connection.
pub async fn what_was_overtaken_before(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	between.next_is(Instead::OvertakenSilently);
	let mut submitted = chain.submit(&refuse(&patient, 1), &patient.account).await.unwrap();
	straight.send(&refuse(&patient, 2), &patient.account).await.unwrap();
	let late = finalized(straight).await + LATE;
	until("it is late", async || finalized(straight).await >= late).await;
	between.answers_after(Duration::from_millis(150));
	let superseded = timeout(PATIENCE, submitted.finalized()).await;
	assert!(matches!(superseded, Ok(Err(SendError::Superseded))), "{superseded:?}");
}

/// The node has the blocks, and their states no more.
pub async fn what_the_node_forgot(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	let first = finalized(straight).await;

	between.next_is(Instead::OvertakenSilently);
	let mut overtaken = chain.submit(&refuse(&patient, 1), &patient.account).await.unwrap();
	straight.send_until_final(&refuse(&patient, 2), &patient.account).await.unwrap();
	between.forgets(straight, first).await;
	let superseded = timeout(PATIENCE, overtaken.finalized()).await;
	assert!(matches!(superseded, Ok(Err(SendError::Superseded))), "{superseded:?}");

	let first = finalized(straight).await;
	between.tells(NOTHING_OF_BLOCKS);
	let mut held = chain.submit(&refuse(&patient, 3), &patient.account).await.unwrap();
	until("it is final", async || is_final(straight, first, held.hash()).await).await;
	between.forgets(straight, first).await;
	let (hash, told) = (held.hash(), timeout(PATIENCE, held.finalized()).await);
	let Ok(Err(SendError::Elsewhere { block, .. })) = told else { panic!("{told:?}") };
	assert_eq!(straight.at(block).await.unwrap().succeeded(hash).await.unwrap(), Some(true));
	let told = held.outcome_in(block).await;
	assert!(matches!(told, Err(SendError::Elsewhere { block: same, .. }) if same == block));
	// Another node answers.
	between.forgotten.lock().unwrap().clear();
	assert!(held.outcome_in(block).await.unwrap().refusal().unwrap().is_some());
}

/// A question to which no answer comes for now is asked again.
pub async fn what_a_final_block_did_not_tell_at_once(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	between.tells(NOTHING_OF_BLOCKS);
	for (class, answer) in (1..).zip([Answer::Never, Answer::Lost, Answer::TooMany]) {
		// Nothing else asks for what happened in a block.
		between.answers("state_getStorage", &[answer]);
		let mut held = chain.submit(&refuse(&patient, class), &patient.account).await.unwrap();
		let told = timeout(PATIENCE, held.finalized()).await.expect("it comes back");
		assert!(between.has_answered());
		assert!(told.unwrap().refusal().unwrap().is_some());
	}
}

/// What one answer shows in a final block, and the next one does not, is not sent again.
pub async fn what_a_node_shows_once(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	between.tells(NOTHING_OF_BLOCKS);
	between.answers("chain_getBlock", &[Answer::AsItIs, Answer::OfGenesis]);
	let call = refuse(&patient, 1);
	let told = timeout(PATIENCE, chain.send_until_final(&call, &patient.account)).await;
	assert!(matches!(told, Ok(Err(SendError::Elsewhere { .. }))), "{told:?}");
	assert_eq!(between.handed_over(), 1);
}

/// While the node is out of reach nobody waits for what it let go of.
pub async fn what_was_let_go_of_out_of_reach(straight: &Chain, node: &Node) {
	let (between, chain) = Between::of(straight, node).await;
	let patient = Patient::register(straight).await;
	between.next_is(Instead::Overtaken);
	let out_of_reach = async {
		until("it is signed", async || between.has_next()).await;
		between.answers_after(Duration::MAX);
		between.is_overtaken.notify_one();
	};
	let call = refuse(&patient, 1);
	let (sent, ()) =
		tokio::join!(timeout(PATIENCE, chain.send(&call, &patient.account)), out_of_reach);
	assert!(matches!(sent, Ok(Err(SendError::LetGo(_)))), "{sent:?}");
}

async fn finalized(chain: &Chain) -> u64 {
	chain.at_finalized().await.unwrap().number()
}

/// Whether a final block holds a transaction, from the block of this number on.
async fn is_final(chain: &Chain, first: u64, transaction: H256) -> bool {
	for number in first..=finalized(chain).await {
		let block = chain.final_block(number).await.unwrap().unwrap();
		if chain.at(block).await.unwrap().succeeded(transaction).await.unwrap().is_some() {
			return true;
		}
	}
	false
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
