//! The vault in a bucket: against a store that knows of S3 what the vault uses of it, and can say no.

use crate::{
	child::{arguments, say, Child},
	samples::PATIENT,
	vault::{chunks, content, hash},
};
use axum::{
	body::Body,
	extract::{DefaultBodyLimit, Request, State},
	http::{header, HeaderMap, Method, StatusCode},
	response::{IntoResponse, Response},
	Router,
};
use bytes::Bytes;
use futures::{stream, StreamExt, TryStreamExt};
use salus_custodian::vault::{Vault, VaultError};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, task::block_in_place};

const LIMIT: u64 = 1 << 26;
/// Two parts of 5 MiB, and a rest.
const LONG: usize = 11_000_000;

/// A store with nothing in it.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Content>>);

#[derive(Default)]
struct Content {
	objects: BTreeMap<String, Bytes>,
	uploads: BTreeMap<String, BTreeMap<u32, Bytes>>,
	unsigned: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vault_in_a_bucket_does_what_one_in_a_folder_does() {
	let store = Store::default();
	let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
	let endpoint = format!("http://{}", listener.local_addr().unwrap());
	let routes =
		Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(store.clone());
	let serving = tokio::spawn(async move { axum::serve(listener, routes).await });
	let environment = [
		("AWS_ENDPOINT", &endpoint[..]),
		("AWS_ALLOW_HTTP", "true"),
		("AWS_REGION", "eu-central-1"),
		("AWS_ACCESS_KEY_ID", "custodian"),
		("AWS_SECRET_ACCESS_KEY", "secret"),
	];
	let said = block_in_place(|| {
		let mut child =
			Child::start_in("bucket::uses_a_bucket", &["s3://bucket/of/salus"], &environment);
		std::iter::from_fn(|| child.next()).collect::<Vec<_>>()
	});
	assert_eq!(said, ["refused", "kept", "done"]);
	let content = store.0.lock().unwrap();
	let keys: Vec<_> = content.objects.keys().map(String::as_str).collect();
	let patient = hex::encode(PATIENT);
	let long = hex::encode(hash(&self::content(LONG)));
	assert_eq!(
		keys,
		[
			"/bucket/of/salus/format".to_owned(),
			format!("/bucket/of/salus/records/{patient}/{long}"),
		]
	);
	assert!(content.uploads.is_empty(), "nothing is left of what was refused");
	assert_eq!(content.unsigned, 0);
	serving.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "another test runs it with a bucket in its environment"]
async fn uses_a_bucket() {
	let Some(arguments) = arguments() else { return };
	let down = Vault::open("s3://bucket/down").await;
	assert_eq!(down.unwrap_err(), VaultError::Unavailable);
	let forbidden = Vault::open("s3://bucket/forbidden").await;
	assert_eq!(forbidden.unwrap_err(), VaultError::NotPermitted);
	say("refused");

	let vault = Vault::open(&arguments[0]).await.unwrap();
	vault.ready().await.unwrap();
	for length in [0, 4096, LONG] {
		let content = content(length);
		let name = hash(&content);
		assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
		assert_eq!(vault.read(&PATIENT, &name).await, Err(VaultError::Absent));
		let wrong = vault.put(&PATIENT, &[1; 32], chunks(&content), LIMIT).await;
		assert_eq!(wrong, Err(VaultError::OtherContent));
		assert_eq!(vault.has(&PATIENT, &[1; 32]).await, Ok(false));
		let broken = chunks(&content).chain(stream::iter([Err("the client is gone")]));
		let broken = vault.put(&PATIENT, &name, broken, LIMIT).await;
		assert_eq!(broken, Err(VaultError::BrokenOff));
		let put = vault.put(&PATIENT, &name, chunks(&content), LIMIT).await;
		assert_eq!(put, Ok(length as u64));
		assert_eq!(vault.has(&PATIENT, &name).await, Ok(true));
		assert_eq!(vault.read(&PATIENT, &name).await, Ok(content.clone()));
		let found = vault.get(&PATIENT, &name).await.unwrap();
		assert_eq!(found.length, length as u64);
		let read: Vec<Bytes> = found.stream.try_collect().await.unwrap();
		assert_eq!(read.concat(), content);
		if length != LONG {
			vault.remove(&PATIENT, &name).await.unwrap();
			vault.remove(&PATIENT, &name).await.unwrap();
			assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
		}
	}
	say("kept");

	let (content, root) = (content(LONG), [5; 32]);
	vault.put_piece(&PATIENT, 5, &root, chunks(&content), LIMIT).await.unwrap();
	assert_eq!(vault.piece_length(&PATIENT, 5, &root).await, Ok(Some(LONG as u64)));
	let range = vault.piece_range(&PATIENT, 5, &root, 10_000_000..10_065_536).await;
	assert_eq!(range, Ok(content.slice(10_000_000..10_065_536)));
	let beyond = vault.piece_range(&PATIENT, 5, &root, 10_999_999..11_000_001).await;
	assert_eq!(beyond, Err(VaultError::Damaged));
	vault.remove_piece(&PATIENT, 5, &root).await.unwrap();
	assert_eq!(vault.piece_length(&PATIENT, 5, &root).await, Ok(None));
	say("done");
}

async fn answer(State(store): State<Store>, request: Request) -> Response {
	let (head, body) = request.into_parts();
	let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
	let mut content = store.0.lock().unwrap();
	let key = head.uri.path().to_owned();
	if !is_signed(&head.headers) {
		content.unsigned += 1;
		return StatusCode::FORBIDDEN.into_response();
	}
	if key.contains("/down/") {
		return StatusCode::SERVICE_UNAVAILABLE.into_response();
	}
	if key.contains("/forbidden/") {
		return StatusCode::FORBIDDEN.into_response();
	}
	let query = head.uri.query().unwrap_or_default();
	let parameter =
		|name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
	match (head.method, parameter("uploadId")) {
		(Method::POST, None) if query.starts_with("uploads") => {
			let upload = format!("upload{}", content.uploads.len());
			content.uploads.insert(upload.clone(), BTreeMap::new());
			xml(format!(
				"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"
			))
		},
		(Method::PUT, Some(upload)) => {
			let number = parameter("partNumber").unwrap().parse().unwrap();
			content.uploads.get_mut(upload).unwrap().insert(number, body);
			[(header::ETAG, "\"part\"")].into_response()
		},
		(Method::POST, Some(upload)) => {
			let parts: Vec<Bytes> = content.uploads.remove(upload).unwrap().into_values().collect();
			// As a real one: only the last part may be short.
			let (_, full) = parts.split_last().unwrap();
			assert!(full.iter().all(|part| part.len() >= 5 << 20));
			content.objects.insert(key, parts.concat().into());
			xml("<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>".into())
		},
		(Method::DELETE, Some(upload)) => {
			content.uploads.remove(upload).unwrap();
			StatusCode::NO_CONTENT.into_response()
		},
		(Method::POST, None) => {
			let asked = String::from_utf8(body.to_vec()).unwrap();
			let key = asked.split("<Key>").nth(1).unwrap().split("</Key>").next().unwrap();
			content.objects.remove(&format!("/bucket/{key}"));
			xml(format!("<DeleteResult><Deleted><Key>{key}</Key></Deleted></DeleteResult>"))
		},
		(Method::PUT, None) => {
			content.objects.insert(key, body);
			[(header::ETAG, "\"whole\"")].into_response()
		},
		(Method::GET | Method::HEAD, None) => match content.objects.get(&key) {
			Some(object) => object_of(object, &head.headers),
			None => StatusCode::NOT_FOUND.into_response(),
		},
		(method, upload) => panic!("{method} {key} {upload:?}"),
	}
}

fn is_signed(headers: &HeaderMap) -> bool {
	let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
	authorization.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=custodian/"))
}

fn xml(body: String) -> Response {
	([(header::CONTENT_TYPE, "application/xml")], body).into_response()
}

/// All of an object, or the range that is asked for.
fn object_of(object: &Bytes, headers: &HeaderMap) -> Response {
	let response = Response::builder()
		.header(header::ETAG, "\"whole\"")
		.header(header::LAST_MODIFIED, "Sat, 28 Nov 2026 09:00:00 GMT");
	let range = headers.get(header::RANGE).map(|range| {
		let (from, to) =
			range.to_str().unwrap().strip_prefix("bytes=").unwrap().split_once('-').unwrap();
		(from.parse::<usize>().unwrap(), to.parse::<usize>().unwrap())
	});
	let response = match range {
		None => response.header(header::CONTENT_LENGTH, object.len()).body(object.clone().into()),
		Some((from, to)) => response
			.status(StatusCode::PARTIAL_CONTENT)
			.header(header::CONTENT_RANGE, format!("bytes {from}-{to}/{}", object.len()))
			.body(Body::from(object.slice(from..=to))),
	};
	response.unwrap()
}
