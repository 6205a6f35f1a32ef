//! The bytes that documents were read from, kept as they came.
//!
//! They are the evidence: `reread` reads them with later packs, and a dispute about what a page
//! said is settled by them. They are compressed with zlib because every language at hand opens it
//! (`zlib.decompress` in Python), and named by their SHA-256, so equal bytes are kept once.

use crate::error::{Fault, Inner};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use headstamp_model::sha256_hex;
use rusqlite::{Connection, OptionalExtension};
use std::io::{Read, Write};

/// Keeps `bytes` unless they are there; whether they were new.
pub(crate) fn keep(connection: &Connection, sha256: &str, bytes: &[u8]) -> Inner<bool> {
    let is_there: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM original WHERE sha256 = ?1)")?
        .query_row([sha256], |row| row.get(0))?;
    if is_there {
        return Ok(false);
    }
    connection
        .prepare_cached("INSERT INTO original (sha256, length, bytes) VALUES (?1, ?2, ?3)")?
        .execute((sha256, bytes.len(), compress(bytes)))?;
    Ok(true)
}

/// The bytes with hash `sha256`, if they were kept.
pub(crate) fn fetch(connection: &Connection, sha256: &str) -> Inner<Option<Vec<u8>>> {
    let row = connection
        .prepare_cached("SELECT length, bytes FROM original WHERE sha256 = ?1")?
        .query_row([sha256], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    row.map(|(length, packed)| unpack(sha256, length, &packed).map_err(Fault::Damaged))
        .transpose()
}

/// Decompresses `packed` and holds it against its length and hash; the error says what differs.
pub(crate) fn unpack(sha256: &str, length: u64, packed: &[u8]) -> Result<Vec<u8>, String> {
    // One byte more than announced is enough to see that it is too long, however long it would be.
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed)
        .take(length.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| format!("original `{sha256}` cannot be decompressed: {error}"))?;
    if bytes.len() as u64 != length || sha256_hex(&bytes) != sha256 {
        return Err(format!(
            "original `{sha256}` is not the bytes that were kept"
        ));
    }
    Ok(bytes)
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out_as_it_went_in(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let sha256 = sha256_hex(&bytes);
            prop_assert_eq!(unpack(&sha256, bytes.len() as u64, &compress(&bytes)), Ok(bytes));
        }
    }

    #[test]
    fn more_bytes_than_announced_are_an_error_and_not_unpacked() {
        let bytes = vec![0; 1_000_000];
        assert!(unpack(&sha256_hex(&bytes), 10, &compress(&bytes)).is_err());
    }

    #[test]
    fn bytes_with_another_hash_are_an_error() {
        assert!(unpack(&sha256_hex(b"one"), 3, &compress(b"two")).is_err());
    }
}
