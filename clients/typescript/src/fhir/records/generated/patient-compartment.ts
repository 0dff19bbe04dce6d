/** Elements that say whose a resource is, and whether one must, written from HL7's definitions of R4 and R5 by `npm run generate`. */
export const PATIENT_ELEMENTS: Readonly<Record<string, { readonly paths: readonly string[]; readonly required: boolean }>> = {
	"Account": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"AdverseEvent": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"AllergyIntolerance": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"Appointment": {
		"paths": [
			"participant.actor",
			"subject"
		],
		"required": true
	},
	"AppointmentResponse": {
		"paths": [
			"actor"
		],
		"required": true
	},
	"AuditEvent": {
		"paths": [
			"entity.what",
			"patient"
		],
		"required": true
	},
	"Basic": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Binary": {
		"paths": [
			"securityContext"
		],
		"required": false
	},
	"BiologicallyDerivedProductDispense": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"BodyStructure": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"CarePlan": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"CareTeam": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"ChargeItem": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Claim": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"ClaimResponse": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"ClinicalImpression": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Communication": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"CommunicationRequest": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Composition": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Condition": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Consent": {
		"paths": [
			"patient",
			"subject"
		],
		"required": true
	},
	"Contract": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Coverage": {
		"paths": [
			"beneficiary"
		],
		"required": true
	},
	"CoverageEligibilityRequest": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"CoverageEligibilityResponse": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"DetectedIssue": {
		"paths": [
			"patient",
			"subject"
		],
		"required": true
	},
	"Device": {
		"paths": [
			"patient"
		],
		"required": false
	},
	"DeviceAssociation": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DeviceDispense": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DeviceRequest": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DeviceUsage": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"DeviceUseStatement": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DiagnosticReport": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DocumentManifest": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"DocumentReference": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Encounter": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"EncounterHistory": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"EnrollmentRequest": {
		"paths": [
			"candidate"
		],
		"required": true
	},
	"EpisodeOfCare": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"ExplanationOfBenefit": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"FamilyMemberHistory": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"Flag": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"GenomicStudy": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Goal": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Group": {
		"paths": [
			"member.entity"
		],
		"required": false
	},
	"GuidanceResponse": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"ImagingSelection": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"ImagingStudy": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Immunization": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"ImmunizationEvaluation": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"ImmunizationRecommendation": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"Invoice": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"List": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MeasureReport": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Media": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MedicationAdministration": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MedicationDispense": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MedicationRequest": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MedicationStatement": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"MolecularSequence": {
		"paths": [
			"patient",
			"subject"
		],
		"required": true
	},
	"NutritionIntake": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"NutritionOrder": {
		"paths": [
			"patient",
			"subject"
		],
		"required": true
	},
	"Observation": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Person": {
		"paths": [
			"link.target"
		],
		"required": true
	},
	"Procedure": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Provenance": {
		"paths": [
			"patient",
			"target"
		],
		"required": true
	},
	"QuestionnaireResponse": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"RelatedPerson": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"RequestGroup": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"RequestOrchestration": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"ResearchSubject": {
		"paths": [
			"individual",
			"subject"
		],
		"required": true
	},
	"RiskAssessment": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Schedule": {
		"paths": [
			"actor"
		],
		"required": false
	},
	"ServiceRequest": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"Specimen": {
		"paths": [
			"subject"
		],
		"required": true
	},
	"SupplyDelivery": {
		"paths": [
			"patient"
		],
		"required": true
	},
	"SupplyRequest": {
		"paths": [
			"deliverFor",
			"deliverTo"
		],
		"required": true
	},
	"Task": {
		"paths": [
			"for"
		],
		"required": true
	},
	"Transport": {
		"paths": [
			"for"
		],
		"required": false
	},
	"VisionPrescription": {
		"paths": [
			"patient"
		],
		"required": true
	}
};
