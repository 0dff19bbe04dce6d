/** What the chain answers, in its JSON form. Written from `clients/metadata/salus.scale` by `scripts/metadata.sh`. */

/** An enum: an object with one member. */
export type OneOf<T> = { [K in keyof T]: { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined } }[keyof T];

export type Patient = {
	controller: string | null;
	status: PatientStatus;
	deceasedAt: number | null;
	assurance: Assurance;
	key: PatientKey | null;
	representatives: Representative[];
	devices: Device[];
	frozenUntil: number | null;
	closingAt: number | null;
	registeredAt: number;
};

export type PatientStatus = 'Active' | 'Pending' | 'Deceased';

export type Assurance = {
	level: AssuranceLevel;
	by: number | null;
	at: number;
};

export type AssuranceLevel = 'Level1' | 'Level2' | 'Level3' | 'Level4';

export type PatientKey = {
	public: PublicKey;
	epoch: number;
	card: string;
};

export type PublicKey = {
	suite: KeySuite;
	bytes: string;
};

export type KeySuite = 'X25519' | 'XWing';

export type Representative = {
	account: string;
	powers: number;
	period: Period;
	appointedBy: Appointer;
};

export type Period = {
	from: number;
	until: number | null;
};

export type Appointer = 'Patient' | 'Registrar';

export type Device = {
	account: string;
	classes: number[];
	until: number;
	authorizedBy: string | null;
};

export type Tombstone = {
	closedAt: number;
};

export type Mandate = {
	account: string;
	kind: MandateKind;
};

export type MandateKind = OneOf<{ controller: null; representative: { powers: number; until: number | null }; device: { classes: number[]; until: number } }>;

export type Offer = {
	to: string;
	until: number;
};

export type Reassignment = {
	to: string;
	due: number;
	vetoed: boolean;
	endsAt: number;
};

export type GuardianCase = {
	commitment: string;
	members: Guardian[];
	threshold: number;
	attempts: Attempt[];
	freezeVotes: number;
	revealedAt: number;
};

export type Guardian = OneOf<{ person: string; institution: number }>;

export type Attempt = {
	opener: number;
	to: string;
	approvals: number;
	vetoed: boolean;
	openedAt: number;
	due: number | null;
	endsAt: number;
	dismissed: boolean;
};

export type GuardianPlan = {
	current: string | null;
	next: GuardianChange | null;
	proposed: GuardianProposal | null;
	freezeBarredUntil: number | null;
};

export type GuardianChange = {
	commitment: string | null;
	effectiveAt: number;
};

export type GuardianProposal = {
	commitment: string | null;
	proposedAt: number;
};

export type Organization = {
	kind: OrganizationKind;
	admins: string[];
	gateways: Gateway[];
	gatewaysInRowSince: number;
	gatewaysKnownSince: number;
	terms: History;
	wasRevoked: boolean;
	key: EncryptionKey | null;
	predecessors: Predecessor[];
	profile: string;
	practitionersKnownSince: number;
};

export type OrganizationKind = 'Hospital' | 'Clinic' | 'Laboratory' | 'Pharmacy' | 'Insurer' | 'ResearchInstitute' | 'Regulator' | 'Custodian';

export type Gateway = {
	account: string;
	period: Period;
};

export type History = {
	latest: OrganizationTerms;
	past: Past[];
	beganAt: number;
	knownSince: number;
	inRowSince: number;
	annexed: Annexed;
};

export type OrganizationTerms = {
	accreditation: Period;
	state: OrganizationState;
};

export type OrganizationState = OneOf<{ active: null; suspended: null; revoked: null; succeeded: { by: number } }>;

export type Past = {
	until: number;
	value: OrganizationTerms;
};

export type Annexed = {
	first: number;
	next: number;
};

export type EncryptionKey = {
	public: PublicKey;
	epoch: number;
};

export type Predecessor = {
	organization: number;
	since: number;
};

