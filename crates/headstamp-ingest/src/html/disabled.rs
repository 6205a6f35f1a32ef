//! Pages when the feature `html` is off.

use crate::error::ErrorKind;
use crate::finish::Draft;

/// Says that pages are not read.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the same signature as with the feature"
)]
pub(crate) fn page(_html: &str) -> Result<Draft, ErrorKind> {
    Err(ErrorKind::Unsupported {
        what: "an HTML page".to_owned(),
        help: "use a build with the feature `html`, or save the text of the page",
    })
}
