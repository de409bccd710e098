//! Plain text, also when it came out of a PDF.

use super::Options;
use super::draft::Draft;
use super::encoding::decode;
use super::failure::Fault;
use super::printed::unprinted;
use super::record::Hint;

/// The text itself. One that was printed on pages is put together again.
pub(super) fn draft(bytes: &[u8], hint: Option<&Hint>, options: &Options) -> Result<Draft, Fault> {
    let said = hint.and_then(|h| h.charset.as_deref());
    let decoded = decode(bytes, options.charset, said)?;
    let text = unprinted(&decoded.text).unwrap_or(decoded.text);
    Ok(Draft::text(text, decoded.warning))
}