export type Practitioner = {
	terms: HistoryOfPractitionerTerms;
	key: EncryptionKey | null;
};

export type HistoryOfPractitionerTerms = {
	latest: PractitionerTerms;
	past: PastOfPractitionerTerms[];
	beganAt: number;
	knownSince: number;
	inRowSince: number;
	annexed: Annexed;
};

export type PractitionerTerms = {
	roles: number;
	licence: Period;
	state: PractitionerState;
};

export type PractitionerState = OneOf<{ active: null; suspended: null; left: { suspended: boolean } }>;

export type PastOfPractitionerTerms = {
	until: number;
	value: PractitionerTerms;
};

export type Standing = {
	kind: OrganizationKind;
	roles: number;
	predecessors: number[];
};

export type NotPractising = 'UnknownOrganization' | 'NotAccredited' | 'OrganizationSuspended' | 'NotAPractitioner' | 'NotLicensed' | 'AccreditationRevoked' | 'OrganizationSucceeded' | 'PractitionerSuspended' | 'PractitionerLeft' | 'NotAGateway' | 'NoLongerKnown';

export type HistoryOf = {
	latest: boolean;
	past: PastOf[];
	beganAt: number;
	knownSince: number;
	inRowSince: number;
	annexed: Annexed;
};

export type PastOf = {
	until: number;
	value: boolean;
};

export type Application = {
	kind: OrganizationKind;
	profile: string;
	appliedAt: number;
	ticket: null;
};

export type AnchorView = {
	number: number;
	anchor: Anchor;
	status: RecordStatus;
	dispute: Dispute | null;
	coSignatures: CoSignature[];
};

export type Anchor = {
	class: number;
	batch: Batch | null;
	content: Months;
	author: Actor;
	custodian: number;
	keyEpoch: number | null;
	anchoredAt: number;
	keepUntil: number | null;
	previous: number | null;
	supersedes: number | null;
	superseded: Superseded | null;
	enteredInError: EnteredInError | null;
	withheldSince: number | null;
	isSettled: boolean;
	erasableFrom: number | null;
	erasedAt: number | null;
	isDisputed: boolean;
	coSignatures: number;
	hasCustody: boolean;
};

export type Batch = {
	root: string;
	leaves: number;
};

export type Months = {
	from: number;
	until: number;
};

export type Actor = OneOf<{ person: string; practitioner: { organization: number; account: string }; gateway: { organization: number; account: string; practitioner: string }; authority: null; organization: { organization: number; account: string }; chain: null }>;

export type Superseded = {
	by: number;
	at: number;
	reason: CorrectionReason;
};

export type CorrectionReason = 'WrongPatient' | 'WrongContent' | 'Incomplete' | 'Duplicate' | 'Unreadable' | 'WrongClass' | 'DisputeUpheld';

export type EnteredInError = {
	at: number;
	reason: CorrectionReason;
};

export type RecordStatus = 'Current' | 'Superseded' | 'EnteredInError' | 'Erased';

export type Dispute = {
	statement: string;
	filedAt: number;
	due: number;
	answer: DisputeAnswer | null;
	disagreement: Disagreement | null;
};

export type DisputeAnswer = {
	verdict: Verdict;
	at: number;
};

export type Verdict = OneOf<{ upheld: null; rejected: { reason: RejectionReason; explanation: string | null } }>;

export type RejectionReason = 'NotCreatedHere' | 'NotPartOfRecord' | 'NotForInspection' | 'AccurateAndComplete';

export type Disagreement = {
	statement: string;
	at: number;
};

export type CoSignature = {
	organization: number;
	practitioner: PractitionerId;
	at: number;
};

export type PractitionerId = OneOf<{ account: string; pseudonym: string }>;

export type AnchorsPage = {
	anchors: AnchorView[];
	next: number | null;
};

export type Versions = {
	versions: AnchorView[];
	earlier: number | null;
	later: number | null;
};

