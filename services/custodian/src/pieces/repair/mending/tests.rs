//! What is restored while a service is at work.

use super::*;
use crate::{
	keeping::one_at_a_time::OneAtATime,
	kept::Owner,
	pieces::{
		doubles::{ChainDouble, Keeper, PeersDouble, ANCHOR, DAY, PATIENT},
		peers::Peers,
		repair::{
			over_route::{ask, NotAsked, Route},
			tests::{has_its_piece, World},
		},
	},
};
use axum::{
	body::Body,
	extract::ConnectInfo,
	http::{Request, StatusCode},
	Router,
};
use futures::FutureExt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::time::{advance, timeout};
use tower::ServiceExt;

const PATIENCE: Duration = Duration::from_secs(60);

fn mender(keeper: &Keeper, peers: impl Peers + 'static) -> Arc<Mender> {
	let folder = keeper.folder.path().join("vault");
	Arc::new(keeper.pieces.mender(Arc::new(peers), OneAtATime::default(), folder))
}

async fn until_held(chain: &ChainDouble) {
	let held = async {
		while chain.held_until(0).is_none() {
			sleep(Duration::from_millis(5)).await;
		}
	};
	timeout(PATIENCE, held).await.expect("it is restored, proved and told");
}

#[tokio::test]
async fn a_piece_that_is_found_lost_is_restored_without_anybody_asking() {
	let world = World::new().await;
	let keeper = &world.keepers[0];
	keeper.pieces.prove_due().await.unwrap();
	let (end, ends) = watch::channel(false);
	let mending = tokio::spawn(mender(keeper, world.peers(1)).run(ends.clone()));
	let proving = tokio::spawn(keeper.pieces.clone().run(ends));
	for losing in [Keeper::damage, Keeper::lose_all] {
		losing(keeper);
		world.chain.pass(8 * DAY);
		world.chain.say(|said| said.told.clear());
		keeper.pieces.prove_due().await.unwrap();
		until_held(&world.chain).await;
		assert!(has_its_piece(keeper, &world.batch).await);
		assert_eq!(keeper.row(&world.batch, 0).await.unwrap().lost, None);
		assert_eq!(world.chain.told()[0], (1, 0, None), "the chain was told of it before");
	}
	end.send(true).unwrap();
	mending.await.unwrap();
	proving.await.unwrap();
}

#[tokio::test]
async fn where_nobody_says_where_others_are_it_waits_for_its_end_all_the_same() {
	let world = World::new().await;
	let (end, ends) = watch::channel(false);
	let running = mender(&world.keepers[0], PeersDouble::default()).run(ends);
	let mut running = std::pin::pin!(running);
	assert!(running.as_mut().now_or_never().is_none(), "a part that ends, ends the service");
	end.send(true).unwrap();
	running.await;
}

