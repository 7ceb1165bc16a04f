//! Compiles the glossary to the index, and the messages to the tables, that the library embeds, and
//! takes out the fonts that it prints with.
//!
//! Bad data stops the build, every fault a line: where, what, and what to do.

#[path = "build/fonts.rs"]
mod fonts;
#[path = "build/messages.rs"]
mod messages;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use termbase::{Compiler, Fault};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=glossary");
    println!("cargo::rerun-if-changed=src/messages.toml");
    link();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);

    let catalogue = messages::Catalogue::read(&fs::read_to_string("src/messages.toml")?)?;
    fs::write(out.join("messages.rs"), catalogue.to_rust())?;

    fonts::write(&out)?;

    let mut compiler = Compiler::default();
    compiler.add_path(Path::new("glossary"))?;
    match compiler.finish(|_| false)? {
        Ok(writer) => fs::write(out.join("glossary.index"), writer.finish()?)?,
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={}", tell(fault, &catalogue)));
            return Err(format!("the glossary has {} faults", faults.len()).into());
        }
    }
    Ok(())
}

/// On Linux a release is linked for one place in memory. Else thousands of addresses, most of them
/// of the libraries that print, would be written anew at every start, before a look-up begins. What
/// is linked statically has a start-up code of its own, which that would break.
fn link() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    if is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("PROFILE", "release")
        && !features.split(',').any(|feature| feature == "crt-static")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

fn tell(fault: &Fault, catalogue: &messages::Catalogue) -> String {
    let mut text = catalogue.english(fault.kind.code()).to_owned();
    for (name, value) in fault.kind.arguments() {
        text = text.replace(&format!("{{{name}}}"), &value);
    }
    format!("{}: {text}", fault.place)
}