export type CustodyView = {
	threshold: number;
	pieces: PieceView[];
	live: number;
	isRecoverable: boolean;
};

export type PieceView = {
	custodian: number;
	root: string;
	heldUntil: number | null;
	isLive: boolean;
};

export type InclusionFault = 'UnknownAnchor' | 'IndexOutOfRange' | 'WrongProofLength' | 'RootMismatch';

export type EvictedChunk = {
	root: string;
	anchors: number;
	oldest: number;
	previous: number | null;
	bucket: number;
	anchoredOn: number;
};

export type Decision = OneOf<{ permit: Basis; deny: Denial; unknown: null }>;

export type Basis = OneOf<{ patient: null; representative: null; device: null; author: null; grant: number; policy: number; emergency: number }>;

export type Denial = OneOf<{ notPermitted: null; unknownOrClosedPatient: null; unknownRecord: null; notPractising: NotPractising; refused: null; notGranted: null; withheld: null }>;

export type Grant = {
	id: number;
	grantedAt: number;
	terms: string | null;
	excludesConfidential: boolean;
	ancestors: number[];
	provision: Provision;
};

export type Provision = {
	grantee: Grantee;
	scope: Scope;
	content: Months | null;
	actions: number;
	purposes: number;
	period: Period;
};

export type Grantee = OneOf<{ organization: null; practitioner: string; role: Role; pseudonym: string }>;

export type Role = 'Physician' | 'Nurse' | 'Pharmacist' | 'Laboratory' | 'Researcher' | 'PrivacyOfficer' | 'Billing' | 'Custodian' | 'Emergency';

export type Scope = OneOf<{ all: null; classes: number[]; anchors: number[]; allBut: number[] }>;

export type PastGrant = {
	grant: Grant;
	endedAt: number;
};

export type EnvelopeStatus = {
	envelope: Envelope;
	isPatientKeyStale: boolean;
	isGranteeKeyStale: boolean;
};

export type Envelope = {
	keyEpoch: number;
	granteeKeyEpoch: number;
	commitment: string;
};

export type EmergencyRingStatus = {
	ring: EmergencyRing;
	since: number;
	byController: boolean;
	isStale: boolean;
};

export type EmergencyRing = {
	custodians: number[];
	threshold: number;
	keyEpoch: number;
	commitment: string;
};

export type Restrictions = {
	refusals: StandingRefusal[];
	refuseAll: RefuseAll | null;
	optOut: OptOut | null;
	confidential: ConfidentialClass[];
	allConfidential: AllConfidential | null;
};

export type StandingRefusal = {
	id: number;
	since: number;
	byController: boolean;
	refusal: Refusal;
};

export type Refusal = {
	whom: Refused;
	class: number | null;
	purposes: number | null;
	evenInEmergency: boolean;
};

export type Refused = OneOf<{ everybody: null; organization: number; practitioner: PractitionerId }>;

export type RefuseAll = {
	since: number;
	byController: boolean;
	evenInEmergency: boolean;
};

export type OptOut = {
	since: number;
};

export type ConfidentialClass = {
	class: number;
	since: number;
};

export type AllConfidential = {
	exceptions: number[];
	since: number;
};

export type ChangesSince = {
	grants: [number, Grant][];
	restrictionsSet: Restrictions;
	restrictionsLifted: LiftedRestriction[];
	emergencyRing: EmergencyRing | null;
	isComplete: boolean;
};

export type LiftedRestriction = {
	restriction: Restriction;
	since: number;
	liftedAt: number;
};

export type Restriction = OneOf<{ refusal: Refusal; all: { evenInEmergency: boolean }; emergencies: null; confidential: number; allConfidential: { exceptions: number[] } }>;

export type ConsentRequest = {
	requester: Actor;
	provision: Provision;
	reason: string;
	askedAt: number;
	lapsesAt: number;
	isRejected: boolean;
	followsRejection: boolean;
};

export type EnactedPolicy = {
	id: number;
	enactedAt: number;
	policy: Policy;
};

