//! Releases: what the holder of a ticket asks for is judged by the chain, found here, redeemed on the chain, and only then handed out,
//! sealed to its reader (`docs/record-format.md`, "Release"). All that a request names, or nothing.

mod at_once;
mod file;
mod finding;
mod judging;
mod length;
mod refused;
mod room;
mod sending;
mod tickets;

pub use refused::{Cause, NotReleased, Reason};
pub use sending::BrokenOff;

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	http::InFlightPlace,
	keeping::{shares::Shares, uploads::Upload},
	kept::PatientId,
	ledger::{FreeClerk, Ledger, NotRedeemed, Redeemed},
	limits::PerMinute,
	outbox::Outbox,
	random::Random,
	refusal::Refusal,
	trouble::Trouble,
	vault::Vault,
};
use at_once::{AtOnce, OneAtOnce};
use axum::{
	body::Body,
	extract::State,
	http::{header, HeaderName, HeaderValue},
	response::Response,
	routing::post,
	Extension, Router,
};
use finding::{Part, Shelf};
use judging::{Judge, Verdict};
use room::{Asker, OwnRoom, Place, Reserved, Room, Side};
use salus_client::{
	requests::{Addressee, ReleaseRequest, Signed, MAX_TEXT},
	PrivateKey,
};
use sending::Sending;
use std::{path::PathBuf, sync::Arc};
use tickets::{Tickets, Turn};
use tokio::sync::{watch, Semaphore};

const BLOCK: HeaderName = HeaderName::from_static("salus-block");
const EXTRINSIC: HeaderName = HeaderName::from_static("salus-extrinsic");
const RECORDS: HeaderName = HeaderName::from_static("salus-records");

/// How many look at a time who redeemed a ticket: it is asked of the node, and whoever holds a ticket can bring it about.
const LOOKERS: usize = 4;

/// What a custodian releases with.
pub struct Parts {
	/// The custodian's number on the chain.
	pub organization: u32,
	/// The chain.
	pub ledger: Arc<dyn Ledger>,
	/// What is kept of whom.
	pub catalogue: Arc<Catalogue>,
	/// Where the sealed bytes are.
	pub vault: Vault,
	/// The private halves of keys that the organization published; what was sealed to an earlier one stays readable with it.
	pub keys: Arc<[PrivateKey]>,
	/// The time.
	pub clock: Clock,
	/// Randomness.
	pub random: Random,
	/// How often one account is answered.
	pub accounts: Arc<PerMinute>,
	/// Where what is long waits for its reader, in files without a name.
	pub working_folder: PathBuf,
	/// So many redemptions the node keeps of all own accounts.
	pub redemptions: usize,
	/// So many requests are answered at once.
	pub in_flight: u32,
}

/// Answers release requests.
pub struct Releases {
	organization: u32,
	ledger: Arc<dyn Ledger>,
	clock: Clock,
	random: Random,
	judge: Judge,
	shelf: Shelf,
	room: Room,
	tickets: Tickets,
	outbox: Arc<Outbox>,
	accounts: Arc<PerMinute>,
	at_once: AtOnce,
	/// So many look at a time who redeemed a ticket.
	lookers: Arc<Semaphore>,
}

/// What a request has before its nonce is used.
struct Ready {
	reserved: Reserved,
	room: OwnRoom,
	one_at_once: OneAtOnce,
	turn: Turn,
	place: Place,
	clerk: FreeClerk,
}

/// What is handed out for a request.
struct Answer {
	redeemed: Redeemed,
	records: u64,
	body: Body,
}

impl Releases {
	/// Of a custodian with these parts. Call [`Self::resume`] next.
	pub fn new(parts: Parts) -> Self {
		let Parts { organization, ledger, catalogue, vault, keys, clock, random, accounts, .. } =
			parts;
		let outbox = Outbox::new(ledger.clone(), catalogue.clone(), clock.clone(), random.clone());
		let shares = Arc::new(Shares::new(organization, catalogue.clone(), keys));
		let shelf = Shelf { catalogue, vault, shares };
		let room = Room::new(&parts.working_folder, parts.redemptions);
		let (tickets, outbox) = (Tickets::default(), Arc::new(outbox));
		let lookers = Arc::new(Semaphore::new(LOOKERS));
		let in_flight = usize::try_from(parts.in_flight).unwrap_or(usize::MAX);
		let at_once = AtOnce::new(in_flight);
		let judge = Judge::new(ledger.clone(), in_flight);
		Self {
			organization,
			ledger,
			clock,
			random,
			judge,
			shelf,
			room,
			tickets,
			outbox,
			accounts,
			at_once,
			lookers,
		}
	}

