//! When the certificate in use expires: whoever runs the service is told in time, and no client looks before it is over.

use der::{
	asn1::{AnyRef, GeneralizedTime, UtcTime},
	Decode, SliceReader, Tag,
};
use rustls::pki_types::{pem::PemObject, CertificateDer};
use std::{io, time::Duration};

/// When the first certificate of a file expires, since 1970. That is the service's own; those after it lead to it.
pub(super) fn of(pem: &[u8]) -> io::Result<Duration> {
	let certificate = CertificateDer::from_pem_slice(pem).map_err(io::Error::other)?;
	not_after(&certificate).map_err(io::Error::other)
}

/// Tells that the certificate in use expires then.
pub(super) fn tell(expiry: Duration) {
	metrics::gauge!("salus_custodian_certificate_expiry_timestamp_seconds")
		.set(expiry.as_secs_f64());
}

/// `notAfter`, as it stands in a certificate by RFC 5280, section 4.1. Nothing else is read: a certificate that clients take is not refused for the sake of a figure.
fn not_after(certificate: &[u8]) -> der::Result<Duration> {
	let mut signed = inside(&mut inside(&mut SliceReader::new(certificate)?)?)?;
	// The version is left out where it is the first.
	if Tag::peek(&signed)?.is_context_specific() {
		AnyRef::decode(&mut signed)?;
	}
	let _serial_number = AnyRef::decode(&mut signed)?;
	let _signature = AnyRef::decode(&mut signed)?;
	let _issuer = AnyRef::decode(&mut signed)?;
	let mut validity = inside(&mut signed)?;
	let _not_before = AnyRef::decode(&mut validity)?;
	match Tag::peek(&validity)? {
		Tag::UtcTime => Ok(UtcTime::decode(&mut validity)?.to_unix_duration()),
		// From 2050 on.
		_ => Ok(GeneralizedTime::decode(&mut validity)?.to_unix_duration()),
	}
}

/// What is inside of the sequence that comes next.
fn inside<'a>(reader: &mut SliceReader<'a>) -> der::Result<SliceReader<'a>> {
	SliceReader::new(AnyRef::decode(reader)?.value())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_no_certificate_expires_never() {
		let pem = |bytes: &str| {
			format!("-----BEGIN CERTIFICATE-----\n{bytes}\n-----END CERTIFICATE-----\n")
		};
		// No PEM, nothing, an empty sequence, one that is longer than what there is.
		for text in ["none".to_owned(), pem(""), pem("MAA="), pem("MH8wAA==")] {
			of(text.as_bytes()).unwrap_err();
		}
	}
}