export type Policy = {
	kinds: number;
	roles: number;
	scope: Scope;
	actions: number;
	purposes: number;
	period: Period;
	refusalsBind: boolean;
	legalBasis: string;
};

export type Session = {
	patient: string;
	actor: Actor;
	organization: number;
	reason: EmergencyReason;
	justification: string;
	openedAt: number;
	until: number;
	flags: number;
	reviewDue: number;
	reviewers: number[];
	reviews: Review[];
	answer: Answer | null;
	previous: number | null;
};

export type EmergencyReason = 'ImmediateDanger' | 'Unresponsive' | 'LacksCapacity' | 'DangerToOthers' | 'MassCasualties';

export type Review = {
	reviewer: Actor;
	at: number;
	isJustified: boolean;
	findings: string | null;
};

export type Answer = {
	at: number;
	commitment: string;
};

export type BreakGlass = {
	terms: BreakGlassTerms | null;
	day: number;
	openedToday: number;
	listed: ListedReview[];
	unlisted: number;
};

export type BreakGlassTerms = {
	maxOpen: number;
	maxPerDay: number;
};

export type ListedReview = {
	session: number;
	until: number;
	due: number;
};

export type ReviewsPage = {
	reviews: [number, PendingReview][];
	next: number | null;
};

export type PendingReview = {
	organization: number;
	due: number;
	isFlagged: boolean;
};

export type Ticket = {
	requester: Actor;
	reader: Actor;
	action: Action;
	purpose: Purpose;
	targets: TicketTarget[];
	custodian: number;
	issuedAt: number;
	expiresAt: number;
	claim: string;
	isSingleUse: boolean;
};

export type Action = 'Access' | 'Collect' | 'Correct' | 'Disclose' | 'Use';

export type Purpose = 'Treatment' | 'EmergencyTreatment' | 'Payment' | 'Operations' | 'CareManagement' | 'Research' | 'ClinicalTrial' | 'PublicHealth' | 'PatientRequest' | 'FamilyRequest' | 'PowerOfAttorney' | 'Coverage' | 'SystemAdministration';

export type TicketTarget = {
	target: Target;
	basis: Basis;
};

export type Target = OneOf<{ anchor: number; class: { class: number; content: Months | null } }>;

export type TicketFault = 'TicketNotFound' | 'NotTicketHolder' | 'WrongCustodian' | 'TicketExpired' | 'TicketRedeemed' | 'NoLongerPermitted' | 'NothingToRelease';

export type AuditEntry = {
	version: EntryVersion;
	at: number;
	actor: Actor;
	event: AuditedEvent;
};

export type EntryVersion = 'One';

