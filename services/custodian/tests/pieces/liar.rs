//! A custodian that begins as an honest one would, and then gives something else, without an end.

use crate::world::Planned;
use axum::{
	body::{Body, Bytes},
	http::StatusCode,
	routing::{get, post},
	Json, Router,
};
use base64::{engine::general_purpose::STANDARD, Engine};
use futures::{stream, StreamExt};
use salus_client::pieces::chunks;
use serde_json::json;
use std::{
	convert::Infallible,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
};
use tokio::{net::TcpListener, task::JoinHandle};

pub struct Liar {
	pub address: String,
	asked: Arc<AtomicBool>,
	server: JoinHandle<()>,
}

impl Drop for Liar {
	fn drop(&mut self) {
		self.server.abort();
	}
}

impl Liar {
	/// In the place of the first custodian of the plan.
	pub async fn begin(planned: &Planned) -> Self {
		let asked = Arc::new(AtomicBool::new(false));
		let piece = planned.pieces[0].clone();
		let first = piece[..chunks::CHUNK_LENGTH].to_vec();
		let siblings: Vec<_> = chunks::proof(&piece, 0).unwrap().iter().map(hex::encode).collect();
		let chunk = json!({ "chunk": STANDARD.encode(&first), "siblings": siblings });
		let begun = json!({ "token": "07".repeat(32), "until": u64::MAX });
		let told = asked.clone();
		let give = move || async move {
			told.store(true, Ordering::SeqCst);
			let endless = stream::repeat(Bytes::from_static(&[7; 10_000]));
			let all = stream::iter([Bytes::from(first)]).chain(endless);
			Body::from_stream(all.map(Ok::<_, Infallible>))
		};
		let routes = Router::new()
			.route("/v1/sessions", post(|| async { (StatusCode::CREATED, Json(begun)) }))
			.route("/v1/patients/{patient}/pieces/{anchor}", get(give))
			.route(
				"/v1/patients/{patient}/pieces/{anchor}/chunks/{index}",
				get(|| async { Json(chunk) }),
			);
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let address = format!("http://{}", listener.local_addr().unwrap());
		let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
		Self { address, asked, server }
	}

	/// Whether somebody fetched what it gives.
	pub fn was_asked(&self) -> bool {
		self.asked.load(Ordering::SeqCst)
	}
}