	/// Takes up what the service before this one left. Before, nothing is released.
	pub async fn resume(&self) -> Result<(), CatalogueError> {
		self.outbox.resume().await
	}

	/// Watches redemptions until they are final, and files reports, until `until` turns true.
	pub async fn run(self: Arc<Self>, until: watch::Receiver<bool>) {
		self.outbox.clone().run(until).await;
	}

	/// `POST /v1/releases`.
	pub fn router(self: Arc<Self>) -> Router {
		Router::new().route("/v1/releases", post(answer)).with_state(self)
	}

	/// All checks in their order; only then the ticket is redeemed, and only when a block holds that, anything is handed out.
	async fn release(
		self: &Arc<Self>,
		signed: &Signed<ReleaseRequest>,
		place: Option<&InFlightPlace>,
	) -> Result<Answer, NotReleased> {
		let request = signed.check(&self.addressee())?;
		// Only now: otherwise anybody could use up another's.
		self.accounts.admit(request.holder).map_err(NotReleased::of_limit)?;
		if !self.outbox.is_resumed() {
			return Err(NotReleased::Unavailable(Cause::Starting));
		}
		let judged = self.judge.judge_when_final(request, &self.clock).await;
		let verdict = judged.inspect_err(|why| self.look_who_redeemed(why, request))?;
		let mut asker = Asker::of(request, &verdict.judged.ticket);
		let one_at_once = self.at_once.take(&asker).map_err(NotReleased::of_limit)?;
		// Patients' sides keep theirs: anybody may be one, and be as many as they like.
		if let (Side::Organizations | Side::Emergencies, Some(place)) = (asker.side, place) {
			place.leave();
		}
		// Before anything is read: who shows one ticket again and again has the disk no more often, and who waits has no room that others could have.
		let turn = self.tickets.turn((request.patient, request.sequence)).await;
		let turn = turn.ok_or(NotReleased::Unavailable(Cause::Turn))?;
		if asker.side == Side::Patients
			&& !self.shelf.catalogue.has_history(&request.patient).await?
		{
			asker.side = Side::Newcomers;
		}
		let room = self.room.of(asker);
		let parts = self.shelf.find(&request.patient, &verdict.targets, &room).await?;
		let reserved = room.file(sending::in_file(&parts)).await?;
		let place = room.place().await?;
		// Before the nonce is used, and before it is looked whether the verdict is of now: both come after all that may have to wait.
		let clerk = self.ledger.free_clerk().await?;
		let verdict = self.still(verdict, request).await?;
		// From here on it goes on to its end, also if whoever asks goes: what is noted must be what was done.
		let (releases, request) = (self.clone(), request.clone());
		let ready = Ready { reserved, room, one_at_once, turn, place, clerk };
		let answered =
			tokio::spawn(async move { releases.hand_out(request, &verdict, parts, ready).await });
		answered.await.map_err(|_| NotReleased::Unavailable(Cause::Redemption))?
	}

	/// What was judged; anew, where it took so long to find everything and to have room for it that the heads are too old by now.
	async fn still(
		&self,
		verdict: Arc<Verdict>,
		request: &ReleaseRequest,
	) -> Result<Arc<Verdict>, NotReleased> {
		if verdict.judged.heads.ensure_fresh(self.clock.now()).is_ok() {
			return Ok(verdict);
		}
		let anew = self.judge.judge(request, &self.clock).await?;
		// What was found is what was named.
		if anew.targets == verdict.targets {
			Ok(anew)
		} else {
			Err(NotReleased::Unavailable(Cause::StaleHead))
		}
	}