export type AuditedEvent = OneOf<{ accessRequested: AccessAttempt; patientRegistered: null; encryptionKeyReplaced: { epoch: number }; recordsAnchored: { anchor: number; class: number; purpose: Purpose; basis: Basis }; consentGranted: { grant: number; organization: number; content: string }; consentRevoked: { grant: number; organization: number }; registrationConfirmed: null; identityAttested: { level: AssuranceLevel }; controlOffered: null; controlOfferWithdrawn: null; controlChanged: { cause: ControlChange }; representativeAppointed: { powers: number; until: number | null }; representativeEnded: null; deviceAuthorized: { until: number }; deviceRemoved: null; guardiansCommitted: { effectiveAt: number }; guardianChangeCancelled: null; guardiansRevealed: null; recoveryOpened: null; recoveryApproved: { approvals: number }; recoveryVetoed: null; recoveryDismissed: null; freezeVoted: { votes: number }; freezeVoteWithdrawn: { votes: number }; frozen: { until: number }; unfrozen: null; linked: { other: string }; unlinked: { other: string }; deceased: null; deathCorrected: null; closingAnnounced: { at: number }; closingCancelled: null; closed: null; guardianCaseClosed: null; consentAmended: { grant: number; version: number; organization: number; content: string }; organizationRevoked: { organization: number; grants: number }; consentRenounced: { grant: number; organization: number }; consentReferred: { grant: number; parent: number; organization: number; content: string }; envelopeReplaced: { grant: number }; consentRequested: { organization: number }; consentRequestWithdrawn: { organization: number }; consentRequestRejected: { organization: number }; refusalMade: { refusal: number; joined: number | null; evenInEmergency: boolean; content: string }; refusalLifted: { refusal: number }; allRefused: { evenInEmergency: boolean }; allRefusedLifted: null; emergenciesOptedOut: null; emergenciesOptedIn: null; classMarkedConfidential: { class: number }; classUnmarkedConfidential: { class: number }; emergencyOpened: { session: number; reason: EmergencyReason; until: number }; emergencyClosed: { session: number }; emergencyReviewed: { session: number; justified: boolean; isFinal: boolean }; guardiansProposed: null; reassignmentAnnounced: { due: number }; reassignmentVetoed: null; reassignmentDismissed: null; revokedSince: { since: number; grants: number }; consentDisplaced: { grant: number; organization: number }; emergencyDenied: { patient: string; denial: EmergencyDenial }; emergencyFlagged: { session: number; flags: number }; emergencyAnswered: { session: number; answer: string }; emergencyRingSet: { keyEpoch: number; commitment: string }; refusalsJoined: { one: number; other: number; refusal: number }; allClassesMarkedConfidential: { exceptions: number }; allClassesUnmarkedConfidential: null; emergencyRingRemoved: null; consentRequestBarred: { patient: string; organization: number; reason: RequestBar }; recordsAmended: { anchor: number; supersedes: number; reason: CorrectionReason; purpose: Purpose; basis: Basis }; recordsEnteredInError: { anchor: number; reason: CorrectionReason; purpose: Purpose; basis: Basis }; recordsReinstated: { anchor: number }; recordsCoSigned: { anchor: number; purpose: Purpose; basis: Basis }; coSignatureWithdrawn: { anchor: number }; recordsDisputed: { anchor: number; statement: string }; disputeWithdrawn: { anchor: number }; disputeAnswered: { anchor: number; isUpheld: boolean }; disagreementStated: { anchor: number; statement: string }; erasureAnnounced: { anchor: number; due: number }; erasureCancelled: { anchor: number }; recordsErased: { anchor: number }; custodyPlanned: { anchor: number; threshold: number; pieces: number }; custodyTaken: { anchor: number; piece: number }; custodyReleased: { anchor: number; piece: number }; retentionExtended: { anchor: number; until: number | null }; recordsEvicted: { newest: number; anchors: number; root: string }; mixUpReported: { class: number; since: number; notice: string }; withholdingPermitted: { anchor: number }; recordsReleased: { ticket: number; recipient: Recipient; targets: Target[] }; releaseReported: ReportedRelease; entryContested: { entry: number; organization: number; statement: string }; inquiryAnswered: { entry: number; answer: InquiryAnswer; isLate: boolean; statement: string }; inquiryEscalated: { entry: number }; inquiryResolved: { entry: number; verdict: InquiryVerdict; findings: string | null }; organizationAccredited: { organization: number; until: number | null }; applicationRejected: { applicant: string }; organizationSuspended: { organization: number }; organizationReinstated: { organization: number }; accreditationRevoked: { organization: number }; organizationSucceeded: { organization: number; by: number }; emergencyRoleSet: { organization: number; practitioner: PractitionerId; isGiven: boolean }; practitionerSuspended: { organization: number; practitioner: PractitionerId }; practitionerReinstated: { organization: number; practitioner: PractitionerId }; breakGlassLicensed: { organization: number; isLicensed: boolean; open: number; daily: number }; policyEnacted: { policy: number; content: string }; policyRepealed: { policy: number }; consentLapsed: { grant: number; organization: number; lapsedAt: number }; consentRequestLapsed: { organization: number }; adminAdded: { organization: number; account: string }; adminRemoved: { organization: number; account: string }; other: { pallet: string; code: number; statement: string | null } }>;

