/** What calls and questions take. Written from `clients/metadata/salus.scale` by `scripts/metadata.sh`. */

/** Bytes as they are, or in hexadecimal behind `0x`; accounts as addresses, too. */
export type Bytes = Uint8Array | string;
export type Integer = number | bigint;

export type Figures = {
	emergency: Integer;
	protect: Integer;
	care: Integer;
	patients: Integer;
	others: Integer;
	organizationEmergency: Integer;
	organizationDepth: Integer;
	attested: Integer;
	attestedBlocks: Integer;
	protection: Integer;
	account: Integer;
	accountDepth: Integer;
	organizationReach: Integer;
	reach: Integer;
	maxLength: Integer;
};

export type NewPatientKey = {
	public: PublicKey;
	card: Bytes;
};

export type PublicKey = {
	suite: KeySuite;
	bytes: Bytes;
};

export type KeySuite = 'X25519' | 'XWing';

export type Capacity = 'Person' | { Practitioner: { organization: Integer } } | { Gateway: { organization: Integer; practitioner: Bytes } };

export type AssuranceLevel = 'Level1' | 'Level2' | 'Level3' | 'Level4';

export type Period = {
	from: Integer;
	until: Integer | null;
};

export type Guardian = { Person: Bytes } | { Institution: Integer };

export type OrganizationKind = 'Hospital' | 'Clinic' | 'Laboratory' | 'Pharmacy' | 'Insurer' | 'ResearchInstitute' | 'Regulator' | 'Custodian';

export type PractitionerId = { Account: Bytes } | { Pseudonym: Bytes };

export type NewBatch = {
	class: Integer;
	root: Bytes;
	leaves: Integer;
	content: Months;
	custodian: Integer;
	keyEpoch: Integer | null;
};

export type Months = {
	from: Integer;
	until: Integer;
};

export type Purpose = 'Treatment' | 'EmergencyTreatment' | 'Payment' | 'Operations' | 'CareManagement' | 'Research' | 'ClinicalTrial' | 'PublicHealth' | 'PatientRequest' | 'FamilyRequest' | 'PowerOfAttorney' | 'Coverage' | 'SystemAdministration';

export type RunItem = {
	patient: Bytes;
	batch: NewBatch;
	purpose: Purpose;
};

export type CorrectionReason = 'WrongPatient' | 'WrongContent' | 'Incomplete' | 'Duplicate' | 'Unreadable' | 'WrongClass' | 'DisputeUpheld';

export type Verdict = 'Upheld' | { Rejected: { reason: RejectionReason; explanation: string | null } };

export type RejectionReason = 'NotCreatedHere' | 'NotPartOfRecord' | 'NotForInspection' | 'AccurateAndComplete';

export type NewPiece = {
	custodian: Integer;
	root: Bytes;
};

export type Provision = {
	grantee: Grantee;
	scope: Scope;
	content: Months | null;
	actions: Integer;
	purposes: Integer;
	period: Period;
};

export type Grantee = 'Organization' | { Practitioner: Bytes } | { Role: Role } | { Pseudonym: Bytes };

export type Role = 'Physician' | 'Nurse' | 'Pharmacist' | 'Laboratory' | 'Researcher' | 'PrivacyOfficer' | 'Billing' | 'Custodian' | 'Emergency';

export type Scope = 'All' | { Classes: readonly Integer[] } | { Anchors: readonly Integer[] } | { AllBut: readonly Integer[] };

export type Envelope = {
	keyEpoch: Integer;
	granteeKeyEpoch: Integer;
	commitment: Bytes;
};

export type Refusal = {
	whom: Refused;
	class: Integer | null;
	purposes: Integer | null;
	evenInEmergency: boolean;
};

export type Refused = 'Everybody' | { Organization: Integer } | { Practitioner: PractitionerId };

export type Policy = {
	kinds: Integer;
	roles: Integer;
	scope: Scope;
	actions: Integer;
	purposes: Integer;
	period: Period;
	refusalsBind: boolean;
	legalBasis: Bytes;
};

export type BreakGlassTerms = {
	maxOpen: Integer;
	maxPerDay: Integer;
};

export type EmergencyReason = 'ImmediateDanger' | 'Unresponsive' | 'LacksCapacity' | 'DangerToOthers' | 'MassCasualties';

export type EmergencyRing = {
	custodians: readonly Integer[];
	threshold: Integer;
	keyEpoch: Integer;
	commitment: Bytes;
};

export type Target = { Anchor: Integer } | { Class: { class: Integer; content: Months | null } };

export type Action = 'Access' | 'Collect' | 'Correct' | 'Disclose' | 'Use';

export type Encounter = {
	hours: Integer;
	holder: TicketHolder;
};

export type TicketHolder = 'Requester' | { Role: Role };

export type ReleaseReport = {
	patient: Bytes;
	ticket: Integer | null;
	secret: string | null;
	recipient: Recipient;
	action: Action;
	purpose: Purpose;
	targets: readonly Target[];
	releasedAt: Integer;
	cause: ReportCause;
	statement: string | null;
};

export type Recipient = 'Requester' | { Actor: Actor } | { Organization: Integer } | 'PatientsSide' | { Outside: Bytes };

export type Actor = { Person: Bytes } | { Practitioner: { organization: Integer; account: Bytes } } | { Gateway: { organization: Integer; account: Bytes; practitioner: Bytes } } | 'Authority' | { Organization: { organization: Integer; account: Bytes } } | 'Chain';

export type ReportCause = 'Bulk' | 'Downtime' | 'OutsideTheChain';

export type TrailId = { Patient: Bytes } | { Organization: Integer } | 'Governance';

export type InquiryAnswer = 'Justified' | 'Mistaken' | 'Misused';

export type InquiryVerdict = 'Unfounded' | 'Upheld';

export type AnchorFilter = {
	class: Integer | null;
	content: Months | null;
	author: Side | null;
	custodian: Integer | null;
	status: RecordStatus | null;
	since: Integer | null;
	isDisputed: boolean | null;
};

export type Side = 'Patient' | { Organization: Integer };

export type RecordStatus = 'Current' | 'Superseded' | 'EnteredInError' | 'Erased';

export type Anchor = {
	class: Integer;
	batch: Batch | null;
	content: Months;
	author: Actor;
	custodian: Integer;
	keyEpoch: Integer | null;
	anchoredAt: Integer;
	keepUntil: Integer | null;
	previous: Integer | null;
	supersedes: Integer | null;
	superseded: Superseded | null;
	enteredInError: EnteredInError | null;
	withheldSince: Integer | null;
	isSettled: boolean;
	erasableFrom: Integer | null;
	erasedAt: Integer | null;
	isDisputed: boolean;
	coSignatures: Integer;
	hasCustody: boolean;
};

export type Batch = {
	root: Bytes;
	leaves: Integer;
};

export type Superseded = {
	by: Integer;
	at: Integer;
	reason: CorrectionReason;
};

export type EnteredInError = {
	at: Integer;
	reason: CorrectionReason;
};

export type AccessRequest = {
	patient: Bytes;
	actor: Actor;
	action: Action;
	purpose: Purpose;
	target: Target;
};

export type Whose = { Patient: Bytes } | { Organization: Integer };

export type ReleaseCursor = { Patient: Integer } | { Organization: ActivityCursor };

export type ActivityCursor = {
	day: Integer;
	trail: TrailId;
	sequence: Integer;
};