	async fn hand_out(
		&self,
		request: ReleaseRequest,
		verdict: &Verdict,
		parts: Vec<Part>,
		ready: Ready,
	) -> Result<Answer, NotReleased> {
		let Ready { reserved, room, one_at_once, turn, place, clerk } = ready;
		let begun = self.outbox.begin(&request, self.clock.now()).await?;
		let statement = begun.ok_or(NotReleased::Refused(Reason::SeenBefore))?;
		let redeemed = self.ledger.redeem(&request, clerk).await;
		drop((turn, place));
		let redeemed = match redeemed {
			Ok(redeemed) => redeemed,
			Err(why) => {
				self.outbox.abandon(&statement).await;
				if why == NotRedeemed::Unknown {
					Trouble::RedemptionUnknown.tell(why);
				}
				let why = why.into();
				self.look_who_redeemed(&why, &request);
				return Err(why);
			},
		};
		let noted = self.outbox.redeemed(statement, &request, &verdict.judged, redeemed).await;
		noted.inspect_err(|why| Trouble::ReleaseBrokenOff.tell(why))?;
		let (shelf, random) = (self.shelf.clone(), self.random.clone());
		let sending = Sending { shelf, reserved, room, random, request, parts, one_at_once };
		let records = sending.records();
		Ok(Answer { redeemed, records, body: Body::from_stream(sending.stream()) })
	}

	fn addressee(&self) -> Addressee {
		let (genesis, custodian) = (self.ledger.genesis(), self.organization);
		Addressee { genesis, custodian, now: self.clock.now() }
	}

	/// If the ticket was redeemed by somebody else of this organization, whoever runs the custodian is told: the secret is public once a
	/// redemption is sent, so one who may redeem can be faster. Whoever asked does not wait for this.
	fn look_who_redeemed(&self, why: &NotReleased, request: &ReleaseRequest) {
		if *why != NotReleased::Refused(Reason::Redeemed) {
			return;
		}
		let Ok(looker) = self.lookers.clone().try_acquire_owned() else { return };
		let (ledger, patient, ticket) = (self.ledger.clone(), request.patient, request.sequence);
		tokio::spawn(async move {
			let _looker = looker;
			if is_redeemed_by_another(&*ledger, &patient, ticket).await {
				Trouble::RedeemedByAnother
					.tell("a ticket was used up by somebody else of the organization");
			}
		});
	}
}

/// Whether somebody else of the organization used a ticket up. Where that cannot be found out nobody is suspected.
async fn is_redeemed_by_another(ledger: &dyn Ledger, patient: &PatientId, ticket: u64) -> bool {
	let redeemer = ledger.redeemer(patient, ticket).await;
	redeemer.is_ok_and(|redeemer| redeemer.is_some_and(|redeemer| !ledger.is_own(&redeemer)))
}

async fn answer(
	State(releases): State<Arc<Releases>>,
	place: Option<Extension<InFlightPlace>>,
	body: Body,
) -> Result<Response, Refusal> {
	let body = body.bytes(MAX_TEXT).await?;
	let malformed = Refusal::Malformed("this is no release request");
	let text = std::str::from_utf8(&body).map_err(|_| malformed.clone())?;
	let signed = Signed::from_json(text).map_err(|_| malformed)?;
	let Answer { redeemed, records, body } =
		releases.release(&signed, place.as_deref()).await.map_err(|why| {
			metrics::counter!("salus_custodian_not_released_total", "reason" => why.name())
				.increment(1);
			Refusal::from(why)
		})?;
	metrics::counter!("salus_custodian_released_total").increment(1);
	let mut response = Response::new(body);
	let headers = response.headers_mut();
	headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
	headers.insert(BLOCK, in_hexadecimal(&redeemed.block)?);
	headers.insert(EXTRINSIC, in_hexadecimal(&redeemed.transaction)?);
	headers.insert(RECORDS, records.into());
	Ok(response)
}

fn in_hexadecimal(hash: &[u8; 32]) -> Result<HeaderValue, Refusal> {
	HeaderValue::try_from(hex::encode(hash)).map_err(|_| Refusal::Unavailable)
}

#[cfg(test)]
mod tests;