export type AccessAttempt = {
	patient: string | null;
	action: Action;
	purpose: Purpose;
	custodian: number;
	reason: string | null;
	claim: string | null;
	encounter: Encounter | null;
	answers: AnswerOf[];
};

export type Encounter = {
	hours: number;
	holder: TicketHolder;
};

export type TicketHolder = OneOf<{ requester: null; role: Role }>;

export type AnswerOf = {
	outcome: Outcome;
	targets: Target[];
};

export type Outcome = OneOf<{ permitted: Basis; denied: Denial }>;

export type ControlChange = 'Accepted' | 'Recovered' | 'Decided' | 'Reassigned';

export type EmergencyDenial = OneOf<{ unknownOrClosedPatient: null; notPractising: NotPractising; noEmergencyRole: null; notLicensed: null; refused: null; onPatientsSide: null; deceased: null }>;

export type RequestBar = 'UnknownOrClosedPatient' | 'Deceased' | 'Refused' | 'AlreadyOpen' | 'RejectedBefore';

export type Recipient = OneOf<{ requester: null; actor: Actor; organization: number; patientsSide: null; outside: string }>;

export type ReportedRelease = {
	patient: string | null;
	ticket: number | null;
	recipient: Recipient;
	action: Action;
	purpose: Purpose;
	targets: Target[];
	releasedAt: number;
	cause: ReportCause;
	flaw: ReleaseFlaw | null;
	statement: string | null;
};

export type ReportCause = 'Bulk' | 'Downtime' | 'OutsideTheChain';

export type ReleaseFlaw = 'NoTicket' | 'TicketNotFound' | 'WrongCustodian' | 'NotTicketHolder' | 'NotCovered' | 'OutsideItsLife' | 'RedeemedBefore' | 'NotProven' | 'TooLate' | 'NoLongerPermitted';

export type InquiryAnswer = 'Justified' | 'Mistaken' | 'Misused';

export type InquiryVerdict = 'Unfounded' | 'Upheld';

export type TrailHead = {
	next: number;
	tip: string;
	first: number;
	checkpoint: string;
	oldest: number;
	contested: number;
};

export type Verified = {
	from: number;
	to: number;
	before: string;
	after: string;
	isToTheTip: boolean;
};

export type VerifyFault = OneOf<{ notKept: null; tooLong: null; missing: number; otherTip: null; otherSeed: null; otherCheckpoint: null }>;

export type ReleasesPage = {
	releases: ReleaseView[];
	next: ReleaseCursor | null;
	completeSince: number;
};

export type ReleaseView = {
	trail: TrailId;
	sequence: number;
	releasedAt: number;
	releasedBy: Actor;
	recipient: Recipient;
	action: Action | null;
	purpose: Purpose | null;
	targets: Target[];
	bases: Basis[];
	ticket: number | null;
	cause: ReportCause | null;
	flaw: ReleaseFlaw | null;
	statement: string | null;
	exemption: Exemption | null;
};

export type TrailId = OneOf<{ patient: string; organization: number; governance: null }>;

export type Exemption = 'TreatmentPaymentOperations' | 'ToTheIndividual' | 'Authorized';

export type ReleaseCursor = OneOf<{ patient: number; organization: ActivityCursor }>;

export type ActivityCursor = {
	day: number;
	trail: TrailId;
	sequence: number;
};

export type Activity = {
	trail: TrailId;
	sequence: number;
	entry: AuditEntry;
};

export type OpenInquiry = {
	organization: number;
	trail: TrailId;
	sequence: number;
	inquiry: Inquiry;
};

export type Inquiry = {
	cause: InquiryCause;
	raisedAt: number;
	due: number;
	isAnswered: boolean;
	isEscalated: boolean;
	isResolved: boolean;
};

export type InquiryCause = 'Contested' | 'Flagged';