#[tokio::test]
async fn what_cannot_be_restored_is_not_tried_again_at_once() {
	let world = World::new().await;
	let keeper = &world.keepers[0];
	keeper.pieces.prove_due().await.unwrap();
	keeper.lose_all();
	keeper.pieces.look_for_absent().await.unwrap();
	keeper.pieces.prove_due().await.unwrap();
	let mut failed = Failed::default();
	let mut peers = world.peers(1);
	peers.honest.remove(&3);
	mender(keeper, peers).mend(&mut failed).await.unwrap();
	// Now that all are there again: not yet, since nobody knows of it.
	let mender = mender(keeper, world.peers(1));
	mender.mend(&mut failed).await.unwrap();
	assert!(!has_its_piece(keeper, &world.batch).await);
	let key = (PATIENT, ANCHOR);
	failed.0.get_mut(&key).unwrap().at = Instant::now();
	mender.mend(&mut failed).await.unwrap();
	assert!(has_its_piece(keeper, &world.batch).await);
	mender.mend(&mut failed).await.unwrap();
	assert!(failed.0.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_fails_again_and_again_is_tried_more_seldom_and_never_given_up() {
	let (mut failed, key) = (Failed::default(), (PATIENT, ANCHOR));
	assert!(failed.is_to_be_tried(&key));
	for minutes in [10, 20, 40, 80, 160, 320, 360, 360] {
		failed.add(key);
		advance(Duration::from_secs(minutes * 60 - 1)).await;
		assert!(!failed.is_to_be_tried(&key), "{minutes}");
		advance(Duration::from_secs(1)).await;
		assert!(failed.is_to_be_tried(&key), "{minutes}");
	}
}

/// Whose store is repaired.
const OWN: Owner = Owner { genesis: [7; 32], organization: 4 };

fn all() -> Arguments {
	Arguments { all: true, patient: None, anchor: vec![] }
}

fn asked(what: &Arguments) -> String {
	serde_json::json!({ "whose": OWN, "what": what }).to_string()
}

fn route(mender: Arc<Mender>, listen: IpAddr, until: watch::Receiver<bool>) -> Router {
	Route { whose: OWN, mender, listen, until }.router()
}

#[tokio::test]
async fn whoever_runs_the_service_has_it_repair_beside_its_work_and_hears_how_far_it_is() {
	rustls::crypto::ring::default_provider().install_default().ok();
	let world = World::new().await;
	let keeper = &world.keepers[0];
	keeper.lose_all();
	let (end, ends) = watch::channel(false);
	let routes = route(mender(keeper, world.peers(1)), Ipv4Addr::LOCALHOST.into(), ends);
	let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
	let address = listener.local_addr().unwrap();
	let service = routes.into_make_service_with_connect_info::<SocketAddr>();
	let serving = tokio::spawn(async move { axum::serve(listener, service).await });
	let lines = std::sync::Mutex::new(Vec::new());
	let tell = |line: &str| lines.lock().unwrap().push(line.to_owned());
	for other in [Owner { organization: 5, ..OWN }, Owner { genesis: [8; 32], ..OWN }] {
		let refused = ask(address, other, &all(), &tell).await;
		assert!(matches!(refused, Err(NotAsked::Others(at)) if at == address), "{refused:?}");
	}
	assert_eq!(lines.lock().unwrap().len(), 0);
	let summary = ask(address, OWN, &all(), &tell).await.unwrap();
	assert_eq!(summary, Summary { anchors: 1, pieces: 1, ..Summary::default() });
	assert!(has_its_piece(keeper, &world.batch).await);
	let lines = lines.into_inner().unwrap();
	assert_eq!(lines[1], "1 of 1, anchor 3: 1 pieces and 0 sealed records restored");
	end.send(true).unwrap();
	serving.abort();
	let _ = serving.await;
	let gone = ask(address, OWN, &all(), &|_| {}).await;
	assert!(matches!(gone, Err(NotAsked::NoAnswer(at)) if at == address), "{gone:?}");
}

#[tokio::test]
async fn nobody_has_it_repair_from_another_machine_or_by_a_form_of_a_page() {
	let world = World::new().await;
	let (_end, ends) = watch::channel(false);
	let (here, own, elsewhere) = ([127, 0, 0, 1], [192, 0, 2, 9], [192, 0, 2, 1]);
	let routes = route(mender(&world.keepers[0], world.peers(1)), IpAddr::from(own), ends);
	let json = asked(&all());
	let post = |host: &str, kind: &str| {
		Request::post("/repairs").header("host", host).header("content-type", kind)
	};
	let answer = async |mut request: Request<Body>, from: Option<[u8; 4]>| {
		if let Some(from) = from {
			request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from, 7))));
		}
		routes.clone().oneshot(request).await.unwrap().status()
	};
	for (from, kind, expected) in [
		(Some(here), "application/json", StatusCode::OK),
		(Some(own), "application/json", StatusCode::OK),
		(Some(here), "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
		(Some(elsewhere), "application/json", StatusCode::FORBIDDEN),
		(None, "application/json", StatusCode::FORBIDDEN),
	] {
		let request = post("127.0.0.1:8421", kind).body(Body::from(json.clone())).unwrap();
		assert_eq!(answer(request, from).await, expected);
	}
	// A page whose owner has its name lead here.
	for (host, expected) in [
		("localhost:8421", StatusCode::OK),
		("[::1]:8421", StatusCode::OK),
		("page.example", StatusCode::FORBIDDEN),
		("127.0.0.1.page.example:8421", StatusCode::FORBIDDEN),
	] {
		let request = post(host, "application/json").body(Body::from(json.clone())).unwrap();
		assert_eq!(answer(request, Some(here)).await, expected, "{host}");
	}
	let of_page =
		post("127.0.0.1:8421", "application/json").header("origin", "http://page.example");
	let of_page = of_page.body(Body::from(json)).unwrap();
	assert_eq!(answer(of_page, Some(here)).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_names_nothing_or_too_much_repairs_nothing() {
	let world = World::new().await;
	let (_end, ends) = watch::channel(false);
	let here = IpAddr::from(Ipv4Addr::LOCALHOST);
	let routes = route(mender(&world.keepers[0], world.peers(1)), here, ends);
	let arguments =
		|all, patient, anchor: &[u32]| Arguments { all, patient, anchor: anchor.into() };
	for (arguments, expected) in [
		(arguments(true, None, &[]), StatusCode::OK),
		(arguments(false, Some([1; 32]), &[]), StatusCode::OK),
		(arguments(false, Some([1; 32]), &[3, 3]), StatusCode::OK),
		(arguments(false, None, &[]), StatusCode::UNPROCESSABLE_ENTITY),
		(arguments(false, None, &[3]), StatusCode::UNPROCESSABLE_ENTITY),
		(arguments(true, None, &[3]), StatusCode::UNPROCESSABLE_ENTITY),
		(arguments(true, Some([1; 32]), &[]), StatusCode::UNPROCESSABLE_ENTITY),
		(arguments(false, Some([1; 32]), &[7; 40_000]), StatusCode::PAYLOAD_TOO_LARGE),
	] {
		let json = asked(&arguments);
		let request = Request::post("/repairs").header("host", "localhost");
		let request = request.header("content-type", "application/json");
		let mut request = request.body(Body::from(json)).unwrap();
		request.extensions_mut().insert(ConnectInfo(SocketAddr::from((here, 7))));
		assert_eq!(routes.clone().oneshot(request).await.unwrap().status(), expected);
	}
}
