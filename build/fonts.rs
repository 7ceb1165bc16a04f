//! The faces of Libertinus Serif that the PDF is set in.
//!
//! The crate has many fonts and its library would embed them all; here three are taken out, and
//! compressed: only printing needs them.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The file that the program embeds, and what the font calls itself.
const FACES: [(&str, &str); 3] = [
    ("roman.otf.z", "LibertinusSerif-Regular"),
    ("bold.otf.z", "LibertinusSerif-Bold"),
    ("italic.otf.z", "LibertinusSerif-Italic"),
];

/// Writes each face to a folder.
///
/// # Errors
///
/// That a face is not among the crate's fonts, or cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    for (file, name) in FACES {
        let font = typst_assets::fonts().find(|font| is_named(font, name)).ok_or_else(|| {
            io::Error::other(format!("typst-assets has no {name}; see build/fonts.rs"))
        })?;
        let mut encoder = ZlibEncoder::new(File::create(folder.join(file))?, Compression::best());
        encoder.write_all(font)?;
        encoder.finish()?;
    }
    Ok(())
}

/// Whether a font's program, in its compact format, begins with a name: the version of the format,
/// how long the header is, then an index of one name (Adobe, Technical Note 5176).
fn is_named(font: &[u8], name: &str) -> bool {
    let mut index = vec![0, 1, 1, 1, u8::try_from(name.len() + 1).unwrap_or_default()];
    index.extend_from_slice(name.as_bytes());
    font.windows(index.len()).any(|window| window == index)
}
